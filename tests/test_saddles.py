"""The saddles on a map are those that there are, found in another way: from many points at once, without counting turns."""

import numpy as np
import pytest

from figures.contour import contour
from figures.saddles import MOST, saddles
from figures.theme import THEMES
from landscapes import Ackley, Beale, Expression, Himmelblau, Landscape, PenguinsNetwork, Rastrigin, Saddle
from optim_core.spec import Array
from tests.catalogue import EVERY

MANY = (Rastrigin, Ackley)
STARTS = 24
"""Points per side from which Newton's method is begun."""


def zeros(landscape: Landscape) -> Array:
    """The strict saddles in the window that plain Newton steps reach from a grid of points, (2, n), each many times."""
    with np.errstate(all="ignore"):
        theta = np.reshape(np.meshgrid(*[np.linspace(low, high, STARTS) for low, high in landscape.window]), (2, -1))
        for _ in range(30):
            hessian, slope = np.moveaxis(landscape.hessian(*theta), -1, 0), landscape.gradient(*theta).T
            solvable = np.isfinite(hessian).all(axis=(1, 2)) & np.isfinite(slope).all(axis=1) & (np.linalg.det(hessian) != 0)
            theta = theta[:, solvable] - np.linalg.solve(hessian[solvable], slope[solvable, :, np.newaxis])[:, :, 0].T
        curved = np.linalg.eigvalsh(np.nan_to_num(np.moveaxis(landscape.hessian(*theta), -1, 0)))
        inside = np.all([(low <= at) & (at <= high) for at, (low, high) in zip(theta, landscape.window, strict=True)], axis=0)
        still = np.hypot(*landscape.gradient(*theta)) <= 1e-9 * np.abs(curved).max(axis=1) * np.ptp(landscape.window)
        height = np.ptp(landscape.value(*np.meshgrid(*[np.linspace(*side, STARTS) for side in landscape.window])))
        bent = np.abs(curved).max(axis=1) * np.ptp(landscape.window, axis=1).max() ** 2 > 1e-6 * height  # or all is rounding errors
    return np.asarray(theta[:, inside & still & bent & (curved[:, 0] < -1e-6 * curved[:, 1]) & (curved[:, 1] > -1e-6 * curved[:, 0])])


@pytest.mark.parametrize("landscape", [each for each in EVERY if not isinstance(each, MANY)], ids=lambda each: each.name)
def test_no_saddle_is_missing_and_none_is_invented(landscape: Landscape) -> None:
    found, reached, size = saddles(landscape), zeros(landscape), np.ptp(landscape.window, axis=1)
    for x, y in np.reshape(found, (-1, 2, 1)):
        lowest, highest = np.linalg.eigvalsh(landscape.hessian(x, y)[:, :, 0])
        assert lowest < 0 < highest
        assert np.hypot(*landscape.gradient(x, y)) <= 1e-9 * max(-lowest, highest) * size.max()
    for point in reached.T:
        assert any(np.all(np.abs(point - each) <= 1e-6 * size) for each in found), point
    assert len(found) == len({tuple(np.round(np.array(point) / size, 6)) for point in found})


@pytest.mark.parametrize(
    ("landscape", "count"), [(Himmelblau(), 4), (Beale(), 1), (Saddle(), 1), (PenguinsNetwork(), 1), (Expression("(x - 0.5)(y + 1)"), 1)]
)
def test_known_saddles_are_found(landscape: Landscape, count: int) -> None:
    assert len(saddles(landscape)) == count


@pytest.mark.parametrize("text", ["x^2 y^2", "0x + 0y + 1", "x^2", "abs(x) - abs(y)", "(x^2 + y^2 - 4)^2", "cos(x^2 + y^2)"])
def test_level_ground_and_edges_have_none(text: str) -> None:
    assert saddles(Expression(text)) == ()


@pytest.mark.parametrize("at", [36, 36.25, 36.5])
def test_a_saddle_may_lie_anywhere_in_the_window_and_not_beside_it(at: float) -> None:
    square = ((0.0, 72.0), (0.0, 72.0))
    for text in (f"(x - {at})^2 - (y - {at})^2", f"(x - {at}) (y - {at})"):
        assert np.allclose(saddles(Expression(text, square)), [(at, at)])
    assert saddles(Expression(f"(x - 72.3) (y - {at})", square)) == ()


def test_a_saddle_between_level_lines_is_found() -> None:
    assert np.allclose(saddles(Expression("sin(x y)")), [(0, 0)])


@pytest.mark.parametrize("cls", MANY)
def test_a_map_is_not_covered_with_crosses(cls: type[Landscape]) -> None:
    assert len(zeros(cls()).T) > MOST
    assert saddles(cls()) == ()


@pytest.mark.parametrize("small", [False, True])
def test_a_map_has_a_ring_at_each_minimum_and_a_cross_at_each_saddle(small: bool) -> None:
    drawn = {trace.marker.symbol: trace for trace in contour(Himmelblau(), THEMES["light"], small=small).data[1:]}
    assert list(drawn) == ["circle-open", "x-thin"]
    assert list(zip(drawn["circle-open"].x, drawn["circle-open"].y, strict=True)) == list(Himmelblau().minima)
    assert list(zip(drawn["x-thin"].x, drawn["x-thin"].y, strict=True)) == list(saddles(Himmelblau()))
    assert "saddle (-0.128, -1.954)" in drawn["x-thin"].text
