"""Every method and every landscape, for the laws that all of them obey; and whether two results are the same bit for bit."""

from itertools import islice
from typing import Any

import numpy as np

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, OneWeight, PenguinsStandardised, Ravine, Rosenbrock, Rotated, Scaled
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import Run, catalogue, descend
from optim_core.spec import Array

FORMS, METHODS = catalogue.FORMS, catalogue.EVERY
X, Y = (0.5, 1.0, 2.0, 3.0, 5.0), (1.0, 0.5, 2.5, 2.0, 4.0)
WRAPPED: list[Landscape] = [
    Scaled(Rosenbrock(), 3.0),
    Rotated(Ravine(), 30.0),
    Noisy(Ravine(), 2.0),
    OneWeight(PenguinsStandardised(), 0.7),
]
OWN: list[Landscape] = [
    Expression("x^30 + sin(3x) y^2", ((-1.5, 1.5), (-1.0, 1.0))),
    TableLine(X, Y),
    TableLogistic(X, (0.0, 1.0, 0.0, 1.0, 1.0)),
    TableNetwork(X, Y, standardise=False),
]
EVERY: list[Landscape] = [*(cls() for cls in LANDSCAPES), *WRAPPED, *OWN]
"""The landscapes: those of the catalogue, wrapped ones, and a visitor's own."""


def gradient_points(run: Run) -> Array:
    """Where a run takes its gradients, (steps + 1, 2): what other libraries call θ."""
    iterates = descend(run.optimizer, run.landscape, run.start, run.batch_size, run.seed)
    return np.array([run.optimizer.gradient_point(each.theta, each.state) for each in islice(iterates, run.steps + 1)])


def same(one: Any, other: Any) -> None:
    """Bit for bit, in whatever it is kept."""
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        assert one.tobytes() == other.tobytes()
    elif isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            same(one[key], other[key])
    else:
        assert one == other
