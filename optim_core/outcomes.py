"""Says in words what became of a run.

It is at a minimum, stalled at a saddle, still moving, cycling, has left the view, has diverged at step t, or has ended where the function
or its slope is not defined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from optim_core.descent import Trajectory
from optim_core.spec import Array
from optim_core.step import Descendable

DIVERGED = 1e12
"""Beyond this distance from the origin a run counts as diverged."""
TOLERANCE = 1e-3
"""A run has reached a minimum when this share of its first height above the minimum is left. It is near the minimum if their distance is at
most ten times this share of the view's diagonal."""
LONGEST_PERIOD = 20

Point = tuple[float, float]
Kind = Literal["diverged", "undefined", "no slope", "left the view", "at a minimum", "stalled", "cycling", "still moving"]


class Surveyed(Descendable, Protocol):
    """What must be known of a landscape to say how a run has ended."""

    @property
    def window(self) -> tuple[Point, Point]:
        """((x_low, x_high), (y_low, y_high)): the part that is in view."""
        ...

    @property
    def minima(self) -> tuple[Point, ...]:
        """The points with the lowest value; empty if there is no lowest value."""
        ...

    def hessian(self, x: Array, y: Array) -> Array:
        """The second derivatives, of shape (2, 2, *shape of x)."""
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
    minima = np.array(landscape.minima).reshape(-1, 2)
    with np.errstate(all="ignore"):
        distance = float(np.min(np.hypot(*(minima - theta[-1]).T), initial=np.inf)) if len(minima) else np.nan
        reached = np.flatnonzero(loss - lowest(landscape) <= TOLERANCE * (loss[0] - lowest(landscape)))
    return Outcome(kind, sentence, float(loss[-1]), distance, int(reached[0]) if len(reached) else None)


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

    low, high = np.array(landscape.window).T
    view = float(np.hypot(*(high - low)))
    place = point_text(theta[-1], landscape.window)
    for minimum in landscape.minima:
        close = float(np.hypot(*(theta[-1] - minimum))) <= 10 * TOLERANCE * view
        if close and loss[-1] - lowest(landscape) <= TOLERANCE * (loss[0] - lowest(landscape)):
            return "at a minimum", f"at the minimum {point_text(minimum, landscape.window)}"

    cycle = period(theta, TOLERANCE * view)
    if cycle:
        return "cycling", f"cycling with period {cycle} around {point_text(theta[-cycle:].mean(axis=0), landscape.window)}"

    lately = float(np.hypot(*np.ptp(theta[-(len(theta) // 10 + 2) :], axis=0)))
    if lately > TOLERANCE * view:
        return "still moving", f"still moving, at loss {loss[-1]:.3g}"

    resting = f"hardly moving any more, at loss {loss[-1]:.3g}"
    hessian = landscape.hessian(theta[-1:, 0], theta[-1:, 1])[:, :, 0]
    if not np.isfinite(hessian).all():  # at the tip of a cone
        return "stalled", resting
    curvatures, directions = np.linalg.eigh(hessian)
    slopes = directions.T @ landscape.gradient(theta[-1:, 0], theta[-1:, 1])[:, 0]
    # Near a stationary point Newton's step to it is short, along the floor of a ravine as well as across.
    flat = bool(np.all(np.abs(slopes) <= np.abs(curvatures) * 10 * TOLERANCE * view))
    if flat and curvatures[0] > 0:
        return "at a minimum", f"at a local minimum near {place}"
    if flat and curvatures[1] > 0 > curvatures[0]:
        return "stalled", f"stalled at a saddle near {place}: it curves up one way and down the other"
    return "stalled", resting


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
