"""Is weight decay in Adam the same as AdamW?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 300
L2, ADAMW = "Adam, with L2 in the gradient", "AdamW, as in the libraries"
SETTINGS: dict[str, Any] = {"learning_rate": 0.1, "weight_decay": 1.0}


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, **SETTINGS)


def _off(lab: Lab, method: str) -> float:
    """How far from the nearest lowest point a run ends."""
    return float(np.hypot(*(_run(lab, method).theta[-1] - np.array(lab.minima)).T).min())


def _from_zero(lab: Lab, method: str) -> float:
    return float(np.hypot(*_run(lab, method).theta[-1]))


def _apart(lab: Lab) -> float:
    """How far apart the two end."""
    return float(np.hypot(*(_run(lab, L2).theta[-1] - _run(lab, ADAMW).theta[-1])))


def _divisor(lab: Lab) -> float:
    """The smallest √v̂ that Adam with L2 divides by, but for its last hundred steps."""
    return float(np.sqrt(_run(lab, L2).quantities["v_hat"][1:-100]).min())


OPTIONS: tuple[Option, ...] = (
    Option(
        "At the same point: both are Adam with weight decay.",
        lambda lab: _apart(lab) < 0.1,
        Words(
            Claim(
                "They end more than 2 apart: one divides the decay by √v̂ as it divides the slope, the other does not.",
                lambda lab: _apart(lab) > 2 and _divisor(lab) > 2,
            )
        ),
    ),
    Option(
        "Adam ends near a lowest point, AdamW far from all.",
        lambda lab: _off(lab, L2) < 0.1 and _off(lab, ADAMW) > 1,
    ),
    Option(
        "AdamW ends near a lowest point, Adam far from all.",
        lambda lab: _off(lab, ADAMW) < 0.1 and _off(lab, L2) > 1,
        Words(
            Claim(
                "It is the other way round: the slopes were large, so √v̂ is large, and Adam divides the decay by it.",
                lambda lab: _divisor(lab) > 2 and _off(lab, L2) < _off(lab, ADAMW) / 20,
            )
        ),
    ),
    Option(
        "Both at a lowest point: there the decay ends.",
        lambda lab: _off(lab, L2) < 0.01 and _off(lab, ADAMW) < 0.01,
        Words(
            Claim(
                "At a lowest point only the slope is zero. The decay is not, so neither of the two comes to rest there.",
                lambda lab: lab.slope(*lab.minima[0]) < 1e-9 and min(_off(lab, L2), _off(lab, ADAMW)) > 0.02,
            )
        ),
    ),
    Option(
        "Both at (0, 0): the decay makes every weight smaller.",
        lambda lab: max(_from_zero(lab, L2), _from_zero(lab, ADAMW)) < 0.1,
        Words(
            Claim(
                "The slope pulls back: each comes to rest where slope and decay are equally strong, more than 1 from (0, 0).",
                lambda lab: min(_from_zero(lab, L2), _from_zero(lab, ADAMW)) > 1 and _run(lab, L2).lengths[-1] < 1e-3,
            )
        ),
    ),
)

DECAY_IN_THE_GRADIENT = Challenge(
    name="decay-in-the-gradient",
    title="Decay in the gradient",
    group="Momentum and Adam",
    belief=Belief(
        "Adam with weight_decay is AdamW.",
        Citation("PyTorch, issue 48793", 2020, "Weight_decay in torch.Adam", "https://github.com/pytorch/pytorch/issues/48793"),
    ),
    scene=TaskScene(
        "Himmelblau",
        (Actor(L2, SETTINGS, label="Adam, weight_decay = 1"), Actor(ADAMW, SETTINGS, label="AdamW, weight_decay = 1")),
        steps=STEPS,
    ),
    question=Words(
        Remark("Weight decay makes the weights smaller. Here the weights are x and y.", "definition"),
        Remark("√v̂ is what Adam and AdamW divide the slope by: about its usual size.", "definition"),
        Remark("Adam and AdamW run as in the libraries, both with η = 0.1 and weight_decay = 1. Where do they end?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "Adam adds the decay to the gradient (called L2) and then divides by √v̂. Where slopes are large, the decay does little.",
            lambda lab: _divisor(lab) > 2 and _off(lab, L2) < 0.1,
        ),
        Claim(
            "AdamW takes the decay from x and y themselves, and nothing divides it: it ends more than 2 away from every lowest point.",
            lambda lab: _off(lab, ADAMW) > 2 > 0.1 > _off(lab, L2),
        ),
    ),
)
