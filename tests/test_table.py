"""A visitor's own table: good files become landscapes, bad ones get a sentence that names row and column."""

from typing import Any

import numpy as np
import pytest

from landscapes.columns import EXAMPLE, LARGEST, MOST_ROWS, columns, numbers, numeric, two
from landscapes.penguins import measured
from landscapes.table import MODELS, Table, TableLine, TableLogistic, TableNetwork
from optim_core import OPTIMIZERS, descend, final
from tests.tex import evaluate

ROWS = columns(EXAMPLE)
HOURS, SCORE, PASSED = (numbers(ROWS, name) for name in ("hours", "score", "passed"))
BENT = tuple(map(float, np.linspace(-2, 2, 12)))
TABLES: list[Table] = [
    TableLine(HOURS, SCORE),
    TableLine(HOURS, SCORE, standardise=False),
    TableLogistic(HOURS, PASSED),
    TableLogistic(HOURS, PASSED, standardise=False),
    TableNetwork(BENT, tuple(1.3 * np.tanh(1.5 * x) + 0.1 * (-1) ** i for i, x in enumerate(BENT))),
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{type(table).__name__}-{table.standardise}")
def test_a_table_is_a_landscape_like_the_others(table: Table) -> None:
    (x_low, x_high), (y_low, y_high) = table.window
    x, y = np.random.default_rng(1).uniform([[x_low], [y_low]], [[x_high], [y_high]], (2, 20))
    for i in (0, 1):  # the gradient by a complex step through the value
        step = np.imag(table.value(*(np.array([x, y]) + 1e-100j * np.eye(2)[i][:, np.newaxis]))) / 1e-100
        np.testing.assert_allclose(table.gradient(x, y)[i], step, rtol=1e-9, atol=1e-9 * np.abs(step).max())
    halves = [table.gradient(x, y, np.arange(k, 12, 2)) for k in (0, 1)]
    np.testing.assert_allclose((halves[0] + halves[1]) / 2, table.gradient(x, y), rtol=1e-9, atol=1e-9)
    letters = {**table.letters, **dict(zip(table.survey.coordinates, (x[:, np.newaxis], y[:, np.newaxis]), strict=True))}
    np.testing.assert_allclose(evaluate(table.survey.formula, letters).mean(axis=-1), table.value(x, y), rtol=1e-9)
    assert table.minima
    lowest = table.value(*np.meshgrid(np.linspace(x_low, x_high, 61), np.linspace(y_low, y_high, 61))).min()
    for minimum in table.minima:
        at = np.array(minimum)[:, np.newaxis]
        assert table.value(*at)[0] <= lowest * (1 + 1e-12)
        assert x_low < minimum[0] < x_high
        assert y_low < minimum[1] < y_high
    assert table.examples == 12
    for cls in OPTIMIZERS:
        assert np.isfinite(final(descend(cls.suited_to(table), table, table.start), 200).theta).all()


def test_the_line_is_the_one_that_numpy_finds() -> None:
    flipper, mass = measured("flipper_length_mm", "body_mass_g")
    table = TableLine(tuple(map(float, flipper)), tuple(map(float, mass)), standardise=False)
    np.testing.assert_allclose(table.minima[0], np.polyfit(flipper, mass, 1), rtol=1e-9)


def test_separable_sides_have_no_bottom() -> None:
    assert TableLogistic((1.0, 2.0, 3.0, 4.0), (0.0, 0.0, 1.0, 1.0)).minima == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_odd_headers_are_read(separator: str) -> None:
    table = columns("\ufeff" + "a,a,,z\n1,2,3,x\n4,5,6,y\n7,8,9,z\n".replace(",", separator))
    assert list(table) == ["a", "a (2)", "column 3", "z"]
    assert numeric(table) == ["a", "a (2)", "column 3"]
    assert numbers(table, "a (2)") == (2.0, 5.0, 8.0)


BAD = {
    "": "needs a row of names and 3 rows of numbers at least, got 0 rows in all",
    "x,y\n1,2\n": "got 2 rows in all",
    "1,2\n3,4\n5,6\n7,8\n": "Row 1 must hold the names",
    "x,y\n1,2\n3\n4,5\n": "Row 3 must have 2 cells as row 1 has, got 1",
    "x,y\n1,2\n3,nan\n4,5\n": "Row 3, column “y”, must be a number below 1e15, got “nan”",
    "x,y\n1,2\n3,\n4,5\n": "Row 3, column “y”, must be a number below 1e15, got “”",
    "x,y\n1,2\n3,1e400\n4,5\n": "Row 3, column “y”",
    "x,y\n1,2\n3,<b>9</b>\n4,5\n": "Row 3, column “y”, must be a number below 1e15, got “b9/b”",
    "x,y\n1,2\n3,=1+1\n4,5\n": "Row 3, column “y”",
    "x,y\n1,1_0\n2,3\n4,5\n": "needs two columns",
    "x,y\n1,7\n2,7\n3,7\n": "Column “y” must vary, but it is 7 in every row",
    "x,y\n1e12,7\n1e12,8\n1000000000000.1,9\n": "Column “x” must vary, but its numbers are too close to one another",
    "x,y\n0,7\n1e-200,8\n3e-200,9\n": "Column “x” must vary, but its numbers are too close to one another",
    "a\x00b": "zero bytes",
    "x,y\n" + "1,2\n" * (MOST_ROWS + 1): "may have 5,000 rows at most, got 5,001",
    "x" * (LARGEST + 1): "may have 1,000,000 letters at most",
    ",".join("abcdefghij" * 6) + "\n" + "1\n" * 5: "may have 50 columns at most, got 60",
    'x,y\n"1,2\n3,4\n5,6\n': "needs a row of names",
}


def test_a_column_far_from_zero_keeps_its_digits() -> None:
    landscape = TableLine((0.0, 1.0, 2.0, 3.0), (1e9, 1e9 + 1, 1e9 + 3, 1e9 + 3), standardise=False)
    (best,) = landscape.minima
    for (low, high), at, start in zip(landscape.window, best, landscape.start, strict=True):
        assert low < min(at, start) < max(at, start) < high < low + 50


def read_and_fit(text: str) -> Table:
    table = columns(text)
    x, y = two(table)
    return MODELS["a line"](numbers(table, x), numbers(table, y), names=(x, y))


@pytest.mark.parametrize("text", BAD, ids=lambda text: f"{text[:16]!r}")
def test_a_bad_file_gets_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        read_and_fit(text)
    assert BAD[text] in str(refused.value)
    assert "<" not in str(refused.value)


def test_logistic_wants_zeros_and_ones() -> None:
    wrong: Any = (0.0, 1.0, 0.5, 1.0)
    with pytest.raises(ValueError, match=r"Row 4, column “Y”, must be 0 or 1, got 0\.5"):
        TableLogistic((1.0, 2.0, 3.0, 4.0), wrong)
