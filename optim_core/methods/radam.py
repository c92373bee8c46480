"""RAdam: Adam that does not divide by a mean of squares before enough of them are in it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Liu et al.", 2020, "On the Variance of the Adaptive Learning Rate and Beyond", "https://arxiv.org/abs/1908.03265")
PYTORCH = Citation("PyTorch", 2025, "torch.optim.RAdam", "https://pytorch.org/docs/stable/generated/torch.optim.RAdam.html")
OPTAX = Citation("Optax", 2025, "optax.radam", "https://optax.readthedocs.io/en/latest/api/optimizers.html#radam")
NAME = "RAdam"
CALL = "optax.radam({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root=0.0, threshold=THRESHOLD)"
"""In Optax."""
WHAT = Words(
    Claim(
        "Adam that trusts v by degrees: the first four steps leave it out and follow the mean gradient,",
        lambda lab: all(unlike_mean(short(lab), t) < 1e-12 for t in (1, 2, 3, 4)),
    ),
    Claim(
        "the next ones are Adam's, shortened to the share r, which grows from nearly 0 to 1.",
        lambda lab: all(unlike_adam(short(lab), t) < 1e-9 for t in (5, 20, 60)),
    ),
)
WHERE = Words(
    Remark("In place of a warm-up, the slow start that people give to Adam by hand: images, language, translation.", "use", PAPER),
    Claim(
        "At the usual β₂ the start is very slow: r is 0.017 at step 5, and a half only at step 556.",
        lambda lab: round(float(_trust(lab)[5]), 3) == 0.017 and int(np.argmax(_trust(lab) >= 0.5)) == 556,
    ),
    Claim(
        "The first four steps are as long as the slope is steep, so a steep start needs a small η.",
        lambda lab: abs(_first(lab, 100) / _first(lab, 1) - 100) < 1e-9,
    ),
)


def short(lab: Lab, method: str = NAME) -> Walk:
    """A short run of one of the forms."""
    return lab.run(method, steps=60, learning_rate=0.003)


def unlike_mean(run: Walk, t: int) -> float:
    """How far step t of it is from η times the mean gradient, by the definition of a weighted mean."""
    return apart(run.quantities["step"][t], -0.003 * np.average(run.gradient[:t], axis=0, weights=0.9 ** np.arange(t)[::-1]))


def unlike_adam(run: Walk, t: int) -> float:
    """How far step t of it is from Adam's, shortened to the share r, by the definitions of a weighted mean and of r."""
    g, age = run.gradient[:t], np.arange(t)[::-1]
    mean, square = np.average(g, axis=0, weights=0.9**age), np.average(g**2, axis=0, weights=0.999**age)
    rho = 1999 - 2 * t * 0.999**t / (1 - 0.999**t)
    r = np.sqrt((rho - 4) * (rho - 2) * 1999 / (1995 * 1997 * rho))
    return apart(run.quantities["step"][t], -0.003 * r * mean / np.sqrt(square))


def _trust(lab: Lab) -> Array:
    return np.abs(lab.run(NAME, steps=600).quantities["r"])


def _first(lab: Lab, kappa: float) -> float:
    """The length of the first step along the axis that is κ times as steep as the other."""
    run = lab.on("Ravine", condition=kappa, angle=0).run(NAME, steps=1, learning_rate=0.001)
    return float(np.abs(run.quantities["step"][1, 1]))


class RAdamState(NamedTuple):
    """The state of RAdam, in the order of its formula."""

    t: float
    beta1_t: Scalar  # β₁ᵗ and β₂ᵗ as running products, as in Adam
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
            r"\Delta\theta_t = \begin{cases} -\eta\, r_t\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} & \rho_t > 4 \\"
            r" -\eta\, \hat{m}_t & \rho_t \leq 4 \end{cases}"
        ),
        Meaning("the step"),
    ]


SCENE = Scene(
    "Penguins, standardised",
    "beta2",
    Words(
        Claim(
            "Four steps follow the slope, and then it nearly stops: the fifth is a sixtieth of the first, and trust in v grows slowly.",
            lambda lab: 55 < at(lab, 0.999).lengths[0] / at(lab, 0.999).lengths[4] < 70 and at(lab, 0.999).arrived == 94,
        ),
        Claim(
            "Drag β₂: at 0.5, v never holds more than three squares and is left out; momentum alone arrives at step 15.",
            lambda lab: float(at(lab, 0.5).quantities["rho"].max()) <= 3 and at(lab, 0.5).arrived == 15,
        ),
    ),
    {"learning_rate": 0.1},
)


def at(lab: Lab, beta2: float, method: str = NAME) -> Walk:
    """The run of the scene, of one of the forms."""
    return lab.on("Penguins, standardised").run(method, learning_rate=0.1, beta2=beta2)


@final
@dataclass(frozen=True)
class RAdam(Optimizer[RAdamState]):
    """ρ estimates how many squared gradients the mean v holds. Its divisor is left out while ρ is at most 4, where its variance is
    infinite; then each step is shortened by r, so that the variance is what it is in the long run.

    The threshold of 4, ρ and r are those of the paper's Algorithm 2, which has no ε; here ε stands outside the root of the corrected v, as
    in Adam and in Optax. The libraries begin later: `RAdamInOptax`. The defaults are Adam's. Keras has no RAdam.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = RAdamState
    marks = Marks("sky", "longdash", "x")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.RAdam([theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon})",
            Words(Remark("PyTorch leaves v out until ρ > 5, and adds ε to the uncorrected root.", "use", PYTORCH)),
        ),
        "Optax": Elsewhere(
            CALL.replace("THRESHOLD", "4.0"),
            Words(Remark("Optax leaves v out until ρ ≥ 5 unless told otherwise.", "use", OPTAX)),
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.001})
    scene = SCENE
    rate_unit = "slope"  # of the first steps, which are the longest
    rate_factor = 3.0

    def init(self, theta: Array) -> RAdamState:
        zero, none = np.zeros_like(theta), np.zeros(theta.shape[1:])[()]
        return RAdamState(0.0, 1.0, 1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, rho_bar=none, rho=none, r=none, step=zero)

    def update(self, prev: RAdamState, g: Array) -> RAdamState:
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
        step = np.where(rho > 4, adaptive, -self.learning_rate * m_hat)
        return RAdamState(t, beta1_t, beta2_t, m, v, m_hat, v_hat, rho_bar, rho, r, step)
