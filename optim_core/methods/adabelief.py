"""AdaBelief: Adam that divides by surprise, how far the gradient is from its mean, in place of its size."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Zhuang et al.",
    2020,
    "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients",
    "https://arxiv.org/abs/2010.07468",
)
OPTAX = Citation("Optax", 2025, "optax.adabelief", "https://optax.readthedocs.io/en/latest/api/optimizers.html#adabelief")

WHAT = Words(
    Claim(
        "Adam that divides by surprise: by how far the gradient usually is from its mean, and not by how large it is.",
        lambda lab: all(apart(_run(lab).quantities["step"][t], _expected(lab, t)) < 1e-9 for t in (1, 2, 50)),
    )
)
WHERE = Words(
    Remark("Networks for images and language, and networks that make pictures, in its paper.", "use", PAPER),
    Claim(
        "Where the slope is steady, nothing surprises it and its steps grow: after 100 steps they are five times η, and Adam's are η.",
        lambda lab: abs(_pace(lab, "AdaBelief")[100] - 5) < 0.1 and abs(_pace(lab, "Adam")[100] - 1) < 0.01,
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run("AdaBelief", steps=50, learning_rate=0.003)


def _expected(lab: Lab, t: int) -> Array:
    """Step t by the definition of a moving average: the newest number counts most, each older one β times as much as the next."""
    g, age = _run(lab).gradient[:t], np.arange(t)[::-1, np.newaxis]
    means = np.array([(0.1 * 0.9 ** age[-i:] * g[:i]).sum(axis=0) for i in range(1, t + 1)])
    surprise = ((0.001 * (g - means) ** 2 + 1e-8) * 0.999**age).sum(axis=0) / (1 - 0.999**t)
    return np.asarray(-0.003 * means[-1] / (1 - 0.9**t) / (np.sqrt(surprise) + 1e-8))


def _pace(lab: Lab, method: str) -> Array:
    """The steps in one coordinate, in units of η, far out on a slope that is nearly constant."""
    penguins = lab.on("Penguins, two species")
    x, y = penguins.minima[0]
    run = penguins.run(method, (-200 * x, -200 * y), steps=110, learning_rate=0.001)
    return np.asarray(np.abs(run.quantities["step"][1:, 0]) / 0.001)


class AdaBeliefState(NamedTuple):
    """The state of AdaBelief, in the order of its formula."""

    beta1_t: Scalar  # β₁ᵗ and β₂ᵗ as running products, as in Adam
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


SCENE = Scene(
    "Himmelblau",
    "beta1",
    Words(
        Claim(
            "The slope hardly changes from step to step, so it makes steps of more than three times η and arrives at step 42, Adam at 124.",
            lambda lab: _at(lab, 0.9).lengths.max() > 3 * 0.03 and (_at(lab, 0.9).arrived, _adam(lab).arrived) == (42, 124),
        ),
        Claim(
            "Drag β₁: at 0 the mean is the gradient itself, nothing is a surprise, and the first step is ten thousand times η.",
            lambda lab: abs(_at(lab, 0.0).lengths[0] / (1e4 * 0.03) - 1) < 0.05,
        ),
    ),
    {"learning_rate": 0.03},
)


def _at(lab: Lab, beta1: float) -> Walk:
    return lab.on("Himmelblau").run("AdaBelief", learning_rate=0.03, beta1=beta1)


def _adam(lab: Lab) -> Walk:
    return lab.on("Himmelblau").run("Adam", learning_rate=0.03)


@final
@dataclass(frozen=True)
class AdaBelief(Optimizer[AdaBeliefState]):
    """Each coordinate moves by the ratio of its mean gradient to its usual distance from that mean.

    It stands here rather than Adan, another heir of Adam: it changes one line of Adam, so one can see what that line does. The formula is
    the paper's Algorithm 2, with ε added to s at every step and again outside the root; ε = 1e-8 and the other defaults are the paper's.
    Optax has an ε for each of the two, both 1e-16 unless told otherwise. PyTorch and Keras have no AdaBelief.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the surprise", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the surprise and of the divisor", 1e-12, 0.1)] = 1e-8

    name = "AdaBelief"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdaBeliefState
    marks = Marks("green", "dot", "star")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "Optax": Elsewhere(
            "optax.adabelief({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root={epsilon}, nesterov=False)",
            Words(Remark("Optax has 1e-16 for both ε unless told otherwise, as the authors' later code does.", "use", OPTAX)),
        )
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    scene = SCENE
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
