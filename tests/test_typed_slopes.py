"""Value and slope follow the tree as typed: held against an evaluation of our own in many digits, which knows nothing of the lab's."""

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf

from landscapes import Expression
from landscapes.typed import Formula, read, run
from landscapes.typed.grammar import parsed
from landscapes.typed.tree import Node, tower
from optim_core import SGD, descend, outcome, record
from tests.formulas import BeyondFloatsError, Truth, UndefinedError, grown, near, true, verdict
from tests.inputs import CASES

PLACES = [
    (0.7, -1.3),
    (-1.9, 0.4),
    (2.3, 1.6),
    (0.0, 0.0),
    (1.0, 0.0),
    (0.0, -1.0),
    (-1.0, 1.0),
    (2.0, -2.0),
    (800.0, -3.0),
    (-800.0, 800.0),
]
"""Anywhere, on the axes and the diagonals, and where powers of e are too large for a float."""
FORMULAS = max(1_000, CASES)
"""Random ones; more in `make fuzz`."""
EXPECTED = ("not a real number", "divides by zero", "numbers have points", "one number or two")
"""For these reasons a random formula may be refused."""


def slope_of(truth: Truth, x: Any, y: Any, axis: int) -> Any:
    """The slope by differences on both sides, here and close by; None where these differ, as at kinks and jumps."""
    found = []
    with mp.workprec(300):
        h = mpf(2) ** -90
        dx, dy = (h, 0) if axis == 0 else (0, h)
        try:
            for sx, sy in ((0, 0), (1, 0.4), (-1, -0.6), (0.5, -1), (-0.3, 1)):
                a, b = x + sx * mpf(1e-11) * (1 + abs(x)), y + sy * mpf(1e-11) * (1 + abs(y))
                before, here, after = (truth(a + k * dx, b + k * dy) for k in (-1, 0, 1))
                found += [(here - before) / h, (after - here) / h]
        except UndefinedError:
            return None
        return found[0] if max(found) - min(found) <= 1e-4 * abs(found[0]) + mpf(1e-9) else None


def formulas(first: int, count: int) -> list[tuple[str, Truth, Formula]]:
    found = []
    for seed in range(first, first + count):
        random = Random(seed)
        text, truth = grown(random, random.choice([1, 2, 3, 3, 4]))
        try:
            found.append((text, truth, read(text)))
        except ValueError as refused:
            if not any(words in str(refused) for words in EXPECTED):
                raise
    return found


def test_values_are_those_of_the_tree_as_typed() -> None:
    compared = holes = 0
    x, y = np.array(PLACES).T
    for number, (text, truth, formula) in enumerate(formulas(0, FORMULAS)):
        value, slope = run(formula.value, x, y)[0], np.array(run(formula.gradient, x, y))
        for i in range(number % 2, len(PLACES), 2):
            place = PLACES[i]
            found = verdict(truth, *place, value[i])
            assert found != "wrong", (text, place, value[i])
            assert found != "hole" or np.isnan(slope[:, i]).all(), (text, place, slope[:, i])
            compared, holes = compared + (found == "right"), holes + (found == "hole")
    assert compared > 3 * FORMULAS
    assert holes > FORMULAS // 2


def test_slopes_are_those_of_the_tree_as_typed() -> None:
    compared = 0
    x, y = np.array(PLACES).T
    for number, (text, truth, formula) in enumerate(formulas(FORMULAS, FORMULAS // 2)):
        if names(parsed(text)) & {"sign", "floor", "ceil"}:
            continue  # beside their jumps they have slopes that are of no interest
        slope = np.array(run(formula.gradient, x, y))
        for i, axis in product([(number + step) % len(PLACES) for step in (0, 3, 7)], (0, 1)):
            place = PLACES[i]
            if 3 <= i <= 7 and names(parsed(text)) & {"max", "min"}:
                continue  # where more than two are equal, half and half is a convention
            try:
                expected, rough = slope_of(truth, mpf(place[0]), mpf(place[1]), axis), true(truth, *place, 53)
            except BeyondFloatsError:
                continue
            if expected is None or rough is None:
                continue
            found = slope[axis, i]
            if np.isnan(found) and tower(parsed(text)):
                continue  # 0^0, which others leave undefined
            assert near(found, expected, 1e-5, 1e-9 * max(1, abs(rough))), (text, place, axis, found, expected)
            compared += 1
    assert compared > FORMULAS


def names(node: Node) -> set[str]:
    return {node.name}.union(*map(names, node.parts))


@pytest.mark.parametrize(
    ("text", "holes"),
    [
        ("sqrt(x)^2", "x < 0"),
        ("0*log(x)", "x <= 0"),
        ("log(x) - log(x)", "x <= 0"),
        ("x/x", "x == 0"),
        ("exp(ln x)", "x <= 0"),
        ("log(x)^0", "x <= 0"),
        ("1^log(x)", "x <= 0"),
        ("(1/x)^-1", "x == 0"),
        ("atan(1/x)", "x == 0"),
        ("exp(-1/x^2)", "x == 0"),
        ("sin(asin(x))", "abs(x) > 1"),
        ("tanh(atanh(x))", "abs(x) >= 1"),
        ("cosh(acosh(x))", "x < 1"),
        ("(x^0.5)^4", "x < 0"),
        ("max(1, log(x))", "x <= 0"),
        ("min(log(x), 1)", "x <= 0"),
        ("sign(sqrt(x))", "x < 0"),
        ("floor(log(x))", "x <= 0"),
        ("mod(x, x)", "x == 0"),
        ("0*mod(1, x)", "x == 0"),
        ("|sqrt(x)|", "x < 0"),
        ("x^-1 x^2", "x == 0"),
        ("0/x", "x == 0"),
        ("0^x", "x < 0"),
    ],
)
def test_nothing_is_simplified_away(text: str, holes: str) -> None:
    x = np.array([-2.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.5])
    expected = eval(holes, {"x": x, "abs": abs})
    formula = read(text)
    assert np.isnan(run(formula.value, x, x)[0]).tolist() == expected.tolist()
    assert np.isnan(run(formula.gradient, x, x)[0])[expected].all()


def test_a_run_that_enters_a_hole_of_the_tree_ends_there() -> None:
    for text in ("sqrt(x)^2 + y^2", "x + 0*log(x) + y^2"):
        landscape = Expression(text)
        found = outcome(record(descend(SGD(learning_rate=0.3), landscape, (0.5, 0.5)), 20), landscape)
        assert found.sentence == "ended at step 2: the function is not defined at (-0.1, 0.08)"


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("(x^2)^1.5 + y^2", (0, 0)),
        ("sqrt(x^4) + y", (0, 1)),
        ("abs(x)^1.5", (0, 0)),
        ("x sqrt(abs(x))", (0, 0)),
        ("x abs(x) + y", (0, 1)),
        ("sqrt(x^2+y^2)", (0, 0)),
        ("(x^2+y^2)^0.5 + x", (1, 0)),
        ("(x^2+y^2)^(1/4)", (0, 0)),
        ("acos(1 - x^2 - y^2)", (0, 0)),
        ("max(x, 0) + min(y, 0)", (0.5, 0.5)),
        ("sqrt(max(0, x))", (np.nan, 0)),
        ("x/(1+sqrt(|x|)) + y", (1, 1)),
        ("y sqrt(abs(x))", (0, 0)),
        ("sign(x) + floor(x)", (0, 0)),
        ("x mod 2 + 3y", (1, 3)),
        ("exp(-sqrt(x^2+y^2))", (0, 0)),
        ("sqrt(x^2+y^2)^3", (0, 0)),
        ("sqrt(x)", (np.nan, 0)),
        ("x + sqrt(y)", (1, np.nan)),
        ("asin(1+x)", (np.nan, 0)),
        ("x^0.5 + y^1.5", (np.nan, 0)),
    ],
)
def test_the_slope_at_kinks_tips_and_edges(text: str, slope: Any) -> None:
    """At the origin. NaN: there is none, since it grows without limit towards it."""
    np.testing.assert_array_equal(np.array(run(read(text).gradient, np.zeros(1), np.zeros(1)))[:, 0], slope)


@pytest.mark.parametrize(
    ("text", "at", "value", "slope"),
    [
        ("log(1+exp(x))", 800, 800, 1),
        ("log(1+exp(x))", -800, 0, 0),
        ("log(exp(x)+exp(y))", 800, 800 + np.log(2), 0.5),
        ("exp(x)/(1+exp(x))", 800, 1, 0),
        ("1/(1+exp(-x))", -800, 0, 0),
        ("sqrt(x^2)", 1e200, 1e200, 1),
        ("1/log(1+exp(x))", 800, 1 / 800, -1 / 800**2),
        ("exp(-x) exp(x)", 800, 1, 0),
        ("log(cosh(x))", -900, 900 - np.log(2), -1),
        ("cosh(x)/sinh(x)", 800, 1, 0),
        ("asinh(sinh(x))", -800, -800, 1),
        ("(x^30)^(1/30)", 1e20, 1e20, 1),
        ("(exp(x)/exp(x-1))", -900, np.e, 0),
        ("log2(2^x*2^x)", 1000, 2000, 2),
        ("log(exp(x) - exp(x-1))", 800, 800 + np.log(1 - 1 / np.e), 1),
        ("max(exp(x), 2 exp(x)) / exp(x)", 900, 2, 0),
        ("exp(x)", 800, np.inf, np.inf),
        ("-x exp(x)", 800, -np.inf, -np.inf),
        ("exp(exp(x))", 800, np.inf, np.inf),
        ("1/exp(exp(x))", 6.7, 0, 0),
        ("log(log(exp(exp(x))))", 30, 30, 1),
        ("tanh(log(1+exp(x))/1000)", 800, np.tanh(0.8), 1 / np.cosh(0.8) ** 2 / 1000),
        ("sqrt(exp(x)) exp(-x/2)", 1500, 1, 0),
        ("|exp(x)|/exp(x) + sign(exp(x) - 1)", 800, 2, 0),
        ("exp(x)^-0.01", 1000, np.exp(-10), -0.01 * np.exp(-10)),
        ("exp(-exp(x))", 800, 0, 0),
        ("sign(exp(x)) + ceil(exp(x))", -800, 2, 0),
        ("exp(x)^0.01", -800, np.exp(-8), 0.01 * np.exp(-8)),
        ("acosh(cosh(x))", 800, 800, 1),
        ("floor(exp(x))/exp(x)", 800, 1, None),
    ],
)
def test_what_is_too_large_only_on_the_way_does_no_harm(text: str, at: float, value: float, slope: float | None) -> None:
    formula, here = read(text), np.array([float(at)])
    np.testing.assert_allclose(run(formula.value, here, here)[0], [value], rtol=1e-12, atol=1e-300)
    if slope is not None:
        np.testing.assert_allclose(run(formula.gradient, here, here)[0], [slope], rtol=1e-11, atol=1e-13)


def test_wide_numbers_let_complex_steps_through() -> None:
    here = np.array([800.0, 2.0, -750.0])
    stepped: Any = here + 1e-100j
    steps = np.imag(run(read("log(1+exp(x)) + log(cosh(x y))").value, stepped, np.ones(3))[0]) / 1e-100
    np.testing.assert_allclose(steps, [2, 1 / (1 + np.exp(-2)) + np.tanh(2), -1], rtol=1e-12)


@pytest.mark.parametrize("text", ["log(1+exp(x)) + sin(y)", "exp(x)/(1+exp(x)) - y", "sqrt(x)^2 + log(exp(x)+exp(y))"])
def test_a_batch_is_its_points_bit_for_bit(text: str) -> None:
    formula = read(text)
    x, y = np.random.default_rng(4).uniform(-1500, 1500, (2, 60))
    for program in (formula.value, formula.gradient):
        together = np.array(run(program, x, y))
        alone = [np.array(run(program, x[i : i + 1], y[i : i + 1]))[:, 0] for i in range(60)]
        np.testing.assert_array_equal(together.T, alone)
        np.testing.assert_array_equal(np.array(run(program, x.reshape(3, 20), y.reshape(3, 20))), together.reshape(-1, 3, 20))
        assert np.shape(run(program, x[0], y[0])[0]) == ()
