"""Many points moved downhill at a time: by trying their neighbours, which stands kinks, then by Newton's method, which is exact."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Window
from optim_core.spec import Array, Pause, Rows

AT_ONCE = 2**14
"""Points between two pauses."""
AROUND = np.array([(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)], dtype=np.float64).T[:, :, np.newaxis]
MARKS = 2.0 ** np.array([-10, -20, -30])
"""The parts of a cell at which it is noted how deep a point has come."""
FOLLOWED, ACROSS = 30, 48
"""Steps along the floor of a valley, and those of each search for the floor."""
Flags = NDArray[np.bool_]


class Searched(Protocol):
    """All that is asked of a function in order to search it."""

    def value(self, x: Array, y: Array) -> Array: ...

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array: ...

    def hessian(self, x: Array, y: Array) -> Array: ...


class Asked:
    """A function that is asked at many points at once, with a pause now and then. It counts the points."""

    def __init__(self, function: Searched, pause: Pause) -> None:
        self._function, self._pause, self.evaluations = function, pause, 0

    def value(self, at: Array) -> Array:
        """(2, *shape) -> (*shape); infinite where it is no finite number, so that no point goes there."""
        found = self._in_parts(at, lambda x, y: np.reshape(self._function.value(x, y), (1, -1)))[0]
        return np.where(np.isfinite(found), found, np.inf)

    def slope(self, at: Array) -> Array:
        """(2, *shape) -> (2, *shape)"""
        return self._in_parts(at, self._function.gradient)

    def curvature(self, at: Array) -> Array:
        """(2, n) -> (n, 2, 2)"""
        found = self._in_parts(at, lambda x, y: np.reshape(self._function.hessian(x, y), (4, -1)))
        self.evaluations += at[0].size  # a step through the slope along x, and another along y
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
    """Move each point to the lowest of the neighbours at its reach, (2, n), until none is lower; then halve the reach. So for each round.

    Points stay in the window. Returns the points, their heights, their reach, and (3, n) how deep each was when its reach had shrunk to
    each of `MARKS`; NaN where it has not.
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
    """Move each point by Newton's method, never uphill by more than rounding, and never out of the window or far.

    Where the function curves down, the step is turned, so that it leads down. Returns the points and their heights.
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
        # The bottom may lie on the edge itself, where rounding leads out.
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
    """Move points along the floors of valleys that are kinks, where every neighbour is higher but those on the curved floor itself.

    At each step along one axis the floor is looked for along the other: how deep it lies there is a function of one number.
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
