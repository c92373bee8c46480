"""Does a schedule help at the end only?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.schedules.cosine import WarmupCosine
from optim_core.schedules.schedule import Schedule
from optim_core.schedules.warmup_stable_decay import WarmupStableDecay
from optim_core.spec import Citation

STEPS = 100
GD = "Gradient descent"
START = (-2.2, -1.7)
SETTINGS: dict[str, Any] = {"learning_rate": 0.1}
STAYS = None
FALLS = WarmupStableDecay(STEPS, warmup=1 / STEPS, cooldown=0.5)
"""The full η from the first step on."""
GROWS = WarmupCosine(STEPS, warmup=0.2, floor=1.0)
"""The full η from step 20 on."""


def _run(lab: Lab, schedule: Schedule | None) -> Walk:
    return lab.run(GD, START, STEPS, schedule=schedule, **SETTINGS)


def _ends(lab: Lab, one: Schedule | None, other: Schedule | None) -> float:
    """How far apart two of the runs end."""
    return float(np.hypot(*(_run(lab, one).theta[-1] - _run(lab, other).theta[-1])))


def _first(lab: Lab, schedule: Schedule | None) -> float:
    """The length of the first step."""
    return float(_run(lab, schedule).lengths[0])


def _last(lab: Lab, schedule: Schedule | None) -> float:
    """The length of the last step."""
    return float(_run(lab, schedule).lengths[-1])


def _until(lab: Lab, t: int) -> float:
    """The largest distance, up to step t, between the run whose η stays and that whose η falls."""
    return apart(_run(lab, STAYS).theta[: t + 1], _run(lab, FALLS).theta[: t + 1])


OPTIONS: tuple[Option, ...] = (
    Option(
        "None: all go downhill from one point.",
        lambda lab: max(_ends(lab, STAYS, FALLS), _ends(lab, STAYS, GROWS)) < 0.1,
        Words(
            Claim(
                "Their first steps part them: with the full η the first one is 1.8 long, with the slow start 0.09.",
                lambda lab: (
                    [round(_first(lab, each), 1) for each in (STAYS, FALLS)] == [1.8, 1.8]
                    and round(_first(lab, GROWS), 2) == 0.09
                    and _ends(lab, STAYS, GROWS) > 1
                ),
            )
        ),
    ),
    Option(
        "The one whose η falls.",
        lambda lab: _ends(lab, STAYS, GROWS) < 0.1 < 1 < _ends(lab, STAYS, FALLS),
        Words(
            Claim(
                "When its η begins to fall, it is at a lowest point already: after 50 steps it is less than 0.001 away.",
                lambda lab: apart(_run(lab, FALLS).theta[50], lab.minima[0]) < 0.001 < 1 < apart(_run(lab, FALLS).theta[0], lab.minima[0]),
            )
        ),
    ),
    Option(
        "The one whose η grows.",
        lambda lab: _ends(lab, STAYS, FALLS) < 0.1 < 1 < _ends(lab, STAYS, GROWS),
    ),
    Option(
        "Each ends in a valley of its own.",
        lambda lab: min(_ends(lab, STAYS, FALLS), _ends(lab, STAYS, GROWS), _ends(lab, FALLS, GROWS)) > 1,
        Words(
            Claim(
                "Two end in one valley: they have the same η, and so the same path, for the first 50 steps.",
                lambda lab: _until(lab, 50) < 1e-9 and _ends(lab, STAYS, FALLS) < 0.001 < _first(lab, STAYS),
            )
        ),
    ),
    Option(
        "Those whose η does not fall: they never come to rest.",
        lambda lab: _last(lab, FALLS) < 1e-3 < min(_last(lab, STAYS), _last(lab, GROWS)),
        Words(
            Claim(
                "Without noise the slopes fade near a lowest point, and so do the steps: the last ones are shorter than a millionth.",
                lambda lab: 0 < max(_last(lab, each) for each in (STAYS, FALLS, GROWS)) < 1e-6,
            )
        ),
    ),
)

ONLY_AT_THE_END = Challenge(
    name="only-at-the-end",
    title="Only at the end",
    group="The loop and η",
    belief=Belief(
        "A schedule helps only at the end: a small η lets a run come to rest.",
        Citation("You et al.", 2019, "How Does Learning Rate Decay Help Modern Neural Networks?", "https://arxiv.org/abs/1908.01878"),
    ),
    scene=TaskScene(
        "Three-hump camel",
        (
            Actor(GD, SETTINGS, "η stays"),
            Actor(GD, SETTINGS, "η falls to 0 in the last 50 steps", Marks("sky", "solid", "pentagon"), schedule=FALLS),
            Actor(GD, SETTINGS, "η grows in the first 20 steps", Marks("orange", "longdash", "cross"), schedule=GROWS),
        ),
        start=START,
        steps=STEPS,
    ),
    question=Words(
        Remark("A schedule changes η from step to step.", "definition"),
        Remark("Gradient descent takes 100 steps from one start, three times, with η = 0.1.", "definition"),
        Remark("η stays as it is, or falls to 0 in the last 50 steps, or grows from almost 0 in the first 20.", "definition"),
        Remark("Which one ends in another valley than the others?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "The first steps decide the valley: a long one leaves the high valley, and short ones go down into it.",
            lambda lab: _run(lab, STAYS).minimum == 0 == _run(lab, FALLS).minimum and _run(lab, GROWS).kind == "at a local minimum",
        ),
        Claim(
            "The one whose η grows ends 0.3 higher, though from step 20 on its η is 0.1, too.",
            lambda lab: round(float(_run(lab, GROWS).loss[-1] - _run(lab, STAYS).loss[-1]), 2) == 0.3 and _late(lab) < 1e-9,
        ),
        Claim(
            "A fall of η at the end changes nothing here: both runs end at the same lowest point.",
            lambda lab: _ends(lab, STAYS, FALLS) < 1e-4 < _first(lab, FALLS),
        ),
    ),
)


def _late(lab: Lab) -> float:
    """How far, from step 20 on, the steps of the run whose η grows are from those with the full η."""
    run = _run(lab, GROWS)
    return apart(np.diff(run.theta, axis=0)[19:], -0.1 * run.gradient[19:-1])
