"""Gradient descent with decoupled weight decay: an update that reads θ."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class DecoupledDecayState(NamedTuple):
    theta: Array  # what the decay reads
    u: Annotated[Array, TeX(r"u_t = g_t + \lambda\, \theta_{t-1}"), Meaning("gradient and decay")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, u_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class DecoupledDecay(Optimizer[DecoupledDecayState]):
    """Each step shrinks θ by a share besides following the gradient."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    weight_decay: Annotated[Scalar, positive(r"\lambda", "pull towards 0", 1e-4, 1.0)] = 0.01

    name = "Weight decay"
    paper = Citation("Loshchilov & Hutter", 2019, "Decoupled Weight Decay Regularization", "https://arxiv.org/abs/1711.05101")
    what = Words(Remark("Follows the gradient, and pulls every parameter towards 0.", "definition"))
    where = Words(Remark("Most deep networks, to keep weights small.", "definition"))
    state = DecoupledDecayState
    marks = Marks("olive", "longdash", "pentagon")
    driver = "u"
    draws = {"u": "momentum"}
    elsewhere = {"Optax": Elsewhere("optax.chain(optax.add_decayed_weights({weight_decay}), optax.sgd({learning_rate}))")}
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.05})
    rate_unit = "slope"

    def init(self, theta: Array) -> DecoupledDecayState:
        return DecoupledDecayState(theta=theta, u=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: DecoupledDecayState, g: Array) -> DecoupledDecayState:
        u = g + self.weight_decay * prev.theta
        step = -self.learning_rate * u
        return DecoupledDecayState(prev.theta + step, u, step)
