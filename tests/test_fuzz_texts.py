"""Typed formulas and tables are taken or refused in words, and nothing hangs. A few hundred cases of each; `make fuzz`: 10,000."""

import base64
import contextlib
import csv
import io
import re
import time
import zlib
from random import Random
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from figures.contour import contour
from figures.export import csv_text
from figures.surface import scale
from figures.theme import THEMES
from landscapes import Expression
from landscapes.noisy import usual_noise
from landscapes.table import MODELS
from landscapes.tables.columns import EXAMPLE, columns, numbers, two
from landscapes.tables.links import carried, opened
from landscapes.typed import LONGEST, run
from landscapes.typed import read as typed
from lessons.plans.lesson_file import opened as opened_lesson
from lessons.plans.lesson_file import parse, written
from optim_core import SGD, Adam, descend, final
from optim_core.batch.tuning import floor_of
from tests.formulas import grown, verdict
from tests.inputs import CELLS, COLUMN_NAMES, ENCODINGS, FORMULAS, LETTERS, LINE_ENDS, MANY, NUMBERS, ROWS, SEPARATORS
from tests.link_inputs import LESSON_FILES
from tests.stretches import MOST, within_a_second
from ui.lessons.plan import ADDRESSES

PLACES = [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 3.0, 800.0, -800.0]


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
@given(LESSON_FILES, LETTERS, st.binary(max_size=80))
@within_a_second
def test_lesson_files(text: str, letters: str, data: bytes) -> None:
    try:
        lesson = parse(text, ADDRESSES)
    except ValueError as refused:
        assert re.match(r"Line \d+: .+ must be .+; got .+\.$", str(refused))
    else:
        assert parse(written(lesson), ADDRESSES) == lesson
        assert all(stop.link.isascii() and stop.says.isprintable() for stop in lesson.stops)
        assert lesson.name.startswith("file-") or opened_lesson(lesson.name, ADDRESSES) == lesson
    for packed in (letters, base64.urlsafe_b64encode(zlib.compress(data)).rstrip(b"=").decode()):
        try:
            opened_lesson(packed, ADDRESSES)
        except ValueError as refused:
            assert re.match(r"Line 1: |The lesson in this link cannot be read", str(refused))


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
