"""Adamax: Adam with the largest recent gradient in place of the typical one; and the card's shorthand of it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Kingma & Ba", 2015, "Adam: A Method for Stochastic Optimization, section 7.1", "https://arxiv.org/abs/1412.6980")

KERAS = Citation("Keras", 2025, "Adamax", "https://keras.io/api/optimizers/adamax/")
WHAT = Words(
    Claim(
        "Adam with the largest recent gradient (the infinity norm) in place of the root mean square.",
        lambda lab: apart(lab.run("Adamax").quantities["u"][1], np.abs(lab.gradient(*lab.start)) + 1e-8) == 0,
    )
)
WHERE = Words(
    Remark("Sparse gradients, such as those of embeddings, and very high-dimensional data:", "use", PAPER),
    Claim(
        "one large gradient sets the scale at once,",
        lambda lab: lab.on("Beale").run("Adamax").lengths[:300].max() < 1.5 * lab.on("Beale").suited("Adamax"),
    ),
    Claim(
        "and u, unlike v, needs no correction for its start.",
        lambda lab: apart(np.abs(lab.run("Adamax").quantities["step"][1]), lab.suited("Adamax")) < 1e-6,
    ),
)
DIFFERENCE = Words(
    Claim(
        "Without the correction the first step is 1-β₁ times η, a tenth at the usual setting,",
        lambda lab: round(float(_pace(lab)[0]), 6) == 0.1,
    ),
    Claim(
        "and it takes some twenty steps to get going.",
        lambda lab: bool(_pace(lab)[10] < 0.7 and _pace(lab)[20] > 0.85),
    ),
)


def _pace(lab: Lab) -> Array:
    """The steps of the shorthand in one coordinate, in units of η, far out on a slope that is nearly constant."""
    penguins = lab.on("Penguins, two species")
    x, y = penguins.minima[0]
    run = penguins.run("Adamax, as on the card", (-200 * x, -200 * y), steps=30, learning_rate=0.001)
    return np.asarray(np.abs(run.quantities["step"][1:, 0]) / 0.001)


class AdamaxState(NamedTuple):
    """The state of Adamax, in the order of its formula."""

    beta1_t: Scalar  # β₁ᵗ as a running product, as in Adam
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    u: Annotated[Array, TeX(r"u_t = \max\left(\beta_2 u_{t-1}, \left|g_t\right| + \epsilon\right)"), Meaning("largest recent gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\frac{\eta}{1 - \beta_1^t}\, \frac{m_t}{u_t}"), Meaning("the step")]


SCENE = Scene(
    "Beale",
    "beta2",
    Words(
        Claim(
            "It starts on a cliff and remembers the largest slope that it has seen: fifty steps later its stride is a sixth.",
            lambda lab: abs(_stride(lab, 50) / _stride(lab, 0) - 1 / 6) < 0.01,
        ),
        Claim(
            "Drag β₂: at 0.9 it forgets the cliff and arrives.",
            lambda lab: lab.on("Beale").run("Adamax", beta2=0.9).arrived < 300 < lab.on("Beale").run("Adamax").arrived,
        ),
    ),
)


def _stride(lab: Lab, t: int) -> float:
    """The length of a step."""
    return float(lab.on("Beale").run("Adamax").lengths[t])


@final
@dataclass(frozen=True)
class Adamax(Optimizer[AdamaxState]):
    """Each coordinate moves by the ratio of its mean gradient to its largest recent one, so that while
    β₁ is well below β₂ no coordinate moves by much more than η.

    The paper's Algorithm 2 has no ε, so it computes 0/0 where a gradient has always been 0. PyTorch and Optax add ε to |g| inside the
    maximum, and so does this class; Keras adds it to u in the divisor. The defaults are the paper's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the largest gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "Adamax"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdamaxState
    marks = Marks("blue", "longdashdot", "pentagon")
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.Adamax([theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon})"),
        "Keras": Elsewhere(
            "keras.optimizers.Adamax({learning_rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon})",
            Words(Remark("Keras adds ε to u in the divisor, not inside the maximum.", "use", KERAS)),
        ),
        "Optax": Elsewhere("optax.adamax({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon})"),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> AdamaxState:
        zero = np.zeros_like(theta)
        return AdamaxState(beta1_t=1.0, m=zero, u=zero, step=zero)

    def update(self, prev: AdamaxState, g: Array) -> AdamaxState:
        beta1_t = self.beta1 * prev.beta1_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * prev.u, np.abs(g) + self.epsilon)
        step = -self.learning_rate / (1 - beta1_t) * (m / u)
        return AdamaxState(beta1_t, m, u, step)


class AdamaxShorthandState(NamedTuple):
    """The state of the shorthand of Adamax, in the order of its formula."""

    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    u: Annotated[Array, TeX(r"u_t = \max\left(\beta_2 u_{t-1}, \left|g_t\right|\right)"), Meaning("largest recent gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\frac{\eta}{u_t}\, m_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdamaxShorthand(Optimizer[AdamaxShorthandState]):
    """Adamax as cards and slides print it: without bias correction and ε. Where u = 0 there was no gradient yet, and the step is 0."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the largest gradient", 0.9999)] = 0.999

    name = "Adamax, as on the card"
    paper = PAPER
    what = Words(Remark("Adamax without the bias correction of m.", "definition"))
    where = Words(Remark("On cards and slides.", "definition"))
    difference = DIFFERENCE
    state = AdamaxShorthandState
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    rate_unit = "length"

    def init(self, theta: Array) -> AdamaxShorthandState:
        zero = np.zeros_like(theta)
        return AdamaxShorthandState(m=zero, u=zero, step=zero)

    def update(self, prev: AdamaxShorthandState, g: Array) -> AdamaxShorthandState:
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * prev.u, np.abs(g))
        step = np.where(u == 0, 0.0, -self.learning_rate / u * m)
        return AdamaxShorthandState(m, u, step)
