"""Stochastic gradient descent: one example a step."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive

BOTTOU = Citation(
    "Bottou, Curtis & Nocedal", 2018, "Optimization Methods for Large-Scale Machine Learning", "https://arxiv.org/abs/1606.04838"
)
WHAT = Words(
    Claim(
        "Follows the slope of one training example at a time, rather than the mean over many.",
        lambda lab: _nearest_example(lab.on("Penguins, standardised")) == 0 < lab.on("Penguins, standardised").slope(0, 0),
    )
)
WHERE = Words(
    Remark("Large data sets and data that arrives one by one, where the full gradient costs too much.", "use", BOTTOU),
    Claim(
        "Its steps are cheap and noisy, and the noise never dies while η stays fixed.",
        lambda lab: 0.7 < _wander(lab, 2000) / _wander(lab, 4000) < 1.4 and 0.01 < _wander(lab, 4000) < 0.2,
    ),
)


def _nearest_example(lab: Lab) -> float:
    """How far the gradient of the first step is from that of the nearest example."""
    run = lab.run("SGD", steps=1)
    return float(np.hypot(*(lab.examples(*lab.start) - run.gradient[0][:, np.newaxis])).min())


def _wander(lab: Lab, t: int) -> float:
    """The usual distance from the minimum in the thousand steps before step t."""
    return lab.on("Penguins, standardised").run("SGD", steps=t).around(1000)


class SGDState(NamedTuple):
    """The state of SGD, in the order of its formula."""

    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, g_t"), Meaning("the step")]


SCENE = Scene(
    "Penguins, standardised",
    "learning_rate",
    Words(
        Claim(
            "It is near the bottom after four steps and never comes to rest: each penguin pulls its own way.",
            lambda lab: _cloud(lab, 0.3) > 0.2 and lab.on("Penguins, standardised").run("SGD", learning_rate=0.3).arrived == 4,
        ),
        Claim(
            "Drag η: at a tenth of it, the cloud is a third as wide.",
            lambda lab: 2.5 < _cloud(lab, 0.3) / _cloud(lab, 0.03) < 4.5,
        ),
    ),
    {"learning_rate": 0.3},
)


def _cloud(lab: Lab, eta: float) -> float:
    """The usual distance from the minimum in the last 150 of 300 steps."""
    return lab.on("Penguins, standardised").run("SGD", learning_rate=eta).around(150)


@final
@dataclass(frozen=True)
class SGD(Optimizer[SGDState]):
    """Each step follows the gradient of one example, drawn without replacement.

    The default η = 0.01 is Keras's; no rate suits every landscape. `sgd` of PyTorch and Optax is the
    same rule with any gradient; the momentum that they offer is not part of it.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01

    name = "SGD"
    paper = Citation("Robbins & Monro", 1951, "A Stochastic Approximation Method", "https://doi.org/10.1214/aoms/1177729586")
    what = WHAT
    where = WHERE
    gradient_line = TeX(r"g_t = \nabla J(\theta_{t-1};\, x^{(i)}, y^{(i)})")
    state = SGDState
    marks = Marks("ink", "solid", "circle")
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.SGD([theta], lr={learning_rate})"),
        "Keras": Elsewhere("keras.optimizers.SGD({learning_rate})"),
        "Optax": Elsewhere("optax.sgd({learning_rate})"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.02})
    scene = SCENE
    rate_unit = "slope"

    @property
    def examples_per_step(self) -> int:
        return 1

    def init(self, theta: Array) -> SGDState:
        return SGDState(step=np.zeros_like(theta))

    def update(self, prev: SGDState, g: Array) -> SGDState:
        step = -self.learning_rate * g
        return SGDState(step)
