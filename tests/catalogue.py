"""Every method and every landscape, for the laws that all of them obey; and whether two results are the same bit for bit."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import numpy as np

from landscapes import (
    LANDSCAPES,
    STAGED,
    Expression,
    Landscape,
    Noisy,
    OneWeight,
    PenguinsLogistic,
    PenguinsStandardised,
    Ravine,
    Rosenbrock,
    Rotated,
    Saddle,
    Scaled,
)  # fmt: skip
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import OPTIMIZERS, SHORTHANDS, Optimizer, Run, catalogue
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum
from optim_core.schedules.schedule import at_step
from optim_core.spec import Array
from tests.own_texts import OWN as OWN_METHODS

FORMS = catalogue.FORMS
METHODS: tuple[type[Optimizer[Any]], ...] = (*catalogue.EVERY, *OWN_METHODS)
"""Those of the catalogue, and visitors' own."""
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
EVERY: list[Landscape] = [*(cls() for cls in (*LANDSCAPES, *STAGED)), *WRAPPED, *OWN]
"""The landscapes: those of the catalogue, those that only tasks show, wrapped ones, and a visitor's own."""
SEEN_FIRST = {*OPTIMIZERS, *SHORTHANDS.values(), GradientDescent, Momentum}
"""The seven, the formulas of the card, and the rungs below them: what a first visitor meets."""
REPRESENTATIVES = (Rosenbrock, Saddle, Expression, PenguinsStandardised, PenguinsLogistic, OneWeight)
"""One landscape of each form: a ravine, a saddle, a typed formula with a reader of its own, data that a formula sums up, data whose
examples are summed, and one weight."""


def pairs(methods: Sequence[type[Optimizer[Any]]], landscapes: Iterable[Landscape]) -> list[tuple[type[Optimizer[Any]], Landscape]]:
    """Methods and landscapes for a law that holds for all of both.

    What a first visitor meets is tried everywhere, and all other methods on one landscape of each form: landscapes of one form take the
    same way through the code, and thirty methods on all of them would cost more minutes than they find mistakes.
    """
    return [
        (method, landscape)
        for landscape in landscapes
        for method in methods
        if method in SEEN_FIRST or isinstance(landscape, REPRESENTATIVES)
    ]


def called(each: type[Optimizer[Any]] | Landscape) -> str:
    """What a case is called: a method by its class, as where there is one of each, and a landscape as on the page."""
    return each.__name__ if isinstance(each, type) else each.name


def gradient_points(run: Run) -> Array:
    """Where a run takes its gradients, (steps + 1, 2): what other libraries call θ."""
    each = islice(run.iterates(), run.steps + 1)
    return np.array([at_step(run.optimizer, run.schedule, at.t + 1).gradient_point(at.theta, at.state) for at in each])


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
