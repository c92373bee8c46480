"""Adam as Keras has it: the second form of its paper, with ε beside the root of the uncorrected v."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.methods.adam import IN_KERAS, KERAS, PAPER
from optim_core.optimizer import Elsewhere, Optimizer
from optim_core.spec import Array, Meaning, Scalar, TeX, decay, positive

NAME = "Adam, as in Keras"
FORMS = NAME, "Adam"
DIFFERENCE = Words(
    Claim(
        "Adds ε to the root of v as it is, before any correction: in the first step ε weighs 1/√(1-β₂) times as much, 32 times at the "
        "usual setting.",
        lambda lab: (
            apart(_run(lab, NAME, 0.001).theta[1], _run(lab, "Adam", 0.001 / (1 - 0.999) ** 0.5).theta[1])
            < 1e-12
            < 0.001
            < apart(*(_run(lab, method, 0.001).theta[1] for method in FORMS))
            and round(1 / (1 - 0.999) ** 0.5) == 32
        ),
    ),
    Claim(
        "It matters where slopes are as small as ε: on the plateau, with ε = 0.001, it arrives at step 198, and as published at step 148;",
        lambda lab: [_run(lab, method, 0.001).arrived for method in FORMS] == [198, 148],
    ),
    Claim(
        "on Himmelblau, where they are large, both arrive at step 124.",
        lambda lab: all(lab.on("Himmelblau").run(method, epsilon=0.001).arrived == 124 for method in FORMS),
    ),
)


def _run(lab: Lab, method: str, epsilon: float) -> Walk:
    """A run on a plain where the slopes are tiny."""
    return lab.on("Plateau").run(method, epsilon=epsilon)


class AdamInKerasState(NamedTuple):
    """The state of Keras's form, in the order of its formula."""

    # β₁ᵗ and β₂ᵗ are running products, as in Adam.
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    alpha: Annotated[
        Scalar,
        TeX(r"\alpha_t = \eta\, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}"),
        Meaning("η, corrected for the start of m and v at 0"),
    ]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\alpha_t\, \frac{m_t}{\sqrt{v_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdamInKeras(Optimizer[AdamInKerasState]):
    """Adam in the order of computation that its paper gives before section 2.1, and Keras has: one correction, of η.

    The paper calls this ε "epsilon hat". The default 1e-7 is that of Keras.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-7

    name = NAME
    paper = PAPER
    what = Words(Remark("Adam with the correction in η, and ε beside the uncorrected root.", "definition"))
    where = Words(Remark("In Keras.", "use", KERAS))
    difference = DIFFERENCE
    state = AdamInKerasState
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {"Keras": Elsewhere(IN_KERAS)}
    rate_unit = "length"

    def init(self, theta: Array) -> AdamInKerasState:
        zero, one = np.zeros_like(theta), np.ones(theta.shape[1:])[()]
        return AdamInKerasState(beta1_t=one, beta2_t=one, m=zero, v=zero, alpha=one, step=zero)

    def update(self, prev: AdamInKerasState, g: Array) -> AdamInKerasState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        alpha = self.learning_rate * (np.sqrt(1 - beta2_t) / (1 - beta1_t))
        step = -alpha * (m / (np.sqrt(v) + self.epsilon))
        return AdamInKerasState(beta1_t, beta2_t, m, v, alpha, step)
