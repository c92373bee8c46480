"""Gradient descent along the mean gradient: Adam without its divisor, and the heavy ball with the share 1 - μ. A rung of the ladder."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PYTORCH = Citation("PyTorch", 2025, "torch.optim.SGD", "https://pytorch.org/docs/stable/generated/torch.optim.SGD.html")
WHAT = Words(
    Remark("Follows the mean of recent gradients:", "definition"),
    Claim(
        "what points the same way adds up, what swings to and fro cancels.",
        lambda lab: _kept(lab, 0) > 0.9 and _kept(lab, 1) < 0.5,
    ),
)
WHERE = Words(Remark("Narrow valleys, and as the first of Adam's two ideas.", "definition"))
DIFFERENCE = Words(
    Claim(
        "Gives each new gradient the share 1-μ, so it needs η/(1-μ) for the same path, ten times as much at the usual setting.",
        lambda lab: all(_unlike_heavy_ball(lab, mu, 1 / (1 - mu)) < 1e-9 < 0.1 < _unlike_heavy_ball(lab, mu, 1) for mu in (0.5, 0.9)),
    ),
    Remark("Its μ has the letter β₁ here, as in Adam.", "definition"),
)


def _unlike_heavy_ball(lab: Lab, mu: float, factor: float) -> float:
    """How far the path with so many times η is from the heavy ball's."""
    ravine = lab.on("Ravine")
    ball = ravine.run("Heavy ball", learning_rate=0.01, momentum=mu)
    return apart(ball.theta, ravine.run("Momentum", learning_rate=0.01 * factor, beta1=mu).theta)


def _kept(lab: Lab, axis: int) -> float:
    """How much of the gradient along (0) or across (1) a ravine is left in its mean, while gradient descent would bounce."""
    run = lab.on("Ravine", angle=0).run("Momentum", learning_rate=0.05, steps=40)
    m, g = run.quantities["m"][10:, axis], run.gradient[9:-1, axis]
    return float(np.abs(m).mean() / np.abs(g).mean())


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
    what = WHAT
    where = WHERE
    difference = DIFFERENCE
    state = MomentumState
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.SGD([theta], lr={learning_rate}, momentum={beta1}, dampening={beta1})",
            Words(Remark("PyTorch does not dampen the first gradient, so its first steps are longer.", "use", PYTORCH)),
        ),
        "Optax": Elsewhere("optax.chain(optax.ema({beta1}, debias=False), optax.sgd({learning_rate}))"),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.003})
    rate_unit = "slope"

    def init(self, theta: Array) -> MomentumState:
        zero = np.zeros_like(theta)
        return MomentumState(m=zero, step=zero)

    def update(self, prev: MomentumState, g: Array) -> MomentumState:
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        step = -self.learning_rate * m
        return MomentumState(m, step)
