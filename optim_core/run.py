"""A run: everything that determines a trajectory, in one frozen value; and many runs recorded together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optim_core.compiled import Steps, walk
from optim_core.descent import (
    MOST_RECORDED,
    MOST_SEED,
    MOST_STEPS,
    PAUSE_EVERY,
    Iterate,
    Trajectory,
    batches,
    descend,
    effective_batch_size,
    point,
    record,
    whole,
)
from optim_core.identity import Keyed, Known
from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule, at_step
from optim_core.spec import Array, Pause, keep, no_pause
from optim_core.step import Descendable, advance, value_at

TERMS_A_PAUSE = 4_000_000
"""Examples that are read between two pauses while losses are computed."""


@dataclass(frozen=True)
class Run(Known):
    """All that determines a trajectory. Fields and errors are those of `descend` and `record`.

    Equal runs have equal trajectories, so pages use runs as keys of a cache; `cache_key()` is the same key as text.

    Numbers of any type become float and int here, so that equal settings are equal runs.
    """

    optimizer: Optimizer[Any]
    landscape: Descendable
    start: tuple[float, float]
    steps: int
    batch_size: int | None = None
    seed: int = 0
    schedule: Schedule | None = None

    def __post_init__(self) -> None:
        keep(self, "start", point("descend.start", self.start))
        keep(self, "steps", whole("record.steps", self.steps, 1, MOST_RECORDED))
        keep(self, "seed", whole("descend.seed", self.seed, 0, MOST_SEED))
        if self.batch_size is not None:
            keep(self, "batch_size", whole("descend.batch_size", self.batch_size, 1, MOST_STEPS))

    def record(self) -> Trajectory:
        """Run it and record every step."""
        return record(self.iterates(), self.steps)

    def iterates(self) -> Iterator[Iterate]:
        """Its iterates, without end, as `descend` yields them."""
        return descend(self.optimizer, self.landscape, self.start, self.batch_size, self.seed, self.schedule)

    @property
    def evaluations_per_step(self) -> int:
        """How many gradients of single examples one step computes."""
        return self.examples_per_step or self.landscape.examples

    @property
    def examples_per_step(self) -> int | None:
        """How many examples a step reads; None: all there are."""
        return effective_batch_size(self.optimizer, self.landscape, self.batch_size)


def record_all(runs: Sequence[Run], pause: Pause = no_pause) -> list[Trajectory]:
    """Record several runs: `[run.record() for run in runs]`, bit for bit, in less time.

    Nearly all of a single run's time is the overhead of calls to NumPy. A run becomes plain code where that can be (`optim_core.compiled`).
    Of the others, those that read the same examples share each call of the landscape's gradient.
    """
    groups: dict[object, list[int]] = {}
    for i, run in enumerate(runs):
        groups.setdefault(_kin(run), []).append(i)
    recorded: dict[int, Trajectory] = {}
    for indices in groups.values():
        recorded |= zip(indices, _record_kin([runs[i] for i in indices], pause), strict=True)
    return [recorded[i] for i in range(len(runs))]


def _kin(run: Run) -> object:
    """Equal for runs that can be recorded together: all but the optimizer, with the batch size that it really uses."""
    # A landscape from outside the lab may have no key; it is equal to itself only.
    landscape = run.landscape.cache_key() if isinstance(run.landscape, Keyed) else id(run.landscape)
    return landscape, run.start, run.steps, run.examples_per_step, run.seed


@dataclass(slots=True)
class _States:
    """The states of optimizers that step together, and their steps as columns: (2, optimizers)."""

    each: list[Any]
    step: Array


class _InStep:
    """Optimizers that step together, as one rule: each moves one column of θ, (2, optimizers)."""

    def __init__(self, optimizers: Sequence[Optimizer[Any]]) -> None:
        self.optimizers = optimizers
        self.updates = [each.update for each in optimizers]
        # Only methods that take their gradient elsewhere than at θ are asked where; the others use θ as it is.
        self.looking = [i for i, each in enumerate(optimizers) if type(each).gradient_point is not Optimizer[Any].gradient_point]

    def gradient_point(self, theta: Array, state: _States) -> Array:
        if not self.looking:
            return theta
        points = theta.copy()
        for i in self.looking:
            points[:, i] = self.optimizers[i].gradient_point(theta[:, i], state.each[i])
        return points

    def update(self, prev: _States, g: Array) -> _States:
        each = [update(state, gi) for update, state, gi in zip(self.updates, prev.each, g.T, strict=True)]
        return _States(each, np.array([state.step for state in each]).T)


def _record_kin(runs: Sequence[Run], pause: Pause) -> list[Trajectory]:
    """Record runs that differ only in their optimizers: in compiled code where that can be, and the others together, by NumPy."""
    first = runs[0]
    starts = [next(run.iterates()) for run in runs]  # makes every check
    can_be_compiled = first.examples_per_step is None and first.landscape.terms == 1
    with np.errstate(all="ignore"):
        alone = [
            walk(run.optimizer, run.landscape, at.theta, at.state, run.steps, pause, run.schedule) if can_be_compiled else None
            for run, at in zip(runs, starts, strict=True)
        ]
        left = [i for i, found in enumerate(alone) if found is None]
        together = iter(_walk_in_step([runs[i] for i in left], [starts[i] for i in left], pause) if left else ())
        walked = [found or next(together) for found in alone]
        losses = _losses(first.landscape, np.stack([found.theta for found in walked], axis=2), pause)
    return [
        Trajectory(found.theta, np.ascontiguousarray(loss), found.gradient, found.quantities)
        for found, loss in zip(walked, losses.T, strict=True)
    ]


def _walk_in_step(runs: Sequence[Run], starts: Sequence[Iterate], pause: Pause) -> list[Steps]:
    """The walks of runs that differ only in their optimizers, in step."""
    first = runs[0]
    together = _InStep([run.optimizer for run in runs])
    scheduled = any(run.schedule for run in runs)
    theta = np.stack([start.theta for start in starts], axis=1)
    state = _States([start.state for start in starts], np.zeros_like(theta))
    rows = batches(first.landscape.examples, first.examples_per_step, first.seed)
    thetas = np.empty((first.steps + 1, *theta.shape))
    gradients = np.empty_like(thetas)
    walked: list[list[Any]] = []
    for t in range(first.steps + 1):
        if t % PAUSE_EVERY == 0:
            pause()
        if scheduled:
            together = _InStep([at_step(run.optimizer, run.schedule, t + 1) for run in runs])
        thetas[t] = theta
        walked.append(state.each)
        gradients[t], state, theta = advance(together, first.landscape, theta, state, next(rows))
    return [
        Steps(
            theta=np.ascontiguousarray(thetas[:, :, i]),
            gradient=np.ascontiguousarray(gradients[:, :, i]),
            quantities={name: _stacked([getattr(state, name) for state in kept]) for name in type(runs[i].optimizer).lines()},
        )
        for i, kept in enumerate(zip(*walked, strict=True))
    ]


def _losses(landscape: Descendable, thetas: Array, pause: Pause) -> Array:
    """The loss at every point of (steps, 2, runs). Calls `pause` now and then."""
    at_once = max(1, TERMS_A_PAUSE // (landscape.terms * thetas.shape[2]))
    parts: list[Array] = []
    for low in range(0, len(thetas), at_once):
        pause()
        part = thetas[low : low + at_once]
        parts.append(value_at(landscape, part[:, 0], part[:, 1]))
    return np.concatenate(parts)


def _stacked(arrays: list[Array]) -> Array:
    """`np.array(arrays)`, for arrays of one shape, in half the time."""
    return np.concatenate(arrays).reshape(len(arrays), *arrays[0].shape) if np.ndim(arrays[0]) else np.array(arrays)
