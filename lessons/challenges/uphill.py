"""Does Adam go downhill where SGD does?"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from landscapes.rare_slope import EXAMPLES, LARGE, SMALL
from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.methods.amsgrad import PAPER

PLACE = "A rare slope"
STEPS = 10_000
SEED = 33
"""An order in which the large slope comes early, so that AMSGrad meets it before it has gone far."""
OTHERS = (1, 2)
FEWER = 2000
"""Steps in which what does not take long is seen, too."""
SETTINGS: dict[str, dict[str, Any]] = {
    "SGD": {"learning_rate": 0.0005},
    "Adam": {"learning_rate": 0.005, "beta2": 0.99},
    "AMSGrad": {"learning_rate": 0.06, "beta2": 0.99},
}
"""An η for each that takes it about as far as the others."""


def _run(lab: Lab, method: str, seed: int = SEED, steps: int = STEPS) -> Walk:
    return lab.on(PLACE).run(method, steps=steps, batch=1, seed=seed, **SETTINGS[method])


def _way(lab: Lab, method: str, seed: int = SEED) -> float:
    """How far to the right a run gets once every example has been read."""
    return _after(_run(lab, method, seed))


def _after(run: Walk) -> float:
    """How far to the right it has got since then."""
    return float(run.theta[-1, 0] - run.theta[EXAMPLES, 0])


def _go(lab: Lab, sgd: int, adam: int, amsgrad: int) -> bool:
    """Whether the three go these ways: 1 is right, -1 is left."""
    return all(_way(lab, method) * sign > 0 for method, sign in zip(SETTINGS, (sgd, adam, amsgrad), strict=True))


def _met(run: Walk) -> NDArray[np.intp]:
    """The steps that read the large slope."""
    return np.flatnonzero(run.gradient[:-1, 0] == LARGE)


def _forgets(run: Walk) -> bool:
    """Whether v̂ usually loses more than a third of itself before the large slope comes again."""
    v_hat, met = run.quantities["v_hat"][:, 0], _met(run)
    return len(met) > 1 and float(np.median(v_hat[met[1:]] / v_hat[met[:-1] + 1])) < 2 / 3


def _turns(run: Walk) -> bool:
    """Whether it is on the right when it meets the large slope, and goes left from then on, with a v̂ that never shrinks."""
    return bool(run.theta[_met(run)[0], 0] > 0 > _after(run) and np.all(np.diff(run.quantities["v_hat"][:, 0]) >= 0))


def _jumps(run: Walk) -> bool:
    """Whether the step that reads the large slope is longer than the 99 others of the first hundred."""
    large = _met(run)[0]
    return bool(run.lengths[large] > np.delete(run.lengths[:EXAMPLES], large).sum() > 0)


def _hundred(run: Walk) -> float:
    """How far a hundred steps get, on average."""
    return float(np.diff(run.theta[::EXAMPLES, 0]).mean())


OPTIONS: tuple[Option, ...] = (
    Option(
        "All three go left: that is downhill on average.",
        lambda lab: _go(lab, -1, -1, -1),
        Words(
            Claim(
                "Adam goes right: what it divides by shrinks until the large slope comes, so the small slopes count too much.",
                lambda lab: all(_forgets(run) and _after(run) > 0.15 for run in [_run(lab, "Adam", steps=FEWER)]),
            )
        ),
    ),
    Option(
        "All three go right: 99 of 100 examples send them there.",
        lambda lab: _go(lab, 1, 1, 1),
        Words(
            Claim(
                "SGD adds up the slopes: 99 times −10 and once 1010 make 20, so a hundred steps lead it left by 20 times η.",
                lambda lab: abs(_hundred(_run(lab, "SGD", steps=FEWER)) + 20 * SETTINGS["SGD"]["learning_rate"]) < 1e-9,
            )
        ),
    ),
    Option(
        "SGD goes left, Adam and AMSGrad go right.",
        lambda lab: _go(lab, -1, 1, 1),
        Words(
            Claim(
                "AMSGrad goes right only until it meets the large slope. After that it divides by a large number for good, and goes left.",
                lambda lab: _turns(_run(lab, "AMSGrad")),
            )
        ),
    ),
    Option("SGD and AMSGrad go left, Adam goes right.", lambda lab: _go(lab, -1, 1, -1)),
    Option(
        "Adam and AMSGrad go left, SGD goes right.",
        lambda lab: _go(lab, 1, -1, -1),
        Words(
            Claim(
                "One jump of SGD to the left is longer than its 99 steps to the right together.",
                lambda lab: _jumps(_run(lab, "SGD", steps=FEWER)),
            )
        ),
    ),
)

UPHILL = Challenge(
    name="uphill",
    title="Uphill",
    group="Momentum and Adam",
    belief=Belief("On average, Adam goes downhill.", PAPER),
    scene=TaskScene(PLACE, tuple(Actor(method, settings) for method, settings in SETTINGS.items()), steps=STEPS, batch=1, seed=SEED),
    question=Words(
        Claim(
            "Of 100 examples, one has the slope 1010 and 99 have the slope −10. The mean slope is 0.2, so downhill is to the left.",
            lambda lab: (
                sorted(lab.on(PLACE).examples(0, 0)[0]) == [*[SMALL] * 99, LARGE] and abs(lab.on(PLACE).gradient(0, 0)[0] - 0.2) < 1e-12
            ),
        ),
        Remark("Each step reads one example. β₁ = 0.9 and β₂ = 0.99 say how long Adam and AMSGrad remember.", "definition"),
        Remark("Which way do the three go between step 100 and step 10,000?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "Adam forgets the large slope before it comes again, and divides the small ones by too little.",
            lambda lab: _forgets(_run(lab, "Adam", steps=FEWER)),
        ),
        Claim(
            "Two other orders of the examples send them the same way: Adam climbs by 1.0 each time, and AMSGrad goes down.",
            lambda lab: all(round(_way(lab, "Adam", seed), 1) == 1.0 and _way(lab, "AMSGrad", seed) < 0 for seed in OTHERS),
        ),
        Remark("In the paper x is kept between −1 and 1. Here nothing keeps it.", "use", PAPER),
    ),
)
