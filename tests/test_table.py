"""A visitor's own table: good files become landscapes, bad ones get a sentence that names row and column."""

from typing import Any

import numpy as np
import pytest

from landscapes.penguins import measured
from landscapes.table import MODELS, Table, TableLine, TableLogistic, TableNetwork
from landscapes.tables.columns import EXAMPLE, LARGEST, MOST_ROWS, columns, numbers, numeric, two
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


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_odd_headers_are_read(separator: str) -> None:
    table = columns("\ufeff" + "a,a,,z\n1,2,3,x\n4,5,6,y\n7,8,9,z\n".replace(",", separator))
    assert list(table) == ["a", "a (2)", "column 3", "z"]
    assert numeric(table) == ["a", "a (2)", "column 3"]
    assert numbers(table, "a (2)") == (2.0, 5.0, 8.0)


READ = {
    '"Weight, kg";"Height, m"\n70,5;1,80\n80;1,9\n60,25;1,70\n': ("Weight, kg", "Height, m", (70.5, 80.0, 60.25), (1.8, 1.9, 1.7)),
    "Gewicht, kg;Größe, m\n70,5;1,80\n80,5;1,9\n60,25;1,70\n": ("Gewicht, kg", "Größe, m", (70.5, 80.5, 60.25), (1.8, 1.9, 1.7)),
    "x;y\n1,5;2,5\n2;3\n4;-5\n": ("x", "y", (1.5, 2.0, 4.0), (2.5, 3.0, -5.0)),
    "x;y\n1,234;2\n2,345;3\n4,567;5\n": ("x", "y", (1.234, 2.345, 4.567), (2.0, 3.0, 5.0)),
    "x;y\n1.5;2.5\n2;3\n4;5\n": ("x", "y", (1.5, 2.0, 4.0), (2.5, 3.0, 5.0)),
    "x\ty\n1,5\t2e-3\n2,25\t3\n,5\t5\n": ("x", "y", (1.5, 2.25, 0.5), (0.002, 3.0, 5.0)),
    'x,y\n"1,5","2,5"\n2,3\n4,5\n': ("x", "y", (1.5, 2.0, 4.0), (2.5, 3.0, 5.0)),
    'place,x,y\n"52,13",1.5,2.5\n"48,8",2,3\n"50,1",4,5\n': ("place", "x", (52.13, 48.8, 50.1), (1.5, 2.0, 4.0)),
    "x;y\n1,5;2.5\n2;3\n4;5\n": ("x", "y", (1.5, 2.0, 4.0), (2.5, 3.0, 5.0)),
    "name;id,x,y\na;1,2,3\nb;4,5,6\nc;7,8,9\n": ("x", "y", (2.0, 5.0, 8.0), (3.0, 6.0, 9.0)),
    "x y\n1 2\n 3   4\n5 6  \n": ("x", "y", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    'x, "y, z"\n1, 2\n3, 4\n5, 6\n': ("x", "y, z", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    "sep=;\nx;y\n1,5;2\n3;4\n5;6\n": ("x", "y", (1.5, 3.0, 5.0), (2.0, 4.0, 6.0)),
    "x,y\r1,2\r3,4\r5,6\r": ("x", "y", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    "x,y\r\n1,2\r\n\r\n3,4\r\n;\r\n5,6\r\n".replace(";", ","): ("x", "y", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    "x,y\n−1,2\n 3 ,+4\n5\u00a0,6\n": ("x", "y", (-1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    "$x_1$,*<b>[y](z)*\n1,2\n3,4\n5,6\n": ("$x_1$", "*<b>[y](z)*", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
    'a,a,a (2),"b\nb"\n1,2,3,4\n3,4,5,6\n5,6,7,8\n': ("a", "a (2) (2)", (1.0, 3.0, 5.0), (2.0, 4.0, 6.0)),
}
"""What has one meaning: the names and the numbers of the first two columns of numbers."""


@pytest.mark.parametrize("text", READ, ids=lambda text: f"{text[:16]!r}")
def test_what_has_one_meaning_is_read(text: str) -> None:
    table = columns(text)
    x, y = two(table)
    assert (x, y, numbers(table, x), numbers(table, y)) == READ[text]


@pytest.mark.parametrize(
    "names", [["a", "a", "a (2)"], ["", "column 1", ""], ["a", "a (3)", "a"], ["a" * 40, "a" * 50, "a" * 30], ["1", "1", "x"]]
)
def test_names_are_unique(names: list[str]) -> None:
    table = columns(",".join(names) + "\n" + "1,2,3\n" * 3)
    assert [cells[0] for cells in table.values()] == ["1", "2", "3"]


BAD = {
    "": "needs a row of names and 3 rows of numbers at least, got 0 rows in all",
    "x,y\n1,2\n": "got 2 rows in all",
    "1,2\n3,4\n5,6\n7,8\n": "Line 1 must hold the names",
    "x,y\n1,2\n3\n4,5\n": "Line 3 must have 2 cells as line 1 has, got 1",
    "x,y\n1,2\n3,nan\n4,5\n": "Line 3, column “y”, must be a number below 1e15, got “nan”",
    "x,y\n1,2\n3,\n4,5\n": "Line 3, column “y”, must be a number below 1e15, got “”",
    "x,y\n1,2\n3,1e400\n4,5\n": "Line 3, column “y”",
    "x,y\n1,2\n3,<b>9</b>\n4,5\n": "Line 3, column “y”, must be a number below 1e15, got “<b>9</b>”",
    "x,y\n1,2\n3,=1+1\n4,5\n": "Line 3, column “y”",
    "x,y\n1,1_0\n2,3\n4,5\n": "needs two columns of numbers, got 1 among 2. Line 2, column “y”, must be a number below 1e15, got “1_0”",
    "x;y\n1,5;2,5\n2;3.5\n4;5\n": "Line 3, column “y”, must be a number below 1e15 with a decimal comma, as other cells here have",
    "x\ty\n1,234\t2\n2,345\t3\n4,567\t5\n": "Line 2, column “x”, must be a number that has one meaning",
    "x;y\n1,5;1.234\n2,5;2.345\n4;5.678\n": "Line 2, column “y”, must be a number that has one meaning",
    "1,5;2,5\n3;4\n5;6\n7;8\n": "Line 1 must hold the names",
    "n,x,y\n'a,1,2\n": "got 2 rows in all",
    '\n\nn,x,y\n"a\nb",1,2\n\nc,3,4\nd,5,oops\n': "Line 8, column “y”, must be a number",
    'x,n,y\n3,c,4\n1,"a\nb",oops\n5,d,6\n': "Line 4, column “y”, must be a number",
    "x,y\n1,7\n2,7\n3,7\n": "Column “y” must vary, but it is 7 in every row",
    "x,y\n1e12,7\n1e12,8\n1000000000000.1,9\n": "Column “x” must vary, but its numbers are too close to one another",
    "x,y\n0,7\n1e-200,8\n3e-200,9\n": "Column “x” must vary, but its numbers are too close to one another",
    "a\x00b": "zero bytes",
    "x,y\n" + "1,2\n" * (MOST_ROWS + 1): "may have 5,000 rows at most, got 5,001",
    "x" * (LARGEST + 1): "may have 1,000,000 letters at most",
    (",".join("abcdefghij" * 6) + "\n") * 5: "may have 50 columns at most, got 60",
    'x,y\n"1,2\n3,4\n5,6\n': "The row that begins in line 2 cannot be read: a quotation mark is never closed",
    'x,y\n1,2\n"3"4,5\n5,6\n': "The row that begins in line 3 cannot be read",
    'x,y\n"' + "1" * 200_000 + '",2\n': "The row that begins in line 2 cannot be read: field larger than field limit",
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


def test_a_column_of_outcomes_names_the_line() -> None:
    table = columns("x,y\n\n1,0\n2,0.5\n3,1\n")
    with pytest.raises(ValueError, match=r"Line 4, column “y”, must be 0 or 1, got 0\.5"):
        numbers(table, "y", TableLogistic.outcomes)


def test_logistic_wants_zeros_and_ones() -> None:
    wrong: Any = (0.0, 1.0, 0.5, 1.0)
    with pytest.raises(ValueError, match=r"Row 4, column “Y”, must be 0 or 1, got 0\.5"):
        TableLogistic((1.0, 2.0, 3.0, 4.0), wrong)
