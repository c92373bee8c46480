"""Ladders that lead from one method to another, one term at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from optim_core.claims import Claim, Lab, Words, apart
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
    """A method, what it adds to the one before, what to look for, and where its term is plainly seen."""

    cls: type[Optimizer[Any]]
    adds: str
    look: Words
    instead: tuple[tuple[str, float], ...] = ()
    """The hyperparameters that are not at their defaults."""


LADDERS: dict[str, tuple[Rung, ...]] = {
    "Gradient descent to Adam": (
        Rung(
            GradientDescent,
            "the gradient alone",
            Words(
                Claim(
                    "In a narrow valley the steep walls set η, and the flat floor then takes forever.",
                    lambda lab: (
                        lab.on("Rosenbrock").run("Gradient descent", steps=5000).arrived > 4000
                        and lab.on("Rosenbrock").run("Gradient descent", learning_rate=0.003).diverged
                    ),
                )
            ),
        ),
        Rung(
            Momentum,
            "+ mean of the gradient",
            Words(
                Claim(
                    "What swings across the valley cancels, what leads along it adds up: on the ravine η may be 0.05, where the gradient "
                    "alone climbs the walls.",
                    lambda lab: (
                        lab.on("Ravine").run("Momentum", learning_rate=0.05).arrived < 300
                        and lab.on("Ravine").run("Gradient descent", learning_rate=0.05).loss[-1] > 1e6
                    ),
                )
            ),
        ),
        Rung(
            AdamShorthand,
            "+ mean of its square",
            Words(
                Claim(
                    "Each axis gets its own step size, so a ravine along an axis is no ravine any more.",
                    lambda lab: (
                        apart(*(_along(lab, "Adam, as on the card", kappa) for kappa in (1, 50))) < 1e-6
                        and apart(*(_along(lab, "Momentum", kappa) for kappa in (1, 50))) > 0.1
                    ),
                ),
                Claim(
                    "The first steps are too long: 3.2 times η in each coordinate, and longer after that where the slope is steady.",
                    lambda lab: (
                        round(float(_first(lab, "Adam, as on the card")[0]), 1) == 3.2
                        and bool(np.all(np.diff(_first(lab, "Adam, as on the card")[:8]) > 0))
                    ),
                ),
            ),
        ),
        Rung(
            Adam,
            "+ bias correction",
            Words(
                Claim(
                    "The first step is η in each coordinate: the warm start is gone.",
                    lambda lab: abs(_first(lab, "Adam")[0] - 1) < 1e-6,
                ),
                Claim(
                    "That is not always a gain: on Beale's surface the warm start arrives within 300 steps, and without it Adam does not.",
                    lambda lab: lab.on("Beale").run("Adam, as on the card").arrived < 300 < lab.on("Beale").run("Adam").arrived,
                ),
            ),
        ),
        Rung(
            Adam,
            "+ a large ε",
            Words(
                Claim(
                    "Where gradients are small against ε, steps shrink with them again, back towards momentum: on the plateau it "
                    "stands still.",
                    lambda lab: (
                        lab.on("Plateau").run("Adam", epsilon=0.1).moved < 0.2 * lab.on("Plateau").run("Adam").moved
                        and lab.on("Plateau").run("Adam").arrived < 300
                    ),
                )
            ),
            (("epsilon", 0.1),),
        ),
    ),
    "Adam to Adamax": (
        Rung(
            AdamShorthand,
            "the mean of the square",
            Words(
                Claim(
                    "Of one steep slope the mean takes a thousandth of its square, so the next steps are too long.",
                    lambda lab: apart(lab.run("Adam, as on the card").quantities["v"][1], 0.001 * lab.gradient(*lab.start) ** 2) < 1e-9,
                )
            ),
        ),
        Rung(
            AdamaxShorthand,
            "+ the largest instead",
            Words(
                Claim(
                    "One steep slope sets the scale at once.",
                    lambda lab: apart(lab.run("Adamax, as on the card").quantities["u"][1], np.abs(lab.gradient(*lab.start))) == 0,
                ),
                Claim(
                    "The first step is a tenth of η in each coordinate.",
                    lambda lab: abs(_first(lab, "Adamax, as on the card")[0] - 0.1) < 1e-9,
                ),
            ),
        ),
        Rung(
            Adamax,
            "+ bias correction and ε",
            Words(
                Claim(
                    "The first step is η,",
                    lambda lab: abs(_first(lab, "Adamax")[0] - 1) < 1e-6,
                ),
                Claim(
                    "and a slope that was always 0 divides by ε, not by 0.",
                    lambda lab: lab.on("Saddle").run("Adamax", (-1.5, 0.0)).quantities["u"][5, 1] == 1e-8,
                ),
            ),
        ),
    ),
    "Adagrad to Adadelta": (
        Rung(
            Adagrad,
            "the sum of all squares",
            Words(
                Claim(
                    "The sum only grows, so the rate of each coordinate only falls.",
                    lambda lab: float(np.diff(lab.run("Adagrad").rates, axis=0).max()) < 1e-12 < lab.run("Adagrad").moved,
                )
            ),
        ),
        Rung(
            AdadeltaShorthand,
            "+ the sum fades",
            Words(
                Claim(
                    "A moving average forgets the steep start, so the rate recovers.",
                    lambda lab: lab.on("Beale").run("Adadelta, as on the card").recovery > 10 > 1 > lab.on("Beale").run("Adagrad").recovery,
                )
            ),
        ),
        Rung(
            Adadelta,
            "+ RMS of its own steps",
            Words(
                Claim(
                    "Its own steps set its pace, so η is a plain factor, usually 1, on any landscape.",
                    lambda lab: {lab.on(name).suited("Adadelta") for name in ("Himmelblau", "Rosenbrock", "Plateau", "Ackley")} == {1.0},
                ),
                Claim(
                    "The steps start at √ε/√(1-ρ) in each coordinate, 0.0045, and have to grow.",
                    lambda lab: (
                        round(float(np.abs(lab.run("Adadelta").quantities["step"][1]).max()), 4) == 0.0045
                        and lab.run("Adadelta", steps=1000).lengths.max() > 5 * lab.run("Adadelta").lengths[0]
                    ),
                ),
            ),
        ),
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
    """How far the first steps move the coordinate that moves most, over η: (steps,)."""
    step = trajectory.quantities["step"][1 : steps + 1]
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(step).max(axis=1) / learning_rate)


def _first(lab: Lab, method: str) -> Array:
    """The same for a method at η = 0.01."""
    return np.asarray(np.abs(lab.run(method, steps=20, learning_rate=0.01).quantities["step"][1:]).max(axis=1) / 0.01)


def _along(lab: Lab, method: str, kappa: float) -> Array:
    """The path on a ravine that lies along an axis."""
    return lab.on("Ravine", condition=kappa, angle=0).run(method, learning_rate=0.01).theta
