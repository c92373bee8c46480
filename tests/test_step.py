"""Inside one step: the substituted lines and the stability bound."""

from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Ravine, Rosenbrock
from lessons.own_method import own_method
from optim_core import EVERY, Adam, Trajectory, descend, knobs, record
from optim_core.methods.lion import Lion
from optim_core.stability import bound, bounds, effective, largest_eigenvalue, stability
from optim_core.substitution import at, exact, fill, made_by, steps_of, substituted, whole
from tests import tex
from tests.catalogue import SEEN_FIRST
from tests.own_texts import TYPED
from tests.test_formulas import run


@pytest.mark.parametrize("cls", [*EVERY, *(own_method(TYPED[name]) for name in ("both coordinates", "choices"))])
def test_every_substituted_line_evaluates_to_what_was_recorded(cls: Any) -> None:
    optimizer, trajectory = run(cls)
    letters = {*"_", *(str(knob.symbol) for knob in knobs(cls).values())}
    for name, line in list(steps_of(cls).items())[1:]:  # the first is the gradient, which the landscape computes
        rows = substituted(cls, name, line)
        for t in (1, 40) if cls in SEEN_FIRST else (2,):  # SymPy reads only a few lines a second
            number = at(optimizer, trajectory, t)
            for axis, row in enumerate(rows):
                said = fill(row, number, exact)
                left = said.replace(r"\rVert_1", "")  # its sign names the norm
                assert not letters & {*left, *left.split()}
                one = made_by(name)._replace(entry=(axis,))
                recorded = number(one) if len(rows) == 2 else tex.evaluate(fill(whole(cls, made_by(name)), number, exact), {})
                np.testing.assert_allclose(tex.evaluate(said, {}), recorded, rtol=1e-12, atol=1e-300, err_msg=said)


def test_a_substituted_line_reads_as_one_would_write_it() -> None:
    trajectory = record(descend(Adam(), Rosenbrock(), (-1.5, 2.0)), 2)
    number = at(Adam(), trajectory, 1)
    lines = {
        name: fill(substituted(Adam, name, line)[0], number, lambda value: f"{value:.4g}")
        for name, line in list(steps_of(Adam).items())[1:]
    }
    assert lines["m"] == r"0.9 \cdot 0 + (1 - 0.9)\cdot  \left(-155\right)"
    assert lines["v"] == r"0.999 \cdot 0 + (1 - 0.999)\cdot  \left(-155\right)^2"
    assert lines["m_hat"] == r"\frac{-15.5}{1 - 0.9^{1}}"
    assert lines["theta"] == r"-1.5 + 0.001"


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5, 1e-5, -3.25e300, 5e-324, 123456789.125, 1e22])
def test_exact_numbers_are_exact(value: float) -> None:
    assert float(tex.evaluate(exact(value), {})) == pytest.approx(value, rel=1e-15)


def held(optimizer: Any, size: float, landscape: Any, start: Any, steps: int) -> Trajectory:
    """A run whose step is `size` times what drives the method, whatever it would make of it."""
    theta = np.array(start)
    state = optimizer.init(theta)
    rows = []
    for _ in range(steps + 1):
        state = state._replace(theta=theta) if "theta" in state._fields else state
        with np.errstate(all="ignore"):
            g = landscape.gradient(*optimizer.gradient_point(theta, state)[:, np.newaxis])[:, 0]
            rows.append((theta, g, state))
            state = optimizer.update(state, g)
            driver = g if optimizer.driver == "gradient" else getattr(state, optimizer.driver)
            state = state._replace(step=-size * driver)
            theta = theta + state.step
    thetas, gradients, states = zip(*rows, strict=True)
    quantities = {name: np.array([getattr(state, name) for state in states]) for name in optimizer.lines()}
    return Trajectory(np.array(thetas), np.zeros(steps + 1), np.array(gradients), quantities)


def limits(optimizer: Any, trajectory: Trajectory) -> Any:
    """The bound at each step of a run; one number if it is the same at all of them."""
    found = bounds(optimizer, trajectory.quantities)
    return np.array([bound(optimizer)]) if found is None else found


@pytest.mark.parametrize("cls", [cls for cls in EVERY if cls.bound])
@pytest.mark.parametrize("condition", [1.0, 30.0])
def test_just_below_the_bound_it_converges_and_just_above_it_diverges(cls: Any, condition: float) -> None:
    """On a quadratic, with every step size held still, where the bound is exact."""
    landscape, start = Ravine(condition=condition), (1e-3, 1e-3)
    curvature = np.linalg.eigvalsh(landscape.hessian(np.zeros(1), np.zeros(1))[:, :, 0])[-1]
    # A bound that grows from step to step, by a tenth in 500, stands still while a run so far above it explodes.
    for share, converges in ((0.98, True), (1.1 if cls.bound.line else 1.02, False)):
        limit = limits(cls(), record(descend(cls(), landscape, start), 1))[0]
        size = share * limit / curvature
        optimizer = cls(learning_rate=size)
        walked = held(optimizer, size, landscape, start, 4000)
        far = np.abs(walked.theta).max(axis=1)
        assert far[-1] < 0.1 * start[0] if converges else np.nanmax(far) > 10 * start[0]
        met = stability(optimizer, walked, landscape)
        assert met.pressure[10] == pytest.approx(share * limit)
        found = limits(optimizer, walked)
        assert found[0] == pytest.approx(limit, rel=1e-12)
        assert (met.bound is None, met.bounds is None) == (bool(cls.bound.line), not cls.bound.line)
        assert np.all(np.diff(found[:-1]) > 0)


@pytest.mark.parametrize(("beta1", "beta2"), [(0.9, 0.99), (0.9, 0.9), (0.95, 0.8), (0.5, 0.0), (0.0, 0.9)])
def test_the_bound_of_lion_holds_whichever_of_its_memories_is_longer(beta1: float, beta2: float) -> None:
    lion, curvature = Lion(beta1=beta1, beta2=beta2), 4.0
    for share, converges in ((0.98, True), (1.02, False)):
        found = held(lion, share * Lion.bound.at(lion) / curvature, Expression("2x^2 + 2y^2"), (1e-3, 1e-3), 4000)
        assert (np.abs(found.theta[-1]).max() < 1e-4) == converges


@pytest.mark.parametrize("cls", [cls for cls in EVERY if cls.bound])
def test_the_formula_of_a_bound_is_executed(cls: Any) -> None:
    optimizer, trajectory = run(cls)
    letters = {str(knob.symbol): getattr(optimizer, name) for name, knob in knobs(cls).items()}
    found, line = limits(optimizer, trajectory), cls.bound.line
    for t in (0, 10) if line else (0,):  # at θ_t it is that of step t + 1
        now = {cls.lines()[line].split(" = ")[0]: trajectory.quantities[line][t + 1]} if line else {}
        assert tex.evaluate(cls.bound.formula, letters | now) == pytest.approx(found[t], rel=1e-12)
    assert cls.bound.source.url.startswith("https://")


def test_where_no_bound_is_known_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Adam, "bound", None)
    assert bound(Adam()) is None


def test_the_bound_is_38_for_a_mean_over_ten_steps() -> None:
    assert bound(Adam()) == pytest.approx(38)


def test_the_effective_step_size_times_what_drove_it_is_the_step() -> None:
    for cls in EVERY:
        _, trajectory = run(cls)
        sizes, quantities = effective(cls, trajectory), trajectory.quantities
        driver = trajectory.gradient[:-1] if cls.driver == "gradient" else quantities[cls.driver][1:]
        np.testing.assert_allclose(sizes[1:] * np.abs(driver), np.abs(quantities["step"][1:]), rtol=1e-12)


def test_the_largest_eigenvalue_is_lapacks() -> None:
    matrices = np.random.default_rng(0).normal(size=(50, 2, 2))
    matrices += matrices.swapaxes(1, 2)
    np.testing.assert_allclose(largest_eigenvalue(matrices), np.linalg.eigvalsh(matrices)[:, -1], rtol=1e-12)
    assert np.isnan(largest_eigenvalue(np.full((1, 2, 2), np.nan))).all()
