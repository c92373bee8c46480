"""RAdam as Optax has it: it leaves the divisor out one step longer."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Remark, Words
from optim_core.methods.radam import CALL, NAME, OPTAX, PAPER, at, short, unlike_adam, unlike_mean
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Meaning, Scalar, TeX, decay, positive

IN_OPTAX = f"{NAME}, as in Optax"
DIFFERENCE = Words(
    Claim(
        "Leaves v out until ρ reaches 5: at the usual β₂ the fifth step follows the mean gradient, too; the next ones are as published.",
        lambda lab: (
            all(unlike_mean(short(lab, IN_OPTAX), t) < 1e-12 for t in (1, 2, 3, 4, 5))
            and all(unlike_adam(short(lab, IN_OPTAX), t) < 1e-9 for t in (6, 20, 60))
        ),
    ),
    Claim(
        "At β₂ = 0.65 v never holds five squares and is left out for good: on the standardised penguins it arrives at step 15, and as "
        "published at step 100.",
        lambda lab: (
            float(at(lab, 0.65, IN_OPTAX).quantities["rho"].max()) < 5
            and (at(lab, 0.65, IN_OPTAX).arrived, at(lab, 0.65).arrived) == (15, 100)
        ),
    ),
)


class RAdamInOptaxState(NamedTuple):
    """The state of Optax's form, in the order of its formula."""

    t: float
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    rho_bar: Annotated[Scalar, TeX(r"\bar{\rho}_t = \frac{2}{1 - \beta_2} - 1"), Meaning("how many squares v averages in the end")]
    rho: Annotated[
        Scalar, TeX(r"\rho_t = \bar{\rho}_t - \frac{2 t \beta_2^t}{1 - \beta_2^t}"), Meaning("how many squares v averages so far")
    ]
    r: Annotated[
        Scalar,
        TeX(
            r"r_t = \sqrt{\frac{\max\left(\rho_t - 4, 0\right) (\rho_t - 2)\, \bar{\rho}_t}"
            r"{(\bar{\rho}_t - 4) (\bar{\rho}_t - 2)\, \rho_t}}"
        ),
        Meaning("how far v is to be trusted, from 0 to 1"),
    ]
    step: Annotated[
        Array,
        TeX(
            r"\Delta\theta_t = \begin{cases} -\eta\, r_t\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} & \rho_t \geq 5 \\"
            r" -\eta\, \hat{m}_t & \rho_t < 5 \end{cases}"
        ),
        Meaning("the step"),
    ]


@final
@dataclass(frozen=True)
class RAdamInOptax(Optimizer[RAdamInOptaxState]):
    """RAdam as Optax has it unless it is told otherwise, with the threshold ρ ≥ 5 in place of ρ > 4.

    PyTorch begins at ρ > 5, which is at the same step unless ρ is 5 to the last digit, and adds ε to the uncorrected root.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_OPTAX
    paper = PAPER
    what = Words(Remark("RAdam that trusts v from ρ = 5 on.", "definition"))
    where = Words(Remark("In Optax.", "use", OPTAX))
    difference = DIFFERENCE
    state = RAdamInOptaxState
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {"Optax": Elsewhere(CALL.replace("THRESHOLD", "5.0"))}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.001})
    rate_unit = "slope"  # as for RAdam
    rate_factor = 3.0

    def init(self, theta: Array) -> RAdamInOptaxState:
        zero, none = np.zeros_like(theta), np.zeros(theta.shape[1:])[()]
        return RAdamInOptaxState(0.0, 1.0, 1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, rho_bar=none, rho=none, r=none, step=zero)

    def update(self, prev: RAdamInOptaxState, g: Array) -> RAdamInOptaxState:
        t = prev.t + 1
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        rho_bar = 2 / (1 - self.beta2) - 1 + 0 * prev.rho  # in the shape of the batch
        rho = rho_bar - 2 * t * beta2_t / (1 - beta2_t)
        r = np.sqrt(np.maximum(rho - 4, 0.0) * (rho - 2) * rho_bar / ((rho_bar - 4) * (rho_bar - 2) * rho))
        adaptive = -self.learning_rate * r * (m_hat / (np.sqrt(v_hat) + self.epsilon))
        step = np.where(rho >= 5, adaptive, -self.learning_rate * m_hat)
        return RAdamInOptaxState(t, beta1_t, beta2_t, m, v, m_hat, v_hat, rho_bar, rho, r, step)
