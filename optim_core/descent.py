"""The loop over time: `descend` yields the iterates of a run, `record` keeps all of them, `final` keeps only the last."""

import itertools
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule, at_step
from optim_core.spec import Array, Rows, lines, quoted, real_numbers
from optim_core.step import Descendable, advance, points_of, value_at

MOST_RECORDED = 10_000
MOST_STEPS = 1_000_000
MOST_SEED = 2**32 - 1
PAUSE_EVERY = 50
"""Steps between two pauses of long work: the most expensive formula takes a tenth of a second for them."""


class Iterate(NamedTuple):
    """What is known after t steps.

    `gradient` is the (batch) gradient that step t + 1 uses, taken at `theta` or at the method's own gradient point.
    """

    t: int
    theta: Array
    gradient: Array
    state: Any
    landscape: Descendable

    @property
    def loss(self) -> Array:
        """The full loss at `theta`, whatever the batch."""
        return _loss(self.landscape, self.theta)

    @property
    def quantities(self) -> dict[str, Array]:
        """Every line of the formula, as this iterate's state holds it."""
        return {name: getattr(self.state, name) for name in lines(self.state.__class__)}


@dataclass(frozen=True, eq=False)
class Trajectory:
    """A recorded run, time first: row t is what is known after t steps. `*batch` is () for a single run."""

    theta: Array
    """(steps + 1, 2, *batch); theta[0] is the start."""
    loss: Array
    """(steps + 1, *batch), the full loss at theta[t]."""
    gradient: Array
    """(steps + 1, 2, *batch), the (batch) gradient taken at theta[t], or at the method's own gradient point."""
    quantities: dict[str, Array]
    """Every line of the formula, each (steps + 1, 2, *batch), (steps + 1, *batch) or (steps + 1, 2, 2, *batch); row 0 is the state before
    the first step."""

    @property
    def steps(self) -> int:
        """How many steps were recorded."""
        return len(self.theta) - 1

    def freeze(self) -> None:
        """Make every array read-only, so that the trajectory can be shared."""
        for array in (self.theta, self.loss, self.gradient, *self.quantities.values()):
            array.flags.writeable = False


def descend(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    start: ArrayLike,
    batch_size: int | None = None,
    seed: int = 0,
    schedule: Schedule | None = None,
) -> Iterator[Iterate]:
    """Yield the iterates of one run, or of a batch of runs, without end. The start comes first.

    `start` has shape (2,) or (2, *batch), of real numbers of any type; it broadcasts against hyperparameters of shape (*batch).
    `batch_size` is how many examples each gradient averages (None: all); an optimizer with a number of its own uses that. `seed`
    fixes the order in which examples are drawn; every optimizer reads the same stream of them. `schedule` says what η each step has
    (None: the optimizer's own); its knobs broadcast, too.

    Raises ValueError for a start that is not finite or whose first dimension is not 2, a batch larger than the data, a negative seed,
    and for a landscape whose gradient has another shape than (2, *shape of x).
    Overflow is not an error: a diverging run goes through infinity to NaN, and its outcome says so.
    """
    theta = _start(optimizer, start, schedule)
    seed = whole("descend.seed", seed, 0, MOST_SEED)
    size = effective_batch_size(optimizer, landscape, batch_size)
    if size is not None:
        size = whole("descend.batch_size", size, 1, landscape.examples, "the landscape's number of examples")
    elif batch_size is not None:
        whole("descend.batch_size", batch_size, 1, MOST_STEPS)
    return _walk(optimizer, landscape, theta, batches(landscape.examples, size, seed), schedule)


def effective_batch_size(optimizer: Optimizer[Any], landscape: Descendable, batch_size: int | None) -> int | None:
    """How many examples each step reads: the method's own number, or else the run's. None: all of them.

    A plain function is its own only example, so every batch of it is the function itself.
    """
    return None if landscape.examples == 1 else optimizer.examples_per_step or batch_size


def _walk(
    optimizer: Optimizer[Any], landscape: Descendable, theta: Array, rows: Iterator[Rows | None], schedule: Schedule | None
) -> Iterator[Iterate]:
    state = optimizer.init(theta)
    for t, read in enumerate(rows):
        with np.errstate(all="ignore"):
            g, next_state, next_theta = advance(at_step(optimizer, schedule, t + 1), landscape, theta, state, read)
        yield Iterate(t, theta, g, state, landscape)  # outside np.errstate, which would leak into the caller
        state, theta = next_state, next_theta


def record(iterates: Iterator[Iterate], steps: int) -> Trajectory:
    """Keep the start and `steps` steps, at most 10,000 of them."""
    steps = whole("record.steps", steps, 1, MOST_RECORDED)
    kept = list(itertools.islice(iterates, steps + 1))
    theta = np.array([iterate.theta for iterate in kept])
    return Trajectory(
        theta=theta,
        loss=_loss(kept[0].landscape, np.moveaxis(theta, 0, 1)),
        gradient=np.array([iterate.gradient for iterate in kept]),
        quantities={name: np.array([getattr(iterate.state, name) for iterate in kept]) for name in kept[0].quantities},
    )


def final(iterates: Iterator[Iterate], steps: int) -> Iterate:
    """Keep only the last of `steps` steps, so that whole sweeps fit in memory."""
    steps = whole("final.steps", steps, 1, MOST_STEPS)
    return next(itertools.islice(iterates, steps, None))


def sweep(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    start: ArrayLike,
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
    schedule: Schedule | None = None,
) -> Iterate:
    """The last iterate of a whole batch of runs. Arguments and errors as for `descend` and `final`.

    The batch is computed as one piece. In pieces that fit the cache, on threads and two cores, Adam on 200x200 cells took half the time,
    and SGD the same time. Where that matters, `ends` uses pieces and processes.
    """
    return final(descend(optimizer, landscape, start, batch_size, seed, schedule), steps)


def batches(examples: int, size: int | None, seed: int) -> Iterator[Rows | None]:
    """The rows that each step reads; None: all of them.

    One seed gives one stream of examples, shuffled anew each epoch and without replacement within it. The t-th batch of size m
    is entries (t-1)m to tm of that stream, so optimizers with different batch sizes still read the same one.
    """
    if size is None:
        yield from itertools.repeat(None)
    random = np.random.default_rng(seed)
    stream = np.empty(0, np.intp)
    while size is not None:
        while len(stream) < size:
            stream = np.concatenate([stream, random.permutation(examples)])
        rows, stream = stream[:size], stream[size:]
        yield rows


def whole(name: str, value: object, low: int, high: int, limit: str = "") -> int:
    """`value` as an int; ValueError unless it is a whole number in [low, high]. `limit` says what `high` is."""
    try:
        number = operator.index(value)  # type: ignore[arg-type]  # any object: TypeError says that it is no whole number
    except TypeError:
        number = low - 1
    if isinstance(value, bool) or not low <= number <= high:
        raise ValueError(f"{name} must be a whole number in [{low}, {high}]{limit and f' ({limit})'}, got {quoted(value)}")
    return number


def point(name: str, value: object) -> tuple[float, float]:
    """One point as two floats; ValueError that names it unless it is two finite real numbers."""
    try:
        numbers = real_numbers(value)
    except (TypeError, OverflowError):
        numbers = np.empty(0)
    if numbers.shape != (2,) or not np.isfinite(numbers).all():
        raise ValueError(f"{name} must be two finite numbers, got {quoted(value)}")
    return float(numbers[0]), float(numbers[1])


def _start(optimizer: Optimizer[Any], start: ArrayLike, schedule: Schedule | None) -> Array:
    """The start, checked and stretched over the batch of starts and hyperparameters."""
    try:
        theta = real_numbers(start)
    except (TypeError, OverflowError):
        raise ValueError(f"descend.start must be two finite numbers, got {quoted(start)}") from None
    if theta.ndim == 0 or theta.shape[0] != 2:
        raise ValueError(f"descend.start must have shape (2, *batch), got shape {theta.shape}")
    if not np.all(np.isfinite(theta)):
        raise ValueError(f"descend.start must lie in (-∞, ∞), got {theta[~np.isfinite(theta)].flat[0]}")
    shapes = [optimizer.batch, schedule.batch if schedule else ()]
    try:
        batch = np.broadcast_shapes(*shapes, theta.shape[1:])
    except ValueError:
        of = f"{shapes[0]}" if schedule is None else f"{shapes[0]} and a schedule of batch {shapes[1]}"
        raise ValueError(f"descend.start of batch {theta.shape[1:]} must broadcast against hyperparameters of batch {of}") from None
    padding = (1,) * (len(batch) - theta.ndim + 1)
    return np.broadcast_to(theta.reshape(2, *padding, *theta.shape[1:]), (2, *batch)).copy()


def _loss(landscape: Descendable, theta: Array) -> Array:
    with np.errstate(all="ignore"):
        x, y = points_of(theta)
        return value_at(landscape, x, y).reshape(theta.shape[1:])
