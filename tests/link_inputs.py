"""What links and lesson files may hold, well meant or hostile."""

from hypothesis import strategies as st

from landscapes import LANDSCAPES
from lessons.challenges import CHALLENGES
from lessons.plans.lesson_file import FIRST_LINE
from optim_core import OPTIMIZERS, knobs
from tests.inputs import FORMULAS
from tests.rule_inputs import RULES
from ui.controls.frame import FORMS, LANDSCAPE_NAMES
from ui.controls.keys import url_name

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
    "shelf",
    "rule",
    "rule00000000.beta1",
]
WORDS = st.sampled_from(
    [
        "",
        "Your own …",
        "Your own data …",
        "More methods",
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
OWN_METHODS = st.fixed_dictionaries(
    {"shelf": st.just("More methods"), "rule": RULES, **dict.fromkeys(("show", "of", "optimizer"), st.just("Your own …"))},
    optional={
        "layout": st.just("Side by side"),
        "rates": st.just("Each at its best"),
        "kind": st.just("All starts"),
        "steps": st.just("20"),
    },
)
"""Links to a method of a stranger's own, which says something or nothing."""
