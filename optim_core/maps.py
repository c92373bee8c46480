"""Where thousands of runs end: what maps are made of.

Nothing is recorded but the end of each run, and runs that have ended are dropped from the batch as it goes. The update rules are those
of the optimizers; every run ends exactly where the same run ends alone.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optim_core.descent import MOST_STEPS, Descendable, batches, descend, whole
from optim_core.optimizer import Optimizer
from optim_core.outcomes import DIVERGED, TOLERANCE, Surveyed, lowest
from optim_core.spec import Array, knobs
from optim_core.sweeps import on_threads

MOST_CELLS = 200 * 200
PIECE = 10_000
"""Runs of a piece: of 2,500 to 20,000 the fastest on two cores, as measured."""
DROPPED = 0.2
"""Once this share of a batch has ended, the rest is moved together: each move costs about as much as a step."""


class Ends(NamedTuple):
    """Where each run of a batch was when it ended: at the first step at which it had reached its goal or diverged, or at the last."""

    theta: Array
    """(2, *batch)"""
    loss: Array
    """(*batch,), the full loss at theta."""
    t: NDArray[np.int64]
    """(*batch,), the step at which it ended."""
    reached: NDArray[np.bool_]
    """(*batch,), whether the loss was at or below the goal."""
    diverged: NDArray[np.bool_]
    """(*batch,), whether |θ| had passed 10¹² or was no number."""


def goal(landscape: Surveyed, start: ArrayLike, tolerance: float = TOLERANCE) -> Array:
    """The loss at which a run counts as arrived: a share of the starting height above the lowest minimum is left. NaN, which no run
    reaches, where no minimum is known. `start` has shape (2, *batch)."""
    x, y = np.atleast_2d(np.asarray(start, dtype=np.float64).T).T
    floor = lowest(landscape)
    height = np.reshape(landscape.value(x, y), np.shape(start)[1:]) - floor
    return np.asarray(floor + tolerance * height)


def ends(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    start: ArrayLike,
    steps: int,
    goal: ArrayLike = np.nan,
    batch_size: int | None = None,
    seed: int = 0,
    stopped: Callable[[], bool] = lambda: False,
) -> Ends:
    """Run a whole batch of runs to their ends. Arguments and errors as for `descend`; and ValueError for more than 40,000 runs.

    `goal` broadcasts against the batch. The batch is cut into pieces, on threads where there are threads; before each, and every so many
    steps, `stopped` is asked, and where it says yes what is left keeps NaN and step 0.
    """
    theta = next(descend(optimizer, landscape, start, batch_size, seed)).theta  # checked, and broadcast
    steps = whole("ends.steps", steps, 1, MOST_STEPS)
    batch = theta.shape[1:]
    count = whole("ends.start", theta[0].size, 1, MOST_CELLS, "the most runs of one map")
    theta = theta.reshape(2, count)
    goals = np.broadcast_to(np.asarray(goal, dtype=np.float64), batch).reshape(count)
    values = {name: getattr(optimizer, name) for name in knobs(type(optimizer))}
    values = {name: np.broadcast_to(value, batch).reshape(count) if np.ndim(value) else value for name, value in values.items()}
    size = optimizer.examples_per_step or batch_size if landscape.examples > 1 else None
    found = Ends(
        np.full((2, count), np.nan),
        np.full(count, np.nan),
        np.zeros(count, np.int64),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
    )

    def run(low: int) -> None:
        if not stopped():
            cut = np.arange(low, min(low + PIECE, count))
            piece = replace(optimizer, **{name: value[cut] if np.ndim(value) else value for name, value in values.items()})
            _run(piece, landscape, theta[:, cut], steps, goals[cut], batches(landscape.examples, size, seed), found, cut, stopped)

    on_threads(run, range(0, count, PIECE))
    return Ends(
        found.theta.reshape((2, *batch)),
        found.loss.reshape(batch),
        found.t.reshape(batch),
        found.reached.reshape(batch),
        found.diverged.reshape(batch),
    )


def _run(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    theta: Array,
    steps: int,
    goals: Array,
    rows: Any,
    found: Ends,
    places: NDArray[np.intp],
    stopped: Callable[[], bool],
) -> None:
    """A piece of the batch, whose ends go to `places` of `found`."""
    state = optimizer.init(theta)
    running = np.ones(len(places), np.bool_)
    with np.errstate(all="ignore"):
        for t in range(steps + 1):
            loss = np.asarray(landscape.value(theta[0], theta[1]))
            reached = loss <= goals
            diverged = _diverged(theta)
            ended = running & (reached | diverged if t < steps else True)
            if ended.any():
                at = places[ended]
                found.theta[:, at], found.loss[at], found.t[at] = theta[:, ended], loss[ended], t
                found.reached[at], found.diverged[at] = reached[ended], diverged[ended]
                running &= ~ended
                if not running.any():
                    return
                if running.mean() < 1 - DROPPED:
                    state = type(state)(*(_kept(field, running) for field in state))
                    optimizer = replace(optimizer, **{name: _kept(getattr(optimizer, name), running) for name in knobs(type(optimizer))})
                    theta, goals, places = theta[:, running], goals[running], places[running]
                    running = running[running]
            if t % 100 == 99 and stopped():
                return
            g = np.asarray(landscape.gradient(theta[0], theta[1], next(rows)))
            state = optimizer.update(state, g)
            theta = theta + state.step


def _diverged(theta: Array) -> NDArray[np.bool_]:
    """As `outcomes.diverged_at` has it; the root is taken only where a run is far enough out for it to matter."""
    if theta.size and theta.min() >= -DIVERGED / 2 and theta.max() <= DIVERGED / 2:
        return np.zeros(theta.shape[1:], np.bool_)
    within: NDArray[np.bool_] = np.hypot(theta[0], theta[1]) <= DIVERGED
    return ~within


def _kept(value: Any, running: NDArray[np.bool_]) -> Any:
    """Those that still run, of a hyperparameter or a field of the state; one that all share stays as it is."""
    return value[..., running] if np.ndim(value) else value
