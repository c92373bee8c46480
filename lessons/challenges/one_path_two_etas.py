"""Does Momentum take the same η with the factor 1 - β₁ as without it?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Array, Citation

START = (-1.0, -1.0)
STEPS = 30
ETA = 0.002
NEAR = 0.5
"""How far apart two paths may be, on average over their steps, to be called one."""


def _walk(lab: Lab, eta: float) -> Walk:
    """Momentum as the lab has it, with the factor."""
    return lab.run("Momentum", START, STEPS, learning_rate=eta, beta1=0.9)


def _in_full(lab: Lab) -> Array:
    """Momentum without the factor, step by step: each gradient is added in full."""
    theta, velocity = np.array(START), np.zeros(2)
    path = [theta]
    for _ in range(STEPS):
        velocity = 0.9 * velocity - ETA * lab.gradient(*theta)
        theta = theta + velocity
        path.append(theta)
    return np.array(path)


def _off(one: Array, other: Array) -> float:
    """The mean distance between two paths, step by step."""
    return float(np.hypot(*(one - other).T).mean())


ONE_PATH_TWO_ETAS = Challenge(
    name="one-path-two-etas",
    title="One path, two η",
    group="Momentum and Adam",
    belief=Belief(
        "Momentum with the factor 1 - β₁ takes the same η as without it.",
        Citation("HIPS/autograd, issue 289", 2017, "SGD w/ momentum", "https://github.com/HIPS/autograd/issues/289"),
    ),
    scene=TaskScene(
        "Himmelblau",
        (
            Actor("Momentum", {"learning_rate": ETA}, "Momentum, with the factor"),
            Actor("Momentum", {"learning_rate": 10 * ETA}, f"Without the factor, η = {ETA}"),
        ),
        start=START,
        steps=STEPS,
    ),
    question=Words(
        Remark("Momentum comes in two forms. In one, the new gradient is multiplied by the factor 1 - β₁, here 0.1.", "definition"),
        Remark("In the other it is added in full.", "definition"),
        Remark(
            "The form without the factor runs with η = 0.002. Turn the η of the form with the factor until it goes the same way.",
            "instruction",
        ),
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: _off(attempt.runs[0].theta, attempt.runs[1].theta),
            f"At the same step the two are {{}} apart on average; it has to be less than {NEAR}.",
            below=NEAR,
        ),
        wrong=(
            Wrong(
                {"learning_rate": ETA / 10},
                Words(
                    Claim(
                        "That is the wrong direction: the factor makes the steps shorter, and a smaller η makes them shorter again.",
                        lambda lab: _walk(lab, ETA / 10).lengths.sum() < _walk(lab, ETA).lengths.sum() < _walk(lab, 10 * ETA).lengths.sum(),
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.9 * ETA,
            ),
            Wrong(
                {"learning_rate": ETA},
                Words(
                    Claim(
                        "With the same η it falls behind: a new gradient counts only a tenth, so the first step is a tenth as long.",
                        lambda lab: abs(_walk(lab, ETA).lengths[0] / np.hypot(*(_in_full(lab)[1] - _in_full(lab)[0])) - 0.1) < 1e-9,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 7 * ETA,
            ),
        ),
    ),
    why=Words(
        Claim(
            "With the factor 1 - β₁ = 0.1 the same path needs an η ten times as large: 0.02.",
            lambda lab: _off(_walk(lab, 10 * ETA).theta, _in_full(lab)) < 1e-6 < NEAR < _off(_walk(lab, ETA).theta, _in_full(lab)),
        ),
        Remark("So when you copy an η from a book or a library, find out first which form it uses.", "instruction"),
    ),
)
