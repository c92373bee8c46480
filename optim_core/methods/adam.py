"""Adam: the mean gradient over the typical gradient, both corrected for their start at 0; and the card's shorthand of it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Kingma & Ba", 2015, "Adam: A Method for Stochastic Optimization", "https://arxiv.org/abs/1412.6980")

KERAS = Citation("Keras", 2025, "Adam", "https://keras.io/api/optimizers/adam/")
IN_KERAS = "keras.optimizers.Adam({learning_rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon})"
WHAT = Words(
    Claim(
        "Joins momentum and RMSprop: the mean of recent gradients, divided by the root of the mean of their squares.",
        lambda lab: apart(lab.run("Adam", steps=50, learning_rate=0.03).quantities["step"][50], _expected(lab, 50)) < 1e-9,
    )
)
WHERE = Words(
    Remark("Most kinds of deep network, from images to language, and noisy or changing problems:", "use", PAPER),
    Claim(
        "one rate suits parameters of very different scale.",
        lambda lab: apart(*(lab.on("Ravine", condition=kappa, angle=0).run("Adam").theta for kappa in (1, 1000))) < 1e-6,
    ),
)
DIFFERENCE = Words(
    Claim(
        "Without the correction the first step is (1-β₁)/√(1-β₂) times η, 3.2 times at the usual settings,",
        lambda lab: round(float(_pace(lab)[0]), 1) == 3.2 == round((1 - 0.9) / (1 - 0.999) ** 0.5, 1),
    ),
    Claim(
        "and where the slope is steady the next are longer still: v starts at 0 and takes a thousand steps to fill, m only ten.",
        lambda lab: bool(np.all(np.diff(_pace(lab)[:10]) > 0) and _pace(lab)[10] > 6 and 1 < _pace(lab)[1000] < 1.5 < _pace(lab)[300]),
    ),
)


def _expected(lab: Lab, t: int) -> Array:
    """Step t by the definition of a moving average: the newest gradient counts most, each older one β times as much as the next."""
    g, age = lab.run("Adam", steps=t, learning_rate=0.03).gradient[:t], np.arange(t)[::-1]
    mean, square = np.average(g, axis=0, weights=0.9**age), np.average(g**2, axis=0, weights=0.999**age)
    return np.asarray(-0.03 * mean / np.sqrt(square))


def _pace(lab: Lab) -> Array:
    """The steps of the shorthand in one coordinate, in units of η, far out on a slope that is nearly constant."""
    penguins = lab.on("Penguins, two species")
    x, y = penguins.minima[0]
    run = penguins.run("Adam, as on the card", (-200 * x, -200 * y), steps=1100, learning_rate=0.001)
    return np.asarray(np.abs(run.quantities["step"][1:, 0]) / 0.001)


class AdamState(NamedTuple):
    """The state of Adam, in the order of its formula."""

    # β₁ᵗ and β₂ᵗ are running products: they have the same bits in a batch as in a single run, and are cheaper than powers.
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


SCENE = Scene(
    "Penguins, standardised",
    "beta1",
    Words(
        Claim(
            "Its momentum carries it past the bottom, and back again.",
            lambda lab: _beyond(lab, 0.9) > 0.2 and lab.on("Penguins, standardised").run("Adam", learning_rate=0.1).arrived < 100,
        ),
        Claim("Drag β₁: at 0 it stops where the bottom is.", lambda lab: _beyond(lab, 0.0) < 1e-9 < _beyond(lab, 0.5)),
    ),
    {"learning_rate": 0.1},
)


def _beyond(lab: Lab, beta1: float) -> float:
    """How far the run goes beyond the minimum, along the first axis."""
    penguins = lab.on("Penguins, standardised")
    return float(penguins.run("Adam", learning_rate=0.1, beta1=beta1).theta[:, 0].max() - penguins.minima[0][0])


@final
@dataclass(frozen=True)
class Adam(Optimizer[AdamState]):
    """Each coordinate moves by the ratio of its mean gradient to its typical gradient, so a usual step is about η long.

    ε stands outside the root of the corrected v, as in the paper's Algorithm 1, in PyTorch and in Optax; in Keras it stands elsewhere,
    `AdamInKeras`. The defaults are the paper's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "Adam"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdamState
    marks = Marks("vermilion", "solid", "star")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.Adam([theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon})"),
        "Keras": Elsewhere(
            IN_KERAS,
            Words(
                Remark(
                    "Keras adds ε to the uncorrected root: its first steps feel a larger ε. Its default is 1e-7, not 1e-8.", "use", KERAS
                )
            ),
        ),
        "Optax": Elsewhere("optax.adam({learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon})"),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> AdamState:
        zero = np.zeros_like(theta)
        return AdamState(beta1_t=1.0, beta2_t=1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: AdamState, g: Array) -> AdamState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon))
        return AdamState(beta1_t, beta2_t, m, v, m_hat, v_hat, step)


class AdamShorthandState(NamedTuple):
    """The state of the shorthand of Adam, in the order of its formula."""

    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\frac{\eta}{\sqrt{v_t} + \epsilon}\, m_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdamShorthand(Optimizer[AdamShorthandState]):
    """Adam as cards and slides print it: without the bias correction."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = "Adam, as on the card"
    paper = PAPER
    what = Words(Remark("Adam without the bias correction of m and v.", "definition"))
    where = Words(Remark("On cards and slides.", "definition"))
    difference = DIFFERENCE
    state = AdamShorthandState
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    rate_unit = "length"

    def init(self, theta: Array) -> AdamShorthandState:
        zero = np.zeros_like(theta)
        return AdamShorthandState(m=zero, v=zero, step=zero)

    def update(self, prev: AdamShorthandState, g: Array) -> AdamShorthandState:
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        step = -self.learning_rate / (np.sqrt(v) + self.epsilon) * m
        return AdamShorthandState(m, v, step)
