"""Whatever comes in from outside is taken or refused in words, and nothing hangs. A few hundred cases of each kind; `make fuzz`: 10,000."""

import csv
import io
import json
import math
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from figures.contour import contour
from figures.surface import scale
from figures.theme import THEMES
from landscapes import LANDSCAPES, Expression, Himmelblau
from landscapes.columns import EXAMPLE, columns, numbers, two
from landscapes.symbols import FUNCTIONS
from landscapes.table import MODELS
from optim_core import OPTIMIZERS, SGD, Adam, descend, final, knobs
from optim_core.maps import Axis, Map
from optim_core.tuning import floor_of
from tests.stretches import MOST, longest
from ui import wire
from ui.controls import url_name
from ui.setting import usual_noise
from ui.stage.hand import from_link, read, to_link
from ui.stage.picture import Panel

CASES = int(os.environ.get("FUZZ_CASES", "300"))
MANY = settings(max_examples=CASES, deadline=1000, suppress_health_check=list(HealthCheck))
PAGES = settings(MANY, max_examples=CASES if CASES > 1000 else 200, deadline=None)  # a page takes what it takes, and looks up every second
APP = str(Path(__file__).parents[1] / "app.py")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=5),
    max_leaves=12,
)
NUMBERS = st.floats() | st.integers() | st.sampled_from([0, 1, -1, 0.5, 1e-300, 1e300, math.inf, -math.inf, math.nan, True])
HANDS = st.fixed_dictionaries(
    {},
    optional={
        "seq": JSON,
        "live": JSON
        | st.dictionaries(st.sampled_from(["adam.beta1", "himmelblau.x", "nothing"]), st.lists(NUMBERS, max_size=3), max_size=3),
        "t": JSON,
        "view": JSON | st.lists(NUMBERS, min_size=4, max_size=4),
        "eye": JSON | st.lists(NUMBERS, min_size=6, max_size=6),
        "arrows": JSON,
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
]
SENTENCES = st.recursive(
    st.sampled_from(["x", "y", "2", "0.5", "pi", "e", "0", "-3", "1e6"]),
    lambda inner: (
        st.tuples(st.sampled_from(FUNCTIONS[:-2]), inner).map(lambda told: f"{told[0]}({told[1]})")
        | st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda told: f"{told[0]}({told[1]}, {told[2]})")
        | st.tuples(inner, st.sampled_from(["+", "-", "*", "/", " ", "^", "**"]), inner).map(
            lambda told: f"({told[0]}){told[1]}({told[2]})"
        )
        | st.tuples(inner, st.sampled_from(["^2", "^3", "^0.5", "^-1", "²"])).map(lambda told: f"({told[0]}){told[1]}")
    ),
    max_leaves=6,
)
"""Formulas that may well have a meaning, as letters thrown together hardly ever do."""
NESTED = st.tuples(st.lists(st.sampled_from(FUNCTIONS[:-2]), max_size=20), SENTENCES).map(
    lambda told: "".join(f"{name}(" for name in told[0]) + told[1] + ")" * len(told[0])
)
LAST = 1 + 1e-13
FORMULAS = SENTENCES | NESTED | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=40)
CELLS = st.sampled_from(["1", "2.5", "-3", "0", "1e3", "", "nan", "x", "1e400", '"', " 7 "]) | st.text(max_size=4)


@MANY
@given(HANDS | JSON)
def test_hands(said: Any) -> None:
    hand = read(said)
    assert to_link(from_link({key: value for key, value in to_link(hand).items() if value is not None})).keys() == to_link(hand).keys()
    assert hand.t is None or 0 <= hand.t <= 10_000
    assert hand.view is None or all(map(math.isfinite, hand.view))


@pytest.fixture(scope="module")
def scene() -> Any:
    """A scene of the lab, known on the wire."""
    from ui.race import Race, Scene
    from ui.setting import Choice, Setting

    os.environ[wire.LAID] = "yes"
    keys = {field: f"adam.{field}" for field in knobs(Adam)}
    values = {**{key: getattr(Adam(), field) for field, key in keys.items()}, "himmelblau.x": 0.4, "himmelblau.y": -0.8}
    domains = {key: knobs(Adam)[field] for field, key in keys.items()}
    setting = Setting(Himmelblau(), 20, None, 0, ("himmelblau.x", "himmelblau.y"))
    address = wire.lay(Scene(Race([Choice(Adam, Adam, keys)], setting, values, domains), (Panel("ground", (0,)),), THEMES["light"]))
    yield address
    del os.environ[wire.LAID]


@MANY
@given(HANDS | JSON, st.booleans())
def test_messages(scene: str, said: Any, known: bool) -> None:
    answer = wire.answer(json.dumps({"scene": scene if known else said, "hand": said}))
    assert (answer is not None) == known or len(json.dumps(said)) > 3800


@MANY
@given(st.text(max_size=60))
def test_messages_of_any_text(text: str) -> None:
    assert wire.answer(text) is None


@MANY
@given(st.sampled_from(OPTIMIZERS), st.data())
def test_knobs(cls: Any, data: Any) -> None:
    name = data.draw(st.sampled_from(list(knobs(cls))))
    value = data.draw(NUMBERS | st.text(max_size=5) | st.lists(NUMBERS, max_size=3))
    try:
        optimizer = cls(**{name: value})
    except ValueError as refused:
        assert f"{cls.__name__}.{name}" in str(refused)
    else:
        if not knobs(cls)[name].whole:
            final(descend(optimizer, Himmelblau(), (0.4, -0.8)), 3)


@MANY
@given(st.lists(NUMBERS, max_size=3) | JSON)
def test_starts(start: Any) -> None:
    try:
        final(descend(Adam(), Himmelblau(), start), 3)
    except ValueError as refused:
        assert "descend.start" in str(refused)


def assert_slopes_are_those_of_the_value(landscape: Expression) -> None:
    """By a complex step, wherever both have digits enough for the comparison: where they hardly change with the last digits of x."""
    x, y = np.random.default_rng(5).uniform(-2, 2, (2, 30))
    with np.errstate(all="ignore"):
        value, (slopes, steps), (near, near_steps) = (
            landscape.value(x, y),
            both_slopes(landscape, x, y),
            both_slopes(landscape, x * LAST, y * LAST),
        )
        digits = np.isclose(slopes, near, rtol=1e-6, atol=1e-9) & np.isclose(steps, near_steps, rtol=1e-6, atol=1e-9)
        known = np.isfinite(value) & (np.abs(value) < 1e6) & np.isfinite(slopes).all(axis=0) & digits.all(axis=0)
    np.testing.assert_allclose(slopes[:, known], steps[:, known], rtol=1e-5, atol=1e-5)  # where tanh is almost 1 few digits are left


def both_slopes(landscape: Expression, x: Any, y: Any) -> tuple[Any, Any]:
    """The gradient, by rule and by a complex step."""
    steps = [np.imag(landscape.value(x + 1e-30j * (i == 0), y + 1e-30j * (i == 1))) / 1e-30 for i in (0, 1)]
    return landscape.gradient(x, y), np.array(steps)


@MANY
@given(FORMULAS)
def test_expressions(text: str) -> None:
    try:
        landscape = Expression(text)
    except ValueError as refused:
        assert str(refused)
        assert "<" not in str(refused)
        assert "leads to" not in str(refused), "a gap in the algebra"
    else:
        x, y = np.meshgrid(*[np.linspace(*side, 5) for side in landscape.window])
        assert landscape.value(x, y).shape == (5, 5)
        assert landscape.gradient(x, y).shape == (2, 5, 5)
        assert_slopes_are_those_of_the_value(landscape)
        assert np.isfinite([*scale(landscape), floor_of(landscape), usual_noise(landscape)]).all()
        contour(landscape, THEMES["light"])
        assert np.isfinite([*landscape.start, landscape.rate, landscape.stride]).all()
        final(descend(Adam.suited_to(landscape), landscape, landscape.start), 3)


@MANY
@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=6), st.sampled_from(list(MODELS)), st.booleans(), st.text(max_size=30))
def test_tables(rows: list[list[str]], model: str, standardise: bool, noise: str) -> None:
    for text in ("a,b\n" + "\n".join(",".join(row) for row in rows), noise, EXAMPLE + noise):
        try:
            table = columns(text)
            x, y = two(table)
            landscape = MODELS[model](numbers(table, x), numbers(table, y), standardise, (x, y))
        except ValueError as refused:
            assert "<" not in str(refused)
        else:
            assert np.isfinite([*landscape.start, landscape.rate, *landscape.window[0], *landscape.window[1]]).all()


ENTRIES = st.floats(-9e14, 9e14) | st.integers(-5, 5) | st.sampled_from([1e-300, 5e-324, 1e14, 1e9, 1e9 + 1, 0.1, 0.1 + 1e-16])
ROWS = st.lists(st.tuples(ENTRIES, ENTRIES, st.sampled_from([0, 1])), min_size=3, max_size=12)


@MANY
@given(ROWS, st.sampled_from(list(MODELS)), st.booleans())
def test_tables_of_numbers(rows: list[tuple[float, float, int]], model: str, standardise: bool) -> None:
    table = columns("a,b,c\n" + "\n".join(",".join(map(str, row)) for row in rows))
    y = "c" if model.startswith("logistic") else "b"
    try:
        landscape = MODELS[model](numbers(table, "a"), numbers(table, y), standardise, ("a", y))
    except ValueError as refused:
        assert re.match(r"Column “[abc]” must vary", str(refused))
    else:
        assert all(low < high for low, high in landscape.window)
        u, v = np.meshgrid(*[np.linspace(*side, 5) for side in landscape.window])
        assert np.isfinite(landscape.value(u, v)).all()
        assert np.isfinite(landscape.gradient(u, v)).all()
        assert min(landscape.rate, landscape.stride) > 0
        for cls in (SGD, Adam):
            found = final(descend(cls.suited_to(landscape), landscape, landscape.start, 3), 20)
            assert np.isfinite([*found.theta, found.loss]).all()


@MANY
@example(low=0.9, high=0.9999999, scale="log of 1 - value", name="beta1", steps=1)
@given(
    NUMBERS,
    NUMBERS,
    st.sampled_from(["linear", "log", "log of 1 - value"]),
    st.sampled_from([*knobs(Adam), "x", "y", "z"]),
    st.integers(1, 40) | st.integers(),
)
def test_maps(low: Any, high: Any, scale: Any, name: str, steps: int) -> None:
    try:
        one = Map(Adam(), Himmelblau(), (0.4, -0.8), steps, Axis(name, low, high, scale), Axis("beta2", 0.1, 0.9), size=25)
    except ValueError as refused:
        assert re.match(r"Axis |Map\.", str(refused))
    else:
        assert np.isfinite(one.x.cells(25)).all()
        assert (one.run(one.passes()[0][:30]).t <= steps).all()


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
]
KEYS += ["lesson", "optimizer", "beside", "ladder", "model", "x.column", "beta1.from", "beta1.to", "arrows", "unheard.of", "step", "eta"]
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
    ]
)
VALUES = WORDS | st.sampled_from([cls.name for cls in LANDSCAPES]) | st.text(max_size=12) | FORMULAS | st.floats().map(str)


WHATEVER = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5)
MEANT = st.dictionaries(st.sampled_from(KEYS), st.floats(-10, 10).map(str) | st.integers(0, 500).map(str) | VALUES, max_size=8)
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


@PAGES
@given(WHATEVER | MEANT | TYPED, st.sampled_from(["start", "optimizers", "compare", "step_by_step", "maps"]))
def test_links(link: dict[str, str], page: str) -> None:
    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update(link)
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, (link, page, app.exception)
        assert all("<" not in block.value for block in (*app.warning, *app.error, *app.code[:1]))

    assert longest(visit) < MOST


@PAGES
@given(
    st.lists(st.text(max_size=10), min_size=3, max_size=3),
    ROWS,
    st.sampled_from(list(MODELS)),
    st.sampled_from(["optimizers", "compare", "step_by_step", "maps"]),
)
def test_pasted_tables(names: list[str], rows: list[tuple[float, float, int]], model: str, page: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows])

    def visit() -> None:
        app = AppTest.from_file(APP, default_timeout=60)
        app.query_params.update({"landscape": "Your own data …", "model": model, "steps": "20"})
        app.switch_page(f"pages/{page}.py").run()
        app.text_area[0].set_value(text.getvalue()).run()
        assert not app.exception, (text.getvalue(), page, app.exception)

    assert longest(visit) < MOST
