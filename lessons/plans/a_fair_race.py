"""A lesson of 90 minutes: all methods of the card, a fair race between them, and why benchmarks lie."""

from functools import cache

from landscapes import Landscape
from lessons.challenges.an_eta_each import AN_ETA_EACH
from lessons.challenges.count_the_gradients import COUNT_THE_GRADIENTS
from lessons.challenges.the_deeper_valley import THE_DEEPER_VALLEY
from lessons.challenges.the_early_leader import THE_EARLY_LEADER
from lessons.challenges.tuned_elsewhere import TUNED_ELSEWHERE
from lessons.lab import METHODS
from lessons.plans.lesson import Lesson, Stop, page, task
from lessons.plans.the_whole_card import THE_WHOLE_CARD, VALLEYS
from optim_core import OPTIMIZERS
from optim_core.batch.tuning import RATES, search
from optim_core.claims import USUAL_STEPS, Claim, Lab, Remark, Walk, Words

MINUTES = 5
"""Of every stop."""


def _at(lab: Lab, method: str, eta: float) -> Walk:
    """A run without noise."""
    return lab.on(VALLEYS).run(method, learning_rate=eta)


@cache
def _rate(method: str, landscape: Landscape, start: tuple[float, float]) -> float:
    """The η that is best for a method, as Compare searches it."""
    return RATES[search(METHODS[method].suited_to(landscape), landscape, start, USUAL_STEPS).best]


def _best(lab: Lab, method: str, start: tuple[float, float]) -> Walk:
    """A run without noise at the best η."""
    valleys = lab.on(VALLEYS)
    return valleys.run(method, start=start, learning_rate=_rate(method, valleys.landscape, start))


def _first(lab: Lab, start: tuple[float, float]) -> dict[str, float]:
    """Who arrives first if each is at its best, and when."""
    arrived = {cls.name: _best(lab, cls.name, start).arrived for cls in OPTIMIZERS}
    return {name: step for name, step in arrived.items() if step == min(arrived.values())}


def _ends(lab: Lab, start: tuple[float, float], method: str = "Adam") -> tuple[float, ...]:
    """Where a run ends, rounded."""
    x, y = lab.on(VALLEYS).run(method, start=start, noise=1).theta[-1]
    return round(float(x), 1), round(float(y), 1)


A_FAIR_RACE = Lesson(
    "a-fair-race",
    "The whole card and a fair race",
    "You can say what each of the seven methods does, set up a fair race between them, and doubt a benchmark.",
    tuple(
        stop._replace(minutes=MINUTES)
        for stop in (
            *THE_WHOLE_CARD,
            Stop(
                task(THE_EARLY_LEADER),
                Words(
                    Remark("Now the race. A curve that is cut off early shows who starts well.", "definition"),
                    Remark("Who is ahead after 300 steps? Put them in order, then see.", "instruction"),
                ),
            ),
            Stop(
                page("compare", {"noise": "0", "rates": "Same η for all", "controls": "same"}),
                Words(
                    Claim(
                        "With η = 0.01 for all, SGD is there after 8 steps and Adam after 275.",
                        lambda lab: [_at(lab, name, 0.01).arrived for name in ("SGD", "Adam")] == [8, 275],
                    ),
                    Remark("Who wins with η = 0.1 for all? Guess, then turn η.", "instruction"),
                ),
                seen=Words(
                    Claim(
                        "RMSprop is there first, after 26 steps, and cannot rest. Adamax is there after 36, and stays. SGD flies out.",
                        lambda lab: (
                            [_at(lab, name, 0.1).arrived for name in ("RMSprop", "Adamax")] == [26, 36]
                            and min(_at(lab, cls.name, 0.1).arrived for cls in OPTIMIZERS) == 26
                            and [_at(lab, name, 0.1).kind for name in ("RMSprop", "Adamax", "SGD")]
                            == ["cycling", "at a minimum", "diverged"]
                        ),
                    ),
                ),
            ),
            Stop(
                task(AN_ETA_EACH),
                Words(
                    Remark("The same η is not fair: it means something else to each method.", "definition"),
                    Remark("Which η does gradient descent need to beat Adam here? Find it, then see.", "instruction"),
                ),
            ),
            Stop(
                page("compare", {"noise": "0", "rates": "Each at its best", "controls": "*.x,*.y"}),
                Words(
                    Remark("Here the lab tries as many η for each method, and takes the best.", "definition"),
                    Remark("Who is first now? Guess before you look at the list. Then move the start: does it stay so?", "instruction"),
                ),
                seen=Words(
                    Claim(
                        "SGD and mini-batch, after 8 steps. From (0, −1) it is Adagrad, after 11 steps against their 18.",
                        lambda lab: (
                            _first(lab, (0.5, -1.8)) == {"SGD": 8, "Mini-batch": 8}
                            and _first(lab, (0.0, -1.0)) == {"Adagrad": 11}
                            and _best(lab, "SGD", (0.0, -1.0)).arrived == 18
                        ),
                    ),
                    Remark("One start is no proof.", "definition"),
                ),
            ),
            Stop(
                task(COUNT_THE_GRADIENTS),
                Words(
                    Remark("Steps are not work: a step that uses all examples computes many gradients.", "definition"),
                    Remark("Put the runs in order of their work, then see.", "instruction"),
                ),
            ),
            Stop(
                page("maps", {"kind": "All starts", "controls": "of"}),
                Words(
                    Claim(
                        "Every cell is a run of Adam from there; a race from one start is one cell.",
                        lambda lab: [_ends(lab, start) for start in ((0.5, -1.8), (-3.0, 3.0))] == [(3.0, 2.0), (-2.8, 3.1)],
                    ),
                    Remark("Will the same map of SGD have the same borders? Guess, then add SGD.", "instruction"),
                ),
                seen=Words(
                    Claim(
                        "No: from where Compare starts, Adam ends in the upper valley on the right, and SGD in the lower one.",
                        lambda lab: [_ends(lab, (0.5, -1.8), name) for name in ("Adam", "SGD")] == [(3.0, 2.0), (3.6, -1.8)],
                    ),
                ),
            ),
            Stop(
                task(THE_DEEPER_VALLEY),
                Words(
                    Remark("Some say that adaptive methods find better minima.", "definition"),
                    Remark("Prove them wrong: place the start so that gradient descent ends lower.", "instruction"),
                ),
            ),
            Stop(
                task(TUNED_ELSEWHERE),
                Words(
                    Remark("The last trap: methods that were tuned on one task run on another.", "definition"),
                    Remark("Put them in order, then see. What would you ask of the next benchmark that you read?", "instruction"),
                ),
            ),
        )
    ),
)
