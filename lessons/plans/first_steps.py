"""A lesson of 20 minutes: what an optimizer is, what η does, and what noise does."""

import numpy as np

from lessons.challenges.off_the_saddle import OFF_THE_SADDLE
from lessons.challenges.twenty_steps import TWENTY_STEPS
from lessons.plans.lesson import Lesson, Stop, page, task
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.spec import Array

BOWL = "Penguins, standardised"
"""The landscape of Start, and of the scenes of SGD and mini-batch."""
SHORT, WIDE = 0.1, 1.9
"""Two values of η: a tenth of the way to the bottom, and almost twice the way."""
BATCHED = 0.5
"""The η of the scene of mini-batch."""


def _descent(lab: Lab, eta: float, steps: int = 12) -> Walk:
    """The run of Start."""
    return lab.on(BOWL).run("Gradient descent", steps=steps, learning_rate=eta)


def _share(lab: Lab, eta: float) -> float:
    """How much of the way to the bottom the first step goes."""
    bottom, start = lab.on(BOWL).minima[0], lab.on(BOWL).start
    return _descent(lab, eta, 1).moved / float(np.hypot(bottom[0] - start[0], bottom[1] - start[1]))


def _sides(lab: Lab) -> bool:
    """Whether each step of the run with the wide η ends beyond the bottom, and lower than it began."""
    run = _descent(lab, WIDE)
    off = run.theta - np.array(lab.on(BOWL).minima[0])
    return bool(np.all((off[1:] * off[:-1]).sum(axis=1) < 0) and np.all(np.diff(run.loss) < 0))


def _cloud(lab: Lab, m: int) -> float:
    """How far a mini-batch of m stays from the bottom at the end."""
    return lab.on(BOWL).run("Mini-batch", learning_rate=BATCHED, batch_size=m).around(100)


def _stays(lab: Lab) -> bool:
    """Whether gradient descent without noise stays on the ridge of the task's scene, while it moves along it."""
    run = lab.on("Saddle").run("Gradient descent", start=(-1.5, 0.0))
    return run.moved > 1 and float(np.abs(run.theta[:, 1]).max()) == 0


FIRST_STEPS = Lesson(
    "first-steps",
    "How an optimizer learns",
    "You can say what one step of an optimizer does, choose its learning rate η, and say what noise is good and bad for.",
    (
        Stop(
            page(""),
            Words(
                Remark("Drag the ball up the other side of the valley, and hold it there.", "instruction"),
                Remark("Where will it come to rest? Guess, then let go.", "instruction"),
            ),
        ),
        Stop(
            page("", {"step": "3 Calculate gradients"}),
            Words(
                Claim(
                    "The arrow points uphill: the steeper the ground, the longer it is.",
                    lambda lab: (
                        _uphill(lab.on(BOWL)) and lab.on(BOWL).slope(*_halfway(lab)) < 0.6 * lab.on(BOWL).slope(*lab.on(BOWL).start)
                    ),
                ),
                Remark("Where on the map is it shortest? Guess, then drag the point.", "instruction"),
            ),
        ),
        Stop(
            page("", {"step": "4 Update", "eta": f"{SHORT}"}),
            Words(
                Claim("With η = 0.1 this step goes a tenth of the way to the bottom.", lambda lab: abs(_share(lab, SHORT) - 0.1) < 0.002),
                Remark("Which η goes all the way in one step? Guess, then turn η.", "instruction"),
            ),
        ),
        Stop(
            page("", {"step": "5 Repeat"}),
            Words(
                Claim(
                    "All twelve steps have the same η, and still each one is shorter than the one before.",
                    lambda lab: bool(np.all(np.diff(_descent(lab, 0.3).lengths) < 0)),
                ),
                Remark("Why? Say it in your own words, then play the run and watch how steep the ground is.", "instruction"),
            ),
        ),
        Stop(
            page("", {"step": "5 Repeat", "eta": f"{WIDE}"}),
            Words(
                Claim("With η = 1.9 every step jumps across the bottom, and still ends a little lower.", _sides),
                Remark("What happens a little above η = 2? Guess, then turn η.", "instruction"),
            ),
        ),
        Stop(
            task(TWENTY_STEPS),
            Words(
                Claim(
                    "This valley is not round: it is ten times steeper across than along.",
                    lambda lab: abs(np.divide(*_curvatures(lab)[::-1]) - 10) < 1e-6,
                ),
                Remark("Which η is neither too small nor too large? Guess, then see. You may answer again.", "instruction"),
            ),
            3,
        ),
        Stop(
            page("optimizers"),
            Words(
                Claim(
                    "So far each step used all 342 penguins. SGD uses one, and each penguin says something else.",
                    lambda lab: lab.on(BOWL).examples(*lab.on(BOWL).start).shape[1] == 342 and _disagree(lab),
                ),
                Remark("What does a smaller η do to the cloud at the bottom? Guess, then turn η.", "instruction"),
            ),
        ),
        Stop(
            page("optimizers", {"optimizer": "Mini-batch"}),
            Words(
                Claim(
                    "Mini-batch uses the mean of m penguins. With eight its cloud is smaller than with one.",
                    lambda lab: _cloud(lab, 8) < 0.5 * _cloud(lab, 1),
                ),
                Remark("How small is it with 64? Guess, then turn m.", "instruction"),
            ),
        ),
        Stop(
            task(OFF_THE_SADDLE),
            Words(
                Claim("Without noise a run that starts on this ridge stays on it.", _stays),
                Remark("Is noise only bad? Choose how many examples a step uses, then see.", "instruction"),
            ),
            3,
        ),
    ),
)


def _uphill(lab: Lab) -> bool:
    """Whether the loss grows along the gradient, and as fast as the gradient is long."""
    at, slope, tiny = np.array(lab.start), lab.gradient(*lab.start), 1e-4
    along = tiny * slope / np.hypot(*slope)
    return abs((lab.loss(*(at + along)) - lab.loss(*(at - along))) / (2 * tiny) - lab.slope(*lab.start)) < 1e-6


def _halfway(lab: Lab) -> tuple[float, float]:
    """The point half the way to the bottom."""
    (x, y), (a, b) = lab.on(BOWL).start, lab.on(BOWL).minima[0]
    return (x + a) / 2, (y + b) / 2


def _curvatures(lab: Lab) -> Array:
    """Along and across the valley of the task."""
    return TWENTY_STEPS.scene.lab(lab).curvatures(0.0, 0.0)


def _disagree(lab: Lab) -> bool:
    """Whether the slopes of single penguins differ by more than their mean is long, where the run is at home."""
    each = lab.on(BOWL).examples(*lab.on(BOWL).minima[0])
    return apart(each[0], each[0].mean()) > 0.5 and float(np.hypot(*each.mean(axis=1))) < 1e-6
