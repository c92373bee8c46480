"""Inside one step: the substituted lines and the stability bound."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Ravine, Rosenbrock
from optim_core import OPTIMIZERS, SHORTHANDS, Adam, descend, knobs, record
from optim_core.adamax import AdamaxShorthand
from optim_core.gradient_descent import GradientDescent
from optim_core.momentum import Momentum
from optim_core.stability import bound, effective, largest_eigenvalue, stability
from optim_core.substitution import Slot, at, exact, fill, pieces, steps_of
from tests import tex
from tests.test_formulas import run

EVERY: list[Any] = [*OPTIMIZERS, *SHORTHANDS.values(), GradientDescent, Momentum]


@pytest.mark.parametrize("cls", EVERY)
def test_every_substituted_line_evaluates_to_what_was_recorded(cls: Any) -> None:
    optimizer, trajectory = run(cls)
    for name, line in list(steps_of(cls).items())[1:]:  # the first is the gradient, which the landscape computes
        parts = pieces(cls, line)
        for t, axis in ((1, 0), (2, 1), (40, 0)):
            number = at(optimizer, trajectory, t, axis)
            said = fill(parts, number, exact)
            assert not {"_", "\\beta", "\\eta", "\\rho", "\\epsilon"} & {*said, *said.split()}
            recorded = number(Slot("theta" if name == "theta" else "quantity", name, 0))
            assert float(tex.evaluate(said, {})) == pytest.approx(recorded, rel=1e-12, abs=1e-300), said


def test_a_substituted_line_reads_as_one_would_write_it() -> None:
    trajectory = record(descend(Adam(), Rosenbrock(), (-1.5, 2.0)), 2)
    number = at(Adam(), trajectory, 1, 0)
    lines = {name: fill(pieces(Adam, line), number, lambda value: f"{value:.4g}") for name, line in list(steps_of(Adam).items())[1:]}
    assert lines["m"] == r"0.9 \cdot 0 + (1 - 0.9)\cdot  \left(-155\right)"
    assert lines["v"] == r"0.999 \cdot 0 + (1 - 0.999)\cdot  \left(-155\right)^2"
    assert lines["m_hat"] == r"\frac{-15.5}{1 - 0.9^{1}}"
    assert lines["theta"] == r"-1.5 + 0.001"


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5, 1e-5, -3.25e300, 5e-324, 123456789.125, 1e22])
def test_exact_numbers_are_exact(value: float) -> None:
    assert float(tex.evaluate(exact(value), {})) == pytest.approx(value, rel=1e-15)


# AdamaxShorthand has no ε: nothing holds its step sizes still, so there is no run on which the bound is exact.
@pytest.mark.parametrize("cls", [cls for cls in EVERY if cls is not AdamaxShorthand])
@pytest.mark.parametrize("condition", [1.0, 30.0])
def test_just_below_the_bound_it_converges_and_just_above_it_diverges(cls: Any, condition: float) -> None:
    """On a quadratic, with every step size at rest: a large ε, where there is one, sees to that until θ is very far out."""
    still = {"epsilon": 1e40} if "epsilon" in knobs(cls) else {}
    landscape, start = Ravine(condition=condition), (1e-3, 1e-3)
    slow = replace(cls(), learning_rate=1e-6, **still)
    pressure = stability(slow, record(descend(slow, landscape, start), 301), landscape).pressure[300] / 1e-6
    for share, converges in ((0.98, True), (1.02, False)):
        optimizer = replace(slow, learning_rate=share * bound(slow) / pressure)
        far = np.abs(record(descend(optimizer, landscape, start), 4000).theta).max(axis=1)
        assert far[-1] < 0.1 * start[0] if converges else np.nanmax(far) > 10 * start[0]


def test_the_bound_is_38_for_a_mean_over_ten_steps() -> None:
    assert bound(Adam()) == pytest.approx(38)


def test_the_effective_step_size_times_what_drove_it_is_the_step() -> None:
    for cls in EVERY:
        _, trajectory = run(cls)
        sizes, quantities = effective(trajectory), trajectory.quantities
        driver = quantities["m"][1:] if "m" in quantities else trajectory.gradient[:-1]
        np.testing.assert_allclose(sizes[1:] * np.abs(driver), np.abs(quantities["step"][1:]), rtol=1e-12)


def test_the_largest_eigenvalue_is_lapacks() -> None:
    matrices = np.random.default_rng(0).normal(size=(50, 2, 2))
    matrices += matrices.swapaxes(1, 2)
    np.testing.assert_allclose(largest_eigenvalue(matrices), np.linalg.eigvalsh(matrices)[:, -1], rtol=1e-12)
    assert np.isnan(largest_eigenvalue(np.full((1, 2, 2), np.nan))).all()
