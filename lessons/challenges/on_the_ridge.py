"""Does gradient descent leave an exact saddle by itself?"""

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

START = (-1.5, 0.0)
AT = 0.05
"""So near counts as at the saddle, or on the ridge."""
AWAY = 1.0
"""So far from the ridge counts as rolled down."""


def _run(lab: Lab, y: float = 0.0) -> Walk:
    return lab.run("Gradient descent", (START[0], y), 300)


def _reaches(run: Walk) -> bool:
    """Whether it comes to the saddle, seen along the ridge."""
    return bool(np.abs(run.theta[:, 0]).min() < AT)


def _crosses(run: Walk) -> bool:
    return bool(run.theta[:, 0].max() > 0)


def _aside(run: Walk) -> float:
    """How far from the ridge it ends."""
    return float(abs(run.theta[-1, 1]))


ON_THE_RIDGE = Challenge(
    name="on-the-ridge",
    title="On the ridge",
    group="The loop and η",
    belief=Belief(
        "Gradient descent leaves a saddle by itself.",
        Citation(
            "Cross Validated",
            2015,
            "Why doesn't gradient descent terminate on saddle point?",
            "https://stats.stackexchange.com/questions/182738",
        ),
    ),
    scene=TaskScene("Saddle", (Actor("Gradient descent"),), start=START, steps=300),
    question=Words(
        Remark(
            "Gradient descent starts exactly on the ridge. To both sides the ground falls. What has happened after 300 steps?",
            "instruction",
        )
    ),
    answer=Choose(
        (
            Option(
                "It walks along the ridge to the saddle, and from there it rolls down to one side.",
                lambda lab: _reaches(_run(lab)) and not _crosses(_run(lab)) and _aside(_run(lab)) > AWAY,
                Words(
                    Claim(
                        "Nothing pushes it aside: the slope to the side is 0 at every step, also at the saddle.",
                        lambda lab: not _run(lab).gradient[:, 1].any(),
                    )
                ),
            ),
            Option(
                "It walks along the ridge to the saddle, and stays there.",
                lambda lab: _reaches(_run(lab)) and not _crosses(_run(lab)) and _aside(_run(lab)) < AT,
            ),
            Option(
                "It rolls down to one side long before it reaches the saddle.",
                lambda lab: not _reaches(_run(lab)) and not _crosses(_run(lab)) and _aside(_run(lab)) > AWAY,
                Words(
                    Claim(
                        "So it does from a start beside the ridge. On the ridge itself no side is lower than the other.",
                        lambda lab: _aside(_run(lab, 0.1)) > AWAY and _aside(_run(lab)) == 0,
                    )
                ),
            ),
            Option(
                "It runs over the saddle, and swings to and fro along the ridge.",
                lambda lab: _crosses(_run(lab)),
                Words(
                    Claim(
                        "Each step goes a fiftieth of the way to the saddle, so none goes past it.",
                        lambda lab: bool(np.allclose(_run(lab).lengths / -_run(lab).theta[:-1, 0], 1 / 50)),
                    )
                ),
            ),
            Option(
                "It stops halfway, because the ridge becomes flatter.",
                lambda lab: not _reaches(_run(lab)) and not _crosses(_run(lab)) and _aside(_run(lab)) < AT,
                Words(
                    Claim(
                        "Its steps become shorter, but after 300 of them less than a hundredth of the way is left.",
                        lambda lab: 0 < -_run(lab).theta[-1, 0] < 0.01 * -START[0],
                    )
                ),
            ),
        )
    ),
    why=Words(
        Claim(
            "On the ridge the slope to the side is exactly 0, and η times 0 is 0. Only a start beside the ridge leads away from it.",
            lambda lab: _reaches(_run(lab)) and _aside(_run(lab)) == 0 and _aside(_run(lab, 0.01)) > AWAY,
        )
    ),
)
