"""The levels of a map: lines of equal height are straight on a plane, equal heights have equal ranks, and flat parts have no cliffs."""

from itertools import pairwise

import numpy as np
import pytest

from figures.contour import LEVELS, contour, relief
from figures.theme import THEMES
from landscapes import Expression, Landscape
from tests.catalogue import EVERY

SPACING = 1 / LEVELS
"""Of the levels of a map."""
HERE = ((-3.0, 3.0), (-3.0, 3.0))
PLANES = ["x + y", "x", "2x + y", "x - 3.7y", "0.1x + y", "1000000 + x + y", "0.000000001 (x - y)", "y/3 - x/7 - 12345"]


@pytest.mark.parametrize("formula", PLANES)
def test_the_lines_of_a_plane_are_straight_and_at_equal_distances(formula: str) -> None:
    figure = contour(Expression(formula, HERE), THEMES["light"])
    sent = figure.data[0]
    x, y = np.meshgrid(sent.x, sent.y)
    terms = np.stack([x.ravel(), y.ravel(), np.ones(x.size)], axis=1)
    fitted = terms @ np.linalg.lstsq(terms, sent.z.ravel(), rcond=None)[0]
    assert np.abs(fitted - sent.z.ravel()).max() < 1e-3 * SPACING
    assert (sent.z.min(), sent.z.max()) == (0, 1)


@pytest.mark.parametrize(
    "formula",
    ["exp(x + y)", "(x + y)^2", "sin(x + y)", "1000000 + sqrt(7 + x + y)", "(x + y + abs(x + y))^3"],
)
def test_equal_heights_have_equal_ranks_though_they_are_rounded(formula: str) -> None:
    rank = relief(Expression(formula, HERE)).rank
    for offset in range(-70, 71):
        diagonal = np.diagonal(rank[:, ::-1], offset)
        assert np.ptp(diagonal) < 1e-3 * SPACING


@pytest.mark.parametrize("landscape", EVERY, ids=lambda each: each.name)
def test_what_is_higher_has_a_higher_rank(landscape: Landscape) -> None:
    ground = relief(landscape)
    value, rank = ground.value.ravel(), ground.rank.ravel()
    assert np.array_equal(np.isnan(value), np.isnan(rank))
    order = np.argsort(value[np.isfinite(value)])
    ranked = rank[np.isfinite(value)][order]
    assert (np.diff(ranked) >= -1e-12).all()
    assert (ranked[0], ranked[-1]) == pytest.approx((0, 1), abs=1e-12)  # heights that differ by rounding are one, and it is their mean
    for low, high in pairwise(np.arange(0, 1.01, 0.2)):
        assert ((ranked >= low) & (ranked <= high)).mean() > 0.08, "no part of the scale is left to a few places"


@pytest.mark.parametrize("formula", ["(x + abs(x))/2", "0 - abs(x) - x", "(abs(x-1) + abs(x+1))/2"])
def test_the_edge_of_a_flat_part_is_no_cliff(formula: str) -> None:
    rank = relief(Expression(formula, HERE)).rank
    assert max(np.abs(np.diff(rank, axis=0)).max(), np.abs(np.diff(rank, axis=1)).max()) < SPACING


@pytest.mark.parametrize("formula", ["7 + 0x", "sin(x + y)^2 + cos(x + y)^2", "1000 + (x + y)/3 - x/3 - y/3"])
def test_a_landscape_of_one_height_is_the_lowest_level_though_it_is_rounded(formula: str) -> None:
    assert (relief(Expression(formula, HERE)).rank == 0).all()
