"""A run: everything that determines a trajectory, in one frozen value; and many runs recorded together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np

from optim_core.descent import (
    MOST_RECORDED,
    MOST_SEED,
    MOST_STEPS,
    PAUSE_EVERY,
    Descendable,
    Trajectory,
    batches,
    descend,
    effective_batch_size,
    gradient_at,
    point,
    record,
    value_at,
    whole,
)
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Pause, keep, no_pause

TERMS_A_PAUSE = 4_000_000
"""Examples that are read between two pauses while losses are computed."""


@dataclass(frozen=True)
class Run:
    """Equal runs have equal trajectories, so a run is what pages cache by. Fields and errors as for `descend` and `record`.

    Numbers of any type become float and int here, so that equal settings are equal runs.
    """

    optimizer: Optimizer[Any]
    landscape: Descendable
    start: tuple[float, float]
    steps: int
    batch_size: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        keep(self, "start", point("descend.start", self.start))
        keep(self, "steps", whole("record.steps", self.steps, 1, MOST_RECORDED))
        keep(self, "seed", whole("descend.seed", self.seed, 0, MOST_SEED))
        if self.batch_size is not None:
            keep(self, "batch_size", whole("descend.batch_size", self.batch_size, 1, MOST_STEPS))

    def record(self) -> Trajectory:
        """Run it."""
        return record(descend(self.optimizer, self.landscape, self.start, self.batch_size, self.seed), self.steps)

    @property
    def evaluations_per_step(self) -> int:
        """How many examples' gradients one step costs."""
        return self.examples_per_step or self.landscape.examples

    @property
    def examples_per_step(self) -> int | None:
        """How many examples a step reads; None: all there are."""
        return effective_batch_size(self.optimizer, self.landscape, self.batch_size)


def record_all(runs: Sequence[Run], pause: Pause = no_pause) -> list[Trajectory]:
    """`[run.record() for run in runs]`, bit for bit, in less time: runs that read the same examples share each gradient call.

    For a single run most of a step's time goes into calling NumPy, and most of the calls are the landscape's.
    """

    def kin(run: Run) -> str:
        return repr(replace(run, optimizer=runs[0].optimizer, batch_size=run.examples_per_step))

    recorded: dict[int, Trajectory] = {}
    order = sorted(range(len(runs)), key=lambda i: kin(runs[i]))
    for _, group in groupby(order, key=lambda i: kin(runs[i])):
        indices = list(group)
        recorded |= zip(indices, _record_kin([runs[i] for i in indices], pause), strict=True)
    return [recorded[i] for i in range(len(runs))]


def _record_kin(runs: Sequence[Run], pause: Pause) -> list[Trajectory]:
    """Runs that differ in their optimizers alone, in step with one another."""
    first = runs[0]
    steps = first.steps
    starts = [next(descend(run.optimizer, run.landscape, run.start, run.batch_size, run.seed)) for run in runs]  # with every check
    optimizers, states = [run.optimizer for run in runs], [start.state for start in starts]
    theta = np.stack([start.theta for start in starts], axis=1)
    # A call for each method that looks elsewhere than at θ; those that take their gradient at θ have theirs in one.
    looking = [i for i, each in enumerate(optimizers) if "gradient_point" in vars(type(each))]
    rows = batches(first.landscape.examples, first.examples_per_step, first.seed)
    thetas = np.empty((steps + 1, *theta.shape))
    gradients = np.empty_like(thetas)
    walked: list[list[Any]] = []
    with np.errstate(all="ignore"):
        for t in range(steps + 1):
            if t % PAUSE_EVERY == 0:
                pause()
            thetas[t] = theta
            points = theta.copy() if looking else theta
            for i in looking:
                points[:, i] = optimizers[i].gradient_point(theta[:, i], states[i])
            gradients[t] = g = gradient_at(first.landscape, points[0], points[1], next(rows))
            walked.append(states)
            states = [optimizer.update(state, gi) for optimizer, state, gi in zip(optimizers, states, g.T, strict=True)]
            theta = theta + np.array([state.step for state in states]).T
        losses = _losses(first.landscape, thetas, pause)
    return [
        Trajectory(
            theta=np.ascontiguousarray(thetas[:, :, i]),
            loss=np.ascontiguousarray(losses[:, i]),
            gradient=np.ascontiguousarray(gradients[:, :, i]),
            quantities={name: _stacked([getattr(state, name) for state in kept]) for name in type(runs[i].optimizer).lines()},
        )
        for i, kept in enumerate(zip(*walked, strict=True))
    ]


def _losses(landscape: Descendable, thetas: Array, pause: Pause) -> Array:
    """The loss at every point of (steps, 2, runs), with a pause now and then."""
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
