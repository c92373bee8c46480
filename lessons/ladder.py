"""Ladders that lead from one method to another, one term at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from optim_core.descent import Trajectory
from optim_core.methods.adadelta import Adadelta, AdadeltaShorthand
from optim_core.methods.adagrad import Adagrad
from optim_core.methods.adam import Adam, AdamShorthand
from optim_core.methods.adamax import Adamax, AdamaxShorthand
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, TeX, knobs


@dataclass(frozen=True)
class Rung:
    """A method, what it adds to the one before, and what to look for."""

    cls: type[Optimizer[Any]]
    adds: str
    look: str
    instead: tuple[tuple[str, float], ...] = ()
    """The hyperparameters that are not at their defaults."""


LADDERS: dict[str, tuple[Rung, ...]] = {
    "Gradient descent to Adam": (
        Rung(GradientDescent, "the gradient alone", "Steep walls set η, and the flat floor then takes forever."),
        Rung(Momentum, "+ mean of the gradient", "What swings across the valley cancels; what leads along it adds up."),
        Rung(
            AdamShorthand,
            "+ mean of its square",
            "Each axis gets its own step size. The first steps are 3.2 times η, and longer after that.",
        ),
        Rung(Adam, "+ bias correction", "The first step is η exactly: the warm start is gone."),
        Rung(
            Adam,
            "+ a large ε",
            "Where gradients are small against ε, steps shrink with them again: back towards momentum.",
            (("epsilon", 0.1),),
        ),
    ),
    "Adam to Adamax": (
        Rung(AdamShorthand, "the mean of the square", "A single steep slope fades out of the mean as fast as any other."),
        Rung(
            AdamaxShorthand,
            "+ the largest instead",
            "One steep slope sets the scale at once. The first step is a tenth of η.",
        ),
        Rung(Adamax, "+ bias correction and ε", "The first step is η, and a slope that was always 0 divides by ε, not by 0."),
    ),
    "Adagrad to Adadelta": (
        Rung(Adagrad, "the sum of all squares", "The sum only grows, so every step is smaller than it could be."),
        Rung(AdadeltaShorthand, "+ the sum fades", "A moving average forgets the steep start; the steps no longer die."),
        Rung(Adadelta, "+ RMS of its own steps", "Its own steps set its pace, so η has no unit. They start at √ε, and have to grow."),
    ),
}


def added(rung: Rung, before: Rung | None) -> set[str]:
    """The names of the lines of the formula that differ from the rung before.

    Such a line is new, is written differently, or has a hyperparameter with another value.
    """
    lines: Mapping[str, TeX] = rung.cls.lines()
    known = before.cls.lines() if before else lines
    changed = [knobs(rung.cls)[field].symbol for field, _ in rung.instead]
    return {name for name, line in lines.items() if known.get(name) != line or any(symbol in line for symbol in changed)}


def lengths(trajectory: Trajectory, learning_rate: float, steps: int = 20) -> Array:
    """‖Δθ‖/η of the first steps, of shape (steps,)."""
    step = trajectory.quantities["step"][1 : steps + 1]
    with np.errstate(all="ignore"):
        return np.asarray(np.hypot(step[:, 0], step[:, 1]) / learning_rate)
