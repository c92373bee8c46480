"""A fair comparison: for each method the learning rate is searched on one grid, under one budget, by one criterion, from several starts.

The lowest point of such a curve may be luck: a run that jumps about happens to end beside a minimum. So the best rate is one whose
neighbours on the grid are as good, and a search says whether the lowest point from half of the starts holds from the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optim_core.batch.ends import MapPieces, ends
from optim_core.descent import effective_batch_size, whole
from optim_core.judgement import TOLERANCE, Point, Surveyed, goal, lowest
from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, knobs

Criterion = Literal["loss", "steps"]
RATES = tuple(float(f"{10 ** (place / 8 - 5):.3g}") for place in range(60))
"""The grid that all methods are searched on: eight a decade, from 1e-5 to 237."""
STARTS, FIRST = 10, 5
"""The starts of a search; and how many of them are the first: what is lowest from the first starts alone has to hold from the others."""
MEMORIES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
"""The grid of the second knob, if it is searched: the decay rate by which a method remembers gradients."""
MOST_SEARCH_STEPS = 10_000
MOST_SEARCH_TERMS = 200_000_000
"""Examples read by all runs of one search: a second of computing, shared by the cores."""
GOOD_SHARE, GOOD_STEPS = 10.0, 2.0
"""A rate is good if it leaves at most GOOD_SHARE times what the best leaves, or a thousandth of the height; or, by the other criterion, if
it takes at most GOOD_STEPS times the steps."""


class Search(NamedTuple):
    """What a search has found, for each rate of the grid."""

    share: Array
    """The most that is left of the starting height in the last quarter of the steps: the median over the starts; ∞ where half of them
    diverge. The last step alone would reward a run that is thrown about and happens to end low."""
    steps: Array
    """Steps until a thousandth is left: the median over the starts; ∞ where half of them do not get there. NaN unless searched for."""
    memory: Array
    """The best decay rate at this learning rate; NaN where none was searched."""
    best: int
    """The place of the best rate on the grid, where each rate counts as much as the worst of itself and its two neighbours."""
    good: tuple[int, int]
    """The first and the last place of the good rates around the best."""
    lowest: int
    """The place of the lowest point from the first starts alone."""
    luck: bool
    """Whether that point is luck: it is not good from the other starts, or the first starts find neither of its neighbours good."""

    @property
    def width(self) -> float:
        """The highest good rate divided by the lowest."""
        return RATES[self.good[1]] / RATES[self.good[0]]

    def score(self, place: int) -> tuple[float, float]:
        """The score that methods are ranked by at one place of the grid; lower is better."""
        steps = float(self.steps[place])
        return (0.0 if np.isnan(steps) else steps, float(self.share[place]))


def starts(landscape: Surveyed, first: Point, count: int = STARTS) -> Array:
    """(2, count): the first start, and more spread over the middle of the window, so that one lucky start decides nothing.

    Roberts, The Unreasonable Effectiveness of Quasirandom Sequences, 2018: multiples of the powers of 1/1.3247, modulo 1.
    """
    plastic = 1.32471795724474602596
    shares = np.outer(1 / np.array([plastic, plastic**2]), np.arange(1, count)) % 1
    low, high = np.array(landscape.window).T
    spread = (low + 0.1 * (high - low))[:, np.newaxis] + 0.8 * (high - low)[:, np.newaxis] * shares
    return np.column_stack([first, spread])


def memory_knob(cls: type[Optimizer[Any]]) -> str | None:
    """The first decay rate of a method, by which it remembers the gradient or its size; None where it has none."""
    return next((name for name, knob in knobs(cls).items() if knob.scale == "log of 1 - value"), None)


def affordable(
    steps: int, optimizers: Iterable[Optimizer[Any]], landscape: Surveyed, memory: bool = False, batch_size: int | None = None
) -> int:
    """How many steps, at most `steps`, a search can afford for each optimizer. A step reads examples for gradient and loss."""
    terms = landscape.terms
    reads = terms + max(effective_batch_size(optimizer, landscape, batch_size) or terms for optimizer in optimizers)
    runs = len(RATES) * STARTS * (len(MEMORIES) if memory else 1)
    return max(1, min(steps, MOST_SEARCH_STEPS, MOST_SEARCH_TERMS // (runs * reads)))


def search(
    optimizer: Optimizer[Any],
    landscape: Surveyed,
    first: Point,
    steps: int,
    criterion: Criterion = "loss",
    memory: bool = False,
    batch_size: int | None = None,
    seed: int = 0,
    map_pieces: MapPieces = map,
    schedule: Schedule | None = None,
) -> Search:
    """Search the learning rate of one optimizer, under a schedule if there is one, and its decay rate if `memory`.

    Errors as for `ends`; and ValueError for more than 10,000 steps.
    """
    steps = whole("search.steps", steps, 1, MOST_SEARCH_STEPS)
    name = memory_knob(type(optimizer)) if memory else None
    memories = np.array(MEMORIES if name else [np.nan])
    points = starts(landscape, first)
    # Axes: rate, memory, start.
    values = {"learning_rate": np.array(RATES)[:, np.newaxis, np.newaxis]} | ({name: memories[:, np.newaxis]} if name else {})
    theta = np.broadcast_to(points[:, np.newaxis, np.newaxis], (2, len(RATES), len(memories), STARTS))
    wanted = goal(landscape, points) if criterion == "steps" else np.nan
    found = ends(replace(optimizer, **values), landscape, theta, steps, wanted, batch_size, seed, map_pieces, schedule=schedule)
    floor = floor_of(landscape)
    height = np.maximum(landscape.value(*points) - floor, np.finfo(float).tiny)
    with np.errstate(all="ignore"):
        share = np.maximum(found.highest - floor, 0) / height
    share = np.where(found.became("diverged") | found.became("no slope") | np.isnan(share), np.inf, share)
    taken = np.where(found.reached, found.passed, np.inf) if criterion == "steps" else np.full(share.shape, np.nan)
    return _judged(_medians(share), _medians(taken), memories)


def _medians(values: Array) -> Array:
    """The medians over all starts, over the first and over the others, along a new first axis; the starts are the last axis."""
    parts = (values, values[..., :FIRST], values[..., FIRST:])
    return np.stack([np.median(part, axis=-1) for part in parts])


def _judged(shares: Array, steps: Array, memories: Array) -> Search:
    """The best memory at each rate, and of these the best rate; shares and steps have shape (3, rates, memories), as of `_medians`."""
    rows = np.arange(len(shares[0]))
    at = np.lexsort((shares[0], np.nan_to_num(steps[0], nan=0.0, posinf=np.inf)), axis=-1)[:, 0]
    (share, first, others), (taken, taken_first, taken_others) = shares[:, rows, at], steps[:, rows, at]
    rank = _ranks(share, taken)
    sides = np.pad(rank, 1, "edge")
    best = int(np.lexsort((rank, np.max([sides[:-2], rank, sides[2:]], axis=0)))[0])
    lowest = int(np.argmin(_ranks(first, taken_first)))
    measure = first[lowest], taken_first[lowest]
    low, high = _around(lowest, _good(first, taken_first, *measure))
    luck = low == high or not _good(others, taken_others, *measure)[lowest]
    return Search(share, taken, memories[at], best, _around(best, _good(share, taken, share[best], taken[best])), lowest, bool(luck))


def _ranks(share: Array, steps: Array) -> NDArray[np.intp]:
    """The rank of each rate, from 0 for the best; equal scores have one rank."""
    scores = np.column_stack([np.nan_to_num(steps, nan=0.0, posinf=np.inf), share])
    return np.unique(scores, axis=0, return_inverse=True)[1].reshape(-1)


def _good(share: Array, steps: Array, least: float, fewest: float) -> NDArray[np.bool_]:
    """Which rates are good, measured by the share that one of them leaves, or by the steps that it takes if it arrives."""
    return steps <= GOOD_STEPS * fewest if np.isfinite(fewest) else share <= max(TOLERANCE, GOOD_SHARE * least)


def _around(place: int, good: NDArray[np.bool_]) -> tuple[int, int]:
    """The first and the last place of the good rates around one."""
    low = high = place
    while low > 0 and good[low - 1]:
        low -= 1
    while high < len(good) - 1 and good[high + 1]:
        high += 1
    return low, high


def floor_of(landscape: Surveyed, heights: Array | None = None) -> float:
    """The loss that shares are measured from: that of the lowest known minimum; where there is none, the lowest in view.

    `heights` are the losses in view (`in_view`) if they are known already: a large table takes a third of a second for them.
    """
    if landscape.minima:
        return lowest(landscape)
    found = in_view(landscape) if heights is None else heights
    finite = found[np.isfinite(found)]
    return float(finite.min()) if len(finite) else 0.0


def in_view(landscape: Surveyed) -> Array:
    """The loss on a grid over the window, which may have holes."""
    return np.asarray(landscape.value(*np.meshgrid(*[np.linspace(*side, 60) for side in landscape.window])))


def ranking(searches: Sequence[Search], places: Sequence[int]) -> list[int]:
    """The methods from best to worst, each at its place of the grid; equal ones keep the order of the catalogue."""
    scores = [search.score(place) for search, place in zip(searches, places, strict=True)]
    return sorted(range(len(searches)), key=lambda i: scores[i])
