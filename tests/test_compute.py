"""What is shared between visitors can be neither mixed up nor changed."""

import numpy as np
import pytest

from landscapes import Beale, Himmelblau, Noisy
from optim_core import SGD, Adam, Run
from ui.compute import RUNS_KEPT, Shelf, walked


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
    shelf = Shelf()
    runs = [Run(Adam(), Himmelblau(), (float(i), 0.0), 5) for i in range(RUNS_KEPT + 1)]
    one = walked([runs[0]])[0]
    for run in runs:
        shelf.put({run: one})
    assert list(shelf.take(runs)) == runs[1:]
