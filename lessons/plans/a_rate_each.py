"""A lesson of 45 minutes: a rate for each coordinate, from Adagrad to Adam."""

from typing import Any

import numpy as np

from lessons.challenges.a_long_memory import A_LONG_MEMORY
from lessons.challenges.after_the_cliff import AFTER_THE_CLIFF
from lessons.challenges.come_to_rest import COME_TO_REST
from lessons.challenges.longer_than_eta import LONGER_THAN_ETA
from lessons.challenges.the_steepest_way import THE_STEEPEST_WAY
from lessons.plans.lesson import Lesson, Stop, page, task
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart

LADDER = "One term at a time"


def _cliff(lab: Lab, method: str, **settings: Any) -> Walk:
    """A run of the scene with the cliff."""
    return lab.on("Beale").run(method, **settings)


def _adagrad(lab: Lab, eta: float = 0.4) -> Walk:
    """The run of the scene of Adagrad."""
    return lab.on("Rosenbrock").run("Adagrad", learning_rate=eta)


def _bowl(lab: Lab, learning_rate: float = 0.1, **settings: Any) -> Walk:
    """The run of the scene of Adam, with some knobs turned."""
    return lab.on("Penguins, standardised").run("Adam", learning_rate=learning_rate, **settings)


def _beyond(lab: Lab, **settings: Any) -> float:
    """How far this run gets past the bottom, as a share of the way to it."""
    off = _bowl(lab, **settings).theta - np.array(lab.on("Penguins, standardised").minima[0])
    return -float((off @ off[0] / (off[0] @ off[0])).min())


A_RATE_EACH = Lesson(
    "a-rate-each",
    "From Adagrad to Adam",
    "You can say why each coordinate gets a rate of its own, and what Adagrad, RMSprop and Adam do about it.",
    (
        Stop(
            task(THE_STEEPEST_WAY),
            Words(
                Claim("Here the steepest way down points past the bottom, not to it.", lambda lab: _straight(lab) < 0.8),
                Remark("Draw the path that you expect. Then see.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("compare", {"landscape": "Ravine", "noise": "0", "show": ["SGD", "Adagrad"], "controls": "*.angle,*.x,*.y"}),
            Words(
                Claim(
                    "This ravine runs slantwise, and SGD gets further than Adagrad.",
                    lambda lab: 50 * lab.on("Ravine").run("SGD").loss[-1] < lab.on("Ravine").run("Adagrad").loss[-1],
                ),
                Remark("Who wins if the ravine lies along an axis? Guess, then turn φ to 0.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "Adagrad: with φ = 0 it is there after 259 steps, and SGD not after 300.",
                    lambda lab: [lab.on("Ravine", angle=0).run(method).arrived for method in ("Adagrad", "SGD")] == [259, np.inf],
                ),
                Remark("A rate for each axis helps where the ravine lies along an axis.", "definition"),
            ),
        ),
        Stop(
            task(A_LONG_MEMORY),
            Words(
                Claim(
                    "Adagrad divides by the root of the sum of all squared slopes so far, and a sum of squares never falls.",
                    lambda lab: bool(np.all(np.diff(_adagrad(lab).quantities["G"], axis=0) >= 0)) and _adagrad(lab).moved > 0.1,
                ),
                Remark("What becomes of its steps after a steep start? Draw the path.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("optimizers", {"optimizer": "Adagrad", "controls": "*.learning_rate"}),
            Words(
                Claim(
                    "Its last step is less than a hundredth of its first, and it has not arrived.",
                    lambda lab: 100 * _adagrad(lab).lengths[-1] < _adagrad(lab).lengths[0] and np.isinf(_adagrad(lab).arrived),
                ),
                Remark("Where does it get to with an η five times as large? Guess, then turn η to 2.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "Past the lowest point, to a height of 0.04; with η = 0.4 it ends at 1.8.",
                    lambda lab: (
                        [round(float(_adagrad(lab, eta).loss[-1]), 2) for eta in (2.0, 0.4)] == [0.04, 1.81]
                        and _adagrad(lab, 2.0).theta[-1, 0] > lab.on("Rosenbrock").minima[0][0] > _adagrad(lab).theta[-1, 0]
                    ),
                ),
            ),
        ),
        Stop(
            page("compare", {"landscape": "Beale", "noise": "0", "show": ["Adagrad", "RMSprop"], "controls": "*.adagrad.learning_rate"}),
            Words(
                Claim(
                    "Both start on a cliff. RMSprop forgets it and walks on; Adagrad never forgets, and crawls.",
                    lambda lab: (
                        _cliff(lab, "Adagrad").lengths[50] < 0.1 * _cliff(lab, "Adagrad").lengths[0]
                        and _cliff(lab, "RMSprop").lengths[50] > 0.25 * _cliff(lab, "RMSprop").lengths[0]
                    ),
                ),
                Remark("Can a larger η make up for it? Guess, then turn Adagrad's η.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "Yes: with η = 1, five times as large, Adagrad is there after 70 steps, and RMSprop after 157.",
                    lambda lab: (
                        [_cliff(lab, "Adagrad", learning_rate=1.0).arrived, _cliff(lab, "RMSprop").arrived] == [70, 157]
                        and abs(lab.on("Beale").suited("Adagrad") - 0.2) < 1e-9
                    ),
                ),
                Claim(
                    "With η = 4 its first step is too long, and it ends higher than with 0.2.",
                    lambda lab: _cliff(lab, "Adagrad", learning_rate=4.0).loss[-1] > _cliff(lab, "Adagrad").loss[-1] > 0.08,
                ),
            ),
        ),
        Stop(
            task(COME_TO_REST),
            Words(
                Remark("What forgets does not slow down: RMSprop crosses the plain, and then cannot stop.", "definition"),
                Remark("Which way must ε go, so that it rests? Guess, then turn ε and see.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("step_by_step", {"lesson": LADDER, "controls": "*.rung2.beta1"}),
            Words(
                Claim(
                    "The slope alone flies out of the ravine. The mean of the slopes, at the same η, arrives.",
                    lambda lab: _ravine(lab, "Gradient descent").diverged and _ravine(lab, "Momentum").arrived < 50,
                ),
                Remark("What does the mean do if its memory β₁ is 0? Guess, then turn β₁.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "It remembers only the last slope. So it takes the path of the slope alone, and flies out as well.",
                    lambda lab: (
                        apart(_ravine(lab, "Momentum", beta1=0.0).theta[:20], _ravine(lab, "Gradient descent").theta[:20]) < 1e-6
                        and _ravine(lab, "Momentum", beta1=0.0).diverged
                    ),
                ),
            ),
        ),
        Stop(
            page(
                "step_by_step", {"lesson": LADDER, "rung": "+ bias correction", "controls": "*.rung3.learning_rate,*.rung4.learning_rate"}
            ),
            Words(
                Claim(
                    "Both remember the same means. Without the bias correction the first step is three times as long.",
                    lambda lab: abs(_network(lab, "Adam, as on the card").lengths[0] / _network(lab, "Adam").lengths[0] - 3.16) < 0.02,
                ),
                Remark("What does that do at a small η? Guess, then turn the η of both down.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "Long first steps help there: with η = 0.02 the one without the correction arrives after 24 steps, the other not.",
                    lambda lab: [_network(lab, name, 0.02).arrived for name in ("Adam, as on the card", "Adam")] == [24, np.inf],
                ),
            ),
        ),
        Stop(
            page("optimizers", {"optimizer": "Adam", "controls": "*.learning_rate,adam.beta1,adam.beta2,adam.epsilon"}),
            Words(
                Claim(
                    "Adam passes the bottom, turns round, and comes back.",
                    lambda lab: _beyond(lab) > 0.1 and _bowl(lab).arrived < 100,
                ),
                Remark("One of its four knobs stops that. Guess which, then try.", "instruction"),
            ),
            4,
            seen=Words(
                Claim(
                    "β₁: with β₁ = 0 it stops at the bottom, and is there after 25 steps instead of 56.",
                    lambda lab: (
                        [_bowl(lab, beta1=beta1).arrived for beta1 in (0.0, 0.9)] == [25, 56]
                        and _beyond(lab, beta1=0.0) < 1e-9 < 0.1 < _beyond(lab, beta1=0.9)
                    ),
                ),
                Claim(
                    "With η = 0.01 it does not pass it either, but takes 224 steps.",
                    lambda lab: _bowl(lab, learning_rate=0.01).arrived == 224 and _beyond(lab, learning_rate=0.01) < 1e-9,
                ),
            ),
        ),
        Stop(
            task(LONGER_THAN_ETA),
            Words(
                Claim(
                    "Adam's first step is exactly η along each axis.",
                    lambda lab: (
                        apart(np.abs(lab.on("Himmelblau").run("Adam").quantities["step"][1]), lab.on("Himmelblau").suited("Adam")) < 1e-6
                    ),
                ),
                Remark("Can a later step be longer? Guess, then turn β₁ and see.", "instruction"),
            ),
            4,
        ),
        Stop(
            task(AFTER_THE_CLIFF),
            Words(
                Remark("Now you know four of them: what each remembers, and for how long.", "definition"),
                Remark("Use it: put them in order before you see the race.", "instruction"),
            ),
            5,
        ),
    ),
)


def _ravine(lab: Lab, method: str, **settings: Any) -> Walk:
    """A run of the ladder's first scene."""
    return lab.on("Ravine").run(method, learning_rate=0.05, **settings)


def _network(lab: Lab, method: str, eta: float = 0.2) -> Walk:
    """A run of the scene of the bias correction."""
    return lab.on("Penguins, a small network").run(method, learning_rate=eta)


def _straight(lab: Lab) -> float:
    """How much of the first step leads to the bottom: 1 if all of it does."""
    path = THE_STEEPEST_WAY.scene.walks(lab)[0].theta
    step, way = path[1] - path[0], np.array(lab.minima[0]) - path[0]
    return float(step @ way / np.hypot(*step) / np.hypot(*way))
