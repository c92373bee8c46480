"""AMSGrad in the forms that PyTorch and Optax have: with Adam's corrections, each at another place."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Remark, Words, apart
from optim_core.methods.amsgrad import CALLS, NAME, OPTAX, PAPER, PYTORCH, SETTINGS, beale, fall, first
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Meaning, Scalar, TeX, decay, positive

IN_PYTORCH, IN_OPTAX = "AMSGrad, as in PyTorch", "AMSGrad, as in Optax"
PYTORCH_DIFFERENCE = Words(
    Claim(
        "Corrects m for its start at 0, so the first step is η.", lambda lab: abs(first(lab, IN_PYTORCH) - 1) < 1e-6 < first(lab, NAME) - 3
    ),
    Claim(
        "It corrects the largest v, too, as if it were the newest, so the divisor can shrink after all.",
        lambda lab: fall(beale(lab, IN_PYTORCH)) > 0 == fall(beale(lab, NAME), "v_hat"),
    ),
)
OPTAX_DIFFERENCE = Words(
    Claim(
        "Corrects m for its start at 0, so the first step is η.", lambda lab: abs(first(lab, IN_OPTAX) - 1) < 1e-6 < first(lab, NAME) - 3
    ),
    Claim(
        "It corrects v, too, before it looks for the largest: one large first gradient counts in full for good.",
        lambda lab: apart(beale(lab, IN_OPTAX).quantities["v_max"][1], beale(lab, IN_OPTAX).gradient[0] ** 2) < 1e-9,
    ),
)


class AMSGradInPyTorchState(NamedTuple):
    """The state of PyTorch's form, in the order of its formula."""

    # β₁ᵗ and β₂ᵗ are running products, as in Adam.
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    v_max: Annotated[Array, TeX(r"\tilde{v}_t = \max\left(\tilde{v}_{t-1}, v_t\right)"), Meaning("the largest v so far")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[
        Array, TeX(r"\hat{v}_t = \frac{\tilde{v}_t}{1 - \beta_2^t}"), Meaning("the largest v, corrected as if it were the newest")
    ]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AMSGradInPyTorch(Optimizer[AMSGradInPyTorchState]):
    """AMSGrad as PyTorch has it: with Adam's corrections. Keras differs in its ε only, which it adds to the uncorrected root."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_PYTORCH
    paper = PAPER
    what = Words(Remark("AMSGrad that corrects m and the largest v for their start at 0.", "definition"))
    where = Words(Remark("In PyTorch.", "use", PYTORCH))
    difference = PYTORCH_DIFFERENCE
    state = AMSGradInPyTorchState
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {"PyTorch": Elsewhere(CALLS["PyTorch"])}
    rate_unit = "length"

    def init(self, theta: Array) -> AMSGradInPyTorchState:
        zero = np.zeros_like(theta)
        return AMSGradInPyTorchState(1.0, 1.0, m=zero, v=zero, v_max=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: AMSGradInPyTorchState, g: Array) -> AMSGradInPyTorchState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        v_max = np.maximum(prev.v_max, v)
        m_hat = m / (1 - beta1_t)
        v_hat = v_max / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon))
        return AMSGradInPyTorchState(beta1_t, beta2_t, m, v, v_max, m_hat, v_hat, step)


class AMSGradInOptaxState(NamedTuple):
    """The state of Optax's form, in the order of its formula."""

    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    v_max: Annotated[Array, TeX(r"\tilde{v}_t = \max\left(\tilde{v}_{t-1}, \hat{v}_t\right)"), Meaning("the largest corrected v so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\tilde{v}_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AMSGradInOptax(Optimizer[AMSGradInOptaxState]):
    """AMSGrad as Optax has it unless it is told otherwise: m and v are corrected, and then the largest is sought."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_OPTAX
    paper = PAPER
    what = Words(Remark("AMSGrad that corrects m and v for their start at 0.", "definition"))
    where = Words(Remark("In Optax.", "use", OPTAX))
    difference = OPTAX_DIFFERENCE
    state = AMSGradInOptaxState
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {"Optax": Elsewhere(CALLS["Optax"].replace("CORRECT", "True"))}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), SETTINGS)
    rate_unit = "length"

    def init(self, theta: Array) -> AMSGradInOptaxState:
        zero = np.zeros_like(theta)
        return AMSGradInOptaxState(1.0, 1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, v_max=zero, step=zero)

    def update(self, prev: AMSGradInOptaxState, g: Array) -> AMSGradInOptaxState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        v_max = np.maximum(prev.v_max, v_hat)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_max) + self.epsilon))
        return AMSGradInOptaxState(beta1_t, beta2_t, m, v, m_hat, v_hat, v_max, step)
