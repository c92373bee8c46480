"""From the heavy ball to NAdam."""

import numpy as np

from lessons.ladder.rung import Case, Ladder, Rung, Term
from optim_core.claims import Claim, Lab, Words, apart
from optim_core.methods.heavy_ball import HeavyBall
from optim_core.methods.nadam import NAdam
from optim_core.methods.nesterov import NesterovInLibraries


def _longest(lab: Lab, method: str, eta: float) -> float:
    """The longest step along an axis on the plateau, in units of η."""
    return float(np.abs(lab.on("Plateau").run(method, learning_rate=eta, steps=20).quantities["step"][1:]).max() / eta)


TO_NADAM: Ladder = (
    Rung(
        HeavyBall,
        "velocity",
        Words(
            Claim(
                "The gradients add up to a velocity, which loses a tenth at each step.",
                lambda lab: all(
                    apart(run.quantities["v"][2:], 0.9 * run.quantities["v"][1:-1] + run.gradient[1:-1]) < 1e-9
                    for run in [lab.run(HeavyBall.name, steps=50)]
                ),
            )
        ),
    ),
    Term(
        NesterovInLibraries,
        "+ a look ahead",
        Words(
            Claim(
                "The newest gradient counts once more, so the velocity turns a step earlier: the first step is 1.9 times as long.",
                lambda lab: all(
                    abs(ahead / plain - 1.9) < 1e-9
                    for plain, ahead in [[lab.run(cls.name, learning_rate=0.001).lengths[0] for cls in (HeavyBall, NesterovInLibraries)]]
                ),
            )
        ),
        wins=Case(
            "Ravine",
            "With η = 0.02 the heavy ball swings across the ravine and needs 33 steps; the look ahead brakes it, and 12 are enough.",
            lambda plain, ahead: (plain.arrived, ahead.arrived) == (33, 12),
            {"learning_rate": 0.02},
        ),
        not_here=Case(
            "Himmelblau",
            "On Himmelblau it hardly matters: it saves one step of 45.",
            lambda plain, ahead: (plain.arrived, ahead.arrived) == (45, 44),
        ),
    ),
    Term(
        NAdam,
        "+ mean of the square",
        Words(
            Claim(
                "The step is divided by the root of the mean square, so on a flat plain it is as long as on a slope: about η.",
                lambda lab: 0.5 < _longest(lab, NAdam.name, 0.02) < 3 and _longest(lab, NesterovInLibraries.name, 0.02) < 0.1,
            )
        ),
        wins=Case(
            "Plateau",
            "On the plateau the slope is tiny: the velocity stays tiny, too, and the run stands still; divided, it walks on and arrives.",
            lambda ahead, divided: ahead.kind == "nearly still" and divided.kind == "at a minimum" and divided.arrived < 100,
        ),
        not_here=Case(
            "Penguins, standardised",
            "In a round bowl all slopes are alike, and dividing gains nothing: the velocity arrives at step 147, divided at 251.",
            lambda ahead, divided: (ahead.arrived, divided.arrived) == (147, 251),
        ),
    ),
)
