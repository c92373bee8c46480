"""Searches for the lowest points of a function in a window: on two grids and along the edges, then downhill from each hollow.

A hollow is a point that is not higher than its neighbours. A search never proves that nothing is lower, because a narrow well may lie
between the points of both grids. So `Found` says what has been established, and how far apart the points were.
"""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Point, Window
from landscapes.minima.downhill import Asked, Flags, Searched, follow, newton, slide
from optim_core.spec import Array, Pause, no_pause

GRID = 129
"""Points per side of the first grid. The second grid has a point in each cell of the first, and each edge has four points per cell."""
MOST_MINIMA = 12
MOST_EVALUATIONS = 250_000
"""The most evaluations of value, gradient or Hessian that one search makes, whatever the function."""
MOST_HOLLOWS, MOST_TRIED, MOST_POLISHED, MOST_FOLLOWED = 6_000, 512, 64, 2
"""How many hollows move downhill a little, how many of these move further, how many go to the bottom, and how many follow a kink."""
ROUNDS, NEWTON = 3, 24
"""How often the surroundings of the lowest point are checked, and Newton steps before each check."""
EQUAL = 1e-9
"""Heights that differ by less count as equal. The unit is the lower quartile of all heights, measured from the lowest point."""
SETTLED = 0.7
"""At a minimum, steps a thousand times finer gain less than this share of what the steps before gained. Where the function falls without
bound, they gain as much."""

Kind = Literal["inside", "edge", "hole", "level", "nothing", "nowhere"]


class Found(NamedTuple):
    """The result of a search."""

    kind: Kind
    """What the lowest point is. inside: a minimum; the function is defined all around it and nowhere lower. edge: a point on the edge of
    the window; the function is lower beyond. hole: a point beside a place where the function is not defined or falls without bound. level:
    all values are equal. nothing: not a minimum. nowhere: the function has hardly any finite values."""
    points: tuple[Point, ...] = ()
    """inside: all minima of equal depth; if there are more than twelve, the one nearest the middle. Otherwise the lowest point, if any."""
    many: bool = False
    """Whether there are more than twelve minima."""
    value: float = np.nan
    """The value at these points."""
    curvature: float = 0.0
    """The largest second derivative at these minima; 0 if none of them is smooth."""
    gap: Point = (np.nan, np.nan)
    """The distance between grid points along x and along y."""
    evaluations: int = 0
    """The number of points at which value, gradient or Hessian was computed."""


class _Ground(NamedTuple):
    """What all steps of a search need: the function, the window and the size of a cell."""

    asked: Asked
    window: Window
    cell: Array
    """(2,): the distance between grid points along x and along y."""


@np.errstate(all="ignore")  # there may be poles and holes
def search(function: Searched, window: Window, pause: Pause = no_pause, grid: int = GRID) -> Found:
    """Search for the lowest points in a window, on a grid of `grid` points a side. `pause` is called before every 16,384 points."""
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
    """Whether 3 x 3 neighbouring points are finite.

    √(-x²) is a number on one line only. It counts as undefined everywhere, as on a coarser grid that misses the line.
    """
    rows = finite[:-2] & finite[1:-1] & finite[2:]
    return bool((rows[:, :-2] & rows[:, 1:-1] & rows[:, 2:]).any())


def _shares(side: int) -> Array:
    """A position in each cell, (2, side, side), different in every cell, so that no wave has its crests at all of them.

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
    """Whether each grid point has no lower neighbour and at least one higher one. On a flat area that is true at its rim only."""
    around = np.pad(level, 1, constant_values=np.nan)  # outside the grid comparisons are False
    rows, columns = level.shape
    neighbours = [around[i : i + rows, j : j + columns] for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    lowest: Flags = ~np.any([level > each for each in neighbours], axis=0) & np.any([level < each for each in neighbours], axis=0)
    return lowest & np.isfinite(level)


def _bottoms(ground: _Ground, places: list[Array], levels: list[Array]) -> tuple[Array, Array, Flags]:
    """The lowest points that are reached from the hollows: (2, n), their heights, and whether each has settled.

    Hollows are chosen by their height after a few steps, not by that on the grid, and by how much they gained: a narrow well looks shallow
    on a grid.
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
    """Indices of points from the lowest up, without points within half a cell of a lower one. The unit of `points` is a cell."""
    left = np.argsort(height, kind="stable")
    found: list[np.intp] = []
    while len(left):
        found.append(left[0])
        left = left[np.hypot(*(points[:, left] - points[:, left[:1]])) > 0.5]
    return np.array(found, dtype=np.intp)


def _judged(ground: _Ground, points: Array, height: Array, settled: Flags, scale: float) -> Found:
    """Move the points as low as possible, and say what the lowest of them is. `scale` is the unit of `EQUAL`."""
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
    """Points on circles around each point, also beyond the window, (2, m, n), and their heights."""
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    circle = np.concatenate([np.array([np.cos(angles), np.sin(angles)]) / part for part in parts], axis=1)
    ring = points[:, np.newaxis] + circle[:, :, np.newaxis] * ground.cell[:, np.newaxis, np.newaxis]
    return ring, ground.asked.value(ring)


def _within(points: Array, window: Window, margin: float = 0) -> Flags:
    """Whether points are in a window; `margin` is a share of its sides."""
    low, high = np.array(window).T.reshape(2, 2, *(1,) * (points.ndim - 1))
    within: Flags = np.all((points >= low + margin * (high - low)) & (points <= high - margin * (high - low)), axis=0)
    return within


def _distinct(ground: _Ground, points: Array, places: NDArray[np.intp], most: float) -> list[int]:
    """One index per minimum. Two points belong to one minimum if they are near and nothing between them is higher than `most`."""
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
    """The largest second derivative at a minimum.

    At a kink it is taken beside the kink, if it is about the same at two distances. At the tip of a cone it is not, and the result is 0.
    """
    if smooth:
        return _largest(ground.asked.curvature(point))
    far, near = (_largest(ground.asked.curvature(_ring(ground, point, (part,))[0][:, :, 0])) for part in (64, 256))
    return near if near <= 1.5 * far else 0.0


def _largest(matrices: Array) -> float:
    """The largest eigenvalue of symmetric matrices, (n, 2, 2); 0 if none is positive."""
    finite = matrices[np.isfinite(matrices).all(axis=(1, 2))]
    return max(0.0, float(np.linalg.eigvalsh(finite).max())) if len(finite) else 0.0


def _off_middle(point: Array, window: Window) -> float:
    return float(np.hypot(*(point - np.mean(window, axis=1))))


def _point(point: Array) -> Point:
    return float(point[0]), float(point[1])
