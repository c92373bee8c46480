"""From Adagrad to Adadelta."""

import numpy as np

from lessons.ladder.rung import Case, Ladder, Rung, Term
from optim_core.claims import Claim, Words
from optim_core.methods.adadelta import Adadelta, AdadeltaShorthand
from optim_core.methods.adagrad import Adagrad

TO_ADADELTA: Ladder = (
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
    Term(
        AdadeltaShorthand,
        "+ the sum fades",
        Words(
            Claim(
                "A moving average forgets the steep start, so the rate recovers.",
                lambda lab: lab.on("Beale").run("Adadelta, as on the card").recovery > 10 > 1 > lab.on("Beale").run("Adagrad").recovery,
            )
        ),
        wins=Case(
            "Beale",
            "With η = 0.02 the sum crawls away from the steep start for 300 steps; the average arrives.",
            lambda total, fading: total.moved < 0.7 and fading.arrived < 200,
            {"learning_rate": 0.02},
        ),
        not_here=Case(
            "Plateau",
            "On the plateau nothing steep is to be forgotten, and the sum arrives first.",
            lambda total, fading: 2 * total.arrived < fading.arrived < 300 and float(np.abs(total.gradient[0]).max()) < 1e-3,
        ),
    ),
    Term(
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
        wins=Case(
            "Rosenbrock",
            "With η = 1 the run jumps across the whole picture; paced by its own steps, it follows the floor of the valley.",
            lambda wild, paced: wild.lengths.max() > 4 and paced.lengths.max() < 0.05 and paced.loss[-1] < 0.2,
            {"learning_rate": 1.0},
        ),
        not_here=Case(
            "Himmelblau",
            "On Himmelblau an η that suits arrives within 100 steps; its own steps start short, and 300 are not enough.",
            lambda suited, paced: suited.arrived < 100 and paced.arrived == np.inf and 10 * paced.lengths[0] < suited.lengths[0],
        ),
    ),
)
