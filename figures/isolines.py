"""Lines of equal height on a grid, for pictures that are made without a browser."""

from collections import defaultdict

import numpy as np

from optim_core.spec import Array

Edge = tuple[int, int, int]
"""A side of a cell: its row and its column, and 0 where it leads to the right or 1 where it leads up."""


def isolines(x: Array, y: Array, z: Array, level: float) -> list[Array]:
    """The lines on which heights `z`, of shape (len(y), len(x)), are at a level; each is (points, 2). A closed line ends where it begins.

    Between the points of the grid heights are linear. Cells with a corner that is not defined are left out.
    """
    joined: dict[Edge, list[Edge]] = defaultdict(list)
    for one, other in _pieces(z, level):
        joined[one].append(other)
        joined[other].append(one)
    # Lines that end at the border of the grid begin there; what is left then is closed.
    ends = sorted(joined, key=lambda edge: len(joined[edge]))
    walks = (_walk(joined, begin) for begin in ends)
    return [np.array([_point(x, y, z, level, edge) for edge in walk]) for walk in walks if len(walk) > 1]


def _walk(joined: dict[Edge, list[Edge]], begin: Edge) -> list[Edge]:
    """The edges that a line crosses, one after another. What it passes is taken away."""
    line = [begin]
    while joined[line[-1]]:
        following = joined[line[-1]].pop()
        joined[following].remove(line[-1])
        line.append(following)
    return line


def _pieces(z: Array, level: float) -> list[tuple[Edge, Edge]]:
    """The pieces of lines through cells, each from one side of a cell to another."""
    above = z > level
    corners = above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]
    known = np.isfinite(z[:-1, :-1] + z[:-1, 1:] + z[1:, 1:] + z[1:, :-1])
    found: list[tuple[Edge, Edge]] = []
    for i, j in zip(*(each.tolist() for each in np.nonzero(known & (corners % 15 > 0))), strict=True):
        sides: tuple[Edge, ...] = ((i, j, 0), (i, j + 1, 1), (i + 1, j, 0), (i, j, 1))  # below, right, above, left
        ups = [bool(corners[i, j] >> k & 1) for k in range(4)]
        crossed = [side for k, side in enumerate(sides) if ups[k] != ups[(k + 1) % 4]]
        if len(crossed) == 4 and ups[0] != bool(z[i : i + 2, j : j + 2].mean() > level):
            crossed = crossed[3:] + crossed[:3]  # the first corner and the third are apart
        found += list(zip(crossed[::2], crossed[1::2], strict=True))
    return found


def _point(x: Array, y: Array, z: Array, level: float, edge: Edge) -> tuple[float, float]:
    """Where a line crosses a side of a cell."""
    i, j, up = edge
    low, high = float(z[i, j]), float(z[i + up, j + 1 - up])
    share = (level - low) / (high - low)
    return float(x[j] + share * (x[j + 1 - up] - x[j])), float(y[i] + share * (y[i + up] - y[i]))
