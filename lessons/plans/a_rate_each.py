"""A lesson of 45 minutes: a rate for each coordinate, from Adagrad to Adam."""

import numpy as np

from lessons.challenges.a_long_memory import A_LONG_MEMORY
from lessons.challenges.after_the_cliff import AFTER_THE_CLIFF
from lessons.challenges.come_to_rest import COME_TO_REST
from lessons.challenges.longer_than_eta import LONGER_THAN_ETA
from lessons.challenges.the_steepest_way import THE_STEEPEST_WAY
from lessons.plans.lesson import Lesson, Stop, page, task
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.spec import Array

LADDER = "One term at a time"


def _steps(lab: Lab, landscape: str, method: str) -> Array:
    """How long the first step is, and the one after 50 steps."""
    return lab.on(landscape).run(method).lengths[[0, 50]]


def _adagrad(lab: Lab) -> Walk:
    """The run of the scene of Adagrad."""
    return lab.on("Rosenbrock").run("Adagrad", learning_rate=0.4)


def _overtakes(lab: Lab) -> bool:
    """Whether the run of the scene of Adam passes the bottom and comes back."""
    bowl = lab.on("Penguins, standardised")
    off = bowl.run("Adam", learning_rate=0.1).theta - np.array(bowl.minima[0])
    beyond = off @ off[0] / float(off[0] @ off[0])
    return bool(beyond.min() < -0.1 and abs(beyond[-1]) < 0.01)


A_RATE_EACH = Lesson(
    "a-rate-each",
    "From Adagrad to Adam",
    "You can say why each coordinate gets a rate of its own, and what Adagrad, RMSprop and Adam do about it.",
    (
        Stop(
            task(THE_STEEPEST_WAY),
            Words(
                Claim(
                    "Here the steepest way down points past the bottom, not to it.",
                    lambda lab: _straight(lab) < 0.8,
                ),
                Remark("Draw the path that you expect. Then see.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("compare", {"landscape": "Ravine", "noise": "0", "show": ["SGD", "Adagrad"]}),
            Words(
                Claim(
                    "This ravine runs slantwise, and SGD gets further than Adagrad.",
                    lambda lab: 50 * lab.on("Ravine").run("SGD").loss[-1] < lab.on("Ravine").run("Adagrad").loss[-1],
                ),
                Remark("Who wins if the ravine lies along an axis? Guess, then turn φ to 0.", "instruction"),
            ),
            4,
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
            page("optimizers", {"optimizer": "Adagrad"}),
            Words(
                Claim(
                    "Its last step is less than a hundredth of its first, and it has not arrived.",
                    lambda lab: 100 * _adagrad(lab).lengths[-1] < _adagrad(lab).lengths[0] and np.isinf(_adagrad(lab).arrived),
                ),
                Remark("Where does it get to with an η five times as large? Guess, then turn η to 2.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("compare", {"landscape": "Beale", "noise": "0", "show": ["Adagrad", "RMSprop"]}),
            Words(
                Claim(
                    "Both start on a cliff. RMSprop forgets it and walks on; Adagrad never forgets, and crawls.",
                    lambda lab: (
                        _steps(lab, "Beale", "Adagrad")[1] < 0.1 * _steps(lab, "Beale", "Adagrad")[0]
                        and _steps(lab, "Beale", "RMSprop")[1] > 0.25 * _steps(lab, "Beale", "RMSprop")[0]
                    ),
                ),
                Remark("Can a larger η make up for it? Guess, then open Adagrad and turn its η.", "instruction"),
            ),
            4,
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
            page("step_by_step", {"lesson": LADDER}),
            Words(
                Claim(
                    "The slope alone flies out of the ravine. The mean of the slopes, at the same η, arrives.",
                    lambda lab: _ravine(lab, "Gradient descent").diverged and _ravine(lab, "Momentum").arrived < 50,
                ),
                Remark("What does the mean do if its memory β₁ is 0? Guess, then open it on the left and turn β₁.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("step_by_step", {"lesson": LADDER, "rung": "+ bias correction"}),
            Words(
                Claim(
                    "Both remember the same means. Without the bias correction the first step is three times as long.",
                    lambda lab: abs(_first(lab, "Adam, as on the card") / _first(lab, "Adam") - 3.16) < 0.02,
                ),
                Remark("What does that do at a small η? Guess, then turn the η of both down.", "instruction"),
            ),
            4,
        ),
        Stop(
            page("optimizers", {"optimizer": "Adam"}),
            Words(
                Claim("Adam passes the bottom, turns round, and comes back.", _overtakes),
                Remark("One of its four knobs stops that. Guess which, then try.", "instruction"),
            ),
            4,
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


def _ravine(lab: Lab, method: str) -> Walk:
    """A run of the ladder's first scene."""
    return lab.on("Ravine").run(method, learning_rate=0.05)


def _first(lab: Lab, method: str) -> float:
    """The length of the first step in the scene of the bias correction."""
    return float(lab.on("Penguins, a small network").run(method, learning_rate=0.2).lengths[0])


def _straight(lab: Lab) -> float:
    """How much of the first step leads to the bottom: 1 if all of it does."""
    path = THE_STEEPEST_WAY.scene.walks(lab)[0].theta
    step, way = path[1] - path[0], np.array(lab.minima[0]) - path[0]
    return float(step @ way / np.hypot(*step) / np.hypot(*way))
