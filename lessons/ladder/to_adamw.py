"""From Adam to AdamW."""

import numpy as np

from lessons.ladder.rung import Case, Ladder, Rung, Term
from optim_core.claims import Claim, Lab, Words, apart
from optim_core.methods.adam import Adam
from optim_core.methods.adam_l2 import AdamL2
from optim_core.methods.adamw import AdamWInLibraries
from optim_core.spec import Array

LAMBDA = {"weight_decay": 1.0}
"""Large, so that a few hundred steps show what decay does."""


def _besides(lab: Lab) -> Array:
    """What a step of AdamW takes away besides that of Adam."""
    run = lab.run(AdamWInLibraries.name, learning_rate=0.03, weight_decay=1.0, steps=50)
    m_hat, v_hat, step = (run.quantities[name][1:] for name in ("m_hat", "v_hat", "step"))
    return np.asarray(-step - 0.03 * m_hat / (np.sqrt(v_hat) + 1e-8))


TO_ADAMW: Ladder = (
    Rung(
        Adam,
        "no decay",
        Words(
            Claim(
                "Adam knows the slope only: it comes to rest where the slope is 0, however large the weights are there.",
                lambda lab: all(
                    run.minimum is not None and lab.on("Himmelblau").slope(*run.theta[-1]) < 1e-3 and np.hypot(*run.theta[-1]) > 3
                    for run in [lab.on("Himmelblau").run("Adam", steps=1000)]
                ),
            )
        ),
    ),
    Term(
        AdamL2,
        "+ decay in the gradient",
        Words(
            Claim(
                "λ times the weights is added to the gradient, which is called L2: the run goes down J + λ‖θ‖²/2.",
                lambda lab: all(
                    apart(run.quantities["u"][1:], run.gradient[:-1] + run.theta[:-1]) < 1e-9
                    for run in [lab.run(AdamL2.name, steps=50, weight_decay=1.0)]
                ),
            )
        ),
        LAMBDA,
        wins=Case(
            "Three-hump camel",
            "The lowest point of the camel is at 0, and decay pulls to 0: Adam stays in the nearest hollow, with decay it leaves it and "
            "arrives.",
            lambda without, decayed: without.kind == "at a local minimum" and decayed.kind == "at a minimum" and decayed.arrived < 100,
        ),
        not_here=Case(
            "Penguins, standardised",
            "On the standardised penguins decay pulls away from the lowest point: with λ = 1 the weight ends at half of what Adam finds.",
            lambda without, decayed: (
                without.kind == "at a minimum" and decayed.minimum is None and abs(decayed.theta[-1, 0] / without.theta[-1, 0] - 0.5) < 0.02
            ),
        ),
    ),
    Term(
        AdamWInLibraries,
        "+ decay kept apart",
        Words(
            Claim(
                "The decay does not pass through m and v: besides Adam's step, a step takes away η times λ of the weights.",
                lambda lab: all(
                    apart(_besides(lab), 0.03 * run.theta[:-1]) < 1e-9
                    for run in [lab.run(AdamWInLibraries.name, learning_rate=0.03, weight_decay=1.0, steps=50)]
                ),
            )
        ),
        LAMBDA,
        wins=Case(
            "Rastrigin",
            "The walls are steep, so in the gradient the decay is divided by a lot and does nothing; kept apart, it pulls the run across "
            "them to the lowest point, at 0.",
            lambda inside, kept: inside.kind == "at a local minimum" and kept.kind == "at a minimum" and kept.arrived < 50,
        ),
        not_here=Case(
            "Himmelblau",
            "On Himmelblau no lowest point is at 0. In the gradient the decay does little, and the run arrives; kept apart, it holds the "
            "run more than 2 away from there.",
            lambda inside, kept: (
                inside.kind == "at a minimum" and kept.minimum is None and np.hypot(*(kept.theta[-1] - inside.theta[-1])) > 2
            ),
        ),
    ),
)
