"""What strangers send: hands, messages, formulas, tables and links, from nonsense to what may well have a meaning."""

import math
import os
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from landscapes.typed.tree import ONE
from tests.formulas import grown

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
