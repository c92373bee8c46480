"""Adagrad in the forms that libraries have: PyTorch has ε at another place, and Keras and Optax start the sum above 0."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.methods.adagrad import CALLS, KERAS, NAME, PAPER, PYTORCH, SETTINGS
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Meaning, Scalar, TeX, positive

IN_PYTORCH, IN_KERAS_AND_OPTAX = "Adagrad, as in PyTorch", "Adagrad, as in Keras and Optax"


def added_to_the_root(form: str, published: str) -> Claim:
    """What PyTorch's ε does where the published one stands inside the root."""
    return Claim(
        "Adds ε to the root, not inside it: where the slopes vanish, an ε of 0.01 divides them by 0.01, and inside the root by 0.1.",
        lambda lab: abs(_least(lab, form) / 0.01 - 1) < 0.001 and abs(_least(lab, published) / 0.1 - 1) < 0.001,
    )


def _least(lab: Lab, method: str) -> float:
    """The first divisor at ε = 0.01, where the slopes are far smaller."""
    run = lab.on("Plateau").run(method, (-4.0, 4.0), steps=1, epsilon=0.01, learning_rate=0.1)
    return float(0.1 / run.rates[0, 0])


PYTORCH_DIFFERENCE = Words(
    added_to_the_root(IN_PYTORCH, NAME),
    Claim(
        "Where the slopes are large, the two take one path.",
        lambda lab: _parted(lab.on("Rosenbrock"), IN_PYTORCH) < 1e-9 < 0.001 < _parted(lab.on("Plateau"), IN_PYTORCH),
    ),
)
KERAS_AND_OPTAX_DIFFERENCE = Words(
    Claim(
        "Starts the sum at G₀ instead of 0: on a plateau, where the slopes are tiny, the first step is less than a hundredth of η, and it "
        "does not arrive in 300 steps. The published form is there at step 42.",
        lambda lab: (
            np.hypot(*_plateau(lab, IN_KERAS_AND_OPTAX).quantities["step"][1]) < 0.01 * lab.on("Plateau").suited(IN_KERAS_AND_OPTAX)
            and (_plateau(lab, IN_KERAS_AND_OPTAX).arrived, _plateau(lab, NAME).arrived) == (np.inf, 42)
        ),
    ),
    Claim(
        "After a steep start G₀ counts for nothing, and the two take one path.",
        lambda lab: all(_parted(lab.on(steep), IN_KERAS_AND_OPTAX) < 1e-4 for steep in ("Rosenbrock", "Beale", "Ravine")),
    ),
)


def _plateau(lab: Lab, method: str) -> Walk:
    return lab.on("Plateau").run(method)


def _parted(lab: Lab, method: str) -> float:
    """How far the path of a form is from the published one's."""
    return apart(lab.run(method).theta, lab.run(NAME).theta)


class AdagradInPyTorchState(NamedTuple):
    """The state of PyTorch's form, in the order of its formula."""

    G: Annotated[Array, TeX(r"G_t = G_{t-1} + g_t^2"), Meaning("sum of all squared gradients so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{G_t} + \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdagradInPyTorch(Optimizer[AdagradInPyTorchState]):
    """Adagrad as PyTorch has it: ε is added to the root. The defaults are PyTorch's."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.01
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-10

    name = IN_PYTORCH
    paper = PAPER
    what = Words(Remark("Adagrad that adds ε to the root, and not inside it.", "definition"))
    where = Words(Remark("In PyTorch.", "use", PYTORCH))
    difference = PYTORCH_DIFFERENCE
    state = AdagradInPyTorchState
    bound = GRADIENT
    elsewhere = {"PyTorch": Elsewhere(CALLS["PyTorch"])}
    rate_unit = "length"
    rate_factor = 10.0  # as for Adagrad

    def init(self, theta: Array) -> AdagradInPyTorchState:
        return AdagradInPyTorchState(G=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdagradInPyTorchState, g: Array) -> AdagradInPyTorchState:
        G = prev.G + g**2
        step = -self.learning_rate * (g / (np.sqrt(G) + self.epsilon))
        return AdagradInPyTorchState(G, step)


class AdagradInKerasAndOptaxState(NamedTuple):
    """The state of the form of Keras and Optax, in the order of its formula."""

    S: Annotated[Array, TeX(r"S_t = S_{t-1} + g_t^2"), Meaning("sum of all squared gradients so far")]
    G: Annotated[Array, TeX(r"G_t = G_0 + S_t"), Meaning("the sum, with its start")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{G_t + \epsilon}}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdagradInKerasAndOptax(Optimizer[AdagradInKerasAndOptaxState]):
    """Adagrad as Keras and Optax have it: the sum starts at G₀.

    Both start it at 0.1 and have ε = 1e-7. The default η = 0.001 is Keras's; Optax has none. At G₀ = 0 they would differ where a slope has
    always been 0: Optax takes no step there without asking ε.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step where it is steep", 1e-4, 10.0)] = 0.001
    initial_sum: Annotated[Scalar, positive(r"G_0", "start of the sum", 1e-4, 10.0)] = 0.1
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-7

    name = IN_KERAS_AND_OPTAX
    paper = PAPER
    what = Words(Remark("Adagrad whose sum starts above 0.", "definition"))
    where = Words(Remark("In Keras and Optax.", "use", KERAS))
    difference = KERAS_AND_OPTAX_DIFFERENCE
    state = AdagradInKerasAndOptaxState
    bound = GRADIENT
    elsewhere = {library: Elsewhere(CALLS[library].replace("START", "{initial_sum}")) for library in ("Keras", "Optax")}
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {**SETTINGS, "initial_sum": 100.0, "epsilon": 0.1})
    rate_unit = "length"
    rate_factor = 10.0  # as for Adagrad

    def init(self, theta: Array) -> AdagradInKerasAndOptaxState:
        zero = np.zeros_like(theta)
        return AdagradInKerasAndOptaxState(S=zero, G=zero + self.initial_sum, step=zero)

    def update(self, prev: AdagradInKerasAndOptaxState, g: Array) -> AdagradInKerasAndOptaxState:
        S = prev.S + g**2
        G = self.initial_sum + S
        step = -self.learning_rate * (g / np.sqrt(G + self.epsilon))
        return AdagradInKerasAndOptaxState(S, G, step)
