"""What is shared between visitors can be neither mixed up nor changed."""

import numpy as np
import pytest

from figures.clouds import cloud
from figures.overlay import overlay
from figures.theme import THEMES, nth
from landscapes import Beale, Himmelblau, Noisy
from optim_core import SGD, Adam, Run
from ui.cache import EVERYONE, LRUCache, Owner
from ui.compute import ground, walked


def test_equal_numbers_on_different_landscapes_are_different_runs() -> None:
    places = (Himmelblau(), Beale(), Noisy(Himmelblau(), 1.0), Noisy(Beale(), 1.0))
    runs = [Run(cls(learning_rate=0.001), place, (0.5, 0.5), 5) for place in places for cls in (SGD, Adam)]
    for run, (trajectory, _) in zip(runs, walked(runs), strict=True):
        np.testing.assert_array_equal(trajectory.theta, run.record().theta)
    assert [trajectory is again for (trajectory, _), (again, _) in zip(walked(runs), walked(runs), strict=True)] == [True] * len(runs)


def test_what_is_on_the_cache_cannot_be_changed() -> None:
    trajectory, _ = walked([Run(Adam(), Himmelblau(), (0.0, 0.0), 5)])[0]
    for array in (trajectory.theta, trajectory.loss, trajectory.gradient, trajectory.quantities["m"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_the_cache_forgets_the_oldest() -> None:
    cache = LRUCache[int, str](room=3)
    for i in range(4):
        cache.put(EVERYONE, {i: str(i)})
    assert cache.take(EVERYONE, range(4)) == {1: "1", 2: "2", 3: "3"}
    cache.take(EVERYONE, [1])
    cache.put(EVERYONE, {4: "4"})
    assert list(cache.take(EVERYONE, range(5))) == [1, 3, 4], "what is asked for stays"


def test_a_cache_bears_no_more_than_its_weight() -> None:
    cache = LRUCache[int, str](room=100, most=10, weigh=len)
    cache.put(EVERYONE, {1: "aaaa", 2: "bbbb"})
    cache.put(EVERYONE, {1: "cc"})
    assert cache.weight == 6
    cache.put(EVERYONE, {3: "ddddd"})
    assert cache.take(EVERYONE, range(4)) == {1: "cc", 3: "ddddd"}
    assert cache.weight == 7
    cache.put(EVERYONE, {4: "e" * 11})
    assert (len(cache), cache.weight) == (2, 7), "what alone is too heavy is not kept"


def test_owners_find_nothing_of_each_other_and_leave_nothing_behind() -> None:
    cache = LRUCache[int, str](room=100, most=100, weigh=len)
    one, other = Owner(), Owner()
    cache.put(one, {1: "mine"})
    cache.put(other, {1: "yours"})
    assert (cache.take(one, [1]), cache.take(other, [1])) == ({1: "mine"}, {1: "yours"})
    one.gone = True
    cache.forget(one)
    cache.put(one, {2: "too late"})
    assert (cache.take(one, [1, 2]), cache.weight) == ({}, 5)


def test_the_map_that_all_visitors_share_stays_as_it_is_when_something_is_drawn_on_it() -> None:
    look = THEMES["light"]
    shared = ground(Beale(), look, 300)
    assert ground(Beale(), look, 300) is shared
    assert len({id(ground(place, look, 300)) for place in (Beale(), Himmelblau(), Noisy(Beale(), 1.0))}) == 3
    figure = shared.figure
    as_it_was = figure.to_json()
    marks, theta = [nth(0, look)], np.zeros((4, 2))
    assert len(overlay(figure, ["path"], [theta], marks, look).data) == len(figure.data) + 3
    assert len(cloud(figure, ["cloud"], [theta.T], marks, look).data) == len(figure.data) + 2
    assert figure.to_json() == as_it_was
