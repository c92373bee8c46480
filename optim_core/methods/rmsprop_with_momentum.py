"""RMSprop with momentum, as PyTorch has it: what RMSprop would step adds up in a buffer, and η stands outside."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.methods.rmsprop import PAPER, PYTORCH
from optim_core.methods.rmsprop_in_libraries import GRAVES
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

TAN = Citation("Tan & Le", 2019, "EfficientNet: Rethinking Model Scaling for CNNs", "https://arxiv.org/abs/1905.11946")
OPTAX = Citation("Optax", 2025, "optax.rmsprop", "https://optax.readthedocs.io/en/latest/api/optimizers.html#rmsprop")
NAME, WITHOUT = "RMSprop, with momentum", "RMSprop, as in PyTorch"
DIFFERENCE = Words(
    Claim(
        "Adds up the steps of PyTorch's RMSprop, each time slowed to the share μ: at μ = 0 they are the same.",
        lambda lab: _apart(lab, 0.0) < 1e-12 < 0.01 < _apart(lab, 0.9),
    ),
    Claim(
        "Where the slope is steady, the steps grow to 1/(1-μ) times as much, ten times at the usual setting, so it needs a tenth of η.",
        lambda lab: abs(_steady(lab, NAME) / _steady(lab, WITHOUT) / 10 - 1) < 0.02,
    ),
)


def _apart(lab: Lab, mu: float) -> float:
    """How far the path is from that without momentum."""
    bowl = lab.on("Penguins, standardised")
    return apart(bowl.run(NAME, learning_rate=0.01, momentum=mu).theta, bowl.run(WITHOUT, learning_rate=0.01).theta)


def _steady(lab: Lab, method: str) -> float:
    """The last step in one coordinate, far out on a slope that is nearly constant."""
    penguins = lab.on("Penguins, two species")
    x, y = penguins.minima[0]
    run: Walk = penguins.run(method, (-200 * x, -200 * y), steps=300, learning_rate=0.001)
    return float(run.quantities["step"][-1, 0])


class RMSpropWithMomentumState(NamedTuple):
    """The state of this form, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    b: Annotated[
        Array,
        TeX(r"b_t = \mu b_{t-1} + \frac{g_t}{\sqrt{E[g^2]_t} + \epsilon}"),
        Meaning("buffer: the sum of all divided gradients so far, fading"),
    ]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, b_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class RMSpropWithMomentum(Optimizer[RMSpropWithMomentumState]):
    """RMSprop whose divided gradients add up in a buffer, as in PyTorch: ε is added to the root, and η stands outside the buffer.

    Optax and Keras keep η inside the buffer: the steps are the same while η is. Keras has ε inside the root, as in this lab's RMSprop, so
    it takes another path. The paper of Graves has momentum, too, for the centred form. μ = 0.9 is Graves's and that of EfficientNet, ρ and
    η are PyTorch's, whose μ is 0. The gradients in the buffer are divided already, so no bound of step sizes holds for it.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "a tenth of the usual length of a step", 1e-4, 1.0)] = 0.01
    rho: Annotated[Scalar, decay(r"\rho", "memory of the squared gradient")] = 0.99
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the buffer")] = 0.9
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = Words(Remark("RMSprop whose steps add up and fade, as the heavy ball's do.", "definition"))
    where = Words(Remark("Networks for images, such as EfficientNet.", "use", TAN), Remark("First published by Graves.", "use", GRAVES))
    difference = DIFFERENCE
    state = RMSpropWithMomentumState
    driver = "b"
    draws = {"b": "momentum"}
    elsewhere = {
        "PyTorch": Elsewhere(
            "torch.optim.RMSprop([theta], lr={learning_rate}, alpha={rho}, eps={epsilon}, momentum={momentum})",
            Words(Remark("Unless it is told otherwise, μ is 0.", "use", PYTORCH)),
        ),
        "Optax": Elsewhere(
            "optax.rmsprop({learning_rate}, decay={rho}, eps={epsilon}, eps_in_sqrt=False, momentum={momentum})",
            Words(Remark("Optax keeps η inside the buffer: the steps are the same while η is.", "use", OPTAX)),
            scheduled=False,
        ),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.0002, "epsilon": 0.01})
    rate_unit = "length"
    rate_factor = 0.1  # the buffer is the sum of ten steps at the default μ

    def init(self, theta: Array) -> RMSpropWithMomentumState:
        zero = np.zeros_like(theta)
        return RMSpropWithMomentumState(E_g2=zero, b=zero, step=zero)

    def update(self, prev: RMSpropWithMomentumState, g: Array) -> RMSpropWithMomentumState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        b = self.momentum * prev.b + g / (np.sqrt(E_g2) + self.epsilon)
        step = -self.learning_rate * b
        return RMSpropWithMomentumState(E_g2, b, step)
