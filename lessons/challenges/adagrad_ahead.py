"""Is Adam always better than Adagrad?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Array, Citation

ISSUE = Citation("Keras, issue 7895", 2017, "About RMSprop Optimizer", "https://github.com/keras-team/keras/issues/7895")
STEPS = 50
BEGIN = 0.01


def _both(lab: Lab, eta: float) -> tuple[Walk, Walk]:
    """Adam and Adagrad with one η."""
    adam, adagrad = (lab.run(name, steps=STEPS, learning_rate=eta) for name in ("Adam", "Adagrad"))
    return adam, adagrad


def _ahead(lab: Lab, adam: Walk, adagrad: Walk) -> float:
    """How many times higher above the bottom Adam ends than Adagrad."""
    floor = lab.loss(*lab.minima[0])
    return float((adam.loss[-1] - floor) / max(adagrad.loss[-1] - floor, 1e-12))


def _ends(lab: Lab, eta: float) -> Array:
    """The lengths of the last steps of Adam and Adagrad, in units of η."""
    return np.array([float(run.lengths[-1]) / eta for run in _both(lab, eta)])


ADAGRAD_AHEAD = Challenge(
    name="adagrad-ahead",
    title="Adagrad ahead",
    group="A rate per coordinate",
    belief=Belief("Adam is the best of all optimizers.", ISSUE),
    scene=TaskScene(
        "Penguins, standardised", (Actor("Adam", {"learning_rate": BEGIN}), Actor("Adagrad", {"learning_rate": BEGIN})), steps=STEPS
    ),
    question=Words(
        Claim(
            "Both have the same η, and Adam gets further.",
            lambda lab: _both(lab, BEGIN)[0].around(1) < _both(lab, BEGIN)[1].around(1),
        ),
        Remark("Turn the η of both until Adagrad ends clearly lower than Adam: ten times nearer to the lowest loss.", "instruction"),
    ),
    answer=Turn(
        fields=("learning_rate",),
        of=(0, 1),
        goal=Goal(
            lambda attempt: _ahead(attempt.lab, attempt.runs[0], attempt.runs[1]),
            "Adam ends {} times as high above the lowest loss as Adagrad; it has to be more than 10 times.",
            above=10,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.001},
                Words(
                    Claim(
                        "With a small η nobody gets there, and Adagrad's steps shrink from the first one on while Adam's do not.",
                        lambda lab: _ends(lab, 0.001)[0] > 1.3 > 0.3 > _ends(lab, 0.001)[1] > 0,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.05,
            ),
            Wrong(
                {"learning_rate": 0.1},
                Words(
                    Claim(
                        "This η suits Adam, and Adagrad's steps have shrunk before it is there.",
                        lambda lab: _both(lab, 0.1)[0].around(1) < 0.1 < _both(lab, 0.1)[1].around(1) / 3,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.25,
            ),
        ),
    ),
    why=Words(
        Claim(
            "With a large η Adam swings past the bottom again and again, while Adagrad shortens its own steps and stops there.",
            lambda lab: (
                all(_ahead(lab, *_both(lab, eta)) > 10 for eta in (0.3, 0.5, 0.8))
                and _both(lab, 0.5)[1].around(10) < 0.01 < _both(lab, 0.5)[0].around(10)
            ),
        ),
    ),
)
