"""Is η the longest step that Adam can take?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.methods.adam import PAPER

STEPS = 100


def _longest(lab: Lab, run: Walk) -> float:
    """The longest step along one axis, in units of η."""
    return float(np.abs(run.quantities["step"]).max()) / lab.suited("Adam")


def _at(lab: Lab, beta1: float) -> float:
    """The same with a β₁."""
    return _longest(lab, lab.run("Adam", steps=STEPS, beta1=beta1))


LONGER_THAN_ETA = Challenge(
    name="longer-than-eta",
    title="Longer than η",
    group="Momentum and Adam",
    belief=Belief("η caps Adam's step.", PAPER),
    scene=TaskScene("Himmelblau", (Actor("Adam"),), steps=STEPS),
    question=Words(Remark("Turn β₁ until Adam takes a step that is more than twice as long as η along one axis.", "instruction")),
    answer=Turn(
        fields=("beta1",),
        goal=Goal(
            lambda attempt: _longest(attempt.lab, attempt.runs[0]),
            "Its longest step is {} times η; it has to be more than 2.",
            above=2,
        ),
        wrong=(
            Wrong(
                {"beta1": 0.999},
                Words(
                    Claim(
                        "A longer memory makes no longer steps: it still averages the small slopes of the first steps.",
                        lambda lab: _at(lab, 0.999) < _at(lab, 0.9) < 2,
                    )
                ),
                lambda attempt: attempt.given["beta1"] > 0.85,
            ),
            Wrong(
                {"beta1": 0.0},
                Words(
                    Claim(
                        "Without a memory the step falls with the slope: it cannot keep the large slopes that have just passed.",
                        lambda lab: _at(lab, 0.0) < 1.5 and _at(lab, 0.8) > 2,
                    )
                ),
                lambda attempt: attempt.given["beta1"] < 0.85,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Where the slope grows, m follows it in a few steps and v in a thousand, so m̂/√v̂ passes 1: η is no limit.",
            lambda lab: _at(lab, 0.82) > 2 > _at(lab, 0.9) > 1,
        )
    ),
)
