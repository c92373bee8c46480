"""Stochastic gradient descent: one example a step."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class SGDState(NamedTuple):
    """The state of SGD, in the order of its formula."""

    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, g_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class SGD(Optimizer[SGDState]):
    """Each step follows the gradient of one example, drawn without replacement.

    The default η = 0.01 is the one of Keras and of PyTorch before 2.0; no rate suits every landscape. `sgd` of PyTorch and Optax is the
    same rule with any gradient; the momentum that they offer is not part of it.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01

    name = "SGD"
    paper = Citation("Robbins & Monro", 1951, "A Stochastic Approximation Method", "https://doi.org/10.1214/aoms/1177729586")
    what = "Follows the slope of one training example at a time, rather than the mean over many."
    where = (
        "Large data sets and data that arrives one by one, where the full gradient costs too much. "
        "Its steps are cheap and noisy, and the noise never dies while η stays fixed."
    )
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
    rate_unit = "slope"

    @property
    def examples_per_step(self) -> int:
        return 1

    def init(self, theta: Array) -> SGDState:
        return SGDState(step=np.zeros_like(theta))

    def update(self, prev: SGDState, g: Array) -> SGDState:
        step = -self.learning_rate * g
        return SGDState(step)
