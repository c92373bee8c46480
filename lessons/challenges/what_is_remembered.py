"""Does the bias correction change what Adam remembers?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.spec import Array, Citation

ISSUE = Citation("Holocron, issue 1", 2019, "Inplace bias correction", "https://github.com/frgfm/holocron/issues/1")
SETTINGS: dict[str, Any] = {"learning_rate": 0.3}


def _with(lab: Lab, steps: int = 1) -> Walk:
    return lab.run("Adam", steps=steps, **SETTINGS)


def _without(lab: Lab) -> Walk:
    return lab.run("Adam, as on the card", steps=1, **SETTINGS)


def _larger(lab: Lab, memory: str) -> Array:
    """How many times as large a memory is with the correction, after one step."""
    return np.asarray(_with(lab).quantities[memory][1] / _without(lab).quantities[memory][1])


def _is(lab: Lab, m: float, v: float) -> bool:
    """Whether m and v are so many times as large with the correction."""
    return bool(np.allclose(_larger(lab, "m"), m, rtol=0.01) and np.allclose(_larger(lab, "v"), v, rtol=0.01))


def _hat(lab: Lab, memory: str) -> Array:
    """How many times as large as a memory its corrected copy is, after one step."""
    step = _with(lab).quantities
    return np.asarray(step[f"{memory}_hat"][1] / step[memory][1])


def _next_m(lab: Lab) -> bool:
    """Whether the second m is nine tenths of the first m, and a tenth of the new slope."""
    run = _with(lab, steps=2)
    m = run.quantities["m"]
    return apart(m[2], 0.9 * m[1] + 0.1 * run.gradient[1]) < 1e-9 and float(np.abs(m[1]).min()) > 0.1


SAME_M = Claim(
    "m is the same in both: only its copy m̂ is ten times as large.", lambda lab: _is(lab, 1, 1) and apart(_hat(lab, "m"), 10) < 1e-6
)
SAME_V = Claim(
    "v is the same in both: only its copy v̂ is 1,000 times as large.", lambda lab: _is(lab, 1, 1) and apart(_hat(lab, "v"), 1000) < 1e-3
)

OPTIONS: tuple[Option, ...] = (
    Option("With the correction m is 10 times and v 1,000 times as large.", lambda lab: _is(lab, 10, 1000), Words(SAME_M, SAME_V)),
    Option("With the correction m is 10 times as large, and v is the same.", lambda lab: _is(lab, 10, 1), Words(SAME_M)),
    Option("m and v are the same with and without the correction.", lambda lab: _is(lab, 1, 1)),
    Option("With the correction v is 1,000 times as large, and m is the same.", lambda lab: _is(lab, 1, 1000), Words(SAME_V)),
    Option(
        "With the correction both are smaller, since it makes the step shorter.",
        lambda lab: bool(np.all(_larger(lab, "m") < 0.95) and np.all(_larger(lab, "v") < 0.95)),
        Words(
            Claim(
                "The step is shorter, but what is remembered does not depend on the step just taken.",
                lambda lab: _with(lab).lengths[0] < _without(lab).lengths[0] / 3 and _is(lab, 1, 1),
            )
        ),
    ),
)

WHAT_IS_REMEMBERED = Challenge(
    name="what-is-remembered",
    title="What is remembered",
    group="Momentum and Adam",
    belief=Belief("The bias correction changes m and v themselves, so it goes on into all later steps.", ISSUE),
    scene=TaskScene(
        "Himmelblau", (Actor("Adam", SETTINGS), Actor("Adam, as on the card", SETTINGS, label="Adam without correction")), steps=1
    ),
    question=Words(
        Claim(
            "After one step from the same start, Adam with and without the bias correction stand at different places.",
            lambda lab: apart(_with(lab).theta[1], _without(lab).theta[1]) > 0.5,
        ),
        Remark("Compare what they remember for the next step: m and v.", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "The correction makes copies, m̂ and v̂, for one step only: the next m is made from m, not from m̂.",
            _next_m,
        )
    ),
)
