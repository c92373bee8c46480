"""A lesson of 20 minutes: what an optimizer is, what η does, and what noise does."""

import numpy as np

from landscapes import OneWeight
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


def _rest(lab: Lab, x: float) -> float:
    """How much of the slope at the start is left where the run of one weight ends."""
    bowl = lab.on(BOWL)
    y = bowl.start[1]
    run = bowl.on(OneWeight(bowl.landscape, y)).run("Gradient descent", start=(x, y), steps=12, learning_rate=0.3)
    return float(np.abs(run.gradient[-1]).max() / np.abs(run.gradient[0]).max())


def _shrinks(lab: Lab) -> bool:
    """Whether each step of the run of Start is η times the slope, and the slope falls."""
    run = _descent(lab, 0.3)
    slopes = np.hypot(*run.gradient.T)
    return apart(run.lengths, 0.3 * slopes[:-1]) < 1e-9 and bool(np.all(np.diff(slopes) < 0))


def _single(lab: Lab, eta: float) -> Walk:
    """The run of the scene of SGD."""
    return lab.on(BOWL).run("SGD", learning_rate=eta)


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
            page("", {"controls": "*.x"}),
            Words(
                Remark("Drag the ball up the other side of the valley, and hold it there.", "instruction"),
                Remark("Where will it come to rest? Guess, then let go.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "It comes to rest at the bottom, from whichever side it starts: the ground is level there.",
                    lambda lab: all(_rest(lab, x) < 0.02 for x in (lab.on(BOWL).start[0], 2.5)),
                ),
            ),
        ),
        Stop(
            page("", {"step": "3 Calculate gradients", "controls": "*.x,*.y"}),
            Words(
                Claim(
                    "The arrow points uphill: the steeper the ground, the longer it is.",
                    lambda lab: (
                        _uphill(lab.on(BOWL)) and lab.on(BOWL).slope(*_halfway(lab)) < 0.6 * lab.on(BOWL).slope(*lab.on(BOWL).start)
                    ),
                ),
                Remark("Where on the map is it shortest? Guess, then drag the point.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "At the ring, the lowest point: the ground is level there, and the arrow has no length.",
                    lambda lab: lab.on(BOWL).slope(*lab.on(BOWL).minima[0]) < 1e-9,
                ),
            ),
        ),
        Stop(
            page("", {"step": "4 Update", "eta": f"{SHORT}", "controls": "eta"}),
            Words(
                Claim("With η = 0.1 this step goes a tenth of the way to the bottom.", lambda lab: abs(_share(lab, SHORT) - 0.1) < 0.002),
                Remark("Which η goes all the way in one step? Guess, then turn η.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "η = 1. A step is η times the slope, and in this bowl the slope is as long as the way to the bottom.",
                    lambda lab: abs(_share(lab, 1.0) - 1) < 1e-9,
                ),
            ),
        ),
        Stop(
            page("", {"step": "5 Repeat", "controls": "*.x,*.y"}),
            Words(
                Claim(
                    "All twelve steps have the same η, and still each one is shorter than the one before.",
                    lambda lab: bool(np.all(np.diff(_descent(lab, 0.3).lengths) < 0)),
                ),
                Remark("Why? Say it in your own words, then play the run and watch how steep the ground is.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "A step is η times the slope. The nearer the bottom, the flatter the ground, so the steps shrink by themselves.",
                    _shrinks,
                ),
            ),
        ),
        Stop(
            page("", {"step": "5 Repeat", "eta": f"{WIDE}", "controls": "eta"}),
            Words(
                Claim("With η = 1.9 every step jumps across the bottom, and still ends a little lower.", _sides),
                Remark("What happens a little above η = 2? Guess, then turn η.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "Above η = 2 every step ends higher than it began, and the run flies away.",
                    lambda lab: bool(np.all(np.diff(_descent(lab, 2.05).loss) > 0)),
                ),
                Claim(
                    "At exactly 2 it jumps from side to side forever.",
                    lambda lab: apart(_descent(lab, 2.0).loss, _descent(lab, 2.0).loss[0]) < 1e-9 < _descent(lab, 2.0, 1).moved,
                ),
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
            page("optimizers", {"controls": "*.learning_rate"}),
            Words(
                Claim(
                    "So far each step used all 342 penguins. SGD uses one, and each penguin says something else.",
                    lambda lab: lab.on(BOWL).examples(*lab.on(BOWL).start).shape[1] == 342 and _disagree(lab),
                ),
                Remark("What does a smaller η do to the cloud at the bottom? Guess, then turn η.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "The cloud gets smaller, and the way to it longer: with η = 0.05 it is less than half as large, after 80 steps, not 4.",
                    lambda lab: (
                        _single(lab, 0.05).around(100) < 0.5 * _single(lab, 0.3).around(100)
                        and [_single(lab, eta).arrived for eta in (0.05, 0.3)] == [80, 4]
                    ),
                ),
            ),
        ),
        Stop(
            page("optimizers", {"optimizer": "Mini-batch", "controls": "*.batch_size"}),
            Words(
                Claim(
                    "Mini-batch uses the mean of m penguins. With eight its cloud is smaller than with one.",
                    lambda lab: _cloud(lab, 8) < 0.5 * _cloud(lab, 1),
                ),
                Remark("How small is it with 64? Guess, then turn m.", "instruction"),
            ),
            seen=Words(
                Claim(
                    "With 64 it is about a quarter as large as with eight. Eight times the work does not make it eight times smaller.",
                    lambda lab: abs(_cloud(lab, 64) / _cloud(lab, 8) - 1 / 4) < 0.05,
                ),
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
