"""Does a smaller η always end nearer?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 20


def _left(lab: Lab, run: Walk) -> float:
    """How far from the minimum the run ends."""
    return float(np.hypot(*(run.theta[-1] - lab.minima[0])))


def _at(lab: Lab, eta: float) -> float:
    """The same with an η."""
    return _left(lab, lab.run("Gradient descent", steps=STEPS, learning_rate=eta))


TWENTY_STEPS = Challenge(
    name="twenty-steps",
    title="Only twenty steps",
    group="The loop and η",
    belief=Belief(
        "A smaller η always ends nearer to the minimum.",
        Citation(
            "1Cademy, after Dive into Deep Learning",
            2026,
            "Effect of a Small Learning Rate on Gradient Descent",
            "https://1cademy.com/node/effect-of-a-small-learning-rate-on-gradient-descent/K8GshjYMmI3lIjRdDhen",
        ),
    ),
    scene=TaskScene("Ravine", (Actor("Gradient descent"),), values={"condition": 10.0}, steps=STEPS),
    question=Words(Remark("Turn η so that gradient descent comes as near as 0.2 to the minimum in 20 steps.", "instruction")),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: _left(attempt.lab, attempt.runs[0]), "It ends {} from the minimum; it has to be less than 0.2.", below=0.2
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.01},
                Words(
                    Claim(
                        "Small steps never go astray, but twenty of them do not get there.",
                        lambda lab: _at(lab, 0.01) > 1 > _at(lab, 0.1),
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.12,
            ),
            Wrong(
                {"learning_rate": 0.4},
                Words(
                    Claim(
                        "Each step jumps across the ravine and lands higher on the other side.",
                        lambda lab: bool(np.all(np.diff(lab.run("Gradient descent", steps=STEPS, learning_rate=0.4).loss) > 0)),
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > 0.12,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Steps have to be long enough to get there in time, and short enough not to jump across. The best η lies between.",
            lambda lab: 5 * _at(lab, 0.16) < min(_at(lab, 0.05), _at(lab, 0.25)),
        )
    ),
)
