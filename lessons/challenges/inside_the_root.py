"""Is ε inside the root the same as ε outside?"""

from typing import Any

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

ISSUE = Citation(
    "torch/optim, issue 99",
    2016,
    "rmsprop causing strange loss of accurracy part way through training",
    "https://github.com/torch/optim/issues/99",
)
STEPS = 300
OUTSIDE = 0.01
INSIDE = 1e-4
ETA = 0.1
ADAM: dict[str, Any] = {"learning_rate": ETA, "beta1": 0.0, "beta2": 0.9, "epsilon": OUTSIDE}
RMSPROP: dict[str, Any] = {"learning_rate": ETA, "rho": 0.9}


def _outside(lab: Lab) -> Walk:
    """Adam without momentum, which is RMSprop with ε outside the root."""
    return lab.run("Adam", steps=STEPS, **ADAM)


def _inside(lab: Lab, epsilon: float) -> Walk:
    return lab.run("RMSprop", steps=STEPS, **RMSPROP, epsilon=epsilon)


def _slower(lab: Lab, epsilon: float) -> float:
    """How many times shorter the first step is with this ε inside the root than with 0.01 outside."""
    return float(_outside(lab).rates[0, 0] / _inside(lab, epsilon).rates[0, 0])


INSIDE_THE_ROOT = Challenge(
    name="inside-the-root",
    title="Inside the root",
    group="A rate per coordinate",
    belief=Belief("It does not matter whether ε is added inside the root or outside.", ISSUE),
    scene=TaskScene(
        "Plateau",
        (Actor("Adam", ADAM, label="ε outside the root"), Actor("RMSprop", {**RMSPROP, "epsilon": OUTSIDE}, label="ε inside the root")),
        steps=STEPS,
    ),
    question=Words(
        Remark("Both divide by the root of the mean squared gradient, and both have ε = 0.01, but at different places.", "definition"),
        Remark("Turn the ε that is inside the root until both arrive together, at most 10 steps apart.", "instruction"),
    ),
    answer=Turn(
        fields=("epsilon",),
        of=(1,),
        goal=Goal(
            lambda attempt: abs(attempt.runs[1].arrived - attempt.runs[0].arrived),
            "They arrive {} steps apart; it has to be at most 10.",
            below=10.5,
            otherwise="One of the two never arrives, so they are not together.",
        ),
        wrong=(
            Wrong(
                {"epsilon": 0.1},
                Words(
                    Claim(
                        "The root of a small number is larger than the number: √0.1 is 0.32, thirty times 0.01.",
                        lambda lab: 27 < _slower(lab, 0.1) < 33,
                    )
                ),
                lambda attempt: attempt.given["epsilon"] > 0.05,
            ),
            Wrong(
                {"epsilon": OUTSIDE},
                Words(
                    Claim(
                        "Inside the root, 0.01 counts as √0.01 = 0.1: it makes the steps on the plateau almost ten times shorter.",
                        lambda lab: 9 < _slower(lab, OUTSIDE) < 10,
                    )
                ),
                lambda attempt: attempt.given["epsilon"] > INSIDE,
            ),
            Wrong(
                {"epsilon": 1e-8},
                Words(
                    Claim(
                        "Now √ε is smaller than the slopes of the plateau, so this ε slows nothing down and arrives first.",
                        lambda lab: lab.slope(*lab.start) > 1e-8**0.5 and _inside(lab, 1e-8).arrived < _outside(lab).arrived / 2,
                    )
                ),
                lambda attempt: attempt.given["epsilon"] < INSIDE,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Where the slopes are small, ε inside the root works like √ε outside: 0.0001 inside is 0.01 outside.",
            lambda lab: 0.85 < _slower(lab, INSIDE) < 1.15 and abs(_inside(lab, INSIDE).arrived - _outside(lab).arrived) <= 10,
        )
    ),
)
