"""Prodigy as Optax has it: with Adam's correction for the start of m and v at 0."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.methods.prodigy import BOWL, CALL, NAME, OPTAX, PAPER, growth, ready
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Meaning, Scalar, TeX, decay, positive

IN_OPTAX = f"{NAME}, as in Optax"
DIFFERENCE = Words(
    Claim(
        "Corrects m and v for their start at 0: the first step is d long along each axis, and not 3.2 times d,",
        lambda lab: (round(_first(lab, IN_OPTAX), 1), round(_first(lab, NAME), 1)) == (1, 3.2),
    ),
    Claim(
        "so d grows by half in a step and needs 34 steps on the standardised penguins, and 15 as published.",
        lambda lab: bool(
            np.all(np.abs(growth(_run(lab, IN_OPTAX))[10:30] - 1.5) < 0.1)
            and [ready(_run(lab, form)) for form in (IN_OPTAX, NAME)] == [34, 15]
        ),
    ),
    Remark("It adds ε times the new d.", "definition"),
)


def _run(lab: Lab, method: str) -> Walk:
    return lab.on(BOWL).run(method)


def _first(lab: Lab, method: str) -> float:
    """The first step in one coordinate, in units of d."""
    return float(abs(_run(lab, method).quantities["step"][1, 0]) / 1e-6)


class ProdigyInOptaxState(NamedTuple):
    """The state of Optax's form, in the order of its formula."""

    # β₁ᵗ and β₂ᵗ are running products, as in Adam.
    beta1_t: Scalar
    beta2_t: Scalar
    theta: Array
    start: Array
    alpha: Annotated[
        Scalar,
        TeX(r"\alpha_t = \eta\, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}"),
        Meaning("η, corrected for the start of m and v at 0"),
    ]
    m: Annotated[
        Array,
        TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, d_{t-1} g_t"),
        Meaning("moving average of the gradient, each times the d of its time"),
    ]
    v: Annotated[
        Array,
        TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, (d_{t-1} g_t)^2"),
        Meaning("moving average of the squares of the same"),
    ]
    r: Annotated[
        Scalar,
        TeX(r"r_t = \sqrt{\beta_2}\, r_{t-1} + (1 - \sqrt{\beta_2})\, \alpha_t\, d_{t-1}^2\, g_t^\top\, (\theta_0 - \theta_{t-1})"),
        Meaning("how much the slopes agree with the way back to the start"),
    ]
    s: Annotated[
        Array,
        TeX(r"s_t = \sqrt{\beta_2}\, s_{t-1} + (1 - \sqrt{\beta_2})\, \alpha_t\, d_{t-1}^2\, g_t"),
        Meaning("moving average of the gradient, with the same weights as r"),
    ]
    d_hat: Annotated[Scalar, TeX(r"\hat{d}_t = \frac{r_t}{\lVert s_t \rVert_1}"), Meaning("how far it is at least, to judge by r and s")]
    d: Annotated[Scalar, TeX(r"d_t = \max\left(d_{t-1}, d_0, \hat{d}_t\right)"), Meaning("the largest such distance so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\alpha_t\, d_{t-1}\, \frac{m_t}{\sqrt{v_t} + d_t \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class ProdigyInOptax(Optimizer[ProdigyInOptaxState]):
    """Prodigy as Optax has it: η is corrected as in Keras's Adam, also in r and s, and ε is added times the new d.

    Optax leaves out 1 - √β₂ in r and s and divides both by d₀, which cancels in their ratio. Where all gradients so far were 0, Optax
    divides 0 by 0, and its run ends; here d stays, as in the authors' code.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "factor on the step that the method finds itself", 1e-2, 1e2)] = 1.0
    initial_distance: Annotated[Scalar, positive(r"d_0", "distance that is assumed at the start: far too small", 1e-12, 1.0)] = 1e-6
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient; its root is that of r and s", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_OPTAX
    paper = PAPER
    what = Words(Remark("Prodigy that corrects m and v for their start at 0.", "definition"))
    where = Words(Remark("In Optax.", "use", OPTAX))
    difference = DIFFERENCE
    state = ProdigyInOptaxState
    driver = "m"
    draws = {"m": "momentum", "s": "momentum"}
    elsewhere = {"Optax": Elsewhere(CALL.replace("RATE", "{learning_rate}"), scheduled=False)}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"epsilon": 0.01})
    rate_unit = "none"

    def init(self, theta: Array) -> ProdigyInOptaxState:
        zero, none = np.zeros_like(theta), np.zeros(theta.shape[1:])[()]
        return ProdigyInOptaxState(
            beta1_t=none + 1.0,
            beta2_t=none + 1.0,
            theta=theta,
            start=theta,
            alpha=none,
            m=zero,
            v=zero,
            r=none,
            s=zero,
            d_hat=none,
            d=none + self.initial_distance,
            step=zero,
        )

    def update(self, prev: ProdigyInOptaxState, g: Array) -> ProdigyInOptaxState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        alpha = self.learning_rate * (np.sqrt(1 - beta2_t) / (1 - beta1_t))
        root = np.sqrt(self.beta2)
        m = self.beta1 * prev.m + (1 - self.beta1) * prev.d * g
        v = self.beta2 * prev.v + (1 - self.beta2) * (prev.d * g) ** 2
        weight = (1 - root) * alpha * (prev.d * prev.d)
        back = g * (prev.start - prev.theta)
        r = root * prev.r + weight * (back[:1] + back[1:])
        s = root * prev.s + weight * g
        size = np.abs(s[:1]) + np.abs(s[1:])
        d_hat = np.where(size == 0, 0.0, r / size)
        d = np.maximum(np.maximum(prev.d, self.initial_distance), d_hat)
        step = -alpha * prev.d * (m / (np.sqrt(v) + d * self.epsilon))
        return ProdigyInOptaxState(beta1_t, beta2_t, prev.theta + step, prev.start, alpha, m, v, r[0], s, d_hat[0], d[0], step)
