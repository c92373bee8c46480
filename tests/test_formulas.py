"""What is shown is what runs: every formula, executed, gives what the code gave."""

import re
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from landscapes import (
    LANDSCAPES,
    STAGED,
    Landscape,
    Noisy,
    OneWeight,
    PenguinsLogistic,
    PenguinsStandardised,
    Ravine,
    Rosenbrock,
    Rotated,
    Scaled,
)
from lessons.own_method import own_method
from optim_core import EVERY, SHORTHANDS, Adam, Optimizer, TeX, Trajectory, descend, knobs, record
from optim_core.substitution import pieces
from tests import tex
from tests.own_texts import TEXTS

METHODS = (*EVERY, *(own_method(text) for text in TEXTS.values()))
"""Those of the catalogue, and those that are typed."""
LINES = [(cls, name) for cls in METHODS for name in cls.lines()]
WRAPPED: list[Landscape] = [
    Scaled(Rosenbrock(), 7.0),
    OneWeight(PenguinsStandardised(), 0.7),
    Rotated(Rosenbrock(), 30.0),
    Rotated(Ravine(), 20.0),
    Rotated(PenguinsLogistic(), -50.0),
    Noisy(Rosenbrock(), 3.0),
    Noisy(Rotated(Scaled(Ravine(), 3.0), 40.0), 2.0),
]

# Each turns a right line into one of the mistakes that are seen in print.
MISTAKES = {
    "a sign": (r"= -", "= "),
    "a dropped root": (r"\\sqrt\{((?:[^{}]|\{[^{}]*\})*)\}", r"{\1}"),
    "a swapped decay rate": (r"\\beta_1", r"\\beta_2"),
    "a swapped decay rate, back": (r"\\beta_2", r"\\beta_1"),
    "an ε outside its root": (r"\\sqrt\{(.*?) \+ \\epsilon\}", r"\\sqrt{\1} + \\epsilon"),
    "an ε inside the root": (r"\\sqrt\{([^{}]*(?:\{[^{}]*\})?[^{}]*)\} \+ \\epsilon", r"\\sqrt{\1 + \\epsilon}"),
    "a missing ε": (r" \+ \\epsilon", ""),
    "a dropped square": (r"g_t\^2", "g_t"),
    "a missing bias correction": (r"\^t\}", r"}"),
    "1 - ρ for ρ": (r"= \\rho", r"= (1 - \\rho)"),
    "a missing η": (r"\\eta", "1"),
}


def run(cls: Any) -> tuple[Optimizer[Any], Trajectory]:
    """Forty steps in which every term of the formula weighs enough to be missed."""
    memories = iter((0.7, 0.9, 0.8))
    heavy = {name: next(memories) if knob.scale == "log of 1 - value" else 0.05 for name, knob in knobs(cls).items() if not knob.whole}
    optimizer = replace(cls(), **heavy | {"learning_rate": 0.7 if cls.rate_unit == "none" else 0.02})
    return optimizer, record(descend(optimizer, Noisy(Ravine(condition=4.0), 3.0), (-1.5, 1.0), batch_size=1), steps=40)


@pytest.mark.parametrize(("cls", "name"), LINES, ids=[f"{cls.__name__}.{name}" for cls, name in LINES])
def test_each_line_of_the_formula_computes_what_was_recorded(cls: Any, name: str) -> None:
    recorded, said = tex.execute(*run(cls), name, cls.lines()[name])
    np.testing.assert_allclose(said, recorded, rtol=1e-12, atol=0)


@pytest.mark.parametrize("cls", [*EVERY, *(cls for cls in METHODS if cls.gradient_line != Adam.gradient_line and cls not in EVERY)])
def test_the_gradient_is_taken_where_its_line_says(cls: Any) -> None:
    optimizer = replace(run(cls)[0], **{"learning_rate": 1e-3})
    trajectory = record(descend(optimizer, Rosenbrock(), (-1.5, 1.0)), 40)
    said = re.search(r"\\nabla J\((.+?)(?:;.*)?\)$", cls.gradient_line)
    assert said
    point = tex.evaluate_parts(optimizer, trajectory, pieces(cls, TeX(f"g_t = {said[1]}")))
    np.testing.assert_allclose(Rosenbrock().gradient(*point[:, :, 0].T).T, trajectory.gradient[:-1], rtol=1e-9)


@pytest.mark.parametrize("cls", EVERY)
def test_a_mistake_in_the_formula_is_caught(cls: Any) -> None:
    caught = 0
    for (name, line), (pattern, wrong) in product(cls.lines().items(), MISTAKES.values()):
        mistaken = TeX(re.sub(pattern, wrong, line, count=1))
        letters = {knob.symbol for knob in knobs(cls).values()}
        if mistaken != line and set(re.findall(r"\\beta_\d", mistaken)) <= letters:
            recorded, said = tex.execute(*run(cls), name, mistaken)
            assert not np.allclose(said, recorded, rtol=1e-6), f"{mistaken} passes for {line}"
            caught += 1
    assert caught


@pytest.mark.parametrize("cls", METHODS)
def test_the_last_line_is_the_step_and_it_is_taken(cls: Any) -> None:
    _, trajectory = run(cls)
    assert list(trajectory.quantities)[-1] == "step"
    np.testing.assert_array_equal(trajectory.theta[1:], trajectory.theta[:-1] + trajectory.quantities["step"][1:])


def test_every_knob_stands_in_the_formula() -> None:
    for cls in METHODS:
        printed = "".join((cls.gradient_line, *cls.lines().values()))
        assert [knob.symbol for knob in knobs(cls).values() if knob.symbol not in printed] == []


@pytest.mark.parametrize("landscape", [*(cls() for cls in (*LANDSCAPES, *STAGED)), *WRAPPED], ids=lambda landscape: landscape.name)
def test_the_landscapes_formula_is_its_value(landscape: Landscape) -> None:
    """Where there are examples the formula is one example's share, and the value is the mean of it."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    x, y = np.random.default_rng(0).uniform([[x_low], [y_low]], [[x_high], [y_high]], (2, 50))
    coordinates = dict(zip(landscape.survey.coordinates, (x[:, np.newaxis], y[:, np.newaxis]), strict=True))
    said = tex.evaluate(landscape.survey.formula, {**landscape.letters, **coordinates})
    expected = landscape.value(x, y)
    np.testing.assert_allclose(np.broadcast_to(said, (50, landscape.examples)).mean(axis=1), expected, rtol=1e-10, atol=1e-12)


def test_adams_first_step_is_eta_and_its_shorthands_three_times_that() -> None:
    first = {cls: record(descend(cls(), Rosenbrock(), (-1.5, 2.0)), 1).quantities["step"][1, 0] for cls in EVERY}
    eta = Adam().learning_rate
    assert first[Adam] == pytest.approx(eta, rel=1e-6)
    assert first[SHORTHANDS[Adam]] == pytest.approx((1 - 0.9) / np.sqrt(1 - 0.999) * eta, rel=1e-6)
