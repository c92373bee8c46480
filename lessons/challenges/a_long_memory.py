"""Does Adagrad forget a steep start?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Attempt, Draw, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

PULL_REQUEST = Citation(
    "Swift for TensorFlow, pull request 733",
    2020,
    "Change AdaGrad to match TensorFlow",
    "https://github.com/tensorflow/swift-apis/pull/733",
)
START = (-1.8, 0.0)
STEPS = 300
FLOOR = (-1.0, 0.95)
"""Where Adagrad gets to the floor of the valley."""
ALONG_THE_FLOOR = ((-0.5, 0.25), (0.0, 0.0), (0.5, 0.25), (1.0, 1.0))
"""From there to the bottom."""
ADAGRAD: dict[str, Any] = {"learning_rate": 0.3}
RMSPROP: dict[str, Any] = {"learning_rate": 0.02}


def _adagrad(lab: Lab) -> Walk:
    return lab.run("Adagrad", START, steps=STEPS, **ADAGRAD)


def _rmsprop(lab: Lab) -> Walk:
    return lab.run("RMSprop", START, steps=STEPS, **RMSPROP)


def _passes(line: tuple[Point, ...], point: Point) -> bool:
    """Whether one of the corners of a line is near a point."""
    return bool(np.hypot(*(np.asarray(line) - point).T).min() < 0.4)


def _ends_at_the_bottom(attempt: Attempt) -> bool:
    return _passes(attempt.given[-1:], ALONG_THE_FLOOR[-1])


A_LONG_MEMORY = Challenge(
    name="a-long-memory",
    title="A long memory",
    group="A rate per coordinate",
    belief=Belief("Adagrad averages the recent slopes, so it forgets a steep start.", PULL_REQUEST),
    scene=TaskScene("Rosenbrock", (Actor("Adagrad", ADAGRAD), Actor("RMSprop", RMSPROP)), start=START, steps=STEPS),
    question=Words(
        Claim(
            "The start is on a steep wall; the floor of the valley is almost flat.",
            lambda lab: lab.slope(*START) > 2000 > 5 > lab.slope(-0.95, 0.92),
        ),
        Remark("Draw the path of Adagrad over 300 steps.", "instruction"),
    ),
    answer=Draw(
        near=0.06,
        wrong=(
            Wrong(
                (START, FLOOR, *ALONG_THE_FLOOR),
                Words(
                    Claim(
                        "It gets to the floor and almost stops there: the steep wall is still in its sum and keeps its rate small.",
                        lambda lab: (
                            float(np.hypot(*(_adagrad(lab).theta - FLOOR).T).min()) < 0.1
                            and float(_adagrad(lab).lengths[20:].sum()) < 0.2 < 1.5 < _adagrad(lab).around(1)
                        ),
                    )
                ),
                lambda attempt: _ends_at_the_bottom(attempt) and _passes(attempt.given, FLOOR),
            ),
            Wrong(
                (START, ALONG_THE_FLOOR[-1]),
                Words(
                    Claim(
                        "Each coordinate has its own rate: the first step goes equally far along both axes, and not towards the bottom.",
                        lambda lab: bool(np.all(np.abs(_adagrad(lab).theta[1] - START - ADAGRAD["learning_rate"]) < 1e-3)),
                    )
                ),
                _ends_at_the_bottom,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Adagrad never forgets: its sum only grows, so its rates only fall, and after a steep start they stay small.",
            lambda lab: float(np.diff(_adagrad(lab).rates, axis=0).max()) < 1e-12 and _adagrad(lab).moved < 1.5 < _adagrad(lab).around(1),
        ),
        Claim(
            "RMSprop forgets: on the floor its rate rises more than a hundredfold, and it goes on.",
            lambda lab: _rmsprop(lab).recovery > 100 > 1 > _adagrad(lab).recovery and _rmsprop(lab).moved > 2,
        ),
    ),
)
