"""Adagrad: each coordinate's rate shrinks as the sum of its squared gradients grows."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class AdagradState(NamedTuple):
    """The state of Adagrad, in the order of its formula."""

    G: Annotated[Array, TeX(r"G_t = G_{t-1} + g_t^2"), Meaning("sum of all squared gradients so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{G_t + \epsilon}}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Adagrad(Optimizer[AdagradState]):
    """Each coordinate's gradient is divided by the root of the sum of its squares so far, so that the steps shrink by themselves.

    ε stands inside the root, as on the card and in Optax, whose G starts at 0.1 unless told otherwise. PyTorch adds ε outside the root.
    Keras puts it inside and starts G at 0.1. The default η = 0.01 is PyTorch's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.01
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-8

    name = "Adagrad"
    paper = Citation(
        "Duchi, Hazan & Singer",
        2011,
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        "https://jmlr.org/papers/v12/duchi11a.html",
    )
    what = "Gives every parameter its own rate: η divided by the root of the sum of all its squared gradients."
    where = (
        "Sparse data such as text, where rare parameters need larger steps than frequent ones. "
        "In long runs it slows down by itself, because the sum only grows."
    )
    state = AdagradState
    marks = Marks("orange", "dash", "diamond")
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.Adagrad([theta], lr={learning_rate}, eps={epsilon})",
            "PyTorch adds ε outside the root: the steps differ where the gradients are small against √ε.",
        ),
        "Keras": Elsewhere(
            "keras.optimizers.Adagrad({learning_rate}, initial_accumulator_value=0.0, epsilon={epsilon})",
            "Keras starts G at 0.1 unless told otherwise.",
        ),
        "Optax": Elsewhere(
            "optax.adagrad({learning_rate}, initial_accumulator_value=0.0, eps={epsilon})", "Optax starts G at 0.1 unless told otherwise."
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.3})
    rate_unit = "length"
    rate_factor = 10.0  # the t-th step is about η/√t long, so the first one must be longer to get as far

    def init(self, theta: Array) -> AdagradState:
        return AdagradState(G=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdagradState, g: Array) -> AdagradState:
        G = prev.G + g**2
        step = -self.learning_rate * (g / np.sqrt(G + self.epsilon))
        return AdagradState(G, step)
