"""Says in words what became of a run.

It is at a minimum, at a saddle, nearly still, hovering around a minimum, cycling, still moving (`optim_core.judgement`), has left the view,
has diverged at step t, or has ended where the function or its slope is not defined.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optim_core.descent import Trajectory
from optim_core.judgement import KINDS, Kind, Point, Surveyed, goal, in_window, judge, judged_length
from optim_core.spec import Array

DIVERGED = 1e12
"""Beyond this distance from the origin a run counts as diverged."""


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
    reached = loss <= goal(landscape, theta[0])
    kind, sentence = _judge(theta, loss, trajectory.gradient, bool(reached[-1]), landscape)
    (distance,) = distances(theta[-1:], landscape)
    return Outcome(kind, sentence, float(loss[-1]), float(distance), int(np.argmax(reached)) if reached.any() else None)


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
    inside = in_window(theta.T, window)
    return None if inside[-1] else int(len(inside) - np.argmax(inside[::-1])) if inside.any() else 0


def _judge(theta: Array, loss: Array, gradient: Array, arrived: bool, landscape: Surveyed) -> tuple[Kind, str]:
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
    return _in_view(theta, float(loss[-1]), arrived, landscape)


def _in_view(theta: Array, loss: float, arrived: bool, landscape: Surveyed) -> tuple[Kind, str]:
    """The kind and the sentence of a run that ends in view."""
    steps = len(theta) - 1
    found = judge(theta[-judged_length(steps) :, :, np.newaxis], np.array([arrived]), steps, landscape)
    kind: Kind = KINDS[int(found.kind[0])]
    there = point_text(found.point[:, 0], landscape.window)
    minimum = f"the minimum {there}" if found.minimum[0] else ""
    sentences: dict[Kind, str] = {
        "at a minimum": f"at {minimum}",
        "at a local minimum": f"at a local minimum, {there}",
        "at a saddle": f"at a saddle, {there}: it curves up one way and down the other",
        "nearly still": f"nearly still at {there}, at loss {loss:.3g}",
        "hovering": f"hovering around {minimum or f'a local minimum, {there}'}",
        "cycling": f"cycling with period {found.period[0]} around {minimum or there}",
        "still moving": f"still moving, at loss {loss:.3g}",
    }
    return kind, sentences[kind]


def point_text(point: Iterable[float], window: tuple[Point, Point], digits: int = 3) -> str:
    """A point as text. Coordinates that are only rounding errors beside the size of the view are written 0."""
    shown = (0.0 if abs(c) < 1e-9 * (high - low) else c for c, (low, high) in zip(point, window, strict=True))
    return f"({', '.join(f'{c:.{digits}g}' for c in shown)})"
