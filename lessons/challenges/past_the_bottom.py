"""Does the loss have to fall at every step?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

ETA = 0.1
STEPS = 100
CLIMB = 0.02
"""How far it climbs at least, as a share of the height that it starts at."""
LAST = 20
REST = 0.1
"""So near to the minimum in the last steps counts as at rest."""


def _climb(lab: Lab, run: Walk) -> float:
    """The highest climb, as a share of the height at the start; NaN unless the run comes to rest at the minimum."""
    if not run.around(LAST) < REST:
        return np.nan
    height = run.loss - lab.loss(*lab.minima[0])
    return float((height - np.minimum.accumulate(height)).max() / height[0])


def _with(lab: Lab, beta1: float) -> Walk:
    """The run with a β₁."""
    return lab.run("Momentum", steps=STEPS, learning_rate=ETA, beta1=beta1)


PAST_THE_BOTTOM = Challenge(
    name="past-the-bottom",
    title="Past the bottom",
    group="The loop and η",
    belief=Belief(
        "The loss must fall at every step.",
        Citation("Cross Validated", 2018, "Gradient descent decreasing loss", "https://stats.stackexchange.com/questions/370196"),
    ),
    scene=TaskScene("Penguins, standardised", (Actor("Momentum", {"learning_rate": ETA, "beta1": 0.0}),), steps=STEPS),
    question=Words(
        Remark(
            "Turn β₁ until the run climbs after it has fallen, and still comes to rest: its last 20 steps are near the minimum.",
            "instruction",
        )
    ),
    answer=Turn(
        fields=("beta1",),
        goal=Goal(
            lambda attempt: _climb(attempt.lab, attempt.runs[0]),
            "It climbs by {} of the height that it starts at; this has to be more than 0.02, and it has to come to rest at the minimum.",
            above=CLIMB,
            otherwise="It does not come to rest at the minimum.",
        ),
        wrong=(
            Wrong(
                {"beta1": 0.0},
                Words(
                    Claim(
                        "With a short memory every step goes down: the run has no speed left that could carry it up.",
                        lambda lab: _climb(lab, _with(lab, 0.0)) == 0 and _with(lab, 0.0).moved > 1,
                    )
                ),
                lambda attempt: attempt.given["beta1"] < 0.92,
            ),
            Wrong(
                {"beta1": 0.99},
                Words(
                    Claim(
                        "With so long a memory the run cannot brake: after 100 steps it has not come to rest.",
                        lambda lab: _with(lab, 0.99).around(LAST) > 3 * REST and _with(lab, 0.92).around(LAST) < REST,
                    )
                ),
                lambda attempt: attempt.given["beta1"] > 0.92,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Momentum carries the run past the bottom and up the other side, and then it comes back: a loss that rises is no fault.",
            lambda lab: _climb(lab, _with(lab, 0.92)) > CLIMB,
        )
    ),
)
