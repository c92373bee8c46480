"""Is it fair to compare two methods at the same η?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 150
START: Point = (-0.5, -0.8)
ETA = 0.1
MOST = 13.5
"""A third of the steps that Adam needs."""


def _plain(lab: Lab, eta: float) -> Walk:
    return lab.run("Gradient descent", START, STEPS, learning_rate=eta)


def _adam(lab: Lab, eta: float) -> Walk:
    return lab.run("Adam", START, STEPS, learning_rate=eta)


AN_ETA_EACH = Challenge(
    name="an-eta-each",
    title="An η for each",
    group="Comparing fairly",
    belief=Belief(
        "Two methods are compared fairly if both have the same η.",
        Citation("Choi et al.", 2019, "On Empirical Comparisons of Optimizers for Deep Learning", "https://arxiv.org/abs/1910.05446"),
    ),
    scene=TaskScene(
        "Styblinski–Tang",
        (Actor("Gradient descent", {"learning_rate": ETA}), Actor("Adam", {"learning_rate": ETA})),
        start=START,
        steps=STEPS,
    ),
    question=Words(
        Claim(
            "With η = 0.1 for both, Adam arrives after 41 steps, and gradient descent never does.",
            lambda lab: _adam(lab, ETA).arrived == 41 and _plain(lab, ETA).arrived > STEPS,
        ),
        Remark("Turn the η of gradient descent until it arrives in a third of the steps that Adam needs.", "instruction"),
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: attempt.runs[0].arrived,
            "Gradient descent arrives after {} steps; it has to be 13 or fewer.",
            below=MOST,
            otherwise=f"Gradient descent does not arrive in {STEPS} steps.",
        ),
        wrong=(
            Wrong(
                {"learning_rate": ETA},
                Words(
                    Claim(
                        "With the η of Adam its first step is far too long: it multiplies η by the slope, and that is 17 here.",
                        lambda lab: 17 < lab.slope(*START) < 18 and _plain(lab, ETA).lengths[0] > 10 * _adam(lab, ETA).lengths[0],
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > 0.03,
            ),
            Wrong(
                {"learning_rate": 0.001},
                Words(
                    Claim(
                        "This η is too small even for a steep slope: it creeps.",
                        lambda lab: _plain(lab, 0.001).arrived > 100 > MOST > _plain(lab, 0.02).arrived,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.03,
            ),
        ),
    ),
    why=Words(
        Claim(
            "With η = 0.02 gradient descent needs 9 steps, and Adam with 0.1 needs 41: at the same η Adam only seemed better.",
            lambda lab: _plain(lab, 0.02).arrived == 9 and _adam(lab, ETA).arrived == 41,
        ),
        Claim(
            "η means two things: for Adam it is about the length of a step, for gradient descent it is multiplied by the slope.",
            lambda lab: (
                abs(float(np.abs(_adam(lab, ETA).quantities["step"][1]).max()) - ETA) < 1e-6
                and abs(_plain(lab, ETA).lengths[0] - ETA * lab.slope(*START)) < 1e-9
            ),
        ),
    ),
)
