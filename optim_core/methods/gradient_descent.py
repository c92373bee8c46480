"""Plain gradient descent: the whole gradient, and nothing else. The first rung of the ladder."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Remark, Words, apart
from optim_core.optimizer import Elsewhere, Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive

WHAT = Words(
    Claim(
        "Follows the gradient of the whole loss.",
        lambda lab: apart(lab.run("Gradient descent", noise=1).gradient[0], lab.gradient(*lab.start)) == 0,
    )
)
WHERE = Words(Remark("Small problems, and as the measure of everything else.", "definition"))


class GradientDescentState(NamedTuple):
    """The state of gradient descent, in the order of its formula."""

    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, g_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class GradientDescent(Optimizer[GradientDescentState]):
    """Each step is -η times the gradient, so it is longer where the slope is steeper."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01

    name = "Gradient descent"
    paper = Citation(
        "Cauchy",
        1847,
        "Méthode générale pour la résolution des systèmes d'équations simultanées",
        "https://gallica.bnf.fr/ark:/12148/bpt6k2982c/f540",
    )
    what = WHAT
    where = WHERE
    state = GradientDescentState
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.SGD([theta], lr={learning_rate})"),
        "Keras": Elsewhere("keras.optimizers.SGD({learning_rate})"),
        "Optax": Elsewhere("optax.sgd({learning_rate})"),
    }
    rate_unit = "slope"

    def init(self, theta: Array) -> GradientDescentState:
        return GradientDescentState(step=np.zeros_like(theta))

    def update(self, prev: GradientDescentState, g: Array) -> GradientDescentState:
        step = -self.learning_rate * g
        return GradientDescentState(step)
