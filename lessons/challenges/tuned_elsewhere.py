"""Is a method that is tuned on one landscape the best on all?"""

import numpy as np

from lessons.challenges.answers import Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

GD = "Gradient descent"
TUNED = {GD: 1.0, "Adagrad": 0.3, "Adam": 0.05, "RMSprop": 0.02}
BOWL = "Penguins, standardised"


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, learning_rate=TUNED[method])


def _order(lab: Lab) -> list[str]:
    """The methods in the order in which they arrive."""
    return sorted(TUNED, key=lambda method: _run(lab, method).arrived)


TUNED_ELSEWHERE = Challenge(
    name="tuned-elsewhere",
    title="Tuned elsewhere",
    group="Comparing fairly",
    belief=Belief(
        "What is tuned on one task and wins there is the best on all.",
        Citation("Schmidt et al.", 2021, "Descending through a Crowded Valley", "https://arxiv.org/abs/2007.01547"),
    ),
    scene=TaskScene(
        "Plateau",
        (
            Actor("RMSprop", {"learning_rate": TUNED["RMSprop"]}),
            Actor(GD, {"learning_rate": TUNED[GD]}),
            Actor("Adam", {"learning_rate": TUNED["Adam"]}),
            Actor("Adagrad", {"learning_rate": TUNED["Adagrad"]}),
        ),
        steps=300,
    ),
    question=Words(
        Claim(
            "In the round bowl of the penguins gradient descent with η = 1 arrives in one step. Adagrad with 0.3, Adam with 0.05 and "
            "RMSprop with 0.02 follow in this order.",
            lambda lab: _order(lab.on(BOWL)) == list(TUNED) and _run(lab.on(BOWL), GD).arrived == 1,
        ),
        Remark(
            "Now all four, with the same η, begin on a plain that is almost flat. Put them in order: the first to arrive comes first.",
            "instruction",
        ),
    ),
    answer=Rank(
        measure=lambda run: run.arrived,
        wrong=(
            Wrong(
                tuple(TUNED),
                Words(
                    Claim(
                        "Gradient descent does not arrive: its step is η times the slope, and here that is less than a thousandth.",
                        lambda lab: lab.slope(*lab.start) < 0.001 and np.isinf(_run(lab, GD).arrived) and _run(lab, GD).moved < 1,
                    )
                ),
                lambda attempt: attempt.given.index(GD) < 3,
            ),
            Wrong(
                ("RMSprop", "Adam", "Adagrad", GD),
                Words(
                    Claim(
                        "The other three divide by the slope, so it does not matter how flat it is: the largest η is the fastest.",
                        lambda lab: _run(lab, "Adagrad").arrived < _run(lab, "Adam").arrived < _run(lab, "RMSprop").arrived < 300,
                    )
                ),
                lambda attempt: attempt.given.index(GD) == 3,
            ),
        ),
    ),
    why=Words(
        Claim(
            "The first in the bowl is the last on the plain: η = 1 suits the bowl, and here the slopes are a thousand times smaller.",
            lambda lab: (
                _order(lab)[-1] == GD == _order(lab.on(BOWL))[0] and lab.on(BOWL).slope(*lab.on(BOWL).start) > 1000 * lab.slope(*lab.start)
            ),
        )
    ),
)
