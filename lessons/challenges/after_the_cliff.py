"""Do Adam, Adamax and Adagrad differ only in name?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Attempt, Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 200
ETA = 0.02
FORGETFUL = "Adamax, β₂ = 0.9"


def _run(lab: Lab, method: str, **settings: Any) -> Walk:
    return lab.run(method, steps=STEPS, learning_rate=ETA, **settings)


def _end(lab: Lab, method: str, **settings: Any) -> float:
    return float(_run(lab, method, **settings).loss[-1])


def _stride(lab: Lab, method: str, **settings: Any) -> float:
    """The length of step 50, when the cliff is passed, over that of the first step."""
    lengths = _run(lab, method, **settings).lengths
    return float(lengths[50] / lengths[0])


def _ahead(attempt: Attempt, one: str, other: str) -> bool:
    return bool(attempt.given.index(one) < attempt.given.index(other))


AFTER_THE_CLIFF = Challenge(
    name="after-the-cliff",
    title="After the cliff",
    group="Momentum and Adam",
    belief=Belief(
        "Adam is Adagrad with momentum, and Adamax is Adam under another name.",
        Citation(
            "TensorFlow",
            2022,
            "tf.keras.optimizers.Adamax",
            "https://tensorflow.org/versions/r2.8/api_docs/python/tf/keras/optimizers/Adamax",
        ),
    ),
    scene=TaskScene(
        "Beale",
        (
            Actor("Adam", {"learning_rate": ETA}),
            Actor("Adamax", {"learning_rate": ETA}),
            Actor("Adagrad", {"learning_rate": ETA}),
            Actor("Adamax", {"learning_rate": ETA, "beta2": 0.9}, FORGETFUL),
        ),
        steps=STEPS,
    ),
    question=Words(
        Claim(
            "The start is on a cliff: where Adam ends, the slope is less than a fiftieth of the slope there.",
            lambda lab: 50 * float(np.hypot(*_run(lab, "Adam").gradient[-1])) < lab.slope(*lab.start),
        ),
        Remark("All four have η = 0.02. Put them in order: the one that ends lowest after 200 steps comes first.", "instruction"),
    ),
    answer=Rank(
        measure=lambda run: float(run.loss[-1]),
        wrong=(
            Wrong(
                ("Adagrad", "Adam", "Adamax", FORGETFUL),
                Words(
                    Claim(
                        "Adagrad adds up all squares and forgets none, so after the cliff its steps are the shortest of all.",
                        lambda lab: (
                            _stride(lab, "Adagrad") < min(_stride(lab, "Adam"), _stride(lab, "Adamax")) and _end(lab, "Adagrad") > 10
                        ),
                    )
                ),
                lambda attempt: _ahead(attempt, "Adagrad", "Adam") or _ahead(attempt, "Adagrad", "Adamax"),
            ),
            Wrong(
                ("Adam", "Adamax", FORGETFUL, "Adagrad"),
                Words(
                    Claim(
                        "With β₂ = 0.9 Adamax has forgotten the cliff after fifty steps, and its steps are longer than at the start.",
                        lambda lab: _stride(lab, "Adamax", beta2=0.9) > 1 > 0.5 > _stride(lab, "Adam"),
                    )
                ),
                lambda attempt: _ahead(attempt, "Adam", FORGETFUL),
            ),
            Wrong(
                (FORGETFUL, "Adamax", "Adam", "Adagrad"),
                Words(
                    Claim(
                        "Adamax divides by the largest slope that it remembers, Adam by a mean: so Adamax takes the shorter steps.",
                        lambda lab: _stride(lab, "Adamax") < 0.8 * _stride(lab, "Adam"),
                    )
                ),
                lambda attempt: _ahead(attempt, "Adamax", "Adam"),
            ),
        ),
    ),
    why=Words(
        Claim(
            "What differs is how long the cliff counts: Adamax with β₂ = 0.9 forgets it in fifty steps, Adam averages it with the smaller "
            "slopes since, Adamax keeps the largest, and Adagrad keeps all.",
            lambda lab: _stride(lab, "Adamax", beta2=0.9) > _stride(lab, "Adam") > _stride(lab, "Adamax") > _stride(lab, "Adagrad"),
        )
    ),
)
