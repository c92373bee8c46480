"""Does the bias correction of Adam do anything?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.spec import Array, Citation

PULL_REQUEST = Citation("Keras, pull request 10129", 2018, "Update Adam in optimizer.py", "https://github.com/keras-team/keras/pull/10129")
STEPS = 100
ETA = 0.003
SETTINGS: dict[str, Any] = {"learning_rate": ETA}


def _with(lab: Lab) -> Walk:
    return lab.run("Adam", steps=STEPS, **SETTINGS)


def _without(lab: Lab) -> Walk:
    return lab.run("Adam, as on the card", steps=STEPS, **SETTINGS)


def _longer(lab: Lab) -> Array:
    """How many times as long each step is without the correction."""
    with np.errstate(all="ignore"):
        return np.asarray(_without(lab).lengths / _with(lab).lengths)


OPTIONS: tuple[Option, ...] = (
    Option(
        "The steps are the same: the correction does nothing.",
        lambda lab: apart(_longer(lab), 1) < 0.05,
        Words(
            Claim(
                "They differ from the first step on: without the correction it is about three times as long.",
                lambda lab: 3 < _longer(lab)[0] < 3.3,
            )
        ),
    ),
    Option(
        "The first steps are shorter without the correction, since m starts at 0.",
        lambda lab: bool(np.all(_longer(lab)[:5] < 0.95)),
        Words(
            Claim(
                "v starts at 0 as well, and a small v makes the step longer, by more than the small m makes it shorter.",
                lambda lab: (
                    bool(np.all(np.abs(_without(lab).quantities["m"][1] / _with(lab).quantities["m_hat"][1] - 0.1) < 1e-6))
                    and bool(np.all(_longer(lab)[:5] > 3))
                ),
            )
        ),
    ),
    Option(
        "The first 20 steps are longer without the correction, all others are the same.",
        lambda lab: bool(np.all(_longer(lab)[:5] > 1.05) and np.all(np.abs(_longer(lab)[25:] - 1) < 0.05)),
        Words(
            Claim(
                "Twenty steps are enough to fill m, but v takes about a thousand: at step 100 the steps still differ.",
                lambda lab: _longer(lab)[-1] > 2,
            )
        ),
    ),
    Option(
        "All 100 steps are at least twice as long without the correction.",
        lambda lab: bool(np.all(_longer(lab) > 2)),
    ),
    Option(
        "The first step is longer without the correction, and later ones are shorter.",
        lambda lab: bool(_longer(lab)[0] > 1.05 and np.all(_longer(lab)[25:] < 0.95)),
        Words(
            Claim(
                "Nothing is made up for later: without the correction no step is shorter.",
                lambda lab: bool(np.all(_longer(lab) > 1.05)),
            )
        ),
    ),
)

WITHOUT_THE_CORRECTION = Challenge(
    name="without-the-correction",
    title="Without the correction",
    group="Momentum and Adam",
    belief=Belief("The bias correction does nothing after the first 20 steps.", PULL_REQUEST),
    scene=TaskScene(
        "Penguins, two species",
        (Actor("Adam", SETTINGS), Actor("Adam, as on the card", SETTINGS, label="Adam without correction")),
        steps=STEPS,
    ),
    question=Words(
        Remark("Adam runs twice with the same η: once as published, once without the bias correction.", "definition"),
        Remark("Compare their steps, one by one, over 100 steps. What do you see?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "m needs ten steps to fill and v a thousand, so without the correction v is too small for a long time, and the steps too long: "
            "six times at step 10, more than twice at step 100.",
            lambda lab: 6 < _longer(lab)[9] < 7 and 2 < _longer(lab)[99] < 3,
        )
    ),
)
