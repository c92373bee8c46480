"""Does patience or a larger η reach the end of Rosenbrock's valley?"""

import numpy as np

from lessons.challenges.answers import Attempt, Goal, Place, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.spec import Citation

STEPS = 200
APART = 1.0
"""How far from the minimum the start has to be."""


def _left(attempt: Attempt) -> float:
    """How far from the minimum the run ends; NaN if it starts too near."""
    theta, minimum = attempt.runs[0].theta, attempt.lab.minima[0]
    return float(np.hypot(*(theta[-1] - minimum))) if np.hypot(*(theta[0] - minimum)) > APART else np.nan


def _on_the_floor(attempt: Attempt) -> bool:
    """Whether the start lies on the floor, far enough from the minimum."""
    x, y = attempt.given
    return abs(y - x**2) < 0.5 and bool(np.isfinite(_left(attempt)))


def _from(lab: Lab, x: float, y: float, steps: int = STEPS) -> float:
    """How far from the minimum a run from there ends."""
    return float(np.hypot(*(lab.run("Gradient descent", (x, y), steps).theta[-1] - lab.minima[0])))


FLOOR_OR_WALL = Challenge(
    name="floor-or-wall",
    title="Floor or wall",
    group="The loop and η",
    belief=Belief(
        "A few more steps or a larger η, and gradient descent reaches the end of the valley.",
        Citation("Emiola & Adem", 2021, "Comparison of Minimization Methods for Rosenbrock Functions", "https://arxiv.org/abs/2101.10546"),
    ),
    scene=TaskScene("Rosenbrock", (Actor("Gradient descent"),), steps=STEPS),
    question=Words(
        Remark(
            "Place the start at least 1 away from the minimum, so that gradient descent comes as near as 0.25 to it in 200 steps.",
            "instruction",
        )
    ),
    answer=Place(
        goal=Goal(
            _left,
            "It ends {} from the minimum; it has to be less than 0.25.",
            below=0.25,
            otherwise="The start has to be at least 1 away from the minimum.",
        ),
        wrong=(
            Wrong(
                (0.0, 0.0),
                Words(
                    Claim(
                        "The floor of the valley is almost flat: from (0, 0) even 1000 steps do not reach the minimum.",
                        lambda lab: 0.25 < _from(lab, 0.0, 0.0, 1000) < _from(lab, 0.0, 0.0),
                    )
                ),
                _on_the_floor,
            ),
            Wrong(
                (2.2, 2.0),
                Words(
                    Claim(
                        "This wall is so steep that the first step jumps right across the valley.",
                        lambda lab: lab.run("Gradient descent", (2.2, 2.0), STEPS).theta[1, 0] < 0,
                    )
                ),
                lambda attempt: attempt.runs[0].lengths[0] > 1.5,
            ),
            Wrong(
                (-0.5, 2.5),
                Words(
                    Claim(
                        "The wall leads down to another part of the floor, and the run has to creep along it.",
                        lambda lab: _from(lab, -0.5, 2.5) > 1.5 and lab.run("Gradient descent", (-0.5, 2.5), STEPS).lengths[-1] < 0.01,
                    )
                ),
                lambda attempt: bool(_left(attempt) > 0.25),
            ),
        ),
    ),
    why=Words(
        Claim(
            "Gradient descent is quick down a wall and slow along the floor, so the start has to lie where the wall leads to the minimum.",
            lambda lab: _from(lab, 0.2, 2.0) < 0.25 and _from(lab, -1.0, 1.0) > 1,
        ),
        Claim(
            "A larger η does not help: with three times as much the walls throw the run out.",
            lambda lab: lab.run("Gradient descent", learning_rate=3 * lab.suited("Gradient descent")).diverged,
        ),
    ),
)
