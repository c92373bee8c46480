"""Judges what runs are at that end in view: one judgement for a single run, for maps and for tables.

A run is at a minimum, at a local minimum, at a saddle, nearly still, hovering around a minimum, cycling, or still moving. A minimum or a
saddle is named only if the gradient has a zero there.
"""

from typing import Literal, NamedTuple, Protocol, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optim_core.spec import Array
from optim_core.stationary import Curved, zeros_near

TOLERANCE = 1e-3
"""A run has reached a minimum when this share of its first height above the minimum is left. It is near the minimum if their distance is at
most ten times this share of the view's diagonal."""
LONGEST_PERIOD = 20
HOVERING = 40
"""The fewest last steps that show whether a run hovers around a point; of a longer run it is the last quarter."""

Point = tuple[float, float]
Kind = Literal[
    "diverged", "undefined", "no slope", "left the view", "at a minimum", "at a local minimum", "at a saddle", "nearly still", "hovering",
    "cycling", "still moving",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""A kind's place here is its number in arrays."""


class Surveyed(Curved, Protocol):
    """What must be known of a landscape to say how a run has ended."""

    @property
    def window(self) -> tuple[Point, Point]:
        """((x_low, x_high), (y_low, y_high)): the part that is in view."""
        ...

    @property
    def minima(self) -> tuple[Point, ...]:
        """The points with the lowest value; empty if there is no lowest value."""
        ...


class Judgement(NamedTuple):
    """What each of n runs is at."""

    kind: NDArray[np.int8]
    """(n,), places in KINDS."""
    minimum: NDArray[np.int8]
    """(n,), which of the lowest minima the run is at or around, from 1; 0 if none."""
    point: Array
    """(2, n), the minimum, the saddle, the centre of the cycle, or else the end."""
    period: NDArray[np.int64]
    """(n,), of those that cycle; else 0."""


def lowest(landscape: Surveyed) -> float:
    """The loss at the lowest known minimum; NaN if there is none, so that no run counts as having reached it."""
    if not landscape.minima:
        return np.nan
    x, y = np.array(landscape.minima).T
    return float(np.min(landscape.value(x, y)))


def goal(landscape: Surveyed, start: ArrayLike, tolerance: float = TOLERANCE) -> Array:
    """The loss at which a run has arrived: `tolerance` of the starting height above the lowest minimum is left.

    NaN, which no run reaches, where no minimum is known. `start` has shape (2, *batch).
    """
    x, y = np.atleast_2d(np.asarray(start, dtype=np.float64).T).T
    floor = lowest(landscape)
    with np.errstate(all="ignore"):
        height = np.reshape(landscape.value(x, y), np.shape(start)[1:]) - floor
    return np.asarray(floor + tolerance * height)


def in_window(theta: Array, window: tuple[Point, Point]) -> NDArray[np.bool_]:
    """Whether each position is in view; `theta` is (2, *batch)."""
    (x_low, x_high), (y_low, y_high) = window
    x, y = theta
    return np.asarray((x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high))


def judged_length(steps: int) -> int:
    """How many of the last positions of a run of this many steps its judgement needs."""
    return min(steps + 1, max(HOVERING, 3 * LONGEST_PERIOD, (steps + 1) // 4))


def judge(tail: Array, arrived: NDArray[np.bool_], steps: int, landscape: Surveyed) -> Judgement:
    """Judge n runs of `steps` steps that end in view, from their last positions.

    `tail` has shape (judged_length(steps), 2, n). `arrived` says whether the last loss is at or below the run's goal.
    """
    count, view = tail.shape[2], _diagonal(landscape)
    with np.errstate(all="ignore"):
        found = Judgement(
            np.full(count, KINDS.index("still moving"), np.int8), np.zeros(count, np.int8), tail[-1].copy(), np.zeros(count, np.int64)
        )
        still = np.hypot(*np.ptp(tail[-((steps + 1) // 10 + 2) :], axis=0)) <= TOLERANCE * view
        hovers = np.zeros(count, np.bool_)
        if not still.all():
            moving = tail[:, :, ~still]
            found.period[~still] = periods(moving, TOLERANCE * view)
            if steps + 1 >= HOVERING:
                hovers[~still] = _hover(moving, steps, view) & (found.period[~still] == 0)
        arrived_at_rest = arrived & (still | ~hovers)
        for number, minimum in enumerate(landscape.minima, 1):
            far = _distance(tail[-1], minimum)
            there = (arrived_at_rest & (far <= 10 * TOLERANCE * view)) | (still & (far <= TOLERANCE * view))
            _name(found, there & (found.minimum == 0), "at a minimum", number, minimum)
        open_still, open_moving = (np.flatnonzero((found.minimum == 0) & which) for which in (still, ~still))
        _rest(found, open_still, landscape, TOLERANCE * view)
        _hovering(found, open_moving[hovers[open_moving]], tail[-_late(steps) :], landscape, TOLERANCE * view)
        _cycling(found, open_moving[found.period[open_moving] > 0], tail, landscape, TOLERANCE * view)
        found.period[found.kind != KINDS.index("cycling")] = 0
    return found


def periods(theta: Array, scale: float) -> NDArray[np.int64]:
    """The period of the cycle in which each run ends, of up to twenty steps; 0 if there is none. `theta` is (last positions, 2, n).

    The last positions of a cycle repeat to a thousandth of its size. A cycle that is smaller than `scale` counts as rest.
    """
    found = np.zeros(theta.shape[2], np.int64)
    largest = np.ptp(theta[-LONGEST_PERIOD:], axis=0).max(axis=0)
    # Most runs do not cycle, so skip the periods after which a run was not near its last position.
    apart = np.abs(theta[-1] - theta[-LONGEST_PERIOD - 1 : -1]).max(axis=1)[::-1]
    near = (apart < 1e-3 * largest) & (largest > scale)
    near[len(theta) // 3 :] = False
    for length in np.flatnonzero(near[1:].any(axis=1)) + 2:
        at = np.flatnonzero(near[length - 1] & (found == 0))
        late = theta[-3 * length :, :, at]
        size = np.ptp(late[-length:], axis=0).max(axis=0)
        repeats = np.abs(late[length:] - late[:-length]).max(axis=(0, 1), initial=0.0) < 1e-3 * size
        found[at[(size > scale) & repeats]] = length
    return found


def _rest(found: Judgement, at: NDArray[np.intp], landscape: Surveyed, near: float) -> None:
    """Name what runs rest at that are at none of the lowest minima."""
    if not at.size:
        return
    zeros = zeros_near(landscape, found.point[:, at], np.full(len(at), near))
    for kind, which in (("at a local minimum", zeros.is_minimum), ("at a saddle", zeros.is_saddle)):
        found.kind[at[which]] = KINDS.index(kind)
        found.point[:, at[which]] = zeros.point[:, which]
    found.kind[at[~(zeros.is_minimum | zeros.is_saddle)]] = KINDS.index("nearly still")


def _hovering(found: Judgement, at: NDArray[np.intp], late: Array, landscape: Surveyed, near: float) -> None:
    """Name the minimum that runs hover around, if there is one."""
    if not at.size:
        return
    late = late[:, :, at]
    centre, reach = late.mean(axis=0), 2 * _spread(late) + near
    for number, minimum in enumerate(landscape.minima, 1):
        there = np.zeros(len(found.kind), np.bool_)
        there[at] = (_distance(centre, minimum) <= reach) & (found.minimum[at] == 0)
        _name(found, there, "hovering", number, minimum)
    other = found.minimum[at] == 0
    if not other.any():
        return
    zeros = zeros_near(landscape, centre[:, other], reach[other])
    local = at[other][zeros.is_minimum]
    found.kind[local] = KINDS.index("hovering")
    found.point[:, local] = zeros.point[:, zeros.is_minimum]


def _cycling(found: Judgement, at: NDArray[np.intp], tail: Array, landscape: Surveyed, near: float) -> None:
    """Name the centre of each cycle, which may be a minimum."""
    for run in at:
        centre = tail[-found.period[run] :, :, run].mean(axis=0)
        found.kind[run] = KINDS.index("cycling")
        found.point[:, run] = centre
        for number, minimum in enumerate(landscape.minima, 1):
            if _distance(centre, minimum) <= near:
                found.minimum[run], found.point[:, run] = number, minimum
                break


def _name(found: Judgement, there: NDArray[np.bool_], kind: Kind, number: int, minimum: Point) -> None:
    found.kind[there], found.minimum[there] = KINDS.index(kind), number
    found.point[:, there] = np.array(minimum)[:, np.newaxis]


def _diagonal(landscape: Surveyed) -> float:
    low, high = np.array(landscape.window).T
    return float(np.hypot(*(high - low)))


def _distance(point: Array, minimum: Point) -> Array:
    return np.asarray(np.hypot(point[0] - minimum[0], point[1] - minimum[1]))


def _late(steps: int) -> int:
    return max(HOVERING, (steps + 1) // 4)


def _spread(theta: Array) -> Array:
    """The usual distance of some positions from their mean; `theta` is (positions, 2, n)."""
    return np.asarray(np.sqrt(((theta - theta.mean(axis=0)) ** 2).sum(axis=1).mean(axis=0)))


def _hover(tail: Array, steps: int, view: float) -> NDArray[np.bool_]:
    """Whether the last positions stay around one point without coming closer to it: both halves of them have the same mean and spread."""
    late = tail[-_late(steps) :]
    first, last = np.array_split(late, 2)
    spread, before, after = _spread(late), _spread(first), _spread(last)
    drift = np.hypot(*(last.mean(axis=0) - first.mean(axis=0)))
    return np.asarray((drift < spread) & (spread < 0.1 * view) & (before < 2 * after) & (after < 2 * before))
