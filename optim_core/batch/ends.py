"""Where thousands of runs end, for maps and searches.

Only the end of each run is recorded, and runs that have ended are removed from the batch. The update rules are those of the optimizers;
every run ends exactly where the same run ends alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optim_core.descent import MOST_STEPS, batches, descend, effective_batch_size, whole
from optim_core.optimizer import Optimizer
from optim_core.outcomes import TOLERANCE, Surveyed, diverged, lowest
from optim_core.spec import Array, knobs
from optim_core.step import Descendable, advance, value_at

MOST_CELLS = 200 * 200
PIECE = 5_000
"""The most runs of a piece. More do not fit the cache, or what the allocator keeps; with fewer, Python takes longer than NumPy."""
TERMS_A_PIECE = 40_000_000
"""The most examples that the runs of a piece read: a fifth of a second of computing."""
DROPPED = 0.2
"""Once this share of a batch has ended, the other runs are copied to smaller arrays, which costs about as much as a step."""

Running = NDArray[np.bool_]


class Ends(NamedTuple):
    """Where each run of a batch ended.

    A run ends at the first step at which it has reached its goal, has diverged, or is where there is no loss or no slope; otherwise at the
    last step.
    """

    theta: Array
    """(2, *batch)"""
    loss: Array
    """(*batch,), the full loss at theta."""
    t: NDArray[np.int64]
    """(*batch,), the step at which it ended."""
    reached: Running
    """(*batch,), whether the loss was at or below the goal."""
    diverged: Running
    """(*batch,), whether |θ| was above 10¹² or NaN."""
    undefined: Running
    """(*batch,), whether it had not diverged, and there was no loss at theta."""
    slopeless: Running
    """(*batch,), whether it had not diverged, and there was a loss at theta, but no slope for its next step."""


def joined(parts: Sequence[Ends]) -> Ends:
    """Join the ends of several flat batches."""
    return Ends(*(np.concatenate(fields, axis=-1) for fields in zip(*parts, strict=True)))


def taken(found: Ends, places: NDArray[np.intp]) -> Ends:
    """The ends at these places of a flat batch, in this order."""
    return Ends(*(field[..., places] for field in found))  # type: ignore[arg-type]  # each field keeps its own type


class Piece(NamedTuple):
    """Some runs of a batch: theta is (2, n), hyperparameters are single numbers or (n,)."""

    optimizer: Optimizer[Any]
    landscape: Descendable
    theta: Array
    steps: int
    goals: Array
    batch_size: int | None
    seed: int


MapPieces = Callable[[Callable[[Piece], Ends], Iterable[Piece]], Iterable[Ends]]
"""How the pieces are computed: one after the other (`map`), or in processes (`Workers.map`)."""


def goal(landscape: Surveyed, start: ArrayLike, tolerance: float = TOLERANCE) -> Array:
    """The loss at which a run has arrived: `tolerance` of the starting height above the lowest minimum is left.

    NaN, which no run reaches, where no minimum is known. `start` has shape (2, *batch).
    """
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
    map_pieces: MapPieces = map,
) -> Ends:
    """Run a whole batch of runs to their ends. Arguments and errors as for `descend`; and ValueError for more than 40,000 runs.

    `goal` broadcasts against the batch.
    """
    theta = next(descend(optimizer, landscape, start, batch_size, seed)).theta  # checked, and broadcast
    steps = whole("ends.steps", steps, 1, MOST_STEPS)
    batch = theta.shape[1:]
    count = whole("ends.start", theta[0].size, 1, MOST_CELLS, "the most runs of one map")
    theta = theta.reshape(2, count)
    goals = np.broadcast_to(np.asarray(goal, dtype=np.float64), batch).reshape(count)
    values = {name: getattr(optimizer, name) for name in knobs(type(optimizer))}
    values = {name: np.broadcast_to(value, batch).reshape(count) if np.ndim(value) else value for name, value in values.items()}
    size = effective_batch_size(optimizer, landscape, batch_size)

    def piece(cut: slice) -> Piece:
        part = replace(optimizer, **{name: value[cut] if np.ndim(value) else value for name, value in values.items()})
        return Piece(part, landscape, theta[:, cut], steps, goals[cut], size, seed)

    # Pieces of one size, and an even number of them, so that two cores finish at the same time.
    read = count * steps * (landscape.terms + (size or landscape.terms))  # for the loss, and for the gradient
    small = count <= 1000 and read <= TERMS_A_PIECE
    many = 1 if small else min(count, 2 * max(-(-count // (2 * PIECE)), -(-read // (2 * TERMS_A_PIECE))))
    cuts = [slice(count * i // many, count * (i + 1) // many) for i in range(many)]
    found = joined(list(map_pieces(run_piece, map(piece, cuts))))
    return Ends(found.theta.reshape((2, *batch)), *(field.reshape(batch) for field in found[1:]))  # type: ignore[arg-type]  # as above


def run_piece(piece: Piece) -> Ends:
    """Run one piece, checked and broadcast by `ends`."""
    optimizer, landscape, theta, steps, goals, batch_size, seed = piece
    rows = batches(landscape.examples, batch_size, seed)
    count = theta.shape[1]
    flags = (np.empty(count, np.bool_) for _ in range(4))
    found = Ends(np.empty((2, count)), np.empty(count), np.empty(count, np.int64), *flags)
    state = optimizer.init(theta)
    places: NDArray[np.intp] = np.arange(count, dtype=np.intp)
    running = np.ones(count, np.bool_)
    with np.errstate(all="ignore"):
        for t in range(steps + 1):
            loss = value_at(landscape, theta[0], theta[1])
            reached = loss <= goals
            gone, nowhere = diverged(theta), np.isnan(loss)
            g, next_state, next_theta = advance(optimizer, landscape, theta, state, next(rows))
            stuck = _slopeless(g) & np.isfinite(loss) & ~gone
            ended = running & (reached | gone | nowhere | stuck if t < steps else True)
            if ended.any():
                at = places[ended]
                found.theta[:, at], found.loss[at], found.t[at] = theta[:, ended], loss[ended], t
                found.reached[at], found.diverged[at], found.undefined[at] = reached[ended], gone[ended], (nowhere & ~gone)[ended]
                found.slopeless[at] = stuck[ended] & (t < steps)  # the last point needs no slope
                running &= ~ended
                if not running.any():
                    break
                if running.mean() < 1 - DROPPED:
                    next_state, next_theta = type(state)(*(_kept(field, running) for field in next_state)), _kept(next_theta, running)
                    optimizer = replace(optimizer, **{name: _kept(getattr(optimizer, name), running) for name in knobs(type(optimizer))})
                    goals, places, running = goals[running], places[running], running[running]
            state, theta = next_state, next_theta
    return found


def _slopeless(g: Array) -> Running:
    """Which runs have no slope, as in `outcomes.slopeless_at`. Looks at each number only if the sum of all squares is not finite."""
    if np.isfinite(np.vdot(g, g)):
        return np.zeros(g.shape[1:], np.bool_)
    missing: Running = np.isnan(g[0]) | np.isnan(g[1])
    return missing


def _kept(value: Any, running: Running) -> Any:
    """The entries of the runs that still run, in a hyperparameter or a field of the state. A single number is returned as it is."""
    return np.compress(running, value, axis=-1) if np.ndim(value) else value
