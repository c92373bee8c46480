"""Newton's method near a lowest point: it ends, and hollows are compared at their bottoms."""

import math
from typing import Any

import numpy as np
import pytest

from landscapes import Landscape
from landscapes.landscape import Point
from landscapes.minima.stationary import MOST_HALVINGS, lowest_near
from landscapes.table import TableNetwork

MISSED: list[tuple[list[float], list[float], bool, Point]] = [
    # rows, whether standardised, and the bottom that Newton's method did not reach from the lowest point of a grid
    ([7.11, -1.16, 1.3, 2.1, -0.53, 1.34, 0.27], [-0.83, 0.56, -2.4, 0.75, 0.55, 0.0, -2.95], True, (0.09933794, -1.13394528)),
    (
        [0.05, 0.97, 0.7, -0.07, -0.08, 1.51, -0.24, -0.58],
        [-3.01, 1.02, -0.89, 0.1, -16.71, 1.1, 7.34, 1.15],
        False,
        (3.09287885, -0.20627943),
    ),
]


@pytest.mark.parametrize(("x", "y", "standardise", "bottom"), MISSED)
def test_hollows_of_a_network_are_compared_at_their_bottoms(x: list[float], y: list[float], standardise: bool, bottom: Point) -> None:
    table = TableNetwork(tuple(x), tuple(y), standardise)
    assert len(table.minima) == 2
    assert min(math.dist(bottom, minimum) for minimum in table.minima) < 1e-6


class Stuck(Landscape):
    """A value that says nothing of its slope: no step downhill is ever one."""

    name = "Stuck"
    asked = 0

    @property
    def survey(self) -> Any:
        raise NotImplementedError

    def value(self, x: Any, y: Any) -> Any:
        type(self).asked += 1
        return -(x**2) - y**2 + 0 * x

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        return np.array([-2 * x, -2 * y])


def test_newton_ends_where_no_step_is_downhill() -> None:
    class Uphill(Stuck):
        def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
            return np.array([2 * x, 2 * y])

    assert lowest_near(Uphill(), (1.0, 1.0)) == (1.0, 1.0)
    assert Stuck.asked <= MOST_HALVINGS + 2
    assert Uphill.asked <= MOST_HALVINGS + 2
