"""Adam with L2: the weight decay in the gradient, where it passes through m and v. AdamW keeps it apart."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Loshchilov & Hutter", 2019, "Decoupled Weight Decay Regularization", "https://arxiv.org/abs/1711.05101")
PYTORCH = Citation("PyTorch", 2025, "torch.optim.Adam", "https://pytorch.org/docs/stable/generated/torch.optim.Adam.html")
NAME = "Adam, with L2 in the gradient"
DIFFERENCE = Words(
    Claim(
        "Adds λθ to the gradient, so it looks for the lowest point of J + λ‖θ‖²/2: "
        "on the standardised penguins that is at 1/(1+λ) of the way.",
        lambda lab: all(abs(_shrunk(lab, "Penguins, standardised", lam) * (1 + lam) - 1) < 0.001 for lam in (0.1, 1.0)),
    ),
    Claim(
        "Where the slopes are large, the same λ does little.",
        lambda lab: 0.99 < _shrunk(lab, "Himmelblau", 0.5) < 1 and _shrunk(lab, "Penguins, standardised", 0.5) < 0.7,
    ),
)


def _shrunk(lab: Lab, name: str, lam: float) -> float:
    """How much of the first coordinate of the minimum is left with L2."""
    run = lab.on(name).run(NAME, learning_rate=0.05, weight_decay=lam, steps=1000)
    return float(run.theta[-1, 0] / lab.on(name).minima[0][0])


class AdamL2State(NamedTuple):
    """The state of Adam with L2, in the order of its formula."""

    theta: Array  # what the decay reads
    beta1_t: Scalar
    beta2_t: Scalar
    u: Annotated[Array, TeX(r"u_t = g_t + \lambda\, \theta_{t-1}"), Meaning("the gradient, with the decay in it")]
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, u_t"), Meaning("moving average of u: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, u_t^2"), Meaning("moving average of u squared")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdamL2(Optimizer[AdamL2State]):
    """Adam on the loss with a penalty on θ, which is what `weight_decay` of PyTorch's Adam is. AdamW keeps the decay apart.

    No bound is given: the penalty adds λ to the curvature that the meter reads. The default λ is the one of PyTorch's AdamW.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8
    weight_decay: Annotated[Scalar, positive(r"\lambda", "weight of the penalty on θ", 1e-4, 10.0)] = 0.01

    name = NAME
    paper = PAPER
    what = Words(Remark("Adam with weight decay in the gradient.", "definition"))
    where = Words(Remark("Where `weight_decay` is given to PyTorch's Adam.", "use", PYTORCH))
    difference = DIFFERENCE
    state = AdamL2State
    driver = "m"
    draws = {"u": "slope", "m": "momentum", "m_hat": "momentum"}
    elsewhere = {
        "PyTorch": Elsewhere(
            """torch.optim.Adam(
    [theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay={weight_decay}, amsgrad=False
)"""
        ),
        "Optax": Elsewhere(
            """optax.chain(
    optax.add_decayed_weights({weight_decay}),
    optax.adam({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root=0.0),
)"""
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02, "weight_decay": 0.5})
    rate_unit = "length"

    def init(self, theta: Array) -> AdamL2State:
        zero = np.zeros_like(theta)
        return AdamL2State(theta=theta, beta1_t=1.0, beta2_t=1.0, u=zero, m=zero, v=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: AdamL2State, g: Array) -> AdamL2State:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        u = g + self.weight_decay * prev.theta
        m = self.beta1 * prev.m + (1 - self.beta1) * u
        v = self.beta2 * prev.v + (1 - self.beta2) * u**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon))
        return AdamL2State(prev.theta + step, beta1_t, beta2_t, u, m, v, m_hat, v_hat, step)
