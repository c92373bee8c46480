"""Does a larger η only make it faster, when the gradient is noisy?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.spec import Citation

STEPS = 300
LAST = 100
"""The steps at the end that count."""
NEAR = 0.11


def _around(lab: Lab, eta: float) -> float:
    """The usual distance from the minimum in the last steps."""
    return lab.run("SGD", steps=STEPS, learning_rate=eta).around(LAST)


HOW_NEAR = Challenge(
    name="how-near",
    title="Close to the bottom",
    group="Noise and batches",
    belief=Belief(
        "A larger η only makes SGD faster.",
        Citation(
            "fmin.xyz",
            2024,
            "Why stochastic gradient descent does not converge?",
            "https://fmin.xyz/docs/visualizations/sgd_divergence.html",
        ),
    ),
    scene=TaskScene("Penguins, standardised", (Actor("SGD", {"learning_rate": 0.3}),), steps=STEPS),
    question=Words(
        Remark("Turn η until SGD stays close to the minimum, 0.11 away or less on average, in the last 100 of 300 steps.", "instruction")
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: attempt.runs[0].around(LAST),
            "In the last 100 steps it is {} from the minimum; it has to be less than 0.11.",
            below=NEAR,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.3},
                Words(
                    Claim(
                        "With this η SGD arrives in a few steps, and then each penguin throws it about, as far as η allows.",
                        lambda lab: lab.run("SGD", steps=STEPS, learning_rate=0.3).arrived < 10 and _around(lab, 0.3) > 2 * NEAR,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > 0.02,
            ),
            Wrong(
                {"learning_rate": 0.002},
                Words(
                    Claim(
                        "With so small an η SGD hardly trembles, but after 300 steps it is still on its way.",
                        lambda lab: (
                            _around(lab, 0.002) > 0.5 and bool(np.all(lab.run("SGD", steps=STEPS, learning_rate=0.002).lengths < 0.02))
                        ),
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] <= 0.02,
            ),
        ),
    ),
    why=Words(
        Claim(
            "A larger η arrives sooner and then trembles more, so it ends farther away: take the smallest η that still arrives in time.",
            lambda lab: _around(lab, 0.02) < NEAR < _around(lab, 0.1) < _around(lab, 0.3) < _around(lab, 1.0),
        )
    ),
)
