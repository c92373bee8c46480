"""Does momentum only make it faster?"""

import numpy as np

from lessons.challenges.answers import Attempt, Draw, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 60
ETA = 1.0
BETA = 0.98
START: Point = (-0.4, 1.0)
BOTTOM: Point = (0.87, 0.0)
FAR: Point = (3.41, -2.0)
"""Twice as far beyond the bottom as the start is before it."""


def _walk(lab: Lab, beta1: float) -> Walk:
    return lab.run("Momentum", START, STEPS, learning_rate=ETA, beta1=beta1)


def _beyond(walk: Walk) -> float:
    """How far a run goes beyond the bottom, as a share of the way from the start to there."""
    way = np.subtract(BOTTOM, START)
    return float(((walk.theta - walk.theta[0]) @ way).max() / (way @ way)) - 1


def _drawn_beyond(attempt: Attempt) -> float:
    """The same of the line that is drawn."""
    way = np.subtract(BOTTOM, START)
    return float(((np.asarray(attempt.given) - np.array(START)) @ way).max() / (way @ way)) - 1


UP_THE_OTHER_SIDE = Challenge(
    name="up-the-other-side",
    title="Up the other side",
    group="Momentum and Adam",
    belief=Belief(
        "Momentum only makes it faster.",
        Citation("Goh", 2017, "Why Momentum Really Works", "https://distill.pub/2017/momentum/"),
    ),
    scene=TaskScene("Penguins, standardised", (Actor("Momentum", {"learning_rate": ETA, "beta1": BETA}),), start=START, steps=STEPS),
    question=Words(
        Remark("This valley is a round bowl, and Momentum has a long memory: β₁ = 0.98.", "definition"),
        Remark("Draw its path from the start to the point that is farthest from it. The way back need not be drawn.", "instruction"),
    ),
    answer=Draw(
        near=0.03,
        wrong=(
            Wrong(
                (START, BOTTOM),
                Words(
                    Claim(
                        "It does not stop at the bottom: it arrives there at speed, and the slope on the other side has to stop it.",
                        lambda lab: (
                            float(_walk(lab, BETA).lengths.max()) > 5 * float(_walk(lab, BETA).lengths[0])
                            and _beyond(_walk(lab, BETA)) > 0.5
                        ),
                    )
                ),
                lambda attempt: _drawn_beyond(attempt) < 0.2,
            ),
            Wrong(
                (START, FAR),
                Words(
                    Claim(
                        "It does not climb higher than it began: each swing is a little smaller than the one before.",
                        lambda lab: 0.5 < _beyond(_walk(lab, BETA)) < 1,
                    )
                ),
                lambda attempt: _drawn_beyond(attempt) > 1.2,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Like a ball in a bowl, it swings up the other side, here four fifths as far as it came.",
            lambda lab: abs(_beyond(_walk(lab, BETA)) - 0.8) < 0.01,
        ),
        Claim(
            "Without momentum, with the same η, it does not pass the bottom at all.",
            lambda lab: _beyond(_walk(lab, 0.0)) < 0.01 < _walk(lab, 0.0).moved,
        ),
    ),
)
