"""Does the start matter?"""

import numpy as np

from lessons.challenges.answers import Attempt, Goal, Place, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 150
ETA = 0.1
APART = 2.0
VALLEY: Point = (3.0, 2.0)
CORNER: Point = (-4.5, 4.5)
SLOPE: Point = (2.0, 3.0)
BORDER: Point = (3.0, 0.0)


def _plain(lab: Lab, start: Point) -> Walk:
    return lab.run("Gradient descent", start, STEPS)


def _adam(lab: Lab, start: Point) -> Walk:
    return lab.run("Adam", start, STEPS, learning_rate=ETA)


def _between(one: Walk, other: Walk) -> float:
    """The distance between two ends."""
    return float(np.hypot(*(one.theta[-1] - other.theta[-1])))


def _from(lab: Lab, start: Point) -> float:
    """The same of both methods from a start."""
    return _between(_plain(lab, start), _adam(lab, start))


def _far_out(attempt: Attempt) -> bool:
    return bool(np.abs(attempt.given).min() > 3.5)


TWO_VALLEYS = Challenge(
    name="two-valleys",
    title="Two valleys",
    group="Comparing fairly",
    belief=Belief(
        "The start does not matter: every run ends in the same place.",
        Citation(
            "Cross Validated",
            2015,
            "Neural networks: how can convex optimization produce different weights each time?",
            "https://stats.stackexchange.com/questions/145816",
        ),
    ),
    scene=TaskScene(
        "Himmelblau",
        (Actor("Gradient descent"), Actor("Adam", {"learning_rate": ETA})),
        start=SLOPE,
        steps=STEPS,
    ),
    question=Words(
        Remark("There are four valleys, all as deep. Gradient descent and Adam begin at the same point.", "definition"),
        Remark("Place the start so that the two end in different valleys.", "instruction"),
    ),
    answer=Place(
        goal=Goal(
            lambda attempt: _between(attempt.runs[0], attempt.runs[1]),
            "The two end {} apart; between valleys it is more than 2.",
            above=APART,
        ),
        wrong=(
            Wrong(
                CORNER,
                Words(
                    Claim(
                        "Being far out does not part them: from the corner the slope leads both into the valley next to it.",
                        lambda lab: _from(lab, CORNER) < 0.1 and _adam(lab, CORNER).moved > 2,
                    )
                ),
                _far_out,
            ),
            Wrong(
                VALLEY,
                Words(
                    Claim(
                        "From inside a valley both go to its bottom, by whatever path: try where two valleys meet.",
                        lambda lab: _from(lab, VALLEY) < 0.1 and _from(lab, SLOPE) < 0.1 and _from(lab, BORDER) > APART,
                    )
                ),
                lambda attempt: not _far_out(attempt),
            ),
        ),
    ),
    why=Words(
        Claim(
            "Near the border of two valleys a small difference in the first steps decides: gradient descent and Adam part there.",
            lambda lab: _from(lab, BORDER) > APART and max(_plain(lab, BORDER).loss[-1], _adam(lab, BORDER).loss[-1]) < 0.1,
        ),
        Claim(
            "So a comparison from a single start may say more about the start than about the methods.",
            lambda lab: _from(lab, BORDER) > APART > 1 > _from(lab, SLOPE),
        ),
    ),
)
