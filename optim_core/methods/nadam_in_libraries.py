"""NAdam in the forms that PyTorch and Optax have."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.methods.nadam import CALLS, FADE, NAME, PAPER, PYTORCH, looking_ahead
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

OPTAX = Citation("Optax", 2025, "optax.nadam", "https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.nadam")
IN_PYTORCH, IN_OPTAX = "NAdam, as in PyTorch", "NAdam, as in Optax"
PYTORCH_DIFFERENCE = Words(
    Claim(
        "Averages m with β₁, not with the short memory μ_t, but corrects it as if it had: "
        "the first step is 1.06 times η, and not 1.31 times.",
        lambda lab: (round(_first(lab, IN_PYTORCH), 2), round(_first(lab, NAME), 2)) == (1.06, 1.31),
    ),
)
OPTAX_DIFFERENCE = Words(
    Claim(
        "Looks ahead with the constant β₁: the memory is long from the start, and it swings as Adam does.",
        lambda lab: _beyond(lab, IN_OPTAX) > 0.1 > 0.001 > _beyond(lab, NAME),
    ),
)


def _first(lab: Lab, method: str) -> float:
    """The first step in one coordinate, in units of η."""
    return float(abs(lab.run(method, steps=1, learning_rate=0.01).quantities["step"][1, 0]) / 0.01)


def _beyond(lab: Lab, method: str) -> float:
    """How far a run goes beyond the minimum, along the first axis."""
    penguins = lab.on("Penguins, standardised")
    return float(penguins.run(method, learning_rate=0.1).theta[:, 0].max() - penguins.minima[0][0])


class NAdamInPyTorchState(NamedTuple):
    """The state of PyTorch's form, in the order of its formula."""

    beta2_t: Scalar
    fade: Scalar
    mu: Annotated[Scalar, TeX(r"\mu_t = \beta_1\, \left(1 - 0.5 \cdot 0.96^{0.004\, t}\right)"), Meaning("memory of this step")]
    mu_bar: Annotated[
        Scalar, TeX(r"\bar{\mu}_t = \beta_1\, \left(1 - 0.5 \cdot 0.96^{0.004\, (t + 1)}\right)"), Meaning("memory of the next step")
    ]
    P: Annotated[Scalar, TeX(r"P_t = \mu_t P_{t-1}"), Meaning("product of all memories so far: what m still has of its start at 0")]
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_bar: Annotated[
        Array,
        TeX(r"\bar{m}_t = \frac{\bar{\mu}_t m_t}{1 - \bar{\mu}_t P_t} + \frac{(1 - \mu_t)\, g_t}{1 - P_t}"),
        Meaning("m, a step ahead"),
    ]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\bar{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


def _bound_in_pytorch(method: "NAdamInPyTorch", mu: Array) -> Array:
    return np.asarray(2 * (1 + method.beta1) / (1 + method.beta1 - 2 * method.beta1 * mu))


@final
@dataclass(frozen=True)
class NAdamInPyTorch(Optimizer[NAdamInPyTorchState]):
    """NAdam as PyTorch has it: m remembers with β₁, and the look ahead with μ_t."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient, in the long run")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_PYTORCH
    paper = PAPER
    what = Words(Remark("NAdam whose m remembers with β₁.", "definition"))
    where = Words(Remark("In PyTorch.", "use", PYTORCH))
    difference = PYTORCH_DIFFERENCE
    state = NAdamInPyTorchState
    driver = "m_bar"
    draws = {"m": "momentum", "m_bar": "momentum"}
    # The pair m ← βm + (1 - β)g, x ← x - s(μm + (1 - μ)g) leaves the unit circle at z = -1.
    bound = Bound(TeX(r"\frac{2 (1 + \beta_1)}{1 + \beta_1 - 2 \beta_1 \mu_t}"), _bound_in_pytorch, PAPER, "mu")
    elsewhere = {"PyTorch": Elsewhere(CALLS["PyTorch"])}
    rate_unit = "length"

    def init(self, theta: Array) -> NAdamInPyTorchState:
        zero, one = np.zeros_like(theta), np.ones(theta.shape[1:])[()]  # as in NAdam
        return NAdamInPyTorchState(1.0, one, mu=one, mu_bar=one, P=one, m=zero, v=zero, m_bar=zero, v_hat=zero, step=zero)

    def update(self, prev: NAdamInPyTorchState, g: Array) -> NAdamInPyTorchState:
        beta2_t = self.beta2 * prev.beta2_t
        fade = FADE * prev.fade
        mu = self.beta1 * (1 - 0.5 * fade)
        mu_bar = self.beta1 * (1 - 0.5 * (FADE * fade))
        P = mu * prev.P
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_bar = mu_bar * m / (1 - mu_bar * P) + (1 - mu) * g / (1 - P)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_bar / (np.sqrt(v_hat) + self.epsilon))
        return NAdamInPyTorchState(beta2_t, fade, mu, mu_bar, P, m, v, m_bar, v_hat, step)


class NAdamInOptaxState(NamedTuple):
    """The state of Optax's form, in the order of its formula."""

    # β₁ᵗ and β₂ᵗ are running products, as in Adam.
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_bar: Annotated[
        Array,
        TeX(r"\bar{m}_t = \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\, g_t}{1 - \beta_1^t}"),
        Meaning("m, a step ahead"),
    ]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\bar{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


def _bound(method: Any) -> float:
    return float(looking_ahead(method.beta1))


BOUND = Bound(TeX(r"\frac{2 (1 + \beta_1)}{(1 - \beta_1) (1 + 2 \beta_1)}"), _bound, PAPER)


@final
@dataclass(frozen=True)
class NAdamInOptax(Optimizer[NAdamInOptaxState]):
    """NAdam as Optax has it, with the constant β₁."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient, in the long run")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_OPTAX
    paper = PAPER
    what = Words(Remark("NAdam with the same memory in all steps.", "definition"))
    where = Words(Remark("In Optax.", "use", OPTAX))
    difference = OPTAX_DIFFERENCE
    state = NAdamInOptaxState
    driver = "m_bar"
    draws = {"m": "momentum", "m_bar": "momentum"}
    bound = BOUND
    elsewhere = {"Optax": Elsewhere("optax.nadam({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root=0.0)")}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    rate_unit = "length"

    def init(self, theta: Array) -> NAdamInOptaxState:
        zero = np.zeros_like(theta)
        return NAdamInOptaxState(1.0, 1.0, m=zero, v=zero, m_bar=zero, v_hat=zero, step=zero)

    def update(self, prev: NAdamInOptaxState, g: Array) -> NAdamInOptaxState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_bar = self.beta1 * m / (1 - self.beta1 * beta1_t) + (1 - self.beta1) * g / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_bar / (np.sqrt(v_hat) + self.epsilon))
        return NAdamInOptaxState(beta1_t, beta2_t, m, v, m_bar, v_hat, step)
