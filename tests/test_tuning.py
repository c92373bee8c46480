"""The search is over what it says: every score is the median of single runs, and the best rate has the best score."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Himmelblau, Noisy, PenguinsNetwork, PenguinsRaw, Rosenbrock, Saddle
from landscapes.table import TableNetwork
from optim_core import OPTIMIZERS, SGD, Adam, descend, outcome, record
from optim_core.batch.tuning import MEMORIES, MOST_SEARCH_TERMS, RATES, STARTS, affordable, memory_knob, ranking, search, starts

LANDSCAPE = Noisy(Himmelblau(), 5.0)
FIRST = LANDSCAPE.start


@pytest.mark.parametrize("cls", OPTIMIZERS)
def test_a_score_is_the_median_over_the_starts(cls: Any) -> None:
    by_loss = search(cls(), LANDSCAPE, FIRST, 60, "loss", seed=4)
    by_steps = search(cls(), LANDSCAPE, FIRST, 60, "steps", seed=4)
    points = starts(LANDSCAPE, FIRST)
    for place in (10, 25, 40, 59):
        shares, steps = [], []
        for point in points.T:
            trajectory = record(descend(replace(cls(), learning_rate=RATES[place]), LANDSCAPE, point, seed=4), 60)
            end = outcome(trajectory, LANDSCAPE)
            shares.append(np.inf if end.kind == "diverged" else trajectory.loss[-1] / trajectory.loss[0])
            # Once there a run counts as arrived, even where it diverges later.
            steps.append(np.inf if end.steps_to_tolerance is None else end.steps_to_tolerance)
        assert by_loss.share[place] == pytest.approx(np.median(shares), rel=1e-12)
        assert by_steps.steps[place] == np.median(steps)
    assert by_loss.share[by_loss.best] == by_loss.share.min()
    assert by_steps.steps[by_steps.best] == by_steps.steps.min()


def test_the_good_rates_lie_around_the_best_and_end_where_they_are_good_no_more() -> None:
    found = search(Adam(), Rosenbrock(), (-1.5, 2.0), 300)
    low, high = found.good
    assert low <= found.best <= high
    limit = max(1e-3, 10 * found.share[found.best])
    assert (found.share[low : high + 1] <= limit).all()
    assert all(found.share[place] > limit for place in (low - 1, high + 1) if 0 <= place < len(RATES))
    assert found.width == RATES[high] / RATES[low]


def test_a_second_knob_never_makes_the_best_worse() -> None:
    for cls in OPTIMIZERS:
        name = memory_knob(cls)
        one, two = (search(cls.suited_to(LANDSCAPE), LANDSCAPE, FIRST, 40, memory=memory) for memory in (False, True))
        if name is None:
            np.testing.assert_array_equal(one.share, two.share)
            assert np.isnan(two.memory).all()
        else:
            assert getattr(cls(), name) in MEMORIES
            assert two.share[two.best] <= one.share[one.best]
            assert set(two.memory) <= set(MEMORIES)


def test_the_starts_are_spread_over_the_window_and_begin_with_the_visitors() -> None:
    points = starts(LANDSCAPE, FIRST)
    assert points.shape == (2, STARTS)
    assert tuple(points[:, 0]) == FIRST
    (x_low, x_high), (y_low, y_high) = LANDSCAPE.window
    assert ((points[0] > x_low) & (points[0] < x_high) & (points[1] > y_low) & (points[1] < y_high)).all()
    spread = points[:, 1:]
    gaps = np.hypot(*(spread[:, :, np.newaxis] - spread[:, np.newaxis])) + 99 * np.eye(STARTS - 1)
    assert gaps.min() > 0.2 * np.hypot(x_high - x_low, y_high - y_low)


def test_where_there_is_no_minimum_the_lowest_in_view_is_the_floor() -> None:
    found = search(SGD(), Saddle(), Saddle().start, 100)
    assert np.isfinite(found.share[found.best])


def test_the_ranking_is_by_score_and_then_by_the_catalogue() -> None:
    found = [search(cls(), PenguinsRaw(), PenguinsRaw().start, 50) for cls in OPTIMIZERS]
    order = ranking(found, [each.best for each in found])
    best = [found[i].share[found[i].best] for i in order]
    assert best == sorted(best)
    assert ranking([found[0]] * 3, [7] * 3) == [0, 1, 2]


def test_a_search_affords_what_it_reads() -> None:
    assert affordable(300, [Adam()], LANDSCAPE) == 300
    assert affordable(20_000, [Adam()], LANDSCAPE, True) == 10_000
    numbers = np.arange(5_000.0)
    table = TableNetwork(tuple(numbers), tuple(numbers % 7))
    cases: list[tuple[Any, Any, int | None, int]] = [
        (table, [Adam(), SGD()], None, 5_000 + 5_000),
        (table, [SGD()], None, 5_000 + 1),
        (table, [SGD(), Adam()], 256, 5_000 + 256),
        (PenguinsNetwork(), [Adam()], None, 342 + 342),
    ]
    for landscape, optimizers, batch, reads in cases:
        for memory, runs in ((False, 300), (True, 1_800)):
            steps = affordable(10_000, optimizers, landscape, memory, batch)
            assert 1 < steps * runs * reads <= MOST_SEARCH_TERMS < (steps + 1) * runs * reads


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(ValueError, match=r"search.steps must be a whole number in \[1, 10000\]"):
        search(Adam(), Rosenbrock(), (0.0, 0.0), 10_001)
