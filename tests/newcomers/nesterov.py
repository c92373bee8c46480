"""Nesterov's momentum as it was published: the gradient is taken ahead of θ."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Sutskever et al.",
    2013,
    "On the importance of initialization and momentum in deep learning",
    "https://proceedings.mlr.press/v28/sutskever13.html",
)


class NesterovState(NamedTuple):
    v: Annotated[Array, TeX(r"v_t = \mu v_{t-1} + g_t"), Meaning("velocity")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, v_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Nesterov(Optimizer[NesterovState]):
    """Looks where the velocity is about to lead, and corrects it there."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the velocity")] = 0.9

    name = "Nesterov"
    paper = PAPER
    what = Words(Remark("Momentum whose gradient is taken a step ahead.", "definition"))
    where = Words(Remark("Convex problems, and networks for images.", "definition"))
    gradient_line = TeX(r"g_t = \nabla J(\theta_{t-1} - \eta \mu v_{t-1})")
    state = NesterovState
    marks = Marks("ink", "dot", "cross")
    driver = "v"
    draws = {"v": "momentum"}
    # On a quadratic z² - (1 - sλ)(1 + μ)z + μ(1 - sλ) leaves the unit circle at z = -1.
    bound = Bound(TeX(r"\frac{2 (1 + \mu)}{1 + 2 \mu}"), lambda method: 2 * (1 + method.momentum) / (1 + 2 * method.momentum), PAPER)
    rate_unit = "slope"
    rate_factor = 0.1

    def init(self, theta: Array) -> NesterovState:
        return NesterovState(v=np.zeros_like(theta), step=np.zeros_like(theta))

    def gradient_point(self, theta: Array, state: NesterovState) -> Array:
        return theta - self.learning_rate * self.momentum * state.v

    def update(self, prev: NesterovState, g: Array) -> NesterovState:
        v = self.momentum * prev.v + g
        step = -self.learning_rate * v
        return NesterovState(v, step)
