"""From gradient descent to Adam."""

import numpy as np

from lessons.ladder.rung import Case, Ladder, Rung, Term, first_steps
from optim_core.claims import Claim, Lab, Words, apart
from optim_core.methods.adam import Adam, AdamShorthand
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum
from optim_core.spec import Array

SHORTHAND = AdamShorthand.name


def _along(lab: Lab, method: str, kappa: float) -> Array:
    """The path on a ravine that lies along an axis."""
    return lab.on("Ravine", condition=kappa, angle=0).run(method, learning_rate=0.01).theta


def _unlike_momentum(lab: Lab, epsilon: float) -> float:
    """How far the steps on the plateau are from η/ε times the mean gradient, relative to it."""
    plateau = lab.on("Plateau")
    run = plateau.run("Adam", epsilon=epsilon)
    mean, step = run.quantities["m_hat"][1:], run.quantities["step"][1:] * epsilon / plateau.suited("Adam")
    return apart(step, -mean) / float(np.abs(mean).max())


TO_ADAM: Ladder = (
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
    Term(
        Momentum,
        "+ mean of the gradient",
        Momentum.what,
        wins=Case(
            "Ravine",
            "With η = 0.05 the gradient alone climbs the walls and is gone; its mean swings between them, and arrives.",
            lambda alone, mean: alone.diverged and mean.arrived < 50,
            {"learning_rate": 0.05},
        ),
        not_here=Case(
            "Himmelblau",
            "On Himmelblau the gradient alone arrives sooner; its mean has to gather speed first.",
            lambda alone, mean: 1.2 * alone.arrived < mean.arrived < 100 and 5 * mean.lengths[0] < alone.lengths[0],
        ),
    ),
    Term(
        AdamShorthand,
        "+ mean of its square",
        Words(
            Claim(
                "Each axis gets its own step size, so a ravine along an axis is no ravine any more.",
                lambda lab: (
                    apart(*(_along(lab, SHORTHAND, kappa) for kappa in (1, 50))) < 1e-6
                    and apart(*(_along(lab, "Momentum", kappa) for kappa in (1, 50))) > 0.1
                ),
            ),
            Claim(
                "The first steps are too long: 3.2 times η in each coordinate, and longer after that where the slope is steady.",
                lambda lab: (
                    round(float(first_steps(lab, SHORTHAND)[0]), 1) == 3.2 and bool(np.all(np.diff(first_steps(lab, SHORTHAND)[:8]) > 0))
                ),
            ),
            Claim(
                "Try: set β₂ to 0.9 and see them shrink.",
                lambda lab: first_steps(lab, SHORTHAND, beta2=0.9).max() < 1.5 < 3 < first_steps(lab, SHORTHAND).max(),
            ),
        ),
        wins=Case(
            "Plateau",
            "The slope of the plain is tiny, so its mean alone stands still; divided by its size, it walks to the bottom.",
            lambda mean, divided: mean.moved < 0.1 and divided.arrived < 60,
        ),
        not_here=Case(
            "Ravine",
            "On the ravine, which is turned, a step size for each axis is of no help: momentum ends thirty times lower.",
            lambda mean, divided: 30 * mean.loss[-1] < divided.loss[-1] < 0.1,
        ),
    ),
    Term(
        Adam,
        "+ bias correction",
        Words(
            Claim(
                "The first step is η in each coordinate: the warm start is gone.",
                lambda lab: abs(first_steps(lab, "Adam")[0] - 1) < 1e-6,
            )
        ),
        wins=Case(
            "Penguins, a small network",
            "With η = 0.2 the long first steps throw the run out of the picture; corrected, they are a third as long, and it arrives.",
            lambda long, corrected: (
                long.kind == "left the view" and corrected.arrived < 20 and 3 < long.lengths[0] / corrected.lengths[0] < 3.3
            ),
            {"learning_rate": 0.2},
        ),
        not_here=Case(
            "Beale",
            "On Beale's surface the warm start is of use: without it, Adam ends twenty times higher.",
            lambda long, corrected: 20 * long.loss[-1] < corrected.loss[-1] < 1,
        ),
    ),
    Term(
        Adam,
        "+ a large ε",
        Words(
            Claim(
                "Where gradients are small against ε, steps shrink with them again, back towards momentum.",
                lambda lab: _unlike_momentum(lab, 0.1) < 0.05 < 0.5 < _unlike_momentum(lab, 1e-8),
            )
        ),
        {"epsilon": 0.1},
        wins=Case(
            "Penguins, two species",
            "With η = 1 and β₁ = 0.5 Adam keeps jumping across the bottom; with a large ε its steps shrink, and it rests.",
            lambda small, large: (
                small.kind == "cycling" and large.kind == "at a minimum" and large.lengths[-1] < 1e-6 < 0.3 < small.lengths[-1]
            ),
            {"learning_rate": 1.0, "beta1": 0.5},
        ),
        not_here=Case(
            "Plateau",
            "On the plateau, where all slopes are small, it stands still.",
            lambda small, large: small.arrived < 300 and large.moved < 0.2 * small.moved,
        ),
    ),
)
