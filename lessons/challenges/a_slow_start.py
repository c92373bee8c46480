"""Is warm-up a superstition?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.schedules.cosine import Cosine, WarmupCosine
from optim_core.schedules.schedule import Schedule, rates
from optim_core.spec import Citation

STEPS, ETA = 100, 0.7
START = (0.2, -0.2)
SETTINGS: dict[str, Any] = {"learning_rate": ETA}
STAYS = None
FALLS = Cosine(STEPS)
WARMS = WarmupCosine(STEPS, warmup=0.1)


def _run(lab: Lab, schedule: Schedule | None) -> Walk:
    return lab.run("Adam", START, STEPS, schedule=schedule, **SETTINGS)


def _home(lab: Lab) -> list[bool]:
    """Whether each run ends at the lowest point: where η stays, where it falls, and where it grows first."""
    return [_run(lab, each).minimum == 0 for each in (STAYS, FALLS, WARMS)]


def _eta(t: int) -> float:
    """η at step t of the run with a warm-up."""
    return float(rates(ETA, WARMS, STEPS)[t - 1])


def _divides_by_what_it_has_seen(run: Walk, t: int) -> bool:
    """Whether step t is η times the mean slope over the root of the mean square so far, which is much larger."""
    age = np.arange(t)[::-1]
    mean = np.average(run.gradient[:t], axis=0, weights=0.9**age)
    usual = np.sqrt(np.average(run.gradient[:t] ** 2, axis=0, weights=0.999**age))
    step = run.theta[t] - run.theta[t - 1]
    return apart(step, -_eta(t) * mean / usual) < 1e-6 and bool(np.all(usual > 3 * np.abs(mean)))


def _away(lab: Lab, schedule: Schedule | None, steps: slice) -> float:
    """The largest distance from the lowest point at these steps."""
    return float(np.hypot(*(_run(lab, schedule).theta[steps] - np.array(lab.minima[0])).T).max())


def _first(lab: Lab, schedule: Schedule | None, start: tuple[float, float] = START) -> float:
    """The length of the first step."""
    return float(lab.run("Adam", start, 1, schedule=schedule, **SETTINGS).lengths[0])


OPTIONS: tuple[Option, ...] = (
    Option(
        "Only the one whose η grows first.",
        lambda lab: _home(lab) == [False, False, True],
    ),
    Option(
        "All: they start close to it.",
        lambda lab: all(_home(lab)),
        Words(
            Claim(
                "Two are gone at once: the lowest point is 0.3 away, and with the full η the first step is 1 long.",
                lambda lab: (
                    round(float(np.hypot(*START)), 1) == 0.3 and [round(_first(lab, each), 2) for each in (STAYS, FALLS)] == [0.99, 0.99]
                ),
            )
        ),
    ),
    Option(
        "The two whose η falls: it is the end that counts.",
        lambda lab: _home(lab) == [False, True, True],
        Words(
            Claim(
                "The fall comes too late: after 5 steps at almost full η the run is more than 2 away, and stays in a pit there.",
                lambda lab: (
                    _away(lab, FALLS, slice(5, 6)) > 2 and _away(lab, FALLS, slice(-1, None)) > 2 and _run(lab, FALLS).lengths[-1] < 1e-3
                ),
            )
        ),
    ),
    Option(
        "Only the one whose η stays: it has no time to lose.",
        lambda lab: _home(lab) == [True, False, False],
        Words(
            Claim(
                "It ends in the pit at about (-2, 2), where the one whose η only falls ends, too.",
                lambda lab: max(apart(_run(lab, each).theta[-1], (-2, 2)) for each in (STAYS, FALLS)) < 0.02,
            )
        ),
    ),
    Option(
        "None: such an η is too large here.",
        lambda lab: not any(_home(lab)),
        Words(
            Claim(
                "Later it is not: one run has this very η at step 10, and is never more than 0.3 away.",
                lambda lab: 0.2 < _away(lab, WARMS, slice(None)) < 0.3 and _eta(10) == ETA,
            )
        ),
    ),
)

A_SLOW_START = Challenge(
    name="a-slow-start",
    title="A slow start",
    group="Momentum and Adam",
    belief=Belief(
        "Warm-up is superstition: Adam fits its steps to the slopes by itself.",
        Citation(
            "Kalra & Barkeshli",
            2024,
            "Why Warmup the Learning Rate? Underlying Mechanisms and Improvements",
            "https://arxiv.org/abs/2406.09405",
        ),
    ),
    scene=TaskScene(
        "Rastrigin",
        (
            Actor("Adam", SETTINGS, "Adam, η stays"),
            Actor("Adam", SETTINGS, "Adam, η falls", Marks("sky", "dash", "pentagon"), schedule=FALLS),
            Actor("Adam", SETTINGS, "Adam, η grows, then falls", Marks("ink", "longdash", "square"), schedule=WARMS),
        ),
        start=START,
        steps=STEPS,
    ),
    question=Words(
        Remark("Adam starts close to the lowest point, (0, 0), with a large η, 0.7, for 100 steps.", "definition"),
        Remark(
            "η stays as it is, or falls to 0 bit by bit, or grows in the first 10 steps (a warm-up) and then falls to 0.",
            "definition",
        ),
        Remark("Which runs end at the lowest point?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "Adam's first step is as long as η says, along both axes, however small the slope: it divides by the only one it has seen.",
            lambda lab: (
                abs(_first(lab, None) / _first(lab, None, (0.02, -0.02)) - 1) < 1e-6
                and abs(_first(lab, None) / np.hypot(ETA, ETA) - 1) < 1e-6
                and lab.slope(*START) > 5 * lab.slope(0.02, -0.02)
            ),
        ),
        Claim(
            "A warm-up makes the first steps short. At step 10, with the full η, Adam divides by the steep slopes that it has seen: its "
            "step is a quarter as long.",
            lambda lab: (
                round(_first(lab, WARMS) / _first(lab, None), 3) == 0.1
                and 0.22 < _run(lab, WARMS).lengths[9] / _first(lab, None) < 0.27
                and _divides_by_what_it_has_seen(_run(lab, WARMS), 10)
                and _eta(10) == ETA
            ),
        ),
    ),
)
