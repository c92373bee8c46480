"""Whatever comes in from outside is taken or refused in words, and nothing hangs. A few hundred cases of each kind; `make fuzz`: 10,000."""

import base64
import contextlib
import csv
import functools
import io
import json
import math
import os
import re
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from figures.contour import contour
from figures.export import csv_text
from figures.surface import scale
from figures.theme import THEMES
from landscapes import Expression, Himmelblau
from landscapes.noisy import usual_noise
from landscapes.table import MODELS
from landscapes.tables.columns import EXAMPLE, columns, numbers, two
from landscapes.tables.links import carried, opened
from landscapes.typed import LONGEST, run
from landscapes.typed import read as typed
from optim_core import OPTIMIZERS, SGD, Adam, descend, final, knobs
from optim_core.batch.maps import Axis, Map
from optim_core.batch.tuning import floor_of
from tests.formulas import grown, verdict
from tests.inputs import (
    CELLS,
    COLUMN_NAMES,
    ENCODINGS,
    FORMULAS,
    HANDS,
    JSON,
    LETTERS,
    LINE_ENDS,
    MEANT,
    NUMBERS,
    ROWS,
    SEPARATORS,
    TYPED,
    WHATEVER,
)
from tests.stretches import MOST, longest
from ui.channel import scenes
from ui.pages import PAGES as EVERY_PAGE
from ui.stage.gesture import from_link, read, to_link
from ui.stage.view import View, all_on

CASES = int(os.environ.get("FUZZ_CASES", "300"))
MANY = settings(max_examples=CASES, deadline=None, derandomize=CASES <= 1000, suppress_health_check=list(HealthCheck))
PAGES = settings(MANY, max_examples=CASES if CASES > 1000 else 200)  # a page takes what it takes, and looks up every second
PLACES = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 800.0, -800.0]
APP = str(Path(__file__).parents[1] / "app.py")


def within_a_second(test: Callable[..., None]) -> Callable[..., None]:
    """A test whose every case takes less than a second of its thread's processor time, which is fair on a busy machine.

    A case that takes longer is tried a second time: Python collects the garbage of all cases in whichever is running.
    """

    @functools.wraps(test)
    def timed(*args: Any, **named: Any) -> None:
        def seconds() -> float:
            begun = time.thread_time()
            test(*args, **named)
            return time.thread_time() - begun

        assert seconds() < MOST or seconds() < MOST

    return timed


@MANY
@given(HANDS | JSON)
@within_a_second
def test_hands(said: Any) -> None:
    gesture = read(said)
    assert (
        to_link(from_link({key: value for key, value in to_link(gesture).items() if value is not None})).keys() == to_link(gesture).keys()
    )
    assert gesture.t is None or 0 <= gesture.t <= 10_000
    assert all(math.isfinite(end) for view in gesture.views if view for end in view)


@pytest.fixture(scope="module")
def scene() -> Any:
    """A scene of the lab, known on the wire."""
    from ui.controls.optimizer import Choice
    from ui.controls.setting import Setting
    from ui.stage.comparison import Comparison, Scene

    os.environ[scenes.HAS_SOCKET] = "yes"
    keys = {field: f"adam.{field}" for field in knobs(Adam)}
    values = {**{key: getattr(Adam(), field) for field, key in keys.items()}, "himmelblau.x": 0.4, "himmelblau.y": -0.8}
    domains = {key: knobs(Adam)[field] for field, key in keys.items()}
    setting = Setting(Himmelblau(), 20, None, 0, ("himmelblau.x", "himmelblau.y"))
    comparison = Comparison([Choice(Adam, Adam, keys)], setting, values, domains)
    yield scenes.register(Scene(comparison, View(all_on("ground", 1), THEMES["light"])))
    del os.environ[scenes.HAS_SOCKET]


@MANY
@given(HANDS | JSON, st.booleans())
@within_a_second
def test_messages(scene: str, said: Any, known: bool) -> None:
    asked = scenes.parse(json.dumps({"scene": scene if known else said, "gesture": said}))
    assert (asked is not None) == known or len(json.dumps(said)) > 3800
    assert asked is None or asked.picture()


@MANY
@given(st.text(max_size=60))
@within_a_second
def test_messages_of_any_text(text: str) -> None:
    assert scenes.parse(text) is None


@MANY
@given(st.sampled_from(OPTIMIZERS), st.data())
@within_a_second
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
    try:
        number = knobs(cls)[name].number("the field", value)
    except ValueError as refused:
        assert "the field" in str(refused)
        assert len(str(refused)) < 300
    else:
        assert number in (value, float(value))
        cls(**{name: number})


@MANY
@given(st.lists(NUMBERS, max_size=3) | JSON)
@within_a_second
def test_starts(start: Any) -> None:
    try:
        final(descend(Adam(), Himmelblau(), start), 3)
    except ValueError as refused:
        assert "descend.start" in str(refused)


def assert_slopes_are_those_of_the_value(landscape: Expression) -> None:
    """By a complex step and by differences, wherever these agree: where tanh is almost 1 neither has the digits to say anything."""
    at = np.random.default_rng(5).uniform(-2, 2, (2, 30))
    h = 1e-6
    for axis, slope in zip(np.eye(2)[:, :, np.newaxis], landscape.gradient(*at), strict=True):
        with np.errstate(all="ignore"):
            step = np.imag(landscape.value(*(at + 1e-30j * axis))) / 1e-30
            difference = (landscape.value(*(at + h * axis)) - landscape.value(*(at - h * axis))) / (2 * h)
            known = np.isfinite(difference) & np.isfinite(slope) & np.isclose(step, difference, rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(slope[known], step[known], rtol=1e-3, atol=1e-4)


@MANY
@given(FORMULAS)
@example("sqrt(0.01 - (x^2 + y^2 - 1)^2)")
@example("log(log(atanh(sin(acos(log2(log2(sqrt(log2(tan(max(x, 2)))))))))))")
def test_expressions(text: str) -> None:
    looks = [time.thread_time()]
    try:
        landscape = Expression(text, pause=lambda: looks.append(time.thread_time()))
    except ValueError as refused:
        assert str(refused)
        assert "<" not in str(refused)
    else:
        x, y = np.meshgrid(*[np.linspace(*side, 5) for side in landscape.window])
        assert np.diff([*looks, time.thread_time()]).max() < MOST
        assert landscape.value(x, y).shape == (5, 5)
        assert landscape.gradient(x, y).shape == (2, 5, 5)
        assert_slopes_are_those_of_the_value(landscape)
        assert np.isfinite([*scale(landscape), floor_of(landscape), usual_noise(landscape)]).all()
        contour(landscape, THEMES["light"])
        assert np.isfinite([float(landscape.value(*np.array(landscape.start))), landscape.rate, landscape.stride]).all()
        final(descend(Adam.suited_to(landscape), landscape, landscape.start), 3)


def assert_fits_or_says_why(file: str | bytes, model: str, standardise: bool) -> None:
    """A file becomes a landscape, and whoever opens the link sees the same one; or it is refused in words."""
    try:
        table = columns(file)
        x, y = two(table)
        rows = numbers(table, x), numbers(table, y, MODELS[model].outcomes)
        landscape = MODELS[model](*rows, standardise, (x, y))
    except ValueError as refused:
        assert str(refused).endswith(".") or "must vary" in str(refused)
    else:
        assert np.isfinite([*landscape.start, landscape.rate, *landscape.window[0], *landscape.window[1]]).all()
        letters = carried((x, y), *rows)
        assert letters is not None
        there = columns(opened(letters))
        names = two(there)
        assert names in ((x, y), (f"column {x}", f"column {y}"))
        assert carried(names, numbers(there, names[0]), numbers(there, names[1])) == letters
        assert len(letters) > 1000 or (numbers(there, names[0]), numbers(there, names[1])) == rows


@MANY
@given(
    st.integers(0, 2**64), st.lists(st.sampled_from(PLACES), min_size=2, max_size=2) | st.lists(st.floats(-20, 20), min_size=2, max_size=2)
)
@within_a_second
def test_formulas_mean_what_they_say(seed: int, place: list[float]) -> None:
    """By an evaluation of the same tree in many digits, and typed back as the page prints it."""
    text, truth = grown(Random(seed), 1 + seed % 4)
    with contextlib.suppress(ValueError):
        formula = typed(text)
        x, y = np.array(place)[:, np.newaxis]
        value = run(formula.value, x, y)[0]
        assert verdict(truth, place[0], place[1], float(value[0])) != "wrong"
        assert not np.isnan(value[0]) or np.isnan(run(formula.gradient, x, y)).all()
        if len(formula.latex) <= LONGEST:
            np.testing.assert_array_equal(run(typed(formula.latex).value, x, y)[0], value)


@MANY
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=2) | st.lists(CELLS, min_size=1, max_size=3), max_size=6),
    st.tuples(COLUMN_NAMES, COLUMN_NAMES),
    st.tuples(SEPARATORS, LINE_ENDS, ENCODINGS),
    st.sampled_from(list(MODELS)),
    st.booleans(),
    st.text(max_size=30),
)
@within_a_second
def test_tables(
    rows: list[list[str]], names: tuple[str, str], how: tuple[str, str, str], model: str, standardise: bool, noise: str
) -> None:
    separator, end, encoding = how
    tidy = io.StringIO()
    csv.writer(tidy, delimiter=separator, lineterminator=end.strip(" ")).writerows([names, *rows])
    for text in (end.join(separator.join(row) for row in [names, *rows]), tidy.getvalue(), noise, EXAMPLE + noise):
        assert_fits_or_says_why(text, model, standardise)
        assert_fits_or_says_why(text.encode(encoding, errors="ignore"), model, standardise)


@MANY
@given(st.binary(max_size=60) | st.binary(max_size=60).map(lambda data: b"\xff\xfe" + data))
@within_a_second
def test_files_of_any_bytes(data: bytes) -> None:
    for file in (data, EXAMPLE.encode() + data, data + EXAMPLE.encode("utf-16-le")):
        assert_fits_or_says_why(file, "a line", True)


@MANY
@given(LETTERS, st.binary(max_size=80))
@within_a_second
def test_rows_in_links(text: str, data: bytes) -> None:
    good = carried(("x", "y"), (1.0, 2.0, 3.0), (2.0, 3.0, 5.0))
    assert good
    packed = base64.urlsafe_b64encode(zlib.compress(b"x\ny\n3 0 1 1 0 1 1\n" + data)).rstrip(b"=").decode()
    for letters in (text, good[: len(text)] + text, packed):
        try:
            file = opened(letters)
        except ValueError as refused:
            assert "The rows in this link cannot be read" in str(refused)
        else:
            assert_fits_or_says_why(file, "a line", True)


@MANY
@given(st.lists(st.lists(CELLS | COLUMN_NAMES | NUMBERS, max_size=4), max_size=4))
@within_a_second
def test_exports(rows: list[list[Any]]) -> None:
    text = csv_text(rows)
    for row, cells in zip(rows, csv.reader(io.StringIO(text, newline="")), strict=True):
        for cell, found in zip(row, cells, strict=True):
            assert found in (str(cell), f"'{cell}")
            if isinstance(cell, str) and found[:1] in ("=", "@", "+", "-", "\t", "\r"):
                float(found)


@MANY
@given(ROWS, st.sampled_from(list(MODELS)), st.booleans())
@within_a_second
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


@PAGES
@given(WHATEVER | MEANT | TYPED, st.sampled_from([page.name for page in EVERY_PAGE]))
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
    st.sampled_from([page.name for page in EVERY_PAGE if page.name != "start"]),
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
