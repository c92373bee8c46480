"""The search is over what it says: every score is the median of single runs, and the best rate holds beside it and from other starts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from figures.search import LUCK, Searched, curves
from figures.theme import THEMES, style
from landscapes import (
    LANDSCAPES,
    Ackley,
    Himmelblau,
    Landscape,
    Noisy,
    PenguinsNetwork,
    PenguinsRaw,
    Plateau,
    Rosenbrock,
    Saddle,
    ThreeHumpCamel,
)
from landscapes.noisy import usual_noise
from landscapes.table import TableNetwork
from optim_core import OPTIMIZERS, SGD, SHELVED, Adadelta, Adagrad, Adam, Adamax, Optimizer, RMSprop, descend, outcome, record
from optim_core.batch.ends import ends
from optim_core.batch.tuning import (
    FIRST,
    MEMORIES,
    MOST_SEARCH_TERMS,
    RATES,
    STARTS,
    Search,
    affordable,
    memory_knob,
    ranking,
    search,
    starts,
)
from optim_core.batch.tuning import floor_of as floor
from optim_core.claims import USUAL_STEPS
from optim_core.spec import Array

LANDSCAPE = Noisy(Himmelblau(), 5.0)
START = LANDSCAPE.start


def as_opened(cls: type[Landscape]) -> Landscape:
    """The landscape as Compare opens with it: noisy, where it is one function."""
    bare = cls()
    return Noisy(bare, usual_noise(bare)) if bare.examples == 1 else bare


def left(optimizer: Optimizer[Any], landscape: Landscape, places: list[int], points: Array, steps: int = USUAL_STEPS) -> Array:
    """The share of the height that is left at some places of the grid, the median over these starts."""
    rates = np.array(RATES)[places][:, np.newaxis]
    theta = np.broadcast_to(points[:, np.newaxis], (2, len(places), points.shape[1]))
    values: dict[str, Any] = {"learning_rate": rates}
    found = ends(replace(optimizer, **values), landscape, theta, steps, seed=1)
    share = np.maximum(found.highest - floor(landscape), 0) / (landscape.value(*points) - floor(landscape))
    return np.asarray(np.median(np.where(found.became("diverged"), np.inf, share), axis=1))


def limit(share: float) -> float:
    """The most that a good rate leaves where another leaves this share."""
    return max(1e-3, 10 * share)


def with_neighbours(share: Array) -> Array:
    """The worst of each rate and its neighbours."""
    return np.array([share[max(i - 1, 0) : i + 2].max() for i in range(len(share))])


@pytest.mark.parametrize("cls", SHELVED)
def test_a_score_is_the_median_over_the_starts(cls: Any) -> None:
    by_loss = search(cls(), LANDSCAPE, START, 60, "loss", seed=4)
    by_steps = search(cls(), LANDSCAPE, START, 60, "steps", seed=4)
    points = starts(LANDSCAPE, START)
    for place in (10, 25, 40, 59):
        shares, steps = [], []
        for point in points.T:
            trajectory = record(descend(replace(cls(), learning_rate=RATES[place]), LANDSCAPE, point, seed=4), 60)
            end = outcome(trajectory, LANDSCAPE)
            shares.append(np.inf if end.kind == "diverged" else trajectory.loss[45:].max() / trajectory.loss[0])
            # Once there a run counts as arrived, even where it diverges later.
            steps.append(np.inf if end.steps_to_tolerance is None else end.steps_to_tolerance)
        assert by_loss.share[place] == pytest.approx(np.median(shares), rel=1e-12)
        assert by_steps.steps[place] == np.median(steps)
    worst = with_neighbours(by_loss.share)
    assert by_loss.share[by_loss.best] == by_loss.share[worst == worst.min()].min()
    slowest = with_neighbours(by_steps.steps)
    assert slowest[by_steps.best] == slowest.min()


def test_the_good_rates_lie_around_the_best_and_end_where_they_are_good_no_more() -> None:
    found = search(Adam(), Rosenbrock(), (-1.5, 2.0), 300)
    low, high = found.good
    assert low <= found.best <= high
    limit = max(1e-3, 10 * found.share[found.best])
    assert (found.share[low : high + 1] <= limit).all()
    assert all(found.share[place] > limit for place in (low - 1, high + 1) if 0 <= place < len(RATES))
    assert found.width == RATES[high] / RATES[low]


def searched(cls: type[Landscape], method: type[Optimizer[Any]], steps: int = USUAL_STEPS) -> tuple[Optimizer[Any], Landscape, Search]:
    """A search as Compare opens with it."""
    landscape = as_opened(cls)
    optimizer = method.suited_to(landscape)
    return optimizer, landscape, search(optimizer, landscape, landscape.start, steps, seed=1)


@pytest.mark.parametrize(
    ("cls", "method", "lowest", "best", "luck"),
    [
        (Ackley, Adamax, 0.422, 0.75, True),
        (Plateau, SGD, 0.0316, 0.1, True),
        (Rosenbrock, Adagrad, 1.78, 2.37, True),
        (ThreeHumpCamel, Adadelta, 3.16, 2.37, True),
        (Rosenbrock, RMSprop, 0.01, 0.0133, False),
        (Himmelblau, RMSprop, 0.01, 0.0133, False),
    ],
)
def test_luck_is_what_does_not_hold_from_the_other_starts_or_beside_it(
    cls: Any, method: Any, lowest: float, best: float, luck: bool
) -> None:
    optimizer, landscape, found = searched(cls, method)
    assert (RATES[found.lowest], RATES[found.best], found.luck) == (lowest, best, luck)
    points, grid = starts(landscape, landscape.start), list(range(len(RATES)))
    first, others = (left(optimizer, landscape, grid, part) for part in (points[:, :FIRST], points[:, FIRST:]))
    assert first[found.lowest] == first.min()
    most = limit(first.min())
    beside = min(first[found.lowest - 1], first[found.lowest + 1])
    assert found.luck == (others[found.lowest] > most or beside > most)


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_what_the_best_rate_leaves_holds_from_twenty_more_starts(cls: Any) -> None:
    """They are not among those of the search. The longest data are searched under a smaller budget."""
    steps = 60 if cls().terms > 100 else USUAL_STEPS
    for method in OPTIMIZERS:  # which a page searches; RAdam on Beale and Schedule-Free SGD on the camel break the law
        optimizer, landscape, found = searched(cls, method, steps)
        points = starts(landscape, landscape.start, STARTS + 20)[:, STARTS:]
        assert left(optimizer, landscape, [found.best], points, steps)[0] <= limit(found.share[found.best]), method.name


@pytest.mark.parametrize(("cls", "method"), [(Ackley, Adam), (Saddle, Adadelta), (Ackley, Adamax)])
def test_what_the_lowest_point_leaves_does_not(cls: Any, method: Any) -> None:
    """So the law above is not one that every rate obeys."""
    optimizer, landscape, found = searched(cls, method)
    points = starts(landscape, landscape.start, STARTS + 20)
    lowest = left(optimizer, landscape, [found.lowest], points[:, :FIRST])[0]
    assert left(optimizer, landscape, [found.lowest], points[:, STARTS:])[0] > limit(lowest)


def test_luck_is_drawn_as_an_open_mark_beside_its_name() -> None:
    look = THEMES["light"]
    methods: list[type[Optimizer[Any]]] = [Adamax, Adagrad]
    shown = [Searched(cls.name, style(cls.marks, look), searched(Ackley, cls)[2]) for cls in methods]
    assert [each.found.luck for each in shown] == [True, False]
    traces: Any = curves(shown, "loss", look, None).data
    marks = [trace for trace in traces if trace.text]
    assert [(*mark.x, *mark.y, *mark.text, mark.marker.symbol) for mark in marks] == [(0.422, 0, "luck", f"{shown[0].style.marker}-open")]
    assert marks[0].hovertemplate.startswith(f"Adamax: luck at η = 0.422, lowest from the first {FIRST} starts. {LUCK}")


def test_a_second_knob_never_makes_the_best_worse() -> None:
    for cls in SHELVED:
        name = memory_knob(cls)
        one, two = (search(cls.suited_to(LANDSCAPE), LANDSCAPE, START, 40, memory=memory) for memory in (False, True))
        if name is None:
            np.testing.assert_array_equal(one.share, two.share)
            assert np.isnan(two.memory).all()
        else:
            assert getattr(cls(), name) in MEMORIES
            assert with_neighbours(two.share)[two.best] <= with_neighbours(one.share)[one.best]
            assert set(two.memory) <= set(MEMORIES)


def test_the_starts_are_spread_over_the_window_and_begin_with_the_visitors() -> None:
    points = starts(LANDSCAPE, START)
    assert points.shape == (2, STARTS)
    assert tuple(points[:, 0]) == START
    (x_low, x_high), (y_low, y_high) = LANDSCAPE.window
    assert ((points[0] > x_low) & (points[0] < x_high) & (points[1] > y_low) & (points[1] < y_high)).all()
    spread = points[:, 1:]
    gaps = np.hypot(*(spread[:, :, np.newaxis] - spread[:, np.newaxis])) + 99 * np.eye(STARTS - 1)
    assert gaps.min() > 0.15 * np.hypot(x_high - x_low, y_high - y_low)


def test_where_there_is_no_minimum_the_lowest_in_view_is_the_floor() -> None:
    found = search(SGD(), Saddle(), Saddle().start, 100)
    assert np.isfinite(found.share[found.best])


def test_the_ranking_is_by_score_and_then_by_the_catalogue() -> None:
    found = [search(cls(), PenguinsRaw(), PenguinsRaw().start, 50) for cls in SHELVED]
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
        for memory, runs in ((False, 600), (True, 3_600)):
            steps = affordable(10_000, optimizers, landscape, memory, batch)
            assert 1 < steps * runs * reads <= MOST_SEARCH_TERMS < (steps + 1) * runs * reads


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(ValueError, match=r"search.steps must be a whole number in \[1, 10000\]"):
        search(Adam(), Rosenbrock(), (0.0, 0.0), 10_001)
