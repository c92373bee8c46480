"""Says in words what became of a run.

It is at a minimum, at a saddle, nearly still, hovering around a minimum, cycling, still moving (`optim_core.judgement`), has left the view,
has diverged at step t, or has ended where the function or its slope is not defined.
"""

from collections.abc import Iterable, Sequence
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
    return outcomes([trajectory], [landscape])[0]


def outcomes(trajectories: Sequence[Trajectory], landscapes: Sequence[Surveyed]) -> list[Outcome]:
    """The outcome of each recorded run on its landscape.

    Runs of one length on one landscape are judged together, because nearly all of the time goes into calls to NumPy.
    """
    alike: dict[tuple[int, int], list[int]] = {}
    for i, (trajectory, landscape) in enumerate(zip(trajectories, landscapes, strict=True)):
        alike.setdefault((trajectory.steps, id(landscape)), []).append(i)
    found: dict[int, Outcome] = {}
    for which in alike.values():
        found |= zip(which, _outcomes([trajectories[i] for i in which], landscapes[which[0]]), strict=True)
    return [found[i] for i in range(len(trajectories))]


def _outcomes(trajectories: Sequence[Trajectory], landscape: Surveyed) -> list[Outcome]:
    """The outcomes of runs of one length on one landscape."""
    theta = np.stack([each.theta for each in trajectories], axis=2)
    loss = np.stack([each.loss for each in trajectories], axis=1)
    reached = loss <= goal(landscape, theta[0])
    first = np.where(reached.any(axis=0), reached.argmax(axis=0), -1).tolist()
    far = distances(theta[-1].T, landscape).tolist()
    ended = [_ended(each.theta, each.loss, each.gradient, landscape) for each in trajectories]
    inside = [i for i, what in enumerate(ended) if what is None]
    found = iter(_in_view(theta[:, :, inside], loss[-1, inside], reached[-1, inside], landscape) if inside else ())
    return [
        Outcome(*(what or next(found)), float(loss[-1, i]), far[i], first[i] if first[i] >= 0 else None) for i, what in enumerate(ended)
    ]


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


def _ended(theta: Array, loss: Array, gradient: Array, landscape: Surveyed) -> tuple[Kind, str] | None:
    """The kind and the sentence of a run that does not end in view; None for one that does."""
    t, hole, stuck = diverged_at(theta), undefined_at(theta, loss), slopeless_at(theta, loss, gradient)
    first = min((at for at in (t, hole, stuck) if at is not None), default=None)
    if first is not None and first != t:
        what: tuple[Kind, str] = ("undefined", "function") if first == hole else ("no slope", "slope")
        return what[0], f"ended at step {first}: the {what[1]} is not defined at {point_text(theta[first], landscape.window)}"
    if t is not None:
        return "diverged", f"diverged at step {t}: |θ| passed 10¹²"
    t = left_at(theta, landscape.window)
    return None if t is None else ("left the view", f"left the view at step {t}")


def _in_view(theta: Array, loss: Array, arrived: NDArray[np.bool_], landscape: Surveyed) -> list[tuple[Kind, str]]:
    """The kinds and the sentences of n runs that end in view.

    `theta` has shape (steps + 1, 2, n), the last losses and `arrived` (n,).
    """
    steps = len(theta) - 1
    found = judge(theta[-judged_length(steps) :], arrived, steps, landscape)
    return [
        _said(KINDS[int(found.kind[i])], found.point[:, i], found.minimum[i] > 0, found.period[i], loss[i], landscape)
        for i in range(len(loss))
    ]


def _said(kind: Kind, point: Array, at_minimum: bool, period: int, loss: float, landscape: Surveyed) -> tuple[Kind, str]:
    """The kind of a run that ends in view, with its sentence."""
    there = point_text(point, landscape.window)
    minimum = f"the minimum {there}" if at_minimum else ""
    sentences: dict[Kind, str] = {
        "at a minimum": f"at {minimum}",
        "at a local minimum": f"at a local minimum, {there}",
        "at a saddle": f"at a saddle, {there}: it curves up one way and down the other",
        "nearly still": f"nearly still at {there}, at loss {loss:.3g}",
        "hovering": f"hovering around {minimum or f'a local minimum, {there}'}",
        "cycling": f"cycling with period {period} around {minimum or there}",
        "still moving": f"still moving, at loss {loss:.3g}",
    }
    return kind, sentences[kind]


def point_text(point: Iterable[float], window: tuple[Point, Point], digits: int = 3) -> str:
    """A point as text. Coordinates that are only rounding errors beside the size of the view are written 0."""
    shown = (0.0 if abs(c) < 1e-9 * (high - low) else c for c, (low, high) in zip(point, window, strict=True))
    return f"({', '.join(f'{c:.{digits}g}' for c in shown)})"
