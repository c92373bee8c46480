"""Says in words what became of a run.

It is at a minimum, at a saddle, nearly still, hovering around a minimum, cycling, still moving, has left the view, has diverged at step t,
or has ended where the function or its slope is not defined. A minimum or a saddle is named only if the gradient has a zero there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from optim_core.descent import Trajectory
from optim_core.spec import Array
from optim_core.stationary import Curved, zero_near

DIVERGED = 1e12
"""Beyond this distance from the origin a run counts as diverged."""
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


@dataclass(frozen=True)
class Outcome:
    """What became of a run. `sentence` is what the page says.

    Numbers that do not exist are NaN, and steps that do not exist are None.
    """

    kind: Kind
    sentence: str
    final_loss: float
    distance: float
    """The distance to the nearest known minimum."""
    steps_to_tolerance: int | None
    """The first step at which the height above the lowest minimum has shrunk to a thousandth of what it was at the start."""


def outcome(trajectory: Trajectory, landscape: Surveyed) -> Outcome:
    """The outcome of one recorded run (not of a batch)."""
    theta, loss = trajectory.theta, trajectory.loss
    kind, sentence = _judge(theta, loss, trajectory.gradient, landscape)
    (distance,) = distances(theta[-1:], landscape)
    with np.errstate(all="ignore"):
        reached = np.flatnonzero(loss - lowest(landscape) <= TOLERANCE * (loss[0] - lowest(landscape)))
    return Outcome(kind, sentence, float(loss[-1]), float(distance), int(reached[0]) if len(reached) else None)


def distances(theta: Array, landscape: Surveyed) -> Array:
    """How far each position is from the nearest known minimum, NaN if none is known; `theta` is (steps, 2)."""
    nearest = np.full(len(theta), np.inf if landscape.minima else np.nan)
    x, y = theta.T
    with np.errstate(all="ignore"):
        for a, b in landscape.minima:
            nearest = np.minimum(nearest, np.hypot(x - a, y - b))
    return nearest


def diverged(theta: Array) -> NDArray[np.bool_]:
    """Whether |θ| has passed 10¹² or is no number; `theta` is (2, *batch)."""
    if np.vdot(theta, theta) <= DIVERGED**2 / 2:  # as almost always, and then no root is needed
        return np.zeros(theta.shape[1:], np.bool_)
    within: NDArray[np.bool_] = np.hypot(theta[0], theta[1]) <= DIVERGED
    return ~within


def diverged_at(theta: Array) -> int | None:
    """The first step at which |θ| is above 10¹² or not a number, or None; `theta` is (steps + 1, 2)."""
    with np.errstate(all="ignore"):
        gone = diverged(theta.T)
    return int(np.argmax(gone)) if gone.any() else None


def undefined_at(theta: Array, loss: Array) -> int | None:
    """The first step at which the loss is not defined, or None."""
    with np.errstate(all="ignore"):
        hole = np.isnan(loss) & np.isfinite(theta).all(axis=1)
    return int(np.argmax(hole)) if hole.any() else None


def slopeless_at(theta: Array, loss: Array, gradient: Array) -> int | None:
    """The first step with a loss, but without a slope for the next step to read, or None.

    A slope is missing if it is NaN. An infinite slope exists, but is too large for a float.
    """
    stuck = np.isnan(gradient).any(axis=1) & np.isfinite(loss) & np.isfinite(theta).all(axis=1)
    stuck[-1] = False
    return int(np.argmax(stuck)) if stuck.any() else None


def left_at(theta: Array, window: tuple[Point, Point]) -> int | None:
    """The step at which a run left the window for the last time; None if it ends inside."""
    low, high = np.array(window).T
    inside = np.all((theta >= low) & (theta <= high), axis=1)
    return None if inside[-1] else int(len(inside) - np.argmax(inside[::-1])) if inside.any() else 0


def period(theta: Array, scale: float) -> int | None:
    """The period of the cycle in which a run ends; None if there is none of up to twenty steps.

    The last positions of a cycle repeat to a thousandth of its size. A cycle that is smaller than `scale` counts as rest.
    """
    largest = np.max(np.ptp(theta[-LONGEST_PERIOD:], axis=0))
    if largest <= scale:
        return None
    # Most runs do not cycle, so skip periods after which the run was not near its last position.
    apart = np.max(np.abs(theta[-1] - theta[-LONGEST_PERIOD - 1 : -1]), axis=1)[::-1]
    for length in (int(steps) + 1 for steps in np.flatnonzero(apart < 1e-3 * largest) if steps > 0):
        tail = theta[-3 * length :]
        size = float(np.max(np.ptp(tail[-length:], axis=0)))
        if len(tail) == 3 * length and size > scale and np.max(np.abs(tail[length:] - tail[:-length])) < 1e-3 * size:
            return length
    return None


def _judge(theta: Array, loss: Array, gradient: Array, landscape: Surveyed) -> tuple[Kind, str]:
    t, hole, stuck = diverged_at(theta), undefined_at(theta, loss), slopeless_at(theta, loss, gradient)
    first = min((at for at in (t, hole, stuck) if at is not None), default=None)
    if first is not None and first != t:
        what: tuple[Kind, str] = ("undefined", "function") if first == hole else ("no slope", "slope")
        return what[0], f"ended at step {first}: the {what[1]} is not defined at {point_text(theta[first], landscape.window)}"
    if t is not None:
        return "diverged", f"diverged at step {t}: |θ| passed 10¹²"
    t = left_at(theta, landscape.window)
    if t is not None:
        return "left the view", f"left the view at step {t}"

    return _rested(theta, loss, landscape) or _hovering(theta, landscape) or _moving(theta, loss, landscape)


def _rested(theta: Array, loss: Array, landscape: Surveyed) -> tuple[Kind, str] | None:
    """What a run is at that has come to rest, or has arrived at a minimum; None if it has not."""
    view, end = _diagonal(landscape), theta[-1]
    still = float(np.hypot(*np.ptp(theta[-(len(theta) // 10 + 2) :], axis=0))) <= TOLERANCE * view
    arrived = loss[-1] - lowest(landscape) <= TOLERANCE * (loss[0] - lowest(landscape))
    for minimum in landscape.minima:
        far = float(np.hypot(*(end - minimum)))
        if (arrived and far <= 10 * TOLERANCE * view and (still or not _hovers(theta, view))) or (still and far <= TOLERANCE * view):
            return "at a minimum", f"at the minimum {point_text(minimum, landscape.window)}"
    if not still:
        return None
    zero = zero_near(landscape, end, TOLERANCE * view)
    if zero and zero.is_minimum:
        return "at a local minimum", f"at a local minimum, {point_text(zero.point, landscape.window)}"
    if zero and zero.is_saddle:
        return "at a saddle", f"at a saddle, {point_text(zero.point, landscape.window)}: it curves up one way and down the other"
    return "nearly still", f"nearly still at {point_text(end, landscape.window)}, at loss {loss[-1]:.3g}"


def _hovering(theta: Array, landscape: Surveyed) -> tuple[Kind, str] | None:
    """The minimum that a run hovers around; None if there is none."""
    view = _diagonal(landscape)
    if not _hovers(theta, view):
        return None
    tail = _tail(theta)
    centre, reach = tail.mean(axis=0), 2 * _spread(tail) + TOLERANCE * view
    for minimum in landscape.minima:
        if float(np.hypot(*(centre - minimum))) <= reach:
            return "hovering", f"hovering around the minimum {point_text(minimum, landscape.window)}"
    zero = zero_near(landscape, centre, reach)
    return (
        ("hovering", f"hovering around a local minimum, {point_text(zero.point, landscape.window)}") if zero and zero.is_minimum else None
    )


def _moving(theta: Array, loss: Array, landscape: Surveyed) -> tuple[Kind, str]:
    """What a run does that is neither at rest nor near a minimum."""
    cycle = period(theta, TOLERANCE * _diagonal(landscape))
    if cycle:
        centre = theta[-cycle:].mean(axis=0)
        near = [minimum for minimum in landscape.minima if np.hypot(*(centre - minimum)) <= TOLERANCE * _diagonal(landscape)]
        around = f"the minimum {point_text(near[0], landscape.window)}" if near else point_text(centre, landscape.window)
        return "cycling", f"cycling with period {cycle} around {around}"
    return "still moving", f"still moving, at loss {loss[-1]:.3g}"


def _diagonal(landscape: Surveyed) -> float:
    low, high = np.array(landscape.window).T
    return float(np.hypot(*(high - low)))


def _tail(theta: Array) -> Array:
    return theta[-max(HOVERING, len(theta) // 4) :]


def _spread(theta: Array) -> float:
    """The usual distance of some positions from their mean."""
    return float(np.sqrt(((theta - theta.mean(axis=0)) ** 2).sum(axis=1).mean()))


def _hovers(theta: Array, view: float) -> bool:
    """Whether the last positions stay around one point without coming closer to it: both halves of them have the same mean and spread."""
    tail = _tail(theta)
    if len(tail) < HOVERING or period(theta, TOLERANCE * view):
        return False
    halves = np.array_split(tail, 2)
    spread, (first, last) = _spread(tail), map(_spread, halves)
    drift = float(np.hypot(*(halves[1].mean(axis=0) - halves[0].mean(axis=0))))
    return drift < spread < 0.1 * view and first < 2 * last and last < 2 * first


def point_text(point: Iterable[float], window: tuple[Point, Point], digits: int = 3) -> str:
    """A point as text. Coordinates that are only rounding errors beside the size of the view are written 0."""
    shown = (0.0 if abs(c) < 1e-9 * (high - low) else c for c, (low, high) in zip(point, window, strict=True))
    return f"({', '.join(f'{c:.{digits}g}' for c in shown)})"


def lowest(landscape: Surveyed) -> float:
    """The loss at the lowest known minimum; NaN if there is none, so that no run counts as having reached it."""
    if not landscape.minima:
        return np.nan
    x, y = np.array(landscape.minima).T
    return float(np.min(landscape.value(x, y)))
