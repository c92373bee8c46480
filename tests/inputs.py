"""What strangers send: hands, messages, formulas, tables and links, from nonsense to what may well have a meaning."""

import math
import os
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from landscapes import LANDSCAPES
from landscapes.typed.tree import ONE
from lessons.challenges import CHALLENGES
from lessons.plans.lesson_file import FIRST_LINE
from optim_core import OPTIMIZERS, knobs
from tests.formulas import grown
from ui.controls.frame import FORMS, LANDSCAPE_NAMES
from ui.controls.keys import url_name

CASES = int(os.environ.get("FUZZ_CASES", "300"))
MANY = settings(max_examples=CASES, deadline=None, derandomize=CASES <= 1000, suppress_health_check=list(HealthCheck))
"""How many cases of each are tried: by default the same ones every time."""
DIGITS = st.builds(
    lambda sign, digits: sign * (10**digits - 1), st.sampled_from([1, -1]), st.sampled_from([15, 19, 20, 308, 309, 400, 4300])
)
"""Integers of any length, as JSON has them and a float has not."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | DIGITS | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=12,
)
NUMBERS = st.floats() | st.integers() | DIGITS | st.sampled_from([0, 1, -1, 0.5, 1e-300, 1e300, math.inf, -math.inf, math.nan, True])
HANDS = st.fixed_dictionaries(
    {},
    optional={
        "seq": JSON,
        "live": JSON
        | st.dictionaries(st.sampled_from(["adam.beta1", "himmelblau.x", "nothing"]), st.lists(NUMBERS, max_size=3), max_size=3),
        "t": JSON,
        "views": JSON | st.lists(st.none() | st.lists(NUMBERS, min_size=4, max_size=4), max_size=9),
        "eye": JSON | st.lists(NUMBERS, min_size=6, max_size=6),
        "arrows": JSON,
        "present": JSON,
        "piece": JSON,
    },
)
PIECES = [
    "x",
    "y",
    "pi",
    "e",
    "2",
    "0.5",
    "1e9",
    "+",
    "-",
    "*",
    "/",
    "^",
    "**",
    "(",
    ")",
    ",",
    " ",
    "sin",
    "log(",
    "sqrt(",
    "max(",
    "abs(",
    "exp(",
    "²",
    *(
        "|",
        "√",
        "⁴",
        "⁻",
        "np.",
        "math.",
        "x1",
        "x2",
        "x[0]",
        "x_2",
        ".^",
        ".*",
        "mod",
        "mod(",
        "floor(",
        "sin^2",
        "ln ",
        "0,5",
        ";",
        "·",
        "÷",
        "½",
    ),
    *("\\frac{", "{", "}", "\\left(", "\\right)", "\\left|", "\\right|", "\\sin", "\\pi", "\\,", "⌊", "⌋", "\u00a0", "–", "X", "arctan("),
]
SENTENCES = st.recursive(
    st.sampled_from(["x", "y", "2", "0.5", "pi", "e", "0", "-3", "1e6"]),
    lambda inner: (
        st.tuples(st.sampled_from(ONE), inner).map(lambda told: f"{told[0]}({told[1]})")
        | st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda told: f"{told[0]}({told[1]}, {told[2]})")
        | st.tuples(inner, st.sampled_from(["+", "-", "*", "/", " ", "^", "**"]), inner).map(
            lambda told: f"({told[0]}){told[1]}({told[2]})"
        )
        | st.tuples(inner, st.sampled_from(["^2", "^3", "^0.5", "^-1", "²"])).map(lambda told: f"({told[0]}){told[1]}")
    ),
    max_leaves=6,
)
"""Formulas that may well have a meaning, as letters thrown together hardly ever do."""
NESTED = st.tuples(st.lists(st.sampled_from(ONE), max_size=20), SENTENCES).map(
    lambda told: "".join(f"{name}(" for name in told[0]) + told[1] + ")" * len(told[0])
)
WRITTEN = st.integers(0, 2**32).map(lambda seed: grown(Random(seed), seed % 5)[0])
"""Formulas in the many ways in which people write them."""
FORMULAS = SENTENCES | NESTED | WRITTEN | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)
CELLS = (
    st.sampled_from(["1", "2.5", "-3", "0", "1e3", "", "nan", "x", "1e400", '"', " 7 "])
    | st.sampled_from(["1,5", "1.234,5", "1,234", "1.234", "−2", "=1+1", "+1", "@A1", "\t=1", 'a"b', '"a\nb"', '"1,5"', "a\nb", "1_0", "٣"])
    | st.text(max_size=4)
)
SEPARATORS = st.sampled_from([",", ";", "\t", "|", " "])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1251", "shift-jis", "mac-roman"])
LETTERS = st.text("abcXYZ012_-", max_size=60) | st.text(max_size=10)
"""What a link may say of rows."""
COLUMN_NAMES = st.text(max_size=40) | st.sampled_from(["$x_1$", "*", "<b>", "=1", "-2", "1", "", "a;b", 'a"b', "sep=;", "&amp;", "x\ny"])
ENTRIES = st.floats(-9e14, 9e14) | st.integers(-5, 5) | st.sampled_from([1e-300, 5e-324, 1e14, 1e9, 1e9 + 1, 0.1, 0.1 + 1e-16])
ROWS = st.lists(st.tuples(ENTRIES, ENTRIES, st.sampled_from([0, 1])), min_size=3, max_size=12)

KEYS = [f"{url_name(cls)}.{name}" for cls in OPTIMIZERS for name in (*knobs(cls), "form")]
KEYS += [f"{url_name(cls)}.{name}" for cls in LANDSCAPES for name in (*knobs(cls), "x", "y", "adam.learning_rate", "floor.learning_rate")]
KEYS += [
    "landscape",
    "steps",
    "seed",
    "noise",
    "batch",
    "show",
    "layout",
    "view",
    "per",
    "rates",
    "criterion",
    "tune",
    "same",
    "f",
    "rows",
    "t",
    "at",
    "eye",
]
KEYS += [
    "adam.beta1",
    "himmelblau.adam.learning_rate",
    "himmelblau.x",
    "minibatch.batch_size",
    "adam.form",
    "kind",
    "across",
    "up",
    "colour",
    "of",
    "rung",
]
KEYS += [
    "lesson",
    "optimizer",
    "beside",
    "ladder",
    "model",
    "x.column",
    "beta1.from",
    "beta1.to",
    "arrows",
    "unheard.of",
    "step",
    "eta",
    "plan",
]
WORDS = st.sampled_from(
    [
        "",
        "Your own …",
        "Your own data …",
        "Adam",
        "SGD",
        "Noise floor",
        "All starts",
        "Each at its best",
        "1e999",
        "-1",
        "0",
        "nan",
        "1,2,3,4",
        "first-steps.2",
        "file-00000000.1",
    ]
)
VALUES = WORDS | st.sampled_from([cls.name for cls in LANDSCAPES]) | st.text(max_size=12) | FORMULAS | st.floats().map(str)


KEYS += list(FORMS)
NAMED = st.sampled_from([*KEYS, "*.x", "*.learning_rate", "*", "*.", ""])
FRAMES = st.fixed_dictionaries(
    {},
    optional={
        "controls": st.lists(NAMED, max_size=6).map(",".join) | st.text(max_size=20),
        "locked": st.lists(NAMED, max_size=6).map(",".join) | st.text(max_size=20),
        "optimizers": st.lists(st.sampled_from([cls.name for cls in OPTIMIZERS]), max_size=3).map(",".join) | VALUES,
        "landscapes": st.lists(st.sampled_from(LANDSCAPE_NAMES), max_size=3).map(",".join) | VALUES,
        "says": st.text(max_size=310) | st.sampled_from(["<b>$x$", "![a](b)", "\u202e", "</style>"]),
    },
)
"""What a link may say of how its page is used."""
WHATEVER = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5)
MEANT = st.dictionaries(st.sampled_from(KEYS), st.floats(-10, 10).map(str) | st.integers(0, 500).map(str) | VALUES, max_size=8)
FIELDS = ("x", "y", "learning_rate", "beta1", "epsilon", "batch_size")
ANSWERS = VALUES | st.sampled_from(["A", "E", "F", "1,2;3,4", "Adam", "nan,1", "1;2", ";" * 50]) | st.text(max_size=80)
TASKS = st.sampled_from(CHALLENGES).flatmap(
    lambda task: st.fixed_dictionaries(
        {"task": st.just(task.title)},
        optional={
            f"{task.name}.answer": ANSWERS,
            f"{task.name}.seen": st.sampled_from(["1", "0", "yes"]),
            **{f"{task.name}.{field}": VALUES | st.floats().map(str) for field in FIELDS},
        },
    )
)
"""Links to a task, with an answer of any kind."""
LINES = (
    st.sampled_from([FIRST_LINE, "Title: x", "Goal: y", "", "", "/compare?seed=2", "/", "Minutes: 3", "http://lab.example/a/maps?x=1"])
    | st.sampled_from(
        ["Minutes: -1", "/?plan=a.1", "//maps", "/maps/../compare", "/?f=%ff&f=%00", "Title:", "https://[x/compare", "/?" + "a&" * 300]
    )
    | st.text(max_size=20)
    | st.sampled_from("/:?&=%#$*<>\u202e\ud800\x85\u2028").map(lambda letter: f"/compare?{letter}")
)
"""Lines of lesson files."""
LESSON_FILES = st.lists(LINES, max_size=12).map(lambda lines: "\n".join([FIRST_LINE, "Title: x", "", *lines])) | st.lists(LINES).map(
    "\n".join
)
TYPED = st.fixed_dictionaries(
    {"landscape": st.just("Your own …"), "f": FORMULAS},
    optional={
        "kind": st.sampled_from(["All starts", "Noise floor"]),
        "rates": st.sampled_from(["Same η for all", "Each at its best"]),
        "lesson": st.sampled_from(["One term at a time", "What changes nothing"]),
        "noise": st.sampled_from(["0", "1", "5"]),
        "view": st.just("3D"),
        "layout": st.just("Side by side"),
    },
)
"""Links that ask for more than a typed formula may be fit for."""
