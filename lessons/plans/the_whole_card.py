"""The first part of the lesson `a_fair_race`: what each of the seven methods does."""

from typing import Any

import numpy as np

from lessons.challenges.a_factor_of_one import A_FACTOR_OF_ONE
from lessons.challenges.a_fixed_budget import A_FIXED_BUDGET
from lessons.challenges.a_quarter_of_the_noise import A_QUARTER_OF_THE_NOISE
from lessons.challenges.one_step_home import ONE_STEP_HOME
from lessons.challenges.without_the_correction import WITHOUT_THE_CORRECTION
from lessons.plans.lesson import Stop, page, task
from optim_core import OPTIMIZERS
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart

VALLEYS = "Himmelblau"
"""The landscape that the pages open on."""
CARD = "Adadelta, as on the card"


def _valley(lab: Lab, method: str, start: tuple[float, float] | None = None) -> int | None:
    """The valley that a method ends in, as Compare opens or from another start."""
    return lab.on(VALLEYS).run(method, start=start, noise=1).minimum


def _memory(lab: Lab, method: str, line: str) -> float:
    """What a method remembers at the end over what it remembers after its first step, of the coordinate where this is larger."""
    remembered = lab.on("Beale").run(method).quantities[line]
    return float(np.max(remembered[-1] / remembered[1]))


def _card(lab: Lab) -> bool:
    """Whether the card's Adadelta takes the path of RMSprop with the same settings, and Adadelta another."""
    names = (CARD, "Adadelta", "RMSprop")
    card, paper, other = (lab.on(VALLEYS).run(name, learning_rate=0.01, epsilon=1e-6, rho=0.95).theta for name in names)
    return apart(card, other) < 1e-9 < 0.1 < apart(card, paper)


def _delta(lab: Lab, method: str = "Adadelta", **settings: Any) -> Walk:
    """The run of the scene of Adadelta, with some knobs turned."""
    return lab.on(VALLEYS).run(method, **settings)


def _cliff(lab: Lab, **settings: Any) -> Walk:
    """The run of the scene of Adamax, with some knobs turned."""
    return lab.on("Beale").run("Adamax", **settings)


THE_WHOLE_CARD = (
    Stop(
        page("compare", {"controls": "*.x,*.y"}),
        Words(
            Claim(
                "Seven methods start at one point, and end in different valleys.",
                lambda lab: len({_valley(lab, cls.name) for cls in OPTIMIZERS} - {None}) > 1,
            ),
            Remark("Move the start a little: who changes valleys? Guess, then drag the point.", "instruction"),
        ),
        seen=Words(
            Claim(
                "If the start moves 0.3 to the right, RMSprop and Adam end in another valley: that of SGD.",
                lambda lab: (
                    [_valley(lab, name) == _valley(lab, "SGD") for name in ("RMSprop", "Adam")] == [False, False]
                    and len({_valley(lab, name, (0.8, -1.8)) for name in ("SGD", "RMSprop", "Adam")} | {_valley(lab, "SGD")}) == 1
                ),
            ),
        ),
    ),
    Stop(
        task(A_QUARTER_OF_THE_NOISE),
        Words(
            Remark("SGD and mini-batch take the same step. They differ in how many examples it uses.", "definition"),
            Remark("How many are needed for a quarter of the noise? Guess, then see.", "instruction"),
        ),
    ),
    Stop(
        task(A_FIXED_BUDGET),
        Words(
            Remark("A step with 256 examples costs as much as 256 steps with one.", "definition"),
            Remark("How would you spend 512? Put the three in order, then see.", "instruction"),
        ),
    ),
    Stop(
        page("step_by_step", {"optimizer": "Adagrad", "beside": "RMSprop", "landscape": "Beale", "noise": "0", "controls": "*.x,*.y"}),
        Words(
            Claim(
                "Adagrad adds up squared slopes, RMSprop averages them. At the end the sum has grown and the mean has faded.",
                lambda lab: _memory(lab, "Adagrad", "G") > 1.5 and _memory(lab, "RMSprop", "E_g2") < 0.01,
            ),
            Remark("Who takes the longer steps at the end? Guess, then play the run.", "instruction"),
        ),
        seen=Words(
            Claim(
                "RMSprop: at the end its steps are more than twenty times as long, because it divides by what has faded.",
                lambda lab: lab.on("Beale").run("RMSprop").lengths[-1] > 20 * lab.on("Beale").run("Adagrad").lengths[-1],
            ),
        ),
    ),
    Stop(
        task(ONE_STEP_HOME),
        Words(
            Claim(
                "Adagrad's first step is η along each axis, however steep it is there.",
                lambda lab: apart(np.abs(lab.on("Ravine").run("Adagrad", learning_rate=1.0, steps=1).quantities["step"][1]), 1) < 1e-6,
            ),
            Remark("So where must it start to be home in one step? Place it, then see.", "instruction"),
        ),
    ),
    Stop(
        page("optimizers", {"optimizer": "Adadelta", "controls": "*.learning_rate,adadelta.rho,adadelta.epsilon"}),
        Words(
            Claim(
                "Adadelta sets its pace by its own steps so far, and begins with almost none: the first is below 0.01.",
                lambda lab: _delta(lab).lengths[0] < 0.01 and _delta(lab).moved > 1,
            ),
            Remark("Which knob makes it start sooner, η, ρ or ε? Guess, then try.", "instruction"),
        ),
        seen=Words(
            Claim(
                "Each of them: with a larger η, ρ or ε the first step is longer.",
                lambda lab: all(
                    _delta(lab, "Adadelta", **{knob: value}).lengths[0] > 1.5 * _delta(lab).lengths[0]
                    for knob, value in (("learning_rate", 2.0), ("rho", 0.99), ("epsilon", 1e-5))
                ),
            ),
            Claim(
                "With ε = 0.0001 Adadelta is there after 52 steps, and as the page opens not after 300.",
                lambda lab: [_delta(lab, epsilon=1e-4).arrived, _delta(lab).arrived] == [52, np.inf],
            ),
        ),
    ),
    Stop(
        task(A_FACTOR_OF_ONE),
        Words(
            Remark("Adadelta's η is only a factor, and in the paper it is not there at all: it is 1.", "definition"),
            Remark("May it be larger? Guess, then turn it and see.", "instruction"),
        ),
    ),
    Stop(
        page("optimizers", {"optimizer": "Adadelta", "adadelta.form": "as on the card", "controls": "adadelta.form"}),
        Words(
            Claim("The card leaves out Adadelta's numerator. What is left is RMSprop.", _card),
            Remark("What does that do to the path? Guess, then switch between the two forms.", "instruction"),
        ),
        seen=Words(
            Claim(
                "As on the card its steps are long at once: it is there after 94, and does not come to rest.",
                lambda lab: (
                    (_delta(lab, CARD).arrived, _delta(lab, CARD).kind) == (94, "hovering")
                    and _delta(lab, CARD).lengths[0] > 20 * _delta(lab).lengths[0]
                ),
            ),
            Claim(
                "As published it is still on its way after 300.",
                lambda lab: np.isinf(_delta(lab).arrived) and _delta(lab).kind == "still moving",
            ),
        ),
    ),
    Stop(
        task(WITHOUT_THE_CORRECTION),
        Words(
            Remark("The card leaves out Adam's bias correction, too.", "definition"),
            Remark("How long does that matter? Choose an answer, then see.", "instruction"),
        ),
    ),
    Stop(
        page("optimizers", {"optimizer": "Adamax", "controls": "adamax.beta2"}),
        Words(
            Claim(
                "Adamax divides by the largest slope that it remembers. After a cliff its steps are short for long.",
                lambda lab: _cliff(lab).lengths[50] < 0.25 * _cliff(lab).lengths[0],
            ),
            Remark("How far does it get if it forgets sooner? Guess, then turn β₂ to 0.9.", "instruction"),
        ),
        seen=Words(
            Claim(
                "All the way: it is at the lowest point after 159 steps. With β₂ = 0.999 it is still at a height of 3 after 300.",
                lambda lab: _cliff(lab, beta2=0.9).arrived == 159 and round(float(_cliff(lab).loss[-1]), 1) == 3,
            ),
        ),
    ),
)
