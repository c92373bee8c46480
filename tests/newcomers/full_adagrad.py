"""Adagrad with the whole matrix of products: a 2x2 state."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class FullAdagradState(NamedTuple):
    A: Annotated[Array, TeX(r"A_t = A_{t-1} + g_t g_t^\top"), Meaning("sum of all products of the gradient with itself")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, A_t^{-1/2} g_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class FullAdagrad(Optimizer[FullAdagradState]):
    """The gradient is divided by the root of a matrix that learns how its coordinates move together. A starts at the identity."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.1

    name = "Adagrad, full matrix"
    paper = Citation(
        "Duchi, Hazan & Singer",
        2011,
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        "https://jmlr.org/papers/v12/duchi11a.html",
    )
    what = Words(Remark("Divides the gradient by the root of a matrix in place of a number for each coordinate.", "definition"))
    where = Words(Remark("Few parameters that depend on each other.", "definition"))
    state = FullAdagradState
    marks = Marks("ink", "longdashdot", "diamond")
    rate_unit = "length"
    rate_factor = 10.0

    def init(self, theta: Array) -> FullAdagradState:
        identity = np.zeros((2, *theta.shape))
        identity[0, 0] = identity[1, 1] = 1.0
        return FullAdagradState(A=identity, step=np.zeros_like(theta))

    def update(self, prev: FullAdagradState, g: Array) -> FullAdagradState:
        A = prev.A + g[:, np.newaxis] * g
        (a, b), (_, d) = A
        # The inverse root of a 2x2 matrix in closed form, by Cayley and Hamilton.
        s = np.sqrt(a * d - b * b)
        t = np.sqrt(a + d + 2 * s)
        step = -self.learning_rate * (np.array([(d + s) * g[0] - b * g[1], (a + s) * g[1] - b * g[0]]) / (s * t))
        return FullAdagradState(A, step)
