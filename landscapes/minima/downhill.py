"""Moves many points downhill at once: by trying their neighbours, which works at kinks, then by Newton's method, which is exact."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Window
from optim_core.spec import Array, Pause, Rows

AT_ONCE = 2**14
"""Points that are computed between two calls of `pause`."""
AROUND = np.array([(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)], dtype=np.float64).T[:, :, np.newaxis]
MARKS = 2.0 ** np.array([-10, -20, -30])
"""Parts of its first reach at which `slide` notes the height of a point."""
FOLLOWED, ACROSS = 30, 48
"""Rounds of steps along the floor of a valley, and rounds of each search for the floor."""
Flags = NDArray[np.bool_]


class Searched(Protocol):
    """What a function needs so that it can be searched; shapes are those of `Landscape`."""

    def value(self, x: Array, y: Array) -> Array: ...

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array: ...

    def hessian(self, x: Array, y: Array) -> Array: ...


class Asked:
    """Evaluates a function at many points, calls `pause` on the way, and counts the points."""

    def __init__(self, function: Searched, pause: Pause) -> None:
        self._function, self._pause, self.evaluations = function, pause, 0

    def value(self, at: Array) -> Array:
        """The values at points (2, *shape). Those that are not finite become ∞, so that no point moves there."""
        found = self._in_parts(at, lambda x, y: np.reshape(self._function.value(x, y), (1, -1)))[0]
        return np.where(np.isfinite(found), found, np.inf)

    def slope(self, at: Array) -> Array:
        """The gradients at points (2, *shape), in the same shape."""
        return self._in_parts(at, self._function.gradient)

    def curvature(self, at: Array) -> Array:
        """The Hessians at points (2, n), of shape (n, 2, 2)."""
        found = self._in_parts(at, lambda x, y: np.reshape(self._function.hessian(x, y), (4, -1)))
        self.evaluations += at[0].size  # a Hessian evaluates the gradient twice
        return found.T.reshape(-1, 2, 2)

    def _in_parts(self, at: Array, ask: Callable[[Array, Array], Array]) -> Array:
        flat = at.reshape(2, -1)
        parts: list[Array] = []
        for low in range(0, max(1, flat.shape[1]), AT_ONCE):
            self._pause()
            parts.append(ask(flat[0, low : low + AT_ONCE], flat[1, low : low + AT_ONCE]))
        self.evaluations += flat.shape[1]
        found = np.concatenate(parts, axis=-1)
        return found.reshape(len(found), *at.shape[1:])


def slide(
    asked: Asked, points: Array, height: Array, reach: Array, rounds: int, window: Window, around: Array = AROUND
) -> tuple[Array, Array, Array, Array]:
    """Move each point to its lowest neighbour; if none is lower, halve its reach. Repeat for each round.

    `reach`, (2, n), is the distance to the neighbours along each axis. Points stay in the window. Returns the points, their heights, their
    reach, and an array (3, n): the height of each point when its reach had shrunk to each of `MARKS`, or NaN if it has not.
    """
    low, high = (np.array(side)[:, np.newaxis, np.newaxis] for side in zip(*window, strict=True))
    marks = np.full((len(MARKS), points.shape[1]), np.nan)
    shrunk = np.ones(points.shape[1])
    for _ in range(rounds):
        near = np.clip(points[:, np.newaxis] + around * (reach * shrunk)[:, np.newaxis], low, high)
        heights = asked.value(near)
        best = np.argmin(heights, axis=0)[np.newaxis]
        lowest = np.take_along_axis(heights, best, axis=0)[0]
        better = lowest < height
        points = np.where(better, np.take_along_axis(near, best[np.newaxis], axis=1)[:, 0], points)
        height = np.where(better, lowest, height)
        shrunk = np.where(better, shrunk, shrunk / 2)
        marks = np.where(np.isnan(marks) & (shrunk <= MARKS[:, np.newaxis]), height, marks)
    return points, height, reach * shrunk, marks


def newton(asked: Asked, points: Array, height: Array, cell: Array, window: Window, slack: float, rounds: int) -> tuple[Array, Array]:
    """Move each point by Newton's method, never uphill by more than rounding, never far, and never out of the window.

    A step along a direction of negative curvature is reversed, so that it leads downhill. `slack` is the height that counts as rounding.
    Returns the points and their heights.
    """
    low, high = (np.array(side)[:, np.newaxis] for side in zip(*window, strict=True))
    far = np.tile(cell[:, np.newaxis], points.shape[1])
    slope = asked.slope(points)
    for _ in range(rounds):
        curvature = asked.curvature(points)
        sound = np.isfinite(slope).all(axis=0) & np.isfinite(curvature).all(axis=(1, 2))
        step = np.zeros_like(points)
        if sound.any():
            values, directions = np.linalg.eigh(curvature[sound])
            sizes = np.abs(values)
            least = np.maximum(1e-12 * sizes.max(axis=1, keepdims=True), np.finfo(np.float64).tiny)
            along = np.einsum("nji,jn->ni", directions, slope[:, sound]) / np.maximum(sizes, least)
            step[:, sound] = -np.einsum("nij,nj->in", directions, along)
        longest = np.max(np.abs(step) / far, axis=0)
        # A minimum may lie on the edge, where rounding could lead out of the window.
        moved = np.clip(points + step / np.maximum(longest, 1), low, high)
        if (moved == points).all():
            break
        after, slope_after = asked.value(moved), asked.slope(moved)
        flatter = np.hypot(*(slope_after * cell[:, np.newaxis])) < np.hypot(*(slope * cell[:, np.newaxis]))
        better = (after < height) | ((after <= height + 1e-12 * np.abs(height) + slack) & flatter)
        points, height, slope = (np.where(better, new, old) for new, old in ((moved, points), (after, height), (slope_after, slope)))
        far = np.where(better, np.minimum(2 * far, cell[:, np.newaxis]), far / 4)
    return points, height


def follow(asked: Asked, points: Array, height: Array, cell: Array, window: Window) -> tuple[Array, Array]:
    """Move points along valleys with a kink, where a point is lower than all neighbours that are not on the curved floor.

    Each step goes along one axis, then searches for the floor along the other. Returns the points and their heights.
    """
    for axis in (0, 1):
        along, across = np.zeros((2, 1, 1)), np.zeros((2, 2, 1))
        along[axis], across[1 - axis, :, 0] = 1, (-1, 1)
        reach = np.tile(cell[:, np.newaxis], points.shape[1])
        for _ in range(FOLLOWED):
            sides = np.concatenate([points[:, np.newaxis] + way * along * reach[:, np.newaxis] for way in (-1, 1)], axis=1)
            flat = np.clip(sides.reshape(2, -1), *np.array(window).T[:, :, np.newaxis])
            floor, deep, _, _ = slide(asked, flat, asked.value(flat), np.tile(cell[:, np.newaxis], flat.shape[1]), ACROSS, window, across)
            best = np.argmin(deep.reshape(2, -1), axis=0)[np.newaxis]
            lowest = np.take_along_axis(deep.reshape(2, -1), best, axis=0)[0]
            better = lowest < height
            points = np.where(better, np.take_along_axis(floor.reshape(2, 2, -1), best[np.newaxis], axis=1)[:, 0], points)
            height = np.where(better, lowest, height)
            reach = np.where(better, reach, reach / 2)
    return points, height
