"""The lowest points of a function in a window, found by trying points: on two grids and along the edges, and downhill from each hollow.

That nothing lower was missed is never established: a well may lie between the points of both grids. So `Found` says what has been
established, and how far apart the points were.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Point, Window
from landscapes.minima.downhill import Asked, Flags, Searched, follow, newton, slide
from optim_core.spec import Array, Pause, no_pause

GRID = 129
"""Points a side of the first grid. The second has one in each of its cells, and the edges have four for each."""
MOST_MINIMA = 12
MOST_EVALUATIONS = 250_000
"""Points at which one search computes the function, its slope or its curvature, at most, whatever the function."""
MOST_HOLLOWS, MOST_TRIED, MOST_POLISHED, MOST_FOLLOWED = 6_000, 512, 64, 2
"""How many hollows go downhill a little way, how many of these further, how many to the bottom, and how many along the floor of a kink."""
ROUNDS, NEWTON = 3, 24
"""How often the lowest point is looked around, and steps of Newton's method each time."""
EQUAL = 1e-9
"""Depths that differ by less are equal, in parts of the height of a quarter of the window above the lowest point."""
SETTLED = 0.7
"""At a bottom, a thousand times finer steps gain less than this share of what those before gained; where the function falls without end,
they gain as much."""

Kind = Literal["inside", "edge", "hole", "level", "nothing", "nowhere"]


class Found(NamedTuple):
    """What a search has established."""

    kind: Kind
    """inside: the lowest value found is at a bottom: the function is defined all around it and nowhere lower. edge: it is on the edge of
    the window, and the function is lower beyond. hole: it is beside a place where the function is not defined, or falls without end.
    level: all values are equal. nothing: the lowest point found is no bottom. nowhere: there are hardly any values."""
    points: tuple[Point, ...] = ()
    """inside: the bottoms of equal depth, or, of more than twelve, the one nearest the middle. Otherwise the lowest point, if any."""
    many: bool = False
    """Whether there are more than twelve."""
    value: float = np.nan
    """The value at these points."""
    curvature: float = 0.0
    """The largest second derivative at these bottoms; 0 where none is smooth."""
    gap: Point = (np.nan, np.nan)
    """How far apart the points of a grid are, along x and y."""
    evaluations: int = 0
    """At how many points the function, its slope or its curvature was computed."""


class _Ground(NamedTuple):
    """What every step of a search needs to know of where it searches."""

    asked: Asked
    window: Window
    cell: Array
    """(2,): how far apart the points of a grid are."""


@np.errstate(all="ignore")  # there may be poles and holes
def search(function: Searched, window: Window, pause: Pause = no_pause, grid: int = GRID) -> Found:
    """Search the lowest points in a window, with a pause before each 16,384 points. `grid` is how many points a side of the grid has."""
    asked = Asked(function, pause)
    cell = np.array([(high - low) / (grid - 1) for low, high in window])
    ground = _Ground(asked, window, cell)
    nodes = np.array(np.meshgrid(*[np.linspace(*side, grid) for side in window]))
    level = asked.value(nodes)
    if not _has_room(np.isfinite(level)):
        return Found("nowhere", evaluations=asked.evaluations)
    between = nodes[:, :-1, :-1] + cell[:, np.newaxis, np.newaxis] * _shares(grid - 1)
    places = [nodes, between, *_rims(window, 4 * (grid - 1))]
    levels = [level, *(asked.value(each) for each in places[1:])]
    every = np.concatenate([each.ravel() for each in levels])
    every = every[np.isfinite(every)]
    if every.min() == every.max():
        found = Found("level", value=float(every[0]))
    else:
        points, height, settled = _bottoms(ground, places, levels)
        scale = float(np.quantile(every, 0.25)) - float(height.min())
        found = _judged(ground, points, height, settled, min(scale, np.finfo(np.float64).max))
    return found._replace(gap=(float(cell[0]), float(cell[1])), evaluations=asked.evaluations)


def _has_room(finite: Flags) -> bool:
    """Whether a square of three points a side is in it: of √(-x²), a number on one line only, a coarser grid would see nothing."""
    rows = finite[:-2] & finite[1:-1] & finite[2:]
    return bool((rows[:, :-2] & rows[:, 1:-1] & rows[:, 2:]).any())


def _shares(side: int) -> Array:
    """(2, side, side): a place in each cell, another in every one, so that no wave has its crests at all of them.

    Roberts, The Unreasonable Effectiveness of Quasirandom Sequences, 2018: multiples of the powers of 1/1.3247, modulo 1.
    """
    plastic = 1.32471795724474602596
    shares = np.outer(1 / np.array([plastic, plastic**2]), np.arange(1, side**2 + 1)) % 1
    return 0.1 + 0.8 * shares.reshape(2, side, side)


def _rims(window: Window, parts: int) -> list[Array]:
    """Points along the four edges of a window, each (2, 1, parts + 1)."""
    x, y = (np.linspace(*side, parts + 1) for side in window)
    ends = [(x, np.full_like(x, end)) for end in window[1]] + [(np.full_like(y, end), y) for end in window[0]]
    return [np.array(points)[:, np.newaxis] for points in ends]


def hollows(level: Array) -> Flags:
    """Where none of the neighbours is lower, and one is higher: on a plain, only its rim."""
    around = np.pad(level, 1, constant_values=np.nan)  # beyond the last there is nothing to compare with
    rows, columns = level.shape
    neighbours = [around[i : i + rows, j : j + columns] for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    lowest: Flags = ~np.any([level > each for each in neighbours], axis=0) & np.any([level < each for each in neighbours], axis=0)
    return lowest & np.isfinite(level)


def _bottoms(ground: _Ground, places: list[Array], levels: list[Array]) -> tuple[Array, Array, Flags]:
    """The lowest points that are reached from the hollows: (2, n), their heights, and whether each has settled.

    Who goes on is decided by how deep a hollow is and not by how deep the grid saw it, and by how much was gained: a narrow well looks
    shallow from afar.
    """
    asked, window, cell = ground
    low = [hollows(level) for level in levels]
    points = np.concatenate([place[:, at] for place, at in zip(places, low, strict=True)], axis=1)
    height = np.concatenate([level[at] for level, at in zip(levels, low, strict=True)])
    points, height = _taken(points, height, np.argsort(height, kind="stable")[:MOST_HOLLOWS])
    seen = height
    points, height, reach, _ = slide(asked, points, height, np.tile(cell[:, np.newaxis] / 2, len(height)), 2, window)
    half = MOST_TRIED // 2
    chosen = np.unique([*np.argsort(height, kind="stable")[:half], *np.argsort(height - seen, kind="stable")[:half]])
    points, height, _, _ = slide(asked, points[:, chosen], height[chosen], reach[:, chosen], 8, window)
    points, height = _taken(points, height, _apart(points / cell[:, np.newaxis], height)[:MOST_POLISHED])
    points, height, _, marks = slide(asked, points, height, np.tile(cell[:, np.newaxis] / 4, len(height)), 60, window)
    first, then = marks[0] - marks[1], marks[1] - marks[2]
    return points, height, then <= SETTLED * first + 1e-12 * np.abs(height)


def _taken(points: Array, height: Array, places: NDArray[np.intp]) -> tuple[Array, Array]:
    return points[:, places], height[places]


def _apart(points: Array, height: Array) -> NDArray[np.intp]:
    """The places of the lowest of all points that are within half a cell of one another, from the lowest up."""
    left = np.argsort(height, kind="stable")
    found: list[np.intp] = []
    while len(left):
        found.append(left[0])
        left = left[np.hypot(*(points[:, left] - points[:, left[:1]])) > 0.5]
    return np.array(found, dtype=np.intp)


def _judged(ground: _Ground, points: Array, height: Array, settled: Flags, scale: float) -> Found:
    """What can be said of the lowest of these points, once they are as low as they come."""
    asked, window, cell = ground
    smooth = np.zeros(len(height), np.bool_)
    for _ in range(ROUNDS):
        points, height = newton(asked, points, height, cell, window, 1e-15 * scale, NEWTON)
        slope = np.abs(asked.slope(points)) * cell[:, np.newaxis]
        smooth = np.all(slope <= EQUAL * scale + 1e-9 * np.abs(height), axis=0)
        first = np.argsort(height, kind="stable")[:MOST_FOLLOWED]
        kinks = first[~smooth[first] & settled[first] & _within(points[:, first], window, 1e-9)]
        if len(kinks) and kinks[0] == first[0]:
            points[:, kinks], height[kinks] = follow(asked, points[:, kinks], height[kinks], cell, window)
        lowest = int(np.argmin(height))
        ring, levels = _ring(ground, points[:, [lowest]])
        within = _within(ring, window)[:, 0]
        lower = np.where(within, levels[:, 0], np.inf)
        if not lower.min() < height[lowest] - EQUAL * scale - 1e-12 * abs(height[lowest]):
            break
        points[:, lowest], height[lowest] = ring[:, int(np.argmin(lower)), 0], lower.min()
        moved = slide(asked, points[:, [lowest]], height[[lowest]], cell[:, np.newaxis] / 64, 60, window)
        points[:, lowest], height[lowest] = moved[0][:, 0], moved[1][0]
    floor = float(height.min())
    slack = EQUAL * scale + 1e-12 * abs(floor)
    equal = np.flatnonzero(height <= floor + slack)
    equal = equal[np.argsort(height[equal], kind="stable")]
    ring, levels = _ring(ground, points[:, equal])
    defined = np.isfinite(levels).all(axis=0) & (smooth | settled)[equal]
    bottom = defined & (levels >= height[equal] - slack).all(axis=0)
    if bottom.any():
        places = _distinct(ground, points, equal[bottom], floor + 2 * slack)
        curvature = max(_steepest(ground, points[:, [at]], bool(smooth[at])) for at in places)
        shown = places if len(places) <= MOST_MINIMA else [min(places, key=lambda at: _off_middle(points[:, at], window))]
        return Found("inside", tuple(_point(points[:, at]) for at in shown), len(places) > len(shown), floor, curvature)
    lower_beyond = (levels[:, 0] < height[equal[0]] - slack) & ~_within(ring, window)[:, 0]
    kind: Kind = "hole" if not defined[0] else "edge" if lower_beyond.any() else "nothing"
    return Found(kind, (_point(points[:, equal[0]]),), value=floor)


def _ring(ground: _Ground, points: Array, parts: tuple[float, ...] = (4, 64)) -> tuple[Array, Array]:
    """Places all around each point, in the window and beyond: (2, m, n), and the heights there."""
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    circle = np.concatenate([np.array([np.cos(angles), np.sin(angles)]) / part for part in parts], axis=1)
    ring = points[:, np.newaxis] + circle[:, :, np.newaxis] * ground.cell[:, np.newaxis, np.newaxis]
    return ring, ground.asked.value(ring)


def _within(points: Array, window: Window, margin: float = 0) -> Flags:
    """Whether points are in a window, with a margin in parts of its sides."""
    low, high = np.array(window).T.reshape(2, 2, *(1,) * (points.ndim - 1))
    within: Flags = np.all((points >= low + margin * (high - low)) & (points <= high - margin * (high - low)), axis=0)
    return within


def _distinct(ground: _Ground, points: Array, places: NDArray[np.intp], most: float) -> list[int]:
    """One place for each bottom: two points are at one where they are near and nothing between them is higher than `most`."""
    found: list[int] = []
    shares = np.linspace(0, 1, 17)[1:-1]
    for at in map(int, places):
        others = points[:, found]
        near = np.hypot(*((others - points[:, [at]]) / ground.cell[:, np.newaxis])) <= 2 * np.sqrt(2)
        others = others[:, near]
        between = points[:, [at], np.newaxis] + shares * (others - points[:, [at]])[:, :, np.newaxis]
        if not (others.size and (ground.asked.value(between) <= most).all(axis=1).any()):
            found.append(at)
    return found


def _steepest(ground: _Ground, point: Array, smooth: bool) -> float:
    """The largest second derivative at a bottom. Beside a kink, where it is the same far and near; at the tip of a cone there is none."""
    if smooth:
        return _largest(ground.asked.curvature(point))
    far, near = (_largest(ground.asked.curvature(_ring(ground, point, (part,))[0][:, :, 0])) for part in (64, 256))
    return near if near <= 1.5 * far else 0.0


def _largest(matrices: Array) -> float:
    """The largest eigenvalue of symmetric matrices, (n, 2, 2); 0 where there is none above."""
    finite = matrices[np.isfinite(matrices).all(axis=(1, 2))]
    return max(0.0, float(np.linalg.eigvalsh(finite).max())) if len(finite) else 0.0


def _off_middle(point: Array, window: Window) -> float:
    return float(np.hypot(*(point - np.mean(window, axis=1))))


def _point(point: Array) -> Point:
    return float(point[0]), float(point[1])
