"""Does the steepest way lead straight to the minimum?"""

import numpy as np

from lessons.challenges.answers import Draw, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

START = (-1.9, 0.1)
STEPS = 45
ETA = 0.08
FOOT = (-1.28, -0.69)
"""Where the wall below the start meets the floor of the ravine."""


def _off_course(lab: Lab, at: Point) -> float:
    """The angle in degrees between the steepest way down and the way to the minimum."""
    down, there = -lab.gradient(*at), np.array(lab.minima[0]) - at
    return float(np.degrees(np.arccos(down @ there / np.hypot(*down) / np.hypot(*there))))


def _from_minimum(lab: Lab, at: Point) -> float:
    """How far a point is from the minimum."""
    return float(np.hypot(*(np.array(at) - lab.minima[0])))


def _run(lab: Lab) -> Walk:
    return lab.run("Gradient descent", START, STEPS, learning_rate=ETA)


def _by_the_foot(lab: Lab) -> bool:
    """Whether the path comes by the foot of the wall and ends at the minimum."""
    run = _run(lab)
    return float(np.hypot(*(run.theta - FOOT).T).min()) < 0.2 and _from_minimum(lab, tuple(run.theta[-1])) < 0.1


THE_STEEPEST_WAY = Challenge(
    name="the-steepest-way",
    title="The steepest way",
    group="The loop and η",
    belief=Belief(
        "The steepest way leads straight to the minimum.",
        Citation(
            "Mathematics Stack Exchange",
            2017,
            "Gradient is NOT the direction that points to the minimum or maximum",
            "https://math.stackexchange.com/questions/2267786/gradient-is-not-the-direction-that-points-to-the-minimum-or-maximum",
        ),
    ),
    scene=TaskScene("Ravine", (Actor("Gradient descent", {"learning_rate": ETA}),), values={"condition": 10.0}, start=START, steps=STEPS),
    question=Words(Remark("Draw the path that gradient descent takes from here to the minimum.", "instruction")),
    answer=Draw(
        near=0.04,
        wrong=(
            Wrong(
                (START, (0.0, 0.0)),
                Words(
                    Claim(
                        "The steepest way at the start points down the wall, and past the minimum at an angle of more than 40°.",
                        lambda lab: 40 < _off_course(lab, START) < 70,
                    )
                ),
                lambda attempt: _from_minimum(attempt.lab, attempt.given[-1]) < 0.5,
            ),
            Wrong(
                (START, FOOT),
                Words(
                    Claim(
                        "The floor of the ravine is not level: the run turns there and goes on to the minimum, in short steps.",
                        lambda lab: _by_the_foot(lab) and bool(10 * _run(lab).lengths[20] < _run(lab).lengths[0]),
                    )
                ),
                lambda attempt: _from_minimum(attempt.lab, attempt.given[-1]) >= 0.5,
            ),
        ),
    ),
    why=Words(
        Claim(
            "The gradient knows only the ground under the point: first it leads down the steep wall, then along the floor to the minimum.",
            _by_the_foot,
        )
    ),
)
