"""Do adaptive methods find better minima?"""

import numpy as np

from lessons.challenges.answers import Attempt, Goal, Place, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 150
ETA = 0.1
LOWER = 0.2
CORNER: Point = (-1.9, 1.9)
MIDDLE: Point = (0.3, 0.5)
RIDGE: Point = (-0.5, 2.0)


def _plain(lab: Lab, start: Point) -> Walk:
    return lab.run("Gradient descent", start, STEPS)


def _adam(lab: Lab, start: Point) -> Walk:
    return lab.run("Adam", start, STEPS, learning_rate=ETA)


def _below(plain: Walk, adam: Walk) -> float:
    """How much lower gradient descent ends than Adam."""
    return float(adam.loss[-1] - plain.loss[-1])


def _sideways(walk: Walk) -> float:
    """How far the first five steps go along x, for each unit along y."""
    x, y = np.abs(walk.theta[5] - walk.theta[0])
    return float(x / y)


def _in_the_middle(attempt: Attempt) -> bool:
    return bool(attempt.runs[1].loss[-1] < 0.1)


THE_DEEPER_VALLEY = Challenge(
    name="the-deeper-valley",
    title="The deeper valley",
    group="Comparing fairly",
    belief=Belief(
        "Adaptive methods find better minima than gradient descent.",
        Citation(
            "Wilson et al.",
            2017,
            "The Marginal Value of Adaptive Gradient Methods in Machine Learning",
            "https://papers.neurips.cc/paper/7003-the-marginal-value-of-adaptive-gradient-methods-in-machine-learning",
        ),
    ),
    scene=TaskScene(
        "Three-hump camel",
        (Actor("Gradient descent"), Actor("Adam", {"learning_rate": ETA})),
        start=CORNER,
        steps=STEPS,
    ),
    question=Words(
        Remark("The valley in the middle is the deepest of the three. Gradient descent and Adam begin at the same point.", "definition"),
        Remark("Place the start so that gradient descent ends in the deepest valley, and Adam in a higher one.", "instruction"),
    ),
    answer=Place(
        goal=Goal(
            lambda attempt: _below(attempt.runs[0], attempt.runs[1]),
            f"Gradient descent ends lower than Adam by {{}}; it has to be more than {LOWER}.",
            above=LOWER,
        ),
        wrong=(
            Wrong(
                MIDDLE,
                Words(
                    Claim(
                        "From here Adam ends in the deepest valley.",
                        lambda lab: _adam(lab, MIDDLE).minimum == 0 and abs(_below(_plain(lab, MIDDLE), _adam(lab, MIDDLE))) < 0.01,
                    )
                ),
                _in_the_middle,
            ),
            Wrong(
                CORNER,
                Words(
                    Claim(
                        "From here both end in a higher valley: the start is on its side of the ridge.",
                        lambda lab: min(_plain(lab, CORNER).loss[-1], _adam(lab, CORNER).loss[-1]) > 0.2 and _adam(lab, CORNER).moved > 0.5,
                    )
                ),
                lambda attempt: not _in_the_middle(attempt),
            ),
        ),
    ),
    why=Words(
        Claim(
            "Where the slope is steep along y and gentle along x, gradient descent goes along y, into the middle.",
            lambda lab: _sideways(_plain(lab, RIDGE)) < 0.3 and _plain(lab, RIDGE).minimum == 0,
        ),
        Claim(
            "Adam makes both as fast, so it goes sideways over the ridge, into the other valley: another path, not a better one.",
            lambda lab: _sideways(_adam(lab, RIDGE)) > 0.7 and _below(_plain(lab, RIDGE), _adam(lab, RIDGE)) > LOWER,
        ),
    ),
)
