"""Does it matter whether η stands inside the velocity or outside of it?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.methods.heavy_ball import KERAS
from optim_core.methods.heavy_ball_inside import NAME, PYTORCH
from optim_core.schedules.step_decay import StepDecay
from optim_core.spec import Citation

CUT, STEPS = 20, 40
"""η drops after so many steps, once, and the run ends before it would drop again."""
OUTSIDE, INSIDE = "Heavy ball", NAME
SETTINGS: dict[str, Any] = {"learning_rate": 0.0003, "momentum": 0.9}
DROP = StepDecay(gamma=0.1, every=CUT)


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, schedule=DROP, **SETTINGS)


def _before(lab: Lab) -> float:
    """The largest distance between the two up to the cut."""
    return apart(_run(lab, OUTSIDE).theta[: CUT + 1], _run(lab, INSIDE).theta[: CUT + 1])


def _ends(lab: Lab) -> float:
    """How far apart the two end."""
    return float(np.hypot(*(_run(lab, OUTSIDE).theta[-1] - _run(lab, INSIDE).theta[-1])))


def _next(lab: Lab, method: str) -> float:
    """The length of the first step after the cut over that of the step before."""
    lengths = _run(lab, method).lengths
    return float(lengths[CUT] / lengths[CUT - 1])


def _goes_on(lab: Lab, method: str) -> float:
    """How far from where it was at the cut a run ends."""
    theta = _run(lab, method).theta
    return float(np.hypot(*(theta[-1] - theta[CUT])))


def _unlike(lab: Lab, method: str, eta: float) -> float:
    """How far the step after the cut is from 0.9 of the step before and a push of the new η, with the step before times `eta`."""
    run = _run(lab, method)
    steps = np.diff(run.theta, axis=0)
    return apart(steps[CUT], 0.9 * eta * steps[CUT - 1] - 0.1 * 0.0003 * run.gradient[CUT])


OPTIONS: tuple[Option, ...] = (
    Option(
        "Nothing sets them apart: they stay on one path.",
        lambda lab: _before(lab) < 1e-9 and _ends(lab) < 0.1,
        Words(Claim("They are one only until η drops: 20 steps later they are 1 apart.", lambda lab: round(_ends(lab), 1) == 1)),
    ),
    Option(
        "Both slow down at once, to a tenth.",
        lambda lab: max(_next(lab, each) for each in (OUTSIDE, INSIDE)) < 0.2,
        Words(
            Claim(
                "One does not: with η inside, the next step is 0.91 times as long as the last one.",
                lambda lab: round(_next(lab, INSIDE), 2) == 0.91,
            )
        ),
    ),
    Option(
        "With η inside it slows down at once, with η outside it rolls on.",
        lambda lab: _next(lab, INSIDE) < 0.2 and _next(lab, OUTSIDE) > 0.8,
        Words(
            Claim(
                "It is the other way round: outside, the new η multiplies the whole velocity, so the next step is a tenth as long.",
                lambda lab: round(_next(lab, OUTSIDE), 1) == 0.1 and _unlike(lab, OUTSIDE, 0.1) < 1e-12,
            )
        ),
    ),
    Option(
        "With η outside it slows down at once, with η inside it rolls on.",
        lambda lab: _next(lab, OUTSIDE) < 0.2 and _next(lab, INSIDE) > 0.8,
    ),
    Option(
        "They part before η drops: they are two methods.",
        lambda lab: _before(lab) > 1e-3,
        Words(
            Claim(
                "While η stays the same, they take the same steps: all of the first 20.",
                lambda lab: _before(lab) < 1e-9 < _goes_on(lab, OUTSIDE),
            )
        ),
    ),
)

ETA_INSIDE = Challenge(
    name="eta-inside",
    title="η inside",
    group="Momentum and Adam",
    belief=Belief(
        "Whether η stands inside the velocity or outside makes no difference.",
        Citation("HIPS/autograd, issue 289", 2017, "SGD w/ momentum", "https://github.com/HIPS/autograd/issues/289"),
    ),
    scene=TaskScene(
        "Himmelblau",
        (
            Actor(OUTSIDE, SETTINGS, "Heavy ball, with η outside", schedule=DROP),
            Actor(INSIDE, SETTINGS, schedule=DROP),
        ),
        steps=STEPS,
    ),
    question=Words(
        Remark("A heavy ball adds up its gradients in a velocity and follows it.", "definition"),
        Remark("η can stand outside: the velocity is multiplied by η. Or inside: each gradient is, before it is added.", "definition"),
        Remark("Both run with one η, which drops to a tenth after 20 of 40 steps. What happens then?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "Inside, the velocity is made of steps with the old η. They only fade: each step leaves 0.9 of them.",
            lambda lab: _unlike(lab, INSIDE, 1) < 1e-12 < 0.01 < _unlike(lab, OUTSIDE, 1),
        ),
        Claim(
            "So from there it goes more than three times as far as with η outside.",
            lambda lab: _goes_on(lab, INSIDE) > 3 * _goes_on(lab, OUTSIDE) > 1,
        ),
        Remark("PyTorch has η outside.", "use", PYTORCH),
        Remark("Keras has it inside.", "use", KERAS),
    ),
)
