"""RMSprop in two more forms: PyTorch's, which has ε at another place, and the centred one, which divides by the spread."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.methods.adagrad_in_libraries import added_to_the_root
from optim_core.methods.rmsprop import CALLS, NAME, PAPER, PYTORCH
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

GRAVES = Citation("Graves", 2013, "Generating Sequences With Recurrent Neural Networks", "https://arxiv.org/abs/1308.0850")
IN_PYTORCH, CENTRED = "RMSprop, as in PyTorch", "RMSprop, centred"
PYTORCH_DIFFERENCE = Words(
    added_to_the_root(IN_PYTORCH, NAME),
    Claim(
        "Its usual ρ = 0.99 has a longer memory, and a longer first step: 10 times η, and not 3.2 times.",
        lambda lab: (round(_first(lab, IN_PYTORCH), 1), round(_first(lab, NAME), 1)) == (10, 3.2),
    ),
)
CENTRED_DIFFERENCE = Words(
    Claim(
        "Divides by how much the slope changes, not by how large it is, and so hurries where the slope stays the same: "
        "on the standardised penguins it arrives at step 71, RMSprop at step 137.",
        lambda lab: tuple(lab.on("Penguins, standardised").run(form).arrived for form in (CENTRED, NAME)) == (71, 137),
    ),
    Claim(
        "Where nothing turns the slope around, it hurries too much: down the saddle its last step is more than ten times RMSprop's.",
        lambda lab: _last(lab, CENTRED) > 10 * _last(lab, NAME),
    ),
)


def _first(lab: Lab, method: str) -> float:
    """The first step in one coordinate, in units of η."""
    return float(abs(lab.run(method, steps=1, learning_rate=0.01).quantities["step"][1, 0]) / 0.01)


def _last(lab: Lab, method: str) -> float:
    return float(lab.on("Saddle").run(method).lengths[-1])


class RMSpropInPyTorchState(NamedTuple):
    """The state of PyTorch's form, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{E[g^2]_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class RMSpropInPyTorch(Optimizer[RMSpropInPyTorchState]):
    """RMSprop as PyTorch has it: ε is added to the root. The defaults are PyTorch's."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "usual length of a step", 1e-4, 1.0)] = 0.01
    rho: Annotated[Scalar, decay(r"\rho", "memory of the squared gradient")] = 0.99
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = IN_PYTORCH
    paper = PAPER
    what = Words(Remark("RMSprop that adds ε to the root, and not inside it.", "definition"))
    where = Words(Remark("In PyTorch.", "use", PYTORCH))
    difference = PYTORCH_DIFFERENCE
    state = RMSpropInPyTorchState
    bound = GRADIENT
    elsewhere = {"PyTorch": Elsewhere(CALLS["PyTorch"]), "Optax": Elsewhere(CALLS["Optax"].replace("INSIDE", "False"))}
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.002, "epsilon": 0.01})
    rate_unit = "length"

    def init(self, theta: Array) -> RMSpropInPyTorchState:
        return RMSpropInPyTorchState(E_g2=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: RMSpropInPyTorchState, g: Array) -> RMSpropInPyTorchState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        step = -self.learning_rate * (g / (np.sqrt(E_g2) + self.epsilon))
        return RMSpropInPyTorchState(E_g2, step)


class RMSpropCentredState(NamedTuple):
    """The state of the centred form, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    E_g: Annotated[Array, TeX(r"E[g]_t = \rho\, E[g]_{t-1} + (1 - \rho)\, g_t"), Meaning("moving average of the gradient")]
    V: Annotated[Array, TeX(r"V_t = E[g^2]_t - E[g]_t^2"), Meaning("variance: how much the gradient changes")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{V_t + \epsilon}}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class RMSpropCentred(Optimizer[RMSpropCentredState]):
    """Each coordinate's gradient is divided by its spread: the root of its variance, over the steps that the averages remember.

    ε stands inside the root, as in the paper's equations 38 to 45, Keras and Optax; PyTorch adds it outside. The paper adds momentum to
    the steps, and has ρ = 0.95 and ε = 1e-4; the defaults are those of RMSprop here. The first step is η/√(ρ(1-ρ)). Where the gradient
    has long been the same, rounding can make V smaller than -ε, and the run ends there, as it does in the libraries.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "usual length of a step", 1e-4, 1.0)] = 0.001
    rho: Annotated[Scalar, decay(r"\rho", "memory of the gradient and its square")] = 0.9
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-8

    name = CENTRED
    paper = GRAVES
    what = Words(Remark("RMSprop that divides by the root of the variance.", "definition"))
    where = Words(Remark("Where `centered` is given to RMSprop in PyTorch, Keras and Optax.", "use", PYTORCH))
    difference = CENTRED_DIFFERENCE
    state = RMSpropCentredState
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.RMSprop([theta], lr={learning_rate}, alpha={rho}, eps={epsilon}, centered=True)",
            Words(Remark("PyTorch adds ε outside the root: the steps differ where √V is small against √ε.", "use", PYTORCH)),
        ),
        "Keras": Elsewhere("keras.optimizers.RMSprop({learning_rate}, rho={rho}, epsilon={epsilon}, centered=True)"),
        "Optax": Elsewhere("optax.rmsprop({learning_rate}, decay={rho}, eps={epsilon}, eps_in_sqrt=True, centered=True)"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.002, "epsilon": 0.01})
    rate_unit = "length"

    def init(self, theta: Array) -> RMSpropCentredState:
        zero = np.zeros_like(theta)
        return RMSpropCentredState(E_g2=zero, E_g=zero, V=zero, step=zero)

    def update(self, prev: RMSpropCentredState, g: Array) -> RMSpropCentredState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        E_g = self.rho * prev.E_g + (1 - self.rho) * g
        V = E_g2 - E_g**2
        step = -self.learning_rate * (g / np.sqrt(V + self.epsilon))
        return RMSpropCentredState(E_g2, E_g, V, step)
