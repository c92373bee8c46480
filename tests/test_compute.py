"""What is shared between visitors can be neither mixed up nor changed."""

import numpy as np
import pytest

from landscapes import Beale, Himmelblau, Noisy
from optim_core import SGD, Adam, Run
from ui.compute import Shelf, walked


def test_equal_numbers_on_different_landscapes_are_different_runs() -> None:
    places = (Himmelblau(), Beale(), Noisy(Himmelblau(), 1.0), Noisy(Beale(), 1.0))
    runs = [Run(cls(learning_rate=0.001), place, (0.5, 0.5), 5) for place in places for cls in (SGD, Adam)]
    for run, (trajectory, _) in zip(runs, walked(runs), strict=True):
        np.testing.assert_array_equal(trajectory.theta, run.record().theta)
    assert [trajectory is again for (trajectory, _), (again, _) in zip(walked(runs), walked(runs), strict=True)] == [True] * len(runs)


def test_what_is_on_the_shelf_cannot_be_changed() -> None:
    trajectory, _ = walked([Run(Adam(), Himmelblau(), (0.0, 0.0), 5)])[0]
    for array in (trajectory.theta, trajectory.loss, trajectory.gradient, trajectory.quantities["m"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0


def test_the_shelf_forgets_the_oldest() -> None:
    shelf = Shelf[int, str](room=3)
    for i in range(4):
        shelf.put({i: str(i)})
    assert shelf.take(range(4)) == {1: "1", 2: "2", 3: "3"}
    shelf.take([1])
    shelf.put({4: "4"})
    assert list(shelf.take(range(5))) == [1, 3, 4], "what is asked for stays"
