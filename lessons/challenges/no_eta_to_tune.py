"""Does a method without η need no tuning?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.methods.prodigy import AUTHORS, NAME, PAPER
from optim_core.schedules.cosine import Cosine

STEPS, BATCH = 300, 4
LAST = 100
NEAR = 0.15
SHUFFLES = range(1, 6)


def _run(lab: Lab, eta: float, seed: int = 1, **more: Any) -> Walk:
    return lab.run(NAME, steps=STEPS, batch=BATCH, seed=seed, learning_rate=eta, **more)


def _swing(lab: Lab, eta: float, seed: int = 1) -> float:
    """The usual distance from the lowest point in the last hundred steps."""
    return _run(lab, eta, seed).around(LAST)


def _length(lab: Lab, eta: float) -> float:
    """The mean length of the last hundred steps."""
    return float(_run(lab, eta).lengths[-LAST:].mean())


def _is_estimate(run: Walk) -> bool:
    """Whether d only grows, and each step is η d m/√v."""
    d, m, v, step = (run.quantities[name] for name in ("d", "m", "v", "step"))
    found = 0.05 * d[:-1, np.newaxis] * m[1:] / (np.sqrt(v[1:]) + d[:-1, np.newaxis] * 1e-8)
    return bool(np.all(np.diff(d) >= 0) and d[-1] > 1000 * d[0] and np.allclose(step[1:], -found, rtol=1e-9, atol=0))


NO_ETA_TO_TUNE = Challenge(
    name="no-eta-to-tune",
    title="No η to tune",
    group="Comparing fairly",
    belief=Belief("A method without a learning rate needs no tuning.", PAPER),
    scene=TaskScene("Penguins, standardised", (Actor(NAME, {"learning_rate": 1.0}),), steps=STEPS, batch=BATCH),
    question=Words(
        Remark(
            "Prodigy needs no η: it estimates how far the lowest point is, and takes that. Its own η is a factor, usually 1.", "definition"
        ),
        Remark("Here each step reads 4 penguins, so slopes are noisy, and it swings about the lowest point.", "definition"),
        Remark(
            f"Turn η until it is usually less than {NEAR} away from the lowest point in the last {LAST} of {STEPS} steps.", "instruction"
        ),
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: attempt.runs[0].around(LAST),
            f"In the last {LAST} steps it is usually {{}} away; it has to be less than {NEAR}.",
            below=NEAR,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 1.0},
                Words(
                    Claim(
                        "The steps are too long: with η = 1 it swings more than twice as wide as with 0.05.",
                        lambda lab: _swing(lab, 1.0) > 2 * _swing(lab, 0.05) > 0.2 and round(_length(lab, 1.0), 2) > 5 * _length(lab, 0.05),
                    )
                ),
                lambda attempt: 0.05 < attempt.given["learning_rate"] <= 1,
            ),
            Wrong(
                {"learning_rate": 10.0},
                Words(
                    Claim(
                        "That is the wrong direction: with a larger η the steps are longer, on average 0.11 with η = 1, and 0.3 with 10.",
                        lambda lab: (round(_length(lab, 1.0), 2), round(_length(lab, 10.0), 2)) == (0.11, 0.3),
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > 1,
            ),
            Wrong(
                {"learning_rate": 0.01},
                Words(
                    Claim(
                        "That is too small: its estimate grows with what its steps find out, and after 300 steps of η = 0.01 it is still "
                        "less than 0.01. It has hardly left the start.",
                        lambda lab: 0 < _run(lab, 0.01).moved < 0.02 and 1e-3 < _run(lab, 0.01).quantities["d"][-1] < 0.01,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] <= 0.05,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Prodigy multiplies each step by η and by its estimate, which never shrinks. So it cannot calm down by itself.",
            lambda lab: 0.3 < _swing(lab, 1.0) < 0.32 and _is_estimate(_run(lab, 0.05)),
        ),
        Claim(
            "It is no chance: in five shuffles of the penguins it swings less than half as wide with η = 0.05 as with 1.",
            lambda lab: all(0 < _swing(lab, 0.05, seed) < _swing(lab, 1.0, seed) / 2 for seed in SHUFFLES),
        ),
        Remark("Its authors advise a schedule that lets η fall from 1 to 0, or none, and name more to turn.", "use", AUTHORS),
        Claim(
            "With such a schedule, the last 20 steps are less than 0.1 away in each shuffle.",
            lambda lab: all(0 < _run(lab, 1.0, seed, schedule=Cosine(STEPS)).around(20) < 0.1 for seed in SHUFFLES),
        ),
    ),
)
