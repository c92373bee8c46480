"""NAdam with constant β₁: Adam that looks a step ahead along its momentum. Its bound is its own."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Dozat", 2016, "Incorporating Nesterov Momentum into Adam", "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ")


class NAdamState(NamedTuple):
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_bar: Annotated[
        Array,
        TeX(r"\bar{m}_t = \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\, g_t}{1 - \beta_1^t}"),
        Meaning("m, a step ahead"),
    ]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\bar{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class NAdam(Optimizer[NAdamState]):
    """Adam with Nesterov's momentum in place of Polyak's."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "NAdam"
    paper = PAPER
    what = Words(Remark("Adam whose momentum is taken a step ahead.", "definition"))
    where = Words(Remark("Where Adam is used.", "definition"))
    state = NAdamState
    marks = Marks("ink", "longdash", "star")
    driver = "m_bar"
    draws = {"m": "momentum", "m_bar": "momentum"}
    # The pair m ← βm + (1 - β)g, x ← x - s(βm + (1 - β)g) leaves the unit circle at z = -1.
    bound = Bound(
        TeX(r"\frac{2 (1 + \beta_1)}{(1 - \beta_1) (1 + 2 \beta_1)}"),
        lambda nadam: 2 * (1 + nadam.beta1) / ((1 - nadam.beta1) * (1 + 2 * nadam.beta1)),
        PAPER,
    )
    elsewhere = {"Optax": Elsewhere("optax.nadam({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon})")}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    rate_unit = "length"

    def init(self, theta: Array) -> NAdamState:
        zero = np.zeros_like(theta)
        return NAdamState(beta1_t=1.0, beta2_t=1.0, m=zero, v=zero, m_bar=zero, v_hat=zero, step=zero)

    def update(self, prev: NAdamState, g: Array) -> NAdamState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_bar = self.beta1 * m / (1 - self.beta1 * beta1_t) + (1 - self.beta1) * g / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_bar / (np.sqrt(v_hat) + self.epsilon))
        return NAdamState(beta1_t, beta2_t, m, v, m_bar, v_hat, step)
