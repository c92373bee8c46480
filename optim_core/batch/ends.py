"""Where thousands of runs end, for maps and searches.

Only the end of each run is recorded, and runs that have ended are removed from the batch. The update rules are those of the optimizers;
every run ends exactly where the same run ends alone.
"""

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optim_core.descent import MOST_STEPS, batches, descend, effective_batch_size, whole
from optim_core.judgement import KINDS, Kind, Surveyed, in_window, judge, judged_length
from optim_core.optimizer import Optimizer
from optim_core.outcomes import diverged
from optim_core.schedules.schedule import Schedule, at_step
from optim_core.spec import Array, Specified, knobs
from optim_core.step import advance, value_at

MOST_CELLS = 200 * 200
PIECE = 5_000
"""The most runs of a piece. More do not fit the cache, or what the allocator keeps; with fewer, Python takes longer than NumPy."""
TERMS_A_PIECE = 40_000_000
"""The most examples that the runs of a piece read: a fifth of a second of computing."""
DROPPED = 0.2
"""Once this share of a batch has ended, the other runs are copied to smaller arrays, which costs about as much as a step."""

NEVER, NOT_JUDGED = -1, -1
GONE, NOWHERE, STUCK, LEFT = (KINDS.index(kind) for kind in ("diverged", "undefined", "no slope", "left the view"))
Running = NDArray[np.bool_]
S = TypeVar("S", bound=Specified)


class Ends(NamedTuple):
    """Where each run of a batch ended.

    A run ends at the first step at which it has diverged, or is where there is no loss or no slope; otherwise at the last step, or, if it
    was to `stop` there, at the first step at which it has reached its goal.
    """

    theta: Array
    """(2, *batch)"""
    loss: Array
    """(*batch,), the full loss at theta."""
    highest: Array
    """(*batch,), the highest full loss from three quarters of the steps on; where a run ended before, the loss at theta."""
    t: NDArray[np.int64]
    """(*batch,), the step at which it ended."""
    passed: NDArray[np.int64]
    """(*batch,), the first step at which the loss was at or below the goal, however it went on; NEVER if there is none."""
    kind: NDArray[np.int8]
    """(*batch,), what became of it, as a place in `judgement.KINDS`; NOT_JUDGED if it was in order and was not judged."""
    minimum: NDArray[np.int8]
    """(*batch,), which of the lowest minima it is at or around, from 1; 0 if none or not judged."""

    @property
    def reached(self) -> Running:
        """Which runs were at or below their goals at some step."""
        return np.asarray(self.passed != NEVER)

    def became(self, kind: Kind) -> Running:
        """Which runs are of this kind."""
        return np.asarray(self.kind == KINDS.index(kind))


def joined(parts: Sequence[Ends]) -> Ends:
    """Join the ends of several flat batches."""
    return Ends(*(np.concatenate(fields, axis=-1) for fields in zip(*parts, strict=True)))


def taken(found: Ends, places: NDArray[np.intp]) -> Ends:
    """The ends at these places of a flat batch, in this order."""
    return Ends(*(field[..., places] for field in found))  # type: ignore[arg-type]  # each field keeps its own type


class Piece(NamedTuple):
    """Some runs of a batch: theta is (2, n), hyperparameters are single numbers or (n,)."""

    optimizer: Optimizer[Any]
    landscape: Surveyed
    theta: Array
    steps: int
    goals: Array
    stop: bool
    judged: bool
    batch_size: int | None
    seed: int
    schedule: Schedule | None


MapPieces = Callable[[Callable[[Piece], Ends], Iterable[Piece]], Iterable[Ends]]
"""How the pieces are computed: one after the other (`map`), or in processes (`Workers.map`)."""


def ends(
    optimizer: Optimizer[Any],
    landscape: Surveyed,
    start: ArrayLike,
    steps: int,
    goal: ArrayLike = np.nan,
    batch_size: int | None = None,
    seed: int = 0,
    map_pieces: MapPieces = map,
    stop: bool = True,
    judged: bool = False,
    schedule: Schedule | None = None,
) -> Ends:
    """Run a whole batch of runs to their ends. Arguments and errors as for `descend`; and ValueError for more than 40,000 runs.

    `goal` broadcasts against the batch. With `stop`, a run ends when it has reached its goal. With `judged`, the runs that come to the last
    step are judged, as `outcome` judges a single one.
    """
    theta = next(descend(optimizer, landscape, start, batch_size, seed, schedule)).theta  # checked, and broadcast
    steps = whole("ends.steps", steps, 1, MOST_STEPS)
    batch = theta.shape[1:]
    count = whole("ends.start", theta[0].size, 1, MOST_CELLS, "the most runs of one map")
    theta = theta.reshape(2, count)
    goals = np.broadcast_to(np.asarray(goal, dtype=np.float64), batch).reshape(count)
    flat, paced = _each(optimizer, _flat, batch), schedule and _each(schedule, _flat, batch)
    size = effective_batch_size(optimizer, landscape, batch_size)

    def piece(cut: slice) -> Piece:
        part, pace = _each(flat, operator.getitem, cut), paced and _each(paced, operator.getitem, cut)
        return Piece(part, landscape, theta[:, cut], steps, goals[cut], stop, judged, size, seed, pace)

    # Pieces of one size, and an even number of them, so that two cores finish at the same time.
    read = count * steps * (landscape.terms + (size or landscape.terms))  # for the loss, and for the gradient
    small = count <= 1000 and read <= TERMS_A_PIECE
    many = 1 if small else min(count, 2 * max(-(-count // (2 * PIECE)), -(-read // (2 * TERMS_A_PIECE))))
    cuts = [slice(count * i // many, count * (i + 1) // many) for i in range(many)]
    found = joined(list(map_pieces(run_piece, map(piece, cuts))))
    return Ends(found.theta.reshape((2, *batch)), *(field.reshape(batch) for field in found[1:]))  # type: ignore[arg-type]  # each field keeps its own type


def run_piece(piece: Piece) -> Ends:
    """Run one piece, checked and broadcast by `ends`."""
    optimizer, landscape, theta, steps, goals, stop, judged, batch_size, seed, schedule = piece
    rows = batches(landscape.examples, batch_size, seed)
    count = theta.shape[1]
    found = Ends(
        np.empty((2, count)),
        np.empty(count),
        np.empty(count),
        np.empty(count, np.int64),
        np.full(count, NEVER, np.int64),
        np.full(count, NOT_JUDGED, np.int8),
        np.zeros(count, np.int8),
    )
    state = optimizer.init(theta)
    places: NDArray[np.intp] = np.arange(count, dtype=np.intp)
    running = np.ones(count, np.bool_)
    length = judged_length(steps) if judged else 0
    tail = np.empty((length, 2, 0))
    late = steps - steps // 4
    highest = np.empty(count)
    with np.errstate(all="ignore"):
        for t in range(steps + 1):
            loss = value_at(landscape, theta[0], theta[1])
            highest = np.maximum(highest, loss) if t > late else loss
            arrived = loss <= goals
            if arrived.any():
                first = places[arrived & running]
                found.passed[first[found.passed[first] == NEVER]] = t
            if t == steps - length + 1:
                tail = np.empty((length, 2, len(places)))
            if t > steps - length:
                tail[t - steps - 1] = theta
            gone, nowhere = diverged(theta), np.isnan(loss)
            g, next_state, next_theta = advance(at_step(optimizer, schedule, t + 1), landscape, theta, state, next(rows))
            stuck = _slopeless(g) & np.isfinite(loss) & ~gone & (t < steps)  # the last point needs no slope
            broken = gone | nowhere | stuck
            ended = running & (broken | arrived & stop if t < steps else True)
            if ended.any():
                at = places[ended]
                found.theta[:, at], found.loss[at], found.highest[at], found.t[at] = theta[:, ended], loss[ended], highest[ended], t
                for kind, which in ((STUCK, stuck), (NOWHERE, nowhere), (GONE, gone)):
                    found.kind[places[ended & which]] = kind
                if judged and t == steps:
                    _judge(found, places, ended & ~broken, theta, arrived, tail, steps, landscape)
                running &= ~ended
                if not running.any():
                    break
                if running.mean() < 1 - DROPPED:
                    next_state, next_theta = type(state)(*(_kept(field, running) for field in next_state)), _kept(next_theta, running)
                    optimizer, schedule = _each(optimizer, _kept, running), schedule and _each(schedule, _kept, running)
                    tail = _kept(tail, running) if t > steps - length else tail
                    goals, highest, places, running = goals[running], highest[running], places[running], running[running]
            state, theta = next_state, next_theta
    return found


def _judge(
    found: Ends,
    places: NDArray[np.intp],
    which: Running,
    theta: Array,
    arrived: Running,
    tail: Array,
    steps: int,
    landscape: Surveyed,
) -> None:
    """Judge the runs that have come to the last step."""
    inside = in_window(theta, landscape.window)
    found.kind[places[which & ~inside]] = LEFT
    at = np.flatnonzero(which & inside)
    judgement = judge(tail[:, :, at], arrived[at], steps, landscape)
    found.kind[places[at]], found.minimum[places[at]] = judgement.kind, judgement.minimum


def _slopeless(g: Array) -> Running:
    """Which runs have no slope, as in `outcomes.slopeless_at`. Looks at each number only if the sum of all squares is not finite."""
    if np.isfinite(np.vdot(g, g)):
        return np.zeros(g.shape[1:], np.bool_)
    missing: Running = np.isnan(g[0]) | np.isnan(g[1])
    return missing


def _each(specified: S, change: Callable[[Any, Any], Array], by: Any) -> S:
    """A method or a schedule with each array of numbers changed; single numbers stay."""
    values = {name: getattr(specified, name) for name in knobs(type(specified))}
    return replace(specified, **{name: change(value, by) for name, value in values.items() if np.ndim(value)})


def _flat(value: Array, batch: tuple[int, ...]) -> Array:
    return np.broadcast_to(value, batch).reshape(-1)


def _kept(value: Any, running: Running) -> Any:
    """The entries of the runs that still run, in a hyperparameter or a field of the state. A single number is returned as it is."""
    return np.compress(running, value, axis=-1) if np.ndim(value) else value
