"""RMSprop: Adagrad with a moving average in place of the sum."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Tieleman & Hinton",
    2012,
    "Neural Networks for Machine Learning, lecture 6.5: RMSprop",
    "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
)
PYTORCH = Citation("PyTorch", 2025, "torch.optim.RMSprop", "https://pytorch.org/docs/stable/generated/torch.optim.RMSprop.html")
OPTAX = Citation("Optax", 2025, "optax.rmsprop", "https://optax.readthedocs.io/en/latest/api/optimizers.html#rmsprop")
NAME = "RMSprop"
WHAT = Words(
    Claim(
        "Like Adagrad, but with a moving average of the squared gradients instead of their sum, so the rate does not die away.",
        lambda lab: lab.on("Ravine").run("RMSprop", steps=2000).recovery > 10 > 1 > lab.on("Ravine").run("Adagrad", steps=2000).recovery,
    )
)
WHERE = Words(
    Remark("Recurrent networks and problems that change while you learn,", "use", PAPER),
    Claim(
        "since it forgets what is long past.",
        lambda lab: lab.on("Beale").run("RMSprop").recovery > 10 > 1 > lab.on("Beale").run("Adagrad").recovery,
    ),
)


class RMSpropState(NamedTuple):
    """The state of RMSprop, in the order of its formula."""

    E_g2: Annotated[Array, TeX(r"E[g^2]_t = \rho\, E[g^2]_{t-1} + (1 - \rho)\, g_t^2"), Meaning("moving average of the squared gradient")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{E[g^2]_t + \epsilon}}"), Meaning("the step")]


SCENE = Scene(
    "Three-hump camel",
    "learning_rate",
    Words(
        Claim(
            "Its stride does not shrink: at the end it jumps to and fro across the hollow, each time about η along both axes.",
            lambda lab: abs(_bounce(lab, 0.1) / (0.1 * 2**0.5) - 1) < 0.02,
        ),
        Claim("Drag η: half of it halves the bounce.", lambda lab: abs(_bounce(lab, 0.1) / _bounce(lab, 0.05) - 2) < 0.05),
    ),
)


def _bounce(lab: Lab, eta: float) -> float:
    """The usual length of the last twenty steps."""
    return float(np.mean(lab.on("Three-hump camel").run("RMSprop", learning_rate=eta).lengths[-20:]))


CALLS: dict[Library, str] = {
    "PyTorch": "torch.optim.RMSprop([theta], lr={learning_rate}, alpha={rho}, eps={epsilon})",
    "Keras": "keras.optimizers.RMSprop({learning_rate}, rho={rho}, epsilon={epsilon})",
    "Optax": "optax.rmsprop({learning_rate}, decay={rho}, eps={epsilon}, eps_in_sqrt=INSIDE)",
}


@final
@dataclass(frozen=True)
class RMSprop(Optimizer[RMSpropState]):
    """Each coordinate's gradient is divided by the root of a moving average of its squares.

    The average starts at 0, so the first step is η/√(1-ρ), 3.2 times η at ρ = 0.9. ε stands inside the root, as on the card's other methods
    and in Optax's default; PyTorch adds it outside, `RMSpropInPyTorch`. `RMSpropCentred` divides by the variance instead, and
    `RMSpropWithMomentum` adds up its steps. The defaults
    η = 0.001 and ρ = 0.9 are Keras's, whose ε is 1e-7.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "usual length of a step", 1e-4, 1.0)] = 0.001
    rho: Annotated[Scalar, decay(r"\rho", "memory of the squared gradient")] = 0.9
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = RMSpropState
    marks = Marks("pink", "dashdot", "triangle-up")
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            CALLS["PyTorch"],
            Words(Remark("PyTorch adds ε outside the root: the steps differ where √E[g²] is small against √ε.", "use", PYTORCH)),
        ),
        "Keras": Elsewhere(CALLS["Keras"]),
        "Optax": Elsewhere(
            CALLS["Optax"].replace("INSIDE", "True"),
            Words(Remark("The keyword eps_in_sqrt is new in Optax 0.2.4; older versions always add ε inside the root.", "use", OPTAX)),
        ),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.002})
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> RMSpropState:
        return RMSpropState(E_g2=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: RMSpropState, g: Array) -> RMSpropState:
        E_g2 = self.rho * prev.E_g2 + (1 - self.rho) * g**2
        step = -self.learning_rate * (g / np.sqrt(E_g2 + self.epsilon))
        return RMSpropState(E_g2, step)
