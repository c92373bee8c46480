"""Yogi: Adam whose mean of squares moves by steps that its own size does not change."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive


class YogiState(NamedTuple):
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[
        Array,
        TeX(r"v_t = v_{t-1} - (1 - \beta_2)\, \operatorname{sign}\left(v_{t-1} - g_t^2\right)\, g_t^2"),
        Meaning("typical squared gradient"),
    ]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Yogi(Optimizer[YogiState]):
    """Each coordinate moves by the ratio of its mean gradient to its typical size. v starts at 0."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the size", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "Yogi"
    paper = Citation("Zaheer et al.", 2018, "Adaptive Methods for Nonconvex Optimization", "https://papers.nips.cc/paper/8186")
    what = Words(Remark("Adam whose mean of squares grows and shrinks at one pace.", "definition"))
    where = Words(Remark("Networks for language, in its paper.", "definition"))
    state = YogiState
    marks = Marks("pink", "dash", "cross")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    rate_unit = "length"

    def init(self, theta: Array) -> YogiState:
        zero = np.zeros_like(theta)
        return YogiState(beta1_t=1.0, beta2_t=1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: YogiState, g: Array) -> YogiState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = prev.v - (1 - self.beta2) * (np.sign(prev.v - g**2) * g**2)
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon))
        return YogiState(beta1_t, beta2_t, m, v, m_hat, v_hat, step)
