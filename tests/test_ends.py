"""The ends of a whole batch are the ends of its runs, one by one, bit for bit, whatever is dropped on the way."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Himmelblau, Noisy, PenguinsStandardised, Ravine, Rosenbrock, Saddle
from optim_core import SGD, Adam, knobs
from optim_core.batch.ends import MOST_CELLS, NEVER, NOT_JUDGED, Ends, ends
from optim_core.batch.workers import Workers
from optim_core.descent import descend, record
from optim_core.judgement import KINDS, goal
from optim_core.outcomes import diverged_at, outcome, slopeless_at, undefined_at
from tests.catalogue import FORMS, called, pairs

STEPS = 80


def alone(optimizer: Any, landscape: Any, start: Any, wanted: float) -> tuple[Any, ...]:
    """Where one recorded run ends, by the same rule."""
    trajectory = record(descend(optimizer, landscape, start, seed=3), STEPS)
    arrived = np.flatnonzero(trajectory.loss <= wanted)
    gone, hole = diverged_at(trajectory.theta), undefined_at(trajectory.theta, trajectory.loss)
    stuck = slopeless_at(trajectory.theta, trajectory.loss, trajectory.gradient)
    t = min([STEPS, *arrived[:1], *(at for at in (gone, hole, stuck) if at is not None)])
    kind = KINDS.index("diverged" if gone == t else "undefined" if hole == t else "no slope") if t in (gone, hole, stuck) else NOT_JUDGED
    highest = float(trajectory.loss[STEPS - STEPS // 4 : t + 1].max()) if t >= STEPS - STEPS // 4 else trajectory.loss[t]
    return (*trajectory.theta[t], trajectory.loss[t], highest, t, t if trajectory.loss[t] <= wanted else NEVER, kind, 0)


@pytest.mark.parametrize(
    ("cls", "landscape"),
    pairs(FORMS, [Rosenbrock(), Noisy(Himmelblau(), 3.0), PenguinsStandardised(), Expression("(x-1)^2 + y^2 + 0.1 log(x)")]),
    ids=called,
)
def test_every_cell_ends_where_its_run_ends(cls: Any, landscape: Any) -> None:
    suited = cls.suited_to(landscape).learning_rate
    rates = suited * np.append(np.geomspace(0.1, 3000, 11), 1e14)  # the last is too much even where all steps are η long
    second = {name: np.linspace(0.1, 0.95, 5) for name in ("beta1", "rho") if name in knobs(cls)}
    sweep = replace(cls(), learning_rate=rates[:, np.newaxis], **second)
    start = np.array(landscape.start)
    wanted = float(goal(landscape, start, 0.05))
    found = ends(sweep, landscape, start, STEPS, wanted, seed=3)
    assert found.t.shape == (12, 5 if second else 1)
    assert (found.t < STEPS).any(), "some must end early, or nothing is tried"
    for i, j in np.ndindex(found.t.shape):
        one = replace(cls(), learning_rate=float(rates[i]), **{name: float(values[j]) for name, values in second.items()})
        expected = alone(one, landscape, start, wanted)
        got = tuple(np.concatenate([np.atleast_1d(field[..., i, j]) for field in found]))
        np.testing.assert_array_equal(got, expected)


def test_a_run_that_enters_a_hole_ends_there_and_has_not_diverged() -> None:
    landscape = Expression("log(x) + y^2")
    found = ends(SGD(learning_rate=np.array([1e-3, 1.0])), landscape, (0.5, 0.4), 50)
    assert found.became("undefined").tolist() == [False, True]
    assert not found.became("diverged").any()
    assert found.t.tolist() == [50, 1]
    np.testing.assert_allclose(found.theta[:, 1], (-1.5, -0.4))


def test_a_run_that_comes_to_where_there_is_no_slope_ends_there_and_has_not_diverged() -> None:
    found = ends(SGD(learning_rate=np.array([0.5, 0.25, 1.0])), Expression("4sqrt(x) + y^2"), (1.0, 0.5), 50)
    assert found.became("no slope").tolist() == [True, False, False]
    assert found.became("undefined").tolist() == [False, True, True]
    assert not (found.became("diverged") | found.reached).any()
    assert found.t.tolist() == [1, 2, 1]
    np.testing.assert_array_equal(found.theta[:, 0], (0, 0))
    assert found.loss[0] == 0


def test_a_run_that_is_beyond_all_numbers_at_once_has_diverged() -> None:
    found = ends(SGD(learning_rate=1e200), Saddle(), (0.5, 0.4), 50)
    assert np.isnan(found.loss)
    assert found.became("diverged")
    assert not found.became("undefined")


def test_a_map_of_starts_is_its_runs() -> None:
    landscape = Himmelblau()
    starts = np.stack(np.meshgrid(np.linspace(-5, 5, 9), np.linspace(-5, 5, 7)))
    found = ends(Adam(learning_rate=0.3), landscape, starts, STEPS, goal(landscape, starts))
    for i, j in np.ndindex(7, 9):
        trajectory = record(descend(Adam(learning_rate=0.3), landscape, starts[:, i, j]), STEPS)
        reached = outcome(trajectory, landscape).steps_to_tolerance
        assert (found.t[i, j] if found.reached[i, j] else None) == reached


def test_the_frontier_of_gradient_descent_lies_at_two_over_the_curvature() -> None:
    landscape = Ravine(condition=20.0)
    curvature = float(np.linalg.eigvalsh(landscape.hessian(np.zeros(1), np.zeros(1))[:, :, 0])[-1])
    rates = np.geomspace(0.1, 10, 200) / curvature
    found = ends(SGD(learning_rate=rates), landscape, (0.7, 0.4), 3000)
    frontier = rates[np.argmax(found.became("diverged"))]
    assert rates[np.argmax(found.became("diverged")) - 1] <= 2 / curvature * 1.03
    assert frontier >= 2 / curvature


def test_workers_find_the_same_ends() -> None:
    rates = np.geomspace(1e-3, 3, 4000)
    workers = Workers(2)
    try:
        alone, pooled = (ends(Adam(learning_rate=rates), Rosenbrock(), (-1.5, 2.0), 40, 0.5, map_pieces=how) for how in (map, workers.map))
    finally:
        workers.close()
    for one, other in zip(alone, pooled, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(("steps", "shape"), [(0, 5), (2.5, 5), (10, MOST_CELLS + 1)])
def test_too_much_is_refused_before_any_work(steps: Any, shape: int) -> None:
    with pytest.raises(ValueError, match=r"ends\.(steps|start) must be a whole number in \[1, "):
        ends(Adam(), Rosenbrock(), np.ones((2, shape)), steps)


def test_where_no_minimum_is_known_no_run_arrives() -> None:
    assert isinstance(ends(Adam(), Rosenbrock(), (0.0, 0.0), 5), Ends)
    assert not ends(Adam(), Rosenbrock(), (1.0, 1.0), 5).reached
