"""AdaBelief: Adam that divides by how far the gradient is from what it expected."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive


class AdaBeliefState(NamedTuple):
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    s: Annotated[
        Array,
        TeX(r"s_t = \beta_2 s_{t-1} + (1 - \beta_2)\, \left(g_t - m_t\right)^2 + \epsilon"),
        Meaning("moving average of the squared surprise"),
    ]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    s_hat: Annotated[Array, TeX(r"\hat{s}_t = \frac{s_t}{1 - \beta_2^t}"), Meaning("s, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{s}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdaBelief(Optimizer[AdaBeliefState]):
    """Each coordinate moves by the ratio of its mean gradient to its usual distance from that mean. The defaults are the paper's."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the surprise", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "AdaBelief"
    paper = Citation(
        "Zhuang et al.",
        2020,
        "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients",
        "https://arxiv.org/abs/2010.07468",
    )
    what = Words(Remark("Adam that divides by the usual distance of the gradient from its mean.", "definition"))
    where = Words(Remark("Image classifiers and GANs, in its paper.", "definition"))
    state = AdaBeliefState
    marks = Marks("pink", "dash", "cross")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {"Optax": Elsewhere("optax.adabelief({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root={epsilon})")}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    rate_unit = "length"

    def init(self, theta: Array) -> AdaBeliefState:
        zero = np.zeros_like(theta)
        return AdaBeliefState(beta1_t=1.0, beta2_t=1.0, m=zero, s=zero, m_hat=zero, s_hat=zero, step=zero)

    def update(self, prev: AdaBeliefState, g: Array) -> AdaBeliefState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        s = self.beta2 * prev.s + (1 - self.beta2) * (g - m) ** 2 + self.epsilon
        m_hat = m / (1 - beta1_t)
        s_hat = s / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(s_hat) + self.epsilon))
        return AdaBeliefState(beta1_t, beta2_t, m, s, m_hat, s_hat, step)
