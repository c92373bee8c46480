"""Is ε there only to prevent a division by zero?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

ISSUE = Citation("Keras, issue 435", 2015, "Difference in RMSProp from published work", "https://github.com/keras-team/keras/issues/435")
ETA = 0.2
STEPS = 300
GOOD = 0.013
"""An ε that is large enough to let it rest and small enough to let it cross the plateau."""


def _run(lab: Lab, epsilon: float) -> Walk:
    return lab.run("RMSprop", steps=STEPS, learning_rate=ETA, epsilon=epsilon)


COME_TO_REST = Challenge(
    name="come-to-rest",
    title="Come to rest",
    group="A rate per coordinate",
    belief=Belief("ε only prevents a division by zero; it has no effect on the run.", ISSUE),
    scene=TaskScene("Plateau", (Actor("RMSprop", {"learning_rate": ETA}),), steps=STEPS),
    question=Words(
        Claim(
            "RMSprop crosses the plateau, then jumps to and fro across the bottom and never stops.",
            lambda lab: _run(lab, 1e-8).loss.min() < 0.05 and float(_run(lab, 1e-8).lengths[-100:].min()) > ETA,
        ),
        Remark("Turn ε until it arrives and comes to rest.", "instruction"),
    ),
    answer=Turn(
        fields=("epsilon",),
        goal=Goal(
            lambda attempt: attempt.runs[0].around(20),
            "In its last 20 steps it is {} away from the bottom; it has to be nearer than 0.05.",
            below=0.05,
        ),
        wrong=(
            Wrong(
                {"epsilon": 1e-12},
                Words(
                    Claim(
                        "A smaller ε changes nothing here: each slope is divided by its own size, so each step is still η long.",
                        lambda lab: all(
                            abs(float(_run(lab, epsilon).lengths[-20:].mean()) / (ETA * 2**0.5) - 1) < 0.02 for epsilon in (1e-8, 1e-12)
                        ),
                    )
                ),
                lambda attempt: attempt.given["epsilon"] < GOOD,
            ),
            Wrong(
                {"epsilon": 0.1},
                Words(
                    Claim(
                        "Now √ε is far larger than the slopes of the plateau, so it hardly moves.",
                        lambda lab: lab.slope(*lab.start) < 0.01 * 0.1**0.5 and _run(lab, 0.1).moved < 0.5,
                    )
                ),
                lambda attempt: attempt.given["epsilon"] > GOOD,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Where the slopes are smaller than √ε, RMSprop moves like gradient descent with the rate η/√ε: "
            "its steps shrink with the slope, and it comes to rest.",
            lambda lab: (
                bool(np.all(np.abs(_run(lab, GOOD).rates[:50] / (ETA / GOOD**0.5) - 1) < 0.05))
                and _run(lab, GOOD).around(20) < 0.01 < 0.1 < _run(lab, 1e-8).around(20)
            ),
        )
    ),
)
