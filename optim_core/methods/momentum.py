"""Gradient descent along the mean gradient: Adam without its divisor. The second rung of the ladder."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.optimizer import Elsewhere, Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive


class MomentumState(NamedTuple):
    """The state of momentum, in the order of its formula."""

    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, m_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Momentum(Optimizer[MomentumState]):
    """Polyak's heavy ball with the gradient weighted by 1 - β₁, as in Adam, so that η means the same as without momentum."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9

    name = "Momentum"
    paper = Citation(
        "Polyak", 1964, "Some methods of speeding up the convergence of iteration methods", "https://doi.org/10.1016/0041-5553(64)90137-5"
    )
    what = "Follows the mean of recent gradients: what points the same way adds up, what swings to and fro cancels."
    where = "Narrow valleys, and as the first of Adam's two ideas."
    state = MomentumState
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.SGD([theta], lr={learning_rate}, momentum={beta1}, dampening={beta1})",
            "PyTorch does not dampen the first gradient, so its first steps are longer.",
        ),
        "Optax": Elsewhere("optax.chain(optax.ema({beta1}, debias=False), optax.sgd({learning_rate}))"),
    }
    rate_unit = "slope"

    def init(self, theta: Array) -> MomentumState:
        zero = np.zeros_like(theta)
        return MomentumState(m=zero, step=zero)

    def update(self, prev: MomentumState, g: Array) -> MomentumState:
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        step = -self.learning_rate * m
        return MomentumState(m, step)
