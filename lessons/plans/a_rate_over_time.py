"""A lesson of 30 minutes: why a noisy run never rests, and what an η that changes from step to step does about it."""

from typing import Any

from lessons.challenges.a_slow_start import A_SLOW_START
from lessons.challenges.how_near import HOW_NEAR
from lessons.challenges.no_eta_to_tune import NO_ETA_TO_TUNE
from lessons.challenges.only_at_the_end import ONLY_AT_THE_END
from lessons.plans.lesson import Lesson, Stop, page, task
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.schedules.cosine import Cosine
from optim_core.schedules.inverse_power import PAPER, InversePower
from optim_core.schedules.schedule import Schedule, rates

BOWL, VALLEYS = "Penguins, standardised", "Himmelblau"
ETA, STEPS = 0.3, 300
SGD = {"landscape": BOWL, "show": "SGD", "penguinsstandardised.sgd.learning_rate": str(ETA)}


def _bowl(lab: Lab, schedule: Schedule | None = None, **settings: Any) -> Walk:
    """A run of SGD among the penguins."""
    return lab.on(BOWL).run("SGD", learning_rate=ETA, steps=STEPS, schedule=schedule, **settings)


def _strides(run: Walk) -> float:
    """The usual length of its last steps."""
    return float(run.lengths[-50:].mean())


def _off(run: Walk) -> float:
    """How far from the bottom it is at the end."""
    return run.around(1)


def _sum(power: float, steps: int) -> float:
    """All rates of so many steps together."""
    return float(rates(ETA, InversePower(power), steps).sum())


def _lower(lab: Lab, schedule: Schedule | None) -> str:
    """Who ends lower in the valleys, where each reads one noisy example a step."""
    valleys = lab.on(VALLEYS)
    runs = {method: valleys.run(method, noise=1, batch=1, steps=STEPS, schedule=schedule) for method in ("SGD", "Adamax")}
    last = {method: float(run.loss[-30:].mean()) for method, run in runs.items()}
    low, high = sorted(last, key=lambda method: last[method])
    return low if 2 * last[low] < last[high] else ""


A_RATE_OVER_TIME = Lesson(
    "a-rate-over-time",
    "Noise, and a rate over time",
    "You can say why a noisy run never comes to rest, and how η has to fall so that it does.",
    (
        Stop(
            task(HOW_NEAR),
            Words(
                Remark("SGD reads one penguin a step, and each pulls its own way.", "definition"),
                Remark("Which η keeps it close to the bottom? Guess, then turn η.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("compare", {**SGD, "controls": "schedule"}),
            Words(
                Claim(
                    "A large η is at the bottom after four steps, and never comes to rest there.",
                    lambda lab: _bowl(lab).arrived == 4 and _bowl(lab).kind == "hovering",
                ),
                Remark("Does it rest if η falls? Guess, then choose Cosine.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "Yes: its last steps are less than a fiftieth as long as those of an η that stays.",
                    lambda lab: 50 * _strides(_bowl(lab, Cosine())) < _strides(_bowl(lab)),
                ),
            ),
        ),
        Stop(
            page("compare", {"landscape": BOWL, "schedule": "Inverse power", **SGD, "controls": "inversepower.power"}),
            Words(
                Remark("Here η is divided by a power p of the step: η/√t, as it opens.", "definition"),
                Remark("Can η fall too fast? Guess what becomes of the run, then turn p to 2.", "instruction"),
            ),
            5,
            seen=Words(
                Claim(
                    "Yes: with p = 2 it stops on its way, because all its rates together stay below 0.5.",
                    lambda lab: (
                        _bowl(lab, InversePower(2.0)).kind == "nearly still"
                        and _off(_bowl(lab, InversePower(2.0))) > 0.2
                        and 0.49 < _sum(2.0, 1000) < _sum(2.0, 1_000_000) < 0.5
                    ),
                ),
                Claim(
                    "With p = 1 their sum has no limit, and it rests at the bottom.",
                    lambda lab: (
                        _bowl(lab, InversePower(1.0)).kind == "at a minimum"
                        and _off(_bowl(lab, InversePower(1.0))) < 0.05
                        and all(abs(_sum(1.0, 10 * n) - _sum(1.0, n) - ETA * 2.303) < 0.01 for n in (100, 10_000, 100_000))
                    ),
                ),
                Remark("Robbins & Monro asked for such a sum in 1951.", "definition", PAPER),
            ),
        ),
        Stop(
            task(ONLY_AT_THE_END),
            Words(Remark("So a schedule brings a run to rest. Is that all? Guess, then see.", "instruction")),
            4,
        ),
        Stop(
            page("compare", {"batch": "1", "show": ["SGD", "Adamax"], "controls": "schedule"}),
            Words(
                Claim("Each reads one noisy example a step. Adamax ends lower.", lambda lab: _lower(lab, None) == "Adamax"),
                Remark("Who ends lower if both fall along a cosine wave? Guess, then choose it.", "instruction"),
            ),
            5,
            seen=Words(
                Claim("SGD: the ranking turns round.", lambda lab: _lower(lab, Cosine()) == "SGD"),
                Remark("A race says who wins under that schedule, no more.", "definition"),
            ),
        ),
        Stop(
            task(A_SLOW_START),
            Words(Remark("Now the other end: why do many runs begin with a small η? Guess, then see.", "instruction")),
            4,
        ),
        Stop(
            task(NO_ETA_TO_TUNE),
            Words(Remark("Some methods say that they need no η. Guess what is left to be turned, then try.", "instruction")),
            4,
        ),
    ),
)
