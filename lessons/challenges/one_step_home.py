"""How long is the first step of Adagrad?"""

import numpy as np

from lessons.challenges.answers import Attempt, Goal, Place, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.methods.adagrad import KERAS
from optim_core.spec import Array, Citation

PULL_REQUEST = Citation(
    "PyTorch, pull request 6616", 2018, "Adding initial_accumulator_value to Adagrad", "https://github.com/pytorch/pytorch/pull/6616"
)
ETA = 1.0
NEAR_AN_AXIS = 0.65
"""Nearer to an axis than this, one of the two steps goes past the bottom."""


def _first(lab: Lab, start: Point) -> Array:
    """How far the first step goes along each axis, in units of η."""
    run = lab.run("Adagrad", start, steps=1, learning_rate=ETA)
    return np.asarray(np.abs(run.quantities["step"][1]) / ETA)


def _is_eta(lab: Lab, *starts: Point) -> bool:
    """Whether the first step from each of these starts is η long along both axes."""
    return all(bool(np.all(np.abs(_first(lab, start) - 1) < 0.01)) for start in starts)


def _beside(attempt: Attempt) -> int:
    """To how many of the two axes the start is near."""
    return int(sum(abs(each) < NEAR_AN_AXIS for each in attempt.given))


ONE_STEP_HOME = Challenge(
    name="one-step-home",
    title="One step home",
    group="A rate per coordinate",
    belief=Belief("Adagrad's first steps are very long, since its sum starts at 0.", PULL_REQUEST),
    scene=TaskScene("Ravine", (Actor("Adagrad", {"learning_rate": ETA}),), {"condition": 50.0, "angle": 0.0}, steps=1),
    question=Words(
        Remark("Adagrad takes a single step here, with η = 1.", "definition"),
        Remark("Place the start so that this one step ends at the bottom.", "instruction"),
    ),
    answer=Place(
        goal=Goal(
            lambda attempt: attempt.runs[0].around(1),
            "It ends {} away from the bottom; it has to end nearer than 0.35.",
            below=0.35,
        ),
        wrong=(
            Wrong(
                (0.2, 0.2),
                Words(
                    Claim(
                        "This is too near: the slope is small here, but the first step is still as long as η along each axis.",
                        lambda lab: lab.slope(0.2, 0.2) < lab.slope(1.0, 1.0) / 4 and _is_eta(lab, (0.2, 0.2), (1.0, 1.0)),
                    )
                ),
                lambda attempt: _beside(attempt) == 2,
            ),
            Wrong(
                (1.0, 0.2),
                Words(
                    Claim(
                        "Each coordinate has its own rate: the step goes η along both axes, and not straight along one of them.",
                        lambda lab: _is_eta(lab, (1.0, 0.2)),
                    )
                ),
                lambda attempt: _beside(attempt) == 1,
            ),
            Wrong(
                (1.8, 1.8),
                Words(
                    Claim(
                        "This is too far: a steep slope makes the first step no longer than η along an axis.",
                        lambda lab: lab.slope(1.8, 1.8) > 80 and _is_eta(lab, (1.8, 1.8)),
                    )
                ),
                lambda attempt: bool(np.abs(attempt.given).max() > 1),
            ),
        ),
    ),
    why=Words(
        Claim(
            "The sum starts at 0, so after one slope its root is the size of that slope: the first step is η along each axis, "
            "although it is 50 times steeper across than along.",
            lambda lab: _is_eta(lab, (1.0, 1.0), (-1.0, 1.0), (0.3, -1.5)) and abs(np.divide(*lab.gradient(1.0, 1.0)[::-1]) - 50) < 0.01,
        ),
        Remark("Some libraries start the sum at 0.1, which makes the first step shorter.", "use", KERAS),
    ),
)
