"""Typed landscapes: what people type works, and what they should not type is refused, with nothing executed."""

import math
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Himmelblau
from landscapes.expression import EXAMPLES
from optim_core import OPTIMIZERS, Adam, MiniBatch, descend, final, outcome, record

log, sin, cos, exp, tanh, sqrt = np.log, np.sin, np.cos, np.exp, np.tanh, np.sqrt
TYPED: dict[str, Any] = {
    "x^2 + 3y^2": lambda x, y: x**2 + 3 * y**2,
    "2x + 3 x y": lambda x, y: 2 * x + 3 * x * y,
    "(1-x)**2 + 100*(y-x**2)**2": lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2,
    "sin(x)*cos(y) + exp(-x^2-y^2)": lambda x, y: sin(x) * cos(y) + exp(-(x**2) - y**2),
    "sqrt(x+9) + log(y + 9)": lambda x, y: sqrt(x + 9) + log(y + 9),
    "ln(x^2+1) tanh(y)": lambda x, y: log(x**2 + 1) * tanh(y),
    "pi x - e y": lambda x, y: np.pi * x - math.e * y,
    "e^x / (1 + e^(x))": lambda x, y: exp(x) / (1 + exp(x)),
    "-x^2": lambda x, y: -(x**2),
    "2^-x": lambda x, y: 2.0**-x,
    "xy + 3(x+y)(x-y)": lambda x, y: x * y + 3 * (x + y) * (x - y),
    "1e-3x + .5 y + 2.": lambda x, y: 1e-3 * x + 0.5 * y + 2,
    "x²·y³ − π": lambda x, y: x**2 * y**3 - np.pi,
    "x/2y": lambda x, y: x / 2 * y,
    "sinh(x) + cosh(y) + atan(x) + asin(y/9) + acos(x/9) + tan(y/9)": lambda x, y: (
        np.sinh(x) + np.cosh(y) + np.arctan(x) + np.arcsin(y / 9) + np.arccos(x / 9) + np.tan(y / 9)
    ),
}
KINKED: dict[str, Any] = {
    "abs(x) + abs(y - 1)": lambda x, y: abs(x) + abs(y - 1),
    "max(x, y)": np.maximum,
    "min(x, y, 0.3)": lambda x, y: np.minimum(np.minimum(x, y), 0.3),
    "sqrt(abs(x) + 1) max(x, y^2)": lambda x, y: sqrt(abs(x) + 1) * np.maximum(x, y**2),
    "max(x, 2y)^2 + abs(x)^3": lambda x, y: np.maximum(x, 2 * y) ** 2 + abs(x) ** 3,
    "1/(1 + min(x, y)^2) + abs(y)^1.5": lambda x, y: 1 / (1 + np.minimum(x, y) ** 2) + abs(y) ** 1.5,
    "x max(2, pi) + y^abs(-2) abs(-0.5)": lambda x, y: x * np.pi + 0.5 * y**2,
}
POINTS = np.random.default_rng(3).uniform(-2, 2, (2, 40))


@pytest.mark.parametrize("text", [*TYPED, *KINKED])
def test_what_people_type_has_its_value_and_its_exact_gradient(text: str) -> None:
    landscape, meant = Expression(text), {**TYPED, **KINKED}[text]
    x, y = POINTS
    np.testing.assert_allclose(landscape.value(x, y), meant(x, y) + 0 * x, rtol=1e-12, atol=1e-12)
    gradient = landscape.gradient(x, y)
    h = 1e-5
    along = [(meant(x + h, y) - meant(x - h, y)) / (2 * h), (meant(x, y + h) - meant(x, y - h)) / (2 * h)]
    np.testing.assert_allclose(gradient, np.broadcast_arrays(*[a + 0 * x for a in along]), rtol=1e-5, atol=1e-6)
    if text in TYPED:  # a complex step through the value, to the last digits
        steps = [np.imag(landscape.value(*np.array([x, y]) + 1e-100j * np.eye(2)[i][:, np.newaxis])) / 1e-100 for i in (0, 1)]
        np.testing.assert_allclose(gradient, steps, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("text", ["max(2, log(x))", "max(log(x), 2)", "min(-9, sqrt(x))", "min(sqrt(x), -9)"])
def test_the_largest_of_something_undefined_is_undefined(text: str) -> None:
    landscape = Expression(text)
    x, y = np.array([-1.0, 1.5]), np.zeros(2)
    assert np.isnan(landscape.value(x, y)).tolist() == [True, False]
    assert np.isnan(landscape.gradient(x, y)).tolist() == [[True, False]] * 2


def test_what_was_not_chosen_has_no_slope() -> None:
    landscape = Expression("sqrt(max(0, y)) + x^2")
    np.testing.assert_allclose(landscape.gradient(np.array([0.5, 0.5]), np.array([-1.0, 4.0])), np.array([[1.0, 1.0], [0.0, 0.25]]))


@pytest.mark.parametrize("text", ["sqrt(-x^2)", "log(-abs(x) - 1)", "sqrt(-x^2 - y^2) + y", "acos(2 + x^2 y^2)"])
def test_what_is_a_number_on_a_line_or_in_a_point_only_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hardly any finite values with x from -10 to 10 and y from -10 to 10"):
        Expression(text)


def test_a_constant_is_a_flat_landscape() -> None:
    flat = Expression("5")
    assert (flat.value(*POINTS) == 5).all()
    assert flat.gradient(*POINTS).shape == (2, 40)
    assert not flat.gradient(*POINTS).any()
    assert flat.minima == ()
    trajectory = record(descend(Adam(), flat, flat.start), 20)
    assert outcome(trajectory, flat).kind == "nearly still"


def test_a_path_that_enters_a_hole_ends_there_and_says_so() -> None:
    landscape = Expression("log(x) + y^2")
    trajectory = record(descend(MiniBatch(learning_rate=1.0), landscape, (0.5, 0.4)), 10)
    end = outcome(trajectory, landscape)
    assert end.kind == "undefined"
    assert end.sentence == "ended at step 1: the function is not defined at (-1.5, -0.4)"
    assert np.isnan(trajectory.theta[2:]).all(), "though the slope of log x is written 1/x, which has a value there"
    assert np.isnan(landscape.value(np.array([-1.0]), np.array([0.0]))).all()


def test_minima_are_found_where_they_are_known() -> None:
    typed = Expression("(x^2+y-11)^2 + (x+y^2-7)^2")
    assert len(typed.minima) == 4
    for known in Himmelblau().minima:
        assert min(np.hypot(*np.subtract(known, found)) for found in typed.minima) < 1e-9
    assert typed.window == Himmelblau().window
    assert Expression("max(abs(x-1), abs(y))").minima[0] == pytest.approx((1, 0), abs=1e-6)
    assert Expression("2x + 3 x y").minima == ()
    assert Expression("1/x").minima == ()


@pytest.mark.parametrize("text", [*TYPED, *KINKED, *EXAMPLES.values()])
def test_what_is_found_out_can_be_relied_on(text: str) -> None:
    landscape = Expression(text)
    (x_low, x_high), (y_low, y_high) = landscape.window
    assert x_low < landscape.start[0] < x_high
    assert y_low < landscape.start[1] < y_high
    lowest = _least(landscape.value(*np.meshgrid(np.linspace(x_low, x_high, 61), np.linspace(y_low, y_high, 61))))
    for x, y in landscape.minima:
        assert landscape.value(np.array([x]), np.array([y]))[0] <= lowest + 1e-9 * (1 + abs(lowest))
    for cls in OPTIMIZERS if landscape.minima else ():
        end = final(descend(cls.suited_to(landscape), landscape, landscape.start), 100)
        assert np.isfinite(end.theta).all() or np.isnan(landscape.value(*np.array([[-10.0], [0.0]]))).all()  # or it has holes


def _least(values: Any) -> float:
    return float(np.min(values[np.isfinite(values)]))


def test_a_batch_is_its_runs() -> None:
    landscape = Expression(EXAMPLES["a canyon with a ridge"])
    rates = np.geomspace(1e-3, 0.3, 7)
    together = final(descend(Adam(learning_rate=rates), landscape, landscape.start), 60)
    for i, rate in enumerate(rates):
        np.testing.assert_array_equal(
            final(descend(Adam(learning_rate=float(rate)), landscape, landscape.start), 60).theta, together.theta[:, i]
        )


@pytest.mark.parametrize(
    "view", [((1.0, 1.0), (0.0, 1.0)), ((0.0, 1.0), (3.0, 2.0)), ((0.0, float("nan")), (0.0, 1.0)), ((-1e9, 1.0), (0.0, 1.0))]
)
def test_an_empty_window_is_refused(view: Any) -> None:
    with pytest.raises(ValueError, match=r"Expression.view must run from a lower to a higher [xy] in"):
        Expression("x", view)


@pytest.mark.parametrize("text", ["sqrt(0.01 - (x^2 + y^2 - 1)^2)", "sqrt(0.1 - abs(y - 2*x))", "5", "log(x - 1.9)"])
def test_the_start_has_a_value_however_narrow_the_function_is(text: str) -> None:
    landscape = Expression(text)
    x, y = np.array(landscape.start)
    assert np.isfinite(landscape.value(x, y))
    assert text == "5" or np.hypot(*landscape.gradient(x, y)) > 0
