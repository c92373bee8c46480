"""Adadelta: steps that have the units of the parameters; and the card's shorthand of it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Zeiler", 2012, "ADADELTA: An Adaptive Learning Rate Method", "https://arxiv.org/abs/1212.5701")

KERAS = Citation("Keras", 2025, "RMSprop", "https://keras.io/api/optimizers/rmsprop/")
KERAS_ADADELTA = Citation("Keras", 2025, "Adadelta", "https://keras.io/api/optimizers/adadelta/")
OPTAX = Citation("Optax", 2025, "optax.rmsprop", "https://optax.readthedocs.io/en/latest/api/optimizers.html#rmsprop")
WHAT = Words(
    Claim(
        "Replaces Adagrad's sum, which makes its rate die away, by a moving average that forgets,",
        lambda lab: lab.on("Ravine").run("Adadelta", steps=2000).recovery > 10 > 1 > lab.on("Ravine").run("Adagrad", steps=2000).recovery,
    ),
    Claim(
        "and η by the typical size of its own recent steps.",
        lambda lab: apart(lab.run("Adadelta", steps=50).quantities["step"][50], _expected(lab, 50)) < 1e-12,
    ),
)
WHERE = Words(
    Remark("When you would rather not choose a learning rate, often with recurrent networks.", "use", PAPER),
    Claim(
        "The start is slow: the first step of each parameter is √ε/√(1-ρ) long, 0.0045 at the usual settings, wherever it stands.",
        lambda lab: (
            all(
                apart(np.abs(lab.on(name).run("Adadelta", steps=1).quantities["step"][1]), np.sqrt(1e-6 / (1 - 0.95))) < 1e-6
                for name in ("Himmelblau", "Rosenbrock", "Beale")
            )
            and round(float(np.sqrt(1e-6 / (1 - 0.95))), 4) == 0.0045
        ),
    ),
)
DIFFERENCE = Words(
    Claim(
        "Without its numerator Adadelta is RMSprop:",
        lambda lab: apart(*(_start(lab, method).theta for method in ("Adadelta, as on the card", "RMSprop"))) < 1e-9,
    ),
    Claim(
        "η is again the length of a step and has to be chosen, which is what Adadelta was made to avoid.",
        lambda lab: abs(_first(lab, 0.02) / _first(lab, 0.01) - 2) < 1e-9,
    ),
)

KERAS_DEFAULT = Words(
    Remark("Unless it is told otherwise, η is 0.001 in Keras, and 1 in the paper and in PyTorch.", "use", KERAS_ADADELTA),
    Claim(
        "That is too small: on Himmelblau it then goes less than a thousandth of the way with η = 1 in 300 steps.",
        lambda lab: 0 < _gone(lab, 300, 0.001) < 0.001 * _gone(lab, 300, 1.0),
    ),
)


def _start(lab: Lab, method: str) -> Walk:
    """Fifty steps with the hyperparameters of Adadelta and the rate of RMSprop."""
    return lab.run(method, rho=0.95, epsilon=1e-6, learning_rate=0.03, steps=50)


def _expected(lab: Lab, t: int) -> Array:
    """Step t by the definition of a moving average that starts at 0: the newest counts 1-ρ, each older one ρ times as much as the next."""
    run, age = lab.run("Adadelta", steps=t), np.arange(t)[::-1, np.newaxis]
    gradients = (0.05 * 0.95**age * run.gradient[:t] ** 2).sum(axis=0)
    steps = (0.05 * 0.95 ** (age[1:]) * np.diff(run.theta, axis=0)[: t - 1] ** 2).sum(axis=0)
    return np.asarray(-np.sqrt(steps + 1e-6) / np.sqrt(gradients + 1e-6) * run.gradient[t - 1])


def _first(lab: Lab, eta: float) -> float:
    """The length of the shorthand's first step."""
    return float(lab.run("Adadelta, as on the card", steps=1, learning_rate=eta).lengths[0])


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


SCENE = Scene(
    "Himmelblau",
    "epsilon",
    Words(
        Claim(
            "It starts slowly, because its pace is that of its own steps so far: after 50 of 300 steps it has gone an eighth of its way.",
            lambda lab: abs(_gone(lab, 50) / _gone(lab, 300) - 1 / 8) < 0.01,
        ),
        Claim(
            "Drag ε: at 1e-4 it arrives at step 52.",
            lambda lab: (
                lab.on("Himmelblau").run("Adadelta", epsilon=1e-4).arrived == 52 < 300 < lab.on("Himmelblau").run("Adadelta").arrived
            ),
        ),
    ),
)


def _gone(lab: Lab, t: int, eta: float = 1.0) -> float:
    """The distance from the start after t steps."""
    return lab.on("Himmelblau").run("Adadelta", steps=t, learning_rate=eta).moved


@final
@dataclass(frozen=True)
class Adadelta(Optimizer[AdadeltaState]):
    """Each coordinate moves by the ratio of its typical step so far to its typical gradient, so that the units come out right.

    With η = 1 this is Zeiler's Algorithm 1, which has no learning rate; δ is his Δx without the sign, and E[Δθ²] averages it before η is
    applied, as PyTorch, Keras and Optax do. The first step of a coordinate is √ε/√(1-ρ) long, so ε sets the pace of the start. The defaults
    ρ = 0.95 and ε = 1e-6 are the paper's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "factor on the step that the method finds itself", 1e-2, 1e3)] = 1.0
    rho: Annotated[Scalar, decay(r"\rho", "memory of both means")] = 0.95
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under both roots: the pace of the start", 1e-12, 0.1)] = 1e-6

    name = "Adadelta"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdadeltaState
    marks = Marks("green", "longdash", "cross")
    draws = {"delta": "step"}
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.Adadelta([theta], lr={learning_rate}, rho={rho}, eps={epsilon})"),
        "Keras": Elsewhere("keras.optimizers.Adadelta({learning_rate}, rho={rho}, epsilon={epsilon})", KERAS_DEFAULT),
        "Optax": Elsewhere("optax.adadelta({learning_rate}, rho={rho}, eps={epsilon})"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 5.0})
    scene = SCENE
    rate_unit = "none"

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

    What remains is RMSprop's step. The card names no default η; 0.001 is RMSprop's in this lab.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "usual length of a step", 1e-4, 1e3)] = 0.001
    rho: Annotated[Scalar, decay(r"\rho", "memory of the squared gradient")] = 0.95
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-6

    name = "Adadelta, as on the card"
    paper = PAPER
    what = Words(Remark("Adadelta without the numerator √(E[Δθ²] + ε).", "definition"))
    where = Words(Remark("On cards and slides.", "definition"))
    difference = DIFFERENCE
    state = AdadeltaShorthandState
    bound = GRADIENT
    elsewhere = {
        "Keras": Elsewhere(
            "keras.optimizers.RMSprop({learning_rate}, rho={rho}, epsilon={epsilon})",
            Words(Remark("In this form it is RMSprop.", "use", KERAS)),
        ),
        "Optax": Elsewhere(
            "optax.rmsprop({learning_rate}, decay={rho}, eps={epsilon}, eps_in_sqrt=True)",
            Words(Remark("In this form it is RMSprop.", "use", OPTAX)),
        ),
    }
    rate_unit = "length"

    def init(self, theta: Array) -> AdadeltaShorthandState:
        return AdadeltaShorthandState(E_g2=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdadeltaShorthandState, g: Array) -> AdadeltaShorthandState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        step = -self.learning_rate / np.sqrt(E_g2 + self.epsilon) * g
        return AdadeltaShorthandState(E_g2, step)
