"""How large a typed formula may be: towers of powers, nested functions and the longest texts stay within bounds."""

import inspect
import itertools
import sys

import pytest

from landscapes.typed import read, run
from landscapes.typed.tree import FUNCTIONS
from tests.test_expression import POINTS


@pytest.mark.parametrize("nested", [5, 10, 20])
def test_towers_of_powers_are_refused_whichever_side_they_grow_on(nested: int) -> None:
    towers = ["x^" * nested + "y", "x**y**" * nested + "x", "(" * nested + "x" + "^y)" * nested, "e^" * nested + "x"]
    towers += ["x^(y+2^(" * (nested // 2) + "x" + "))" * (nested // 2) + "^x^y", "sin(x^" * nested + "y" + ")" * nested]
    for text in towers:
        with pytest.raises(ValueError, match=r"x or y in them may be nested 4 deep|nested 24 deep at most|at most 160"):
            read(text)


def test_a_power_of_a_power_that_people_write_is_read() -> None:
    """Michalewicz's function, and others with powers in powers."""
    for text in ("-sin(x) sin(x^2/pi)^20 - sin(y) sin(2y^2/pi)^20", "(x^2+y^2)^16", "x^y^x", "((x^2+1)^2+1)^8", "2^2^x"):
        read(text)


MOST_CALLS = 1_500


def test_no_nesting_grows_out_of_hand() -> None:
    """Of value and gradient together, one inside the other, twelve deep."""
    for f, g in itertools.product(FUNCTIONS, repeat=2):
        a, b = (f"{name}(y, " if name in ("max", "min", "mod", "pow") else f"{name}(" for name in (f, g))
        for inside in ("x y + 0.5", "x^y"):
            try:
                formula = read((a + b) * 6 + inside + "))" * 6)
            except ValueError:
                assert "pow" in (f, g)
            else:
                assert len(formula.value.calls) + len(formula.gradient.calls) <= MOST_CALLS


@pytest.mark.parametrize(
    "text",
    [
        "x" * 159,
        "x+y/" * 39 + "x",
        "√x+" * 52 + "y",
        "x^31 y^-31 " * 19,
        "1/x" + "/y" * 77,
        "|x|" * 53,
        "y^x " * 53,
        "x/y^1.5+" * 26 + "x",
    ],
)
def test_the_longest_formulas_stay_within_bounds(text: str) -> None:
    """Of time and of Python's stack, of which a page uses a part itself."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 600)
    try:
        formula = read.__wrapped__(text)
        value = run(formula.value, *POINTS)[0]
    finally:
        sys.setrecursionlimit(limit)
    assert value.shape == (40,)
    assert len(formula.value.calls) + len(formula.gradient.calls) <= MOST_CALLS
