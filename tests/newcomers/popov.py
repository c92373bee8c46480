"""Popov's extragradient: the gradient is taken where the last one would lead again, so it is taken at another point than θ."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive

PAPER = Citation(
    "Popov", 1980, "A modification of the Arrow-Hurwicz method for search of saddle points", "https://doi.org/10.1007/BF01141092"
)


class PopovState(NamedTuple):
    p: Annotated[Array, TeX(r"p_t = g_t"), Meaning("the gradient, for the next step")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, p_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Popov(Optimizer[PopovState]):
    """Takes the gradient a step ahead, along the last one."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01

    name = "Popov"
    paper = PAPER
    what = Words(Remark("Gradient descent whose gradient is taken a step ahead.", "definition"))
    where = Words(Remark("Games between two players.", "definition"))
    gradient_line = TeX(r"g_t = \nabla J(\theta_{t-1} - \eta\, p_{t-1})")
    state = PopovState
    marks = Marks("ink", "dot", "cross")
    driver = "p"
    draws = {"p": "slope"}
    # On a quadratic z² - (1 - 2sλ)z - sλ leaves the unit circle at z = -1.
    bound = Bound(TeX(r"\frac{2}{3}"), lambda _: 2 / 3, PAPER)
    rate_unit = "slope"
    rate_factor = 0.5

    def init(self, theta: Array) -> PopovState:
        return PopovState(p=np.zeros_like(theta), step=np.zeros_like(theta))

    def gradient_point(self, theta: Array, state: PopovState) -> Array:
        return theta - self.learning_rate * state.p

    def update(self, prev: PopovState, g: Array) -> PopovState:
        p = g
        step = -self.learning_rate * p
        return PopovState(p, step)
