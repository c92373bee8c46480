"""Adagrad-Norm: one rate for all coordinates, a number of state and a norm."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class AdagradNormState(NamedTuple):
    b: Annotated[Array, TeX(r"b_t = \sqrt{b_{t-1}^2 + \lVert g_t \rVert^2}"), Meaning("root of the sum of all squared norms so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{b_t}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdagradNorm(Optimizer[AdagradNormState]):
    """The step is divided by the length of all gradients so far, so its direction is the gradient's. b starts at 0.1."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.1

    name = "Adagrad-Norm"
    paper = Citation(
        "Ward, Wu & Bottou", 2019, "AdaGrad stepsizes: Sharp convergence over nonconvex landscapes", "https://arxiv.org/abs/1806.01811"
    )
    what = Words(Remark("Adagrad with one rate for all parameters.", "definition"))
    where = Words(Remark("Where the axes mean nothing.", "definition"))
    state = AdagradNormState
    marks = Marks("green", "dash", "triangle-up")
    bound = GRADIENT
    rate_unit = "length"

    def init(self, theta: Array) -> AdagradNormState:
        return AdagradNormState(b=np.full(theta.shape[1:], 0.1), step=np.zeros_like(theta))

    def update(self, prev: AdagradNormState, g: Array) -> AdagradNormState:
        b = np.sqrt(prev.b * prev.b + np.sum(g * g, axis=0))
        step = -self.learning_rate * (g / b)
        return AdagradNormState(b, step)
