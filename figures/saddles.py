"""The saddles of a landscape that are in view."""

import numpy as np

from landscapes import Landscape
from landscapes.landscape import Point
from optim_core.spec import Array
from optim_core.stationary import zeros_near

SIDE = 72
"""Cells per side of the grid that is searched, unless a point costs much to compute."""
MOST_TERMS = 5_000_000
"""The most examples read for all points of the grid together."""
MOST = 12
"""The most saddles that are shown: among more, a map would be covered with crosses."""
MOST_TRIED = 200
"""The most cells that are looked into. Along a level line, where the slope turns round at once, it may seem to turn in many cells."""
LEVEL = 1e-6
"""The least ratio of both curvatures at a saddle. Below it the ground is level one way: in a flat valley that is only a rounding error."""


def saddles(landscape: Landscape) -> tuple[Point, ...]:
    """The points in view where the slope is 0 and the surface curves up one way and down the other; none if there are too many to show.

    Around a saddle the slope turns once against the sense of the walk: its angle, followed around each cell of a grid, tells which cells
    hold one. From there Newton's method leads to it.
    """
    corners = [_corners(side, _cells(landscape)) for side in landscape.window]
    cell = np.array([each[1] - each[0] for each in corners])
    with np.errstate(all="ignore"):
        x, y = np.meshgrid(*corners)
        along_x, along_y = landscape.gradient(x, y)
        turns = _turns(np.arctan2(along_y, along_x))
    rows, columns = np.nonzero(np.round(turns) == -1)
    if len(rows) > MOST_TRIED:
        return ()
    middles = np.array([corners[0][columns], corners[1][rows]]) + cell[:, np.newaxis] / 2
    found = zeros_near(landscape, middles, np.full(len(rows), 2 * np.hypot(*cell)))
    down, up = np.abs(found.curvatures)
    shown: list[Point] = []
    for x, y in found.point[:, found.is_saddle & (down > LEVEL * up) & (up > LEVEL * down)].T:
        inside = all(low <= at <= high for at, (low, high) in zip((x, y), landscape.window, strict=True))
        if inside and all(np.any(np.abs(np.subtract((x, y), other)) > 1e-6 * cell) for other in shown):
            shown.append((float(x), float(y)))
    return tuple(shown) if len(shown) <= MOST else ()


def _cells(landscape: Landscape) -> int:
    return min(SIDE, int(np.sqrt(MOST_TERMS / landscape.terms)))


def _corners(side: Point, cells: int) -> Array:
    """The corners of cells along a side. The first and the last of them lie outside the window."""
    low, high = side
    return low + (high - low) * (np.arange(-1, cells + 1) + 0.5) / cells


def _turns(angle: Array) -> Array:
    """How often a direction turns around each cell, walked against the clock; NaN where it has none."""

    def change(start: Array, end: Array) -> Array:
        return np.asarray(np.remainder(end - start + np.pi, 2 * np.pi) - np.pi)

    a, b, c, d = angle[:-1, :-1], angle[:-1, 1:], angle[1:, 1:], angle[1:, :-1]
    return np.asarray((change(a, b) + change(b, c) + change(c, d) + change(d, a)) / (2 * np.pi))
