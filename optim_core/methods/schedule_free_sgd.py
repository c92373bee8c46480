"""Schedule-Free SGD: θ is the average of all points so far, and the gradient is taken between it and the newest of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Defazio et al.", 2024, "The Road Less Scheduled", "https://arxiv.org/abs/2405.15682")

OPTAX = Citation("Optax", 2025, "Schedule-Free", "https://optax.readthedocs.io/en/latest/api/contrib.html#schedule-free")
EVALUATED = "Optax calls θ the point where the gradient is taken; the average is optax.contrib.schedule_free_eval_params(state, theta)."
WHAT = Words(
    Claim(
        "Gradients move a point z, and θ is the average of all z so far;",
        lambda lab: (
            _run(lab).moved > 1
            and apart(_run(lab).theta[1:], np.cumsum(_run(lab).quantities["z"][1:], axis=0) / np.arange(1, 51)[:, np.newaxis]) < 1e-9
        ),
    ),
    Claim(
        "the gradient is taken between the two, at the share β of θ.",
        lambda lab: (
            _run(lab).moved > 1 and apart([lab.gradient(*(0.9 * x + 0.1 * z)) for x, z in _pairs(lab)], _run(lab).gradient[1:]) < 1e-6
        ),
    ),
)
WHERE = Words(
    Remark("In place of a schedule for η, also where nobody knows beforehand how long training will take.", "use", PAPER),
    Claim(
        "With one example a step it comes ever nearer while η stays the same, and gradient descent does not.",
        lambda lab: _far(lab, "Schedule-Free SGD", 4000) < 0.5 * _far(lab, "Schedule-Free SGD", 1000) < 0.5 * _far(lab, "SGD", 4000),
    ),
    Claim(
        "It tolerates an η that is 1/(1-β) times as large as the largest for gradient descent, ten times at the usual setting.",
        lambda lab: (
            [_diverges(lab, "Schedule-Free SGD", share * 10) for share in (0.95, 1.05)] == [False, True]
            and [_diverges(lab, "Gradient descent", share) for share in (0.95, 1.05)] == [False, True]
        ),
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run("Schedule-Free SGD", steps=50)


def _pairs(lab: Lab) -> Iterator[tuple[Array, Array]]:
    return zip(_run(lab).theta[1:], _run(lab).quantities["z"][1:], strict=True)


def _far(lab: Lab, method: str, steps: int) -> float:
    """The usual distance from the minimum in the last quarter of a run that reads one example a step."""
    return lab.on("Penguins, standardised").run(method, learning_rate=0.1, batch=1, steps=steps).around(steps // 4)


def _diverges(lab: Lab, method: str, share: float) -> bool:
    """Whether a run in a ravine gets ever further from its bottom, with this share of 2 over the largest curvature as η."""
    run = lab.on("Ravine", condition=50).run(method, learning_rate=share * 2 / 50, steps=2000)
    return bool(np.isnan(run.loss[-1]) or run.loss[-1] > run.loss[0])


class ScheduleFreeSGDState(NamedTuple):
    """The state of Schedule-Free SGD, in the order of its formula."""

    t: float
    theta: Array  # the average, x in the paper
    z: Annotated[Array, TeX(r"z_t = z_{t-1} - \eta\, g_t"), Meaning("the point that gradients move")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = \frac{z_t - \theta_{t-1}}{t}"), Meaning("the step, to the average of all z so far")]


SCENE = Scene(
    "Ravine",
    "beta",
    Words(
        Claim(
            "η is two and a half times the largest with which gradient descent stays in the ravine, and it arrives at step 27.",
            lambda lab: _at(lab, 0.9).arrived == 27 and 0.1 == 2.5 * 2 / 50 and _leaves(lab),
        ),
        Claim(
            "Drag β: at 0.5 the gradient is taken nearer to z, and z leaves.",
            lambda lab: bool(np.abs(_at(lab, 0.5).quantities["z"][-1]).max() > 1e6),
        ),
    ),
    MappingProxyType({"learning_rate": 0.1}),
)


def _at(lab: Lab, beta: float) -> Walk:
    return lab.on("Ravine").run("Schedule-Free SGD", learning_rate=0.1, beta=beta)


def _leaves(lab: Lab) -> bool:
    """Whether gradient descent leaves the ravine a little above the largest η that it tolerates, and not a little below."""
    return [lab.on("Ravine").run("Gradient descent", learning_rate=eta).loss[-1] > 1 for eta in (0.039, 0.041)] == [False, True]


@final
@dataclass(frozen=True)
class ScheduleFreeSGD(Optimizer[ScheduleFreeSGDState]):
    """z takes the steps of gradient descent, θ is their average, and the gradient is taken at y, between them. θ is the paper's x.

    z counts from its first step on, as in the paper's Algorithm 1 for a constant η, in the authors' code and in Optax; the paper's equation
    (4) counts the start, too: 1/(t + 1) in place of 1/t. With η constant, their weights η² all count the same. A step is no size for each
    axis times a gradient, and its share of z shrinks from step to step, so it has no bound of such sizes. The default η = 1 and β = 0.9 are
    those of the authors' code and of Optax, which needs β > 0. PyTorch and Keras have no Schedule-Free SGD.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far z goes for a given slope", 1e-5, 10.0)] = 1.0
    beta: Annotated[Scalar, decay(r"\beta", "weight of the average where the gradient is taken")] = 0.9

    name = "Schedule-Free SGD"
    paper = PAPER
    what = WHAT
    where = WHERE
    gradient_line = TeX(r"g_t = \nabla J(\beta \theta_{t-1} + (1 - \beta)\, z_{t-1})")
    state = ScheduleFreeSGDState
    marks = Marks("olive", "dot", "circle")
    draws = {"z": "step"}
    elsewhere = {
        "Optax": Elsewhere(
            """optax.contrib.schedule_free_sgd(
    {learning_rate}, warmup_steps=None, b1={beta}, weight_decay=None, weight_lr_power=2.0
)""",
            Words(Remark(EVALUATED, "use", OPTAX)),
        )
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.002})
    scene = SCENE
    rate_unit = "slope"

    def init(self, theta: Array) -> ScheduleFreeSGDState:
        return ScheduleFreeSGDState(t=0.0, theta=theta, z=theta, step=np.zeros_like(theta))

    def gradient_point(self, theta: Array, state: ScheduleFreeSGDState) -> Array:
        return self.beta * theta + (1 - self.beta) * state.z

    def update(self, prev: ScheduleFreeSGDState, g: Array) -> ScheduleFreeSGDState:
        t = prev.t + 1
        z = prev.z - self.learning_rate * g
        step = (z - prev.theta) / t
        return ScheduleFreeSGDState(t, prev.theta + step, z, step)
