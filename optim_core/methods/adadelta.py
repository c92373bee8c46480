"""Adadelta: steps that have the units of the parameters; and the card's shorthand of it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Zeiler", 2012, "ADADELTA: An Adaptive Learning Rate Method", "https://arxiv.org/abs/1212.5701")


class AdadeltaState(NamedTuple):
    """The state of Adadelta, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    delta: Annotated[
        Array,
        TeX(r"\delta_t = \frac{\sqrt{E[\Delta\theta^2]_{t-1} + \epsilon}}{\sqrt{E[g^2]_t + \epsilon}}\, g_t"),
        Meaning("the step before η and the sign"),
    ]
    E_dtheta2: Annotated[
        Array,
        TeX(r"E[\Delta\theta^2]_t = \rho\, E[\Delta\theta^2]_{t-1} + (1 - \rho)\, \delta_t^2"),
        Meaning("moving average of δ²"),
    ]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \delta_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Adadelta(Optimizer[AdadeltaState]):
    """Each coordinate moves by the ratio of its typical step so far to its typical gradient, so that the units come out right.

    With η = 1 this is Zeiler's Algorithm 1, which has no learning rate; δ is his Δx without the sign, and E[Δθ²] averages it before η is
    applied, as PyTorch, Keras and Optax do. The first steps are about √ε long, so ε sets the pace of the start. The defaults ρ = 0.95 and ε
    = 1e-6 are the paper's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "factor on the step that the method finds itself", 1e-2, 1e3)] = 1.0
    rho: Annotated[Scalar, decay(r"\rho", "memory of both means")] = 0.95
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under both roots: the pace of the start", 1e-12, 0.1)] = 1e-6

    name = "Adadelta"
    paper = PAPER
    what = "Replaces Adagrad's growing sum by a moving average that forgets, and η by the typical size of its own recent steps."
    where = (
        "When you would rather not choose a learning rate, often with recurrent networks: "
        "once it has found its pace, it keeps it over many steps. The start is slow."
    )
    state = AdadeltaState
    marks = Marks("green", "longdash", "cross")
    draws = {"delta": "step"}
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.Adadelta([theta], lr={learning_rate}, rho={rho}, eps={epsilon})"),
        "Keras": Elsewhere("keras.optimizers.Adadelta({learning_rate}, rho={rho}, epsilon={epsilon})"),
        "Optax": Elsewhere("optax.adadelta({learning_rate}, rho={rho}, eps={epsilon})"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 5.0})
    rate_unit = "none"
    rate_factor = 10.0  # steps start at about √ε and have to grow first; even ten times longer they stay in view

    def init(self, theta: Array) -> AdadeltaState:
        zero = np.zeros_like(theta)
        return AdadeltaState(E_g2=zero, delta=zero, E_dtheta2=zero, step=zero)

    def update(self, prev: AdadeltaState, g: Array) -> AdadeltaState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        delta = np.sqrt(prev.E_dtheta2 + self.epsilon) / np.sqrt(E_g2 + self.epsilon) * g
        E_dtheta2 = self.rho * prev.E_dtheta2 + (1 - self.rho) * delta**2
        step = -self.learning_rate * delta
        return AdadeltaState(E_g2, delta, E_dtheta2, step)


class AdadeltaShorthandState(NamedTuple):
    """The state of the shorthand of Adadelta, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\frac{\eta}{\sqrt{E[g^2]_t + \epsilon}}\, g_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdadeltaShorthand(Optimizer[AdadeltaShorthandState]):
    """Adadelta as cards and slides print it: without the numerator, which is the idea of the paper.

    What remains is RMSprop's step. The card names no default η; 0.001 is RMSprop's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "usual length of a step", 1e-4, 1e3)] = 0.001
    rho: Annotated[Scalar, decay(r"\rho", "memory of the squared gradient")] = 0.95
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-6

    name = "Adadelta, as on the card"
    paper = PAPER
    what = "Adadelta without the numerator √(E[Δθ²] + ε)."
    where = "On cards and slides."
    difference = (
        "Without its numerator Adadelta is RMSprop: η is again the length of a step and has to be chosen, "
        "which is what Adadelta was made to avoid."
    )
    state = AdadeltaShorthandState
    bound = GRADIENT
    elsewhere = {
        "Optax": Elsewhere("optax.rmsprop({learning_rate}, decay={rho}, eps={epsilon}, eps_in_sqrt=True)", "In this form it is RMSprop."),
    }
    rate_unit = "length"

    def init(self, theta: Array) -> AdadeltaShorthandState:
        return AdadeltaShorthandState(E_g2=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdadeltaShorthandState, g: Array) -> AdadeltaShorthandState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        step = -self.learning_rate / np.sqrt(E_g2 + self.epsilon) * g
        return AdadeltaShorthandState(E_g2, step)
