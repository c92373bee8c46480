"""Does a run with another seed end in the same place?"""

import numpy as np

from lessons.challenges.answers import Goal, Place, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.marks import Marks
from optim_core.spec import Citation

STEPS = 150
NOISE = 2.0
SEEDS = (1, 2)
APART = 2.0
"""Ends that are farther apart are in different valleys."""


def _apart(lab: Lab, start: Point) -> float:
    """How far apart two runs end that differ in their seed only."""
    one, other = (lab.run("SGD", start, STEPS, noise=NOISE, seed=seed).theta[-1] for seed in SEEDS)
    return float(np.hypot(*(one - other)))


TWO_SEEDS = Challenge(
    name="two-seeds",
    title="Two seeds",
    group="Noise and batches",
    belief=Belief(
        "The same program ends in the same place each time.",
        Citation(
            "Brownlee",
            2020,
            "Why Do I Get Different Results Each Time in Machine Learning?",
            "https://machinelearningmastery.com/different-results-each-time-in-machine-learning/",
        ),
    ),
    scene=TaskScene(
        "Himmelblau",
        (
            Actor("SGD", label="first seed", seed=SEEDS[0]),
            Actor("SGD", label="second seed", marks=Marks("orange", "dash", "diamond"), seed=SEEDS[1]),
        ),
        steps=STEPS,
        noise=NOISE,
    ),
    question=Words(
        Remark(
            "The two runs differ only in the order of their examples. Place the start so that they end in different valleys.", "instruction"
        )
    ),
    answer=Place(
        goal=Goal(
            lambda attempt: float(np.hypot(*(attempt.runs[0].theta[-1] - attempt.runs[1].theta[-1]))),
            "Their ends are {} apart; it has to be more than 2.",
            above=APART,
        ),
        wrong=(
            Wrong(
                (4.5, 4.5),
                Words(
                    Claim(
                        "A high start does not part them: the steeper the slope, the less the noise counts beside it.",
                        lambda lab: 0 < _apart(lab, (4.5, 4.5)) < 1,
                    )
                ),
                lambda attempt: bool(attempt.runs[0].loss[0] > 200),
            ),
            Wrong(
                (2.5, 2.5),
                Words(
                    Claim(
                        "Inside a valley the noise shakes both runs, but the slopes lead both to the same minimum.",
                        lambda lab: 0 < _apart(lab, (2.5, 2.5)) < 1,
                    )
                ),
                lambda attempt: True,
            ),
        ),
    ),
    why=Words(
        Claim(
            "On the ridge between two valleys a few noisy steps decide, and they depend on the seed. One run is not enough to judge.",
            lambda lab: _apart(lab, (0.2, -0.7)) > APART > 1 > _apart(lab, (2.5, 2.5)),
        )
    ),
)
