"""A lesson of 90 minutes: all methods of the card, a fair race between them, and why benchmarks lie."""

import numpy as np

from lessons.challenges.a_factor_of_one import A_FACTOR_OF_ONE
from lessons.challenges.a_fixed_budget import A_FIXED_BUDGET
from lessons.challenges.a_quarter_of_the_noise import A_QUARTER_OF_THE_NOISE
from lessons.challenges.an_eta_each import AN_ETA_EACH
from lessons.challenges.count_the_gradients import COUNT_THE_GRADIENTS
from lessons.challenges.one_step_home import ONE_STEP_HOME
from lessons.challenges.the_deeper_valley import THE_DEEPER_VALLEY
from lessons.challenges.the_early_leader import THE_EARLY_LEADER
from lessons.challenges.tuned_elsewhere import TUNED_ELSEWHERE
from lessons.challenges.without_the_correction import WITHOUT_THE_CORRECTION
from lessons.plans.lesson import Lesson, Stop, page, task
from optim_core import OPTIMIZERS
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart

MINUTES = 5
"""Of every stop."""
VALLEYS = "Himmelblau"
"""The landscape that the pages open on."""


def _valleys(lab: Lab) -> set[int | None]:
    """The valleys that the methods end in, as Compare opens."""
    return {lab.on(VALLEYS).run(cls.name, noise=1).minimum for cls in OPTIMIZERS}


def _at(lab: Lab, method: str, eta: float) -> float:
    """The step at which a run without noise arrives."""
    return lab.on(VALLEYS).run(method, learning_rate=eta).arrived


def _memory(lab: Lab, method: str, line: str) -> float:
    """What a method remembers at the end over what it remembers after its first step, of the coordinate where this is larger."""
    remembered = lab.on("Beale").run(method).quantities[line]
    return float(np.max(remembered[-1] / remembered[1]))


def _card(lab: Lab) -> bool:
    """Whether the card's Adadelta takes the path of RMSprop with the same settings, and Adadelta another."""
    names = ("Adadelta, as on the card", "Adadelta", "RMSprop")
    card, paper, other = (lab.on(VALLEYS).run(name, learning_rate=0.01, epsilon=1e-6, rho=0.95).theta for name in names)
    return apart(card, other) < 1e-9 < 0.1 < apart(card, paper)


def _cliff(lab: Lab) -> Walk:
    """The run of the scene of Adamax."""
    return lab.on("Beale").run("Adamax")


A_FAIR_RACE = Lesson(
    "a-fair-race",
    "The whole card and a fair race",
    "You can say what each of the seven methods does, set up a fair race between them, and doubt a benchmark.",
    tuple(
        Stop(link, says, MINUTES)
        for link, says in (
            (
                page("compare"),
                Words(
                    Claim("Seven methods start at one point, and end in different valleys.", lambda lab: len(_valleys(lab) - {None}) > 1),
                    Remark("Move the start a little: who changes valleys? Guess, then drag the point.", "instruction"),
                ),
            ),
            (
                task(A_QUARTER_OF_THE_NOISE),
                Words(
                    Remark("SGD and mini-batch take the same step. They differ in how many examples it uses.", "definition"),
                    Remark("How many are needed for a quarter of the noise? Guess, then see.", "instruction"),
                ),
            ),
            (
                task(A_FIXED_BUDGET),
                Words(
                    Remark("A step with 256 examples costs as much as 256 steps with one.", "definition"),
                    Remark("How would you spend 512? Put the three in order, then see.", "instruction"),
                ),
            ),
            (
                page("step_by_step", {"optimizer": "Adagrad", "beside": "RMSprop", "landscape": "Beale", "noise": "0"}),
                Words(
                    Claim(
                        "Adagrad adds up squared slopes, RMSprop averages them. At the end the sum has grown and the mean has faded.",
                        lambda lab: _memory(lab, "Adagrad", "G") > 1.5 and _memory(lab, "RMSprop", "E_g2") < 0.01,
                    ),
                    Remark("Who takes the longer steps at the end? Guess, then play the run.", "instruction"),
                ),
            ),
            (
                task(ONE_STEP_HOME),
                Words(
                    Claim(
                        "Adagrad's first step is η along each axis, however steep it is there.",
                        lambda lab: (
                            apart(np.abs(lab.on("Ravine").run("Adagrad", learning_rate=1.0, steps=1).quantities["step"][1]), 1) < 1e-6
                        ),
                    ),
                    Remark("So where must it start to be home in one step? Place it, then see.", "instruction"),
                ),
            ),
            (
                page("optimizers", {"optimizer": "Adadelta"}),
                Words(
                    Claim(
                        "Adadelta sets its pace by its own steps so far, and begins with almost none: the first is below 0.01.",
                        lambda lab: lab.on(VALLEYS).run("Adadelta").lengths[0] < 0.01 and lab.on(VALLEYS).run("Adadelta").moved > 1,
                    ),
                    Remark("Which knob makes it start sooner, η, ρ or ε? Guess, then try.", "instruction"),
                ),
            ),
            (
                task(A_FACTOR_OF_ONE),
                Words(
                    Remark("Adadelta's η is only a factor, and in the paper it is not there at all: it is 1.", "definition"),
                    Remark("May it be larger? Guess, then turn it and see.", "instruction"),
                ),
            ),
            (
                page("optimizers", {"optimizer": "Adadelta", "adadelta.form": "as on the card"}),
                Words(
                    Claim("The card leaves out Adadelta's numerator. What is left is RMSprop.", _card),
                    Remark("What does that do to the path? Guess, then switch between the two forms.", "instruction"),
                ),
            ),
            (
                task(WITHOUT_THE_CORRECTION),
                Words(
                    Remark("The card leaves out Adam's bias correction, too.", "definition"),
                    Remark("How long does that matter? Choose an answer, then see.", "instruction"),
                ),
            ),
            (
                page("optimizers", {"optimizer": "Adamax"}),
                Words(
                    Claim(
                        "Adamax divides by the largest slope that it remembers. After a cliff its steps are short for long.",
                        lambda lab: _cliff(lab).lengths[50] < 0.25 * _cliff(lab).lengths[0],
                    ),
                    Remark("How far does it get if it forgets sooner? Guess, then turn β₂ to 0.9.", "instruction"),
                ),
            ),
            (
                task(THE_EARLY_LEADER),
                Words(
                    Remark("Now the race. A curve that is cut off early shows who starts well.", "definition"),
                    Remark("Who is ahead after 300 steps? Put them in order, then see.", "instruction"),
                ),
            ),
            (
                page("compare", {"noise": "0", "rates": "Same η for all"}),
                Words(
                    Claim(
                        "With η = 0.01 for all, SGD is there after 8 steps and Adam after 275.",
                        lambda lab: [_at(lab, "SGD", 0.01), _at(lab, "Adam", 0.01)] == [8, 275],
                    ),
                    Remark("Who wins with η = 0.1 for all? Guess, then turn η.", "instruction"),
                ),
            ),
            (
                task(AN_ETA_EACH),
                Words(
                    Remark("The same η is not fair: it means something else to each method.", "definition"),
                    Remark("Which η does gradient descent need to beat Adam here? Find it, then see.", "instruction"),
                ),
            ),
            (
                page("compare", {"noise": "0", "rates": "Each at its best"}),
                Words(
                    Remark("Here the lab tries as many η for each method, and takes the best.", "definition"),
                    Remark("Who is first now? Guess before you look at the list. Then move the start: does it stay so?", "instruction"),
                ),
            ),
            (
                task(COUNT_THE_GRADIENTS),
                Words(
                    Remark("Steps are not work: a step that uses all examples computes many gradients.", "definition"),
                    Remark("Put the runs in order of their work, then see.", "instruction"),
                ),
            ),
            (
                page("maps", {"kind": "All starts"}),
                Words(
                    Claim(
                        "Every cell is a run of Adam from there; a race from one start is one cell.",
                        lambda lab: _ends(lab, (0.5, -1.8)) != _ends(lab, (-3.0, 3.0)),
                    ),
                    Remark("Will the same map of SGD have the same borders? Guess, then add SGD.", "instruction"),
                ),
            ),
            (
                task(THE_DEEPER_VALLEY),
                Words(
                    Remark("Some say that adaptive methods find better minima.", "definition"),
                    Remark("Prove them wrong: place the start so that gradient descent ends lower.", "instruction"),
                ),
            ),
            (
                task(TUNED_ELSEWHERE),
                Words(
                    Remark("The last trap: methods that were tuned on one task run on another.", "definition"),
                    Remark("Put them in order, then see. What would you ask of the next benchmark that you read?", "instruction"),
                ),
            ),
        )
    ),
)


def _ends(lab: Lab, start: tuple[float, float]) -> int | None:
    """The valley in which Adam ends from there."""
    return lab.on(VALLEYS).run("Adam", start=start, noise=1).minimum
