"""Is η = 1 a mistake in Adadelta?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

ISSUE = Citation(
    "Keras, issue 3889", 2016, "Very Large Default Learning Rate for Adadelta?", "https://github.com/keras-team/keras/issues/3889"
)
STEPS = 100
GOOD = 30.0
"""A factor with which it arrives and stays."""


def _run(lab: Lab, eta: float) -> Walk:
    return lab.run("Adadelta", steps=STEPS, learning_rate=eta)


def _first(lab: Lab, eta: float) -> float:
    """The first step along the first axis."""
    return float(np.abs(_run(lab, eta).quantities["step"][1, 0]))


A_FACTOR_OF_ONE = Challenge(
    name="a-factor-of-one",
    title="A factor of one",
    group="A rate per coordinate",
    belief=Belief("η = 1 is far too large for Adadelta; all others have 0.001 to 0.01.", ISSUE),
    scene=TaskScene("Penguins, two species", (Actor("Adadelta"),), steps=STEPS),
    question=Words(
        Claim(
            "With η = 1, Adadelta does not arrive in 100 steps.",
            lambda lab: _run(lab, 1.0).arrived == np.inf and _run(lab, 1.0).moved > 0.1,
        ),
        Remark("Turn η until it is at the bottom after 100 steps.", "instruction"),
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: attempt.runs[0].around(1),
            "It ends {} away from the bottom; it has to end nearer than 0.1.",
            below=0.1,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.01},
                Words(
                    Claim(
                        "A smaller η makes it slower still: at 0.01 it goes less than a hundredth of the way that it goes at 1.",
                        lambda lab: 0 < _run(lab, 0.01).moved < _run(lab, 1.0).moved / 50,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < GOOD,
            ),
            Wrong(
                {"learning_rate": 1000.0},
                Words(
                    Claim(
                        "This is too much: it jumps past the bottom, and back again.",
                        lambda lab: _run(lab, 1000.0).around(20) > 1 and float(_run(lab, 1000.0).lengths.max()) > 2,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > GOOD,
            ),
        ),
    ),
    why=Words(
        Claim(
            "In Adadelta η is not the length of a step but a factor on a step that the method finds itself: "
            "with the factor 1 the first step is only 0.0045 long, with 30 it is 30 times as long.",
            lambda lab: round(_first(lab, 1.0), 4) == 0.0045 and abs(_first(lab, GOOD) / _first(lab, 1.0) - GOOD) < 1e-6,
        )
    ),
)
