"""The heavy ball whose velocity is its last step: η stands inside it."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.methods.heavy_ball import IN_KERAS, KERAS, PAPER
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PYTORCH = Citation("PyTorch", 2025, "torch.optim.SGD", "https://pytorch.org/docs/stable/generated/torch.optim.SGD.html")
NAME = "Heavy ball, with η inside"
DIFFERENCE = Words(
    Claim(
        "Its velocity is its last step: while η stays the same, it takes the same path.",
        lambda lab: _apart(lab) < 1e-9 and apart(*(lab.run(NAME, steps=50).quantities[line] for line in ("v", "step"))) == 0,
    ),
    Remark(
        "It matters when η changes, as in a schedule: here the old steps only fade by μ, and with η outside they shrink with η at once.",
        "use",
        PYTORCH,
    ),
)


def _apart(lab: Lab) -> float:
    """How far the path in a ravine is from the heavy ball's; infinite where nothing moves."""
    ravine = lab.on("Ravine")
    inside, outside = (ravine.run(method, learning_rate=0.01) for method in (NAME, "Heavy ball"))
    return apart(inside.theta, outside.theta) if inside.moved > 0 else np.inf


class HeavyBallInsideState(NamedTuple):
    """The state of this form, in the order of its formula."""

    v: Annotated[Array, TeX(r"v_t = \mu v_{t-1} - \eta\, g_t"), Meaning("velocity: the step before, slowed, and a push")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = v_t"), Meaning("the step")]


@final
@dataclass(frozen=True)
class HeavyBallInside(Optimizer[HeavyBallInsideState]):
    """The heavy ball as Polyak writes it, and with a velocity as Sutskever et al. (2013) and Keras have it: v is Δθ.

    A step is not a size times v, since v is the step; so the bound of the heavy ball is not said again.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the velocity")] = 0.9

    name = NAME
    paper = PAPER
    what = Words(Remark("The heavy ball whose velocity is in the units of θ.", "definition"))
    where = Words(Remark("In Keras.", "use", KERAS))
    difference = DIFFERENCE
    state = HeavyBallInsideState
    draws = {"v": "step"}
    elsewhere = {
        "Keras": Elsewhere(IN_KERAS),
        "Optax": Elsewhere("optax.chain(optax.scale_by_learning_rate({learning_rate}), optax.trace(decay={momentum}, nesterov=False))"),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.0003})
    rate_unit = "slope"
    rate_factor = 0.1  # as for the heavy ball

    def init(self, theta: Array) -> HeavyBallInsideState:
        return HeavyBallInsideState(v=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: HeavyBallInsideState, g: Array) -> HeavyBallInsideState:
        v = self.momentum * prev.v - self.learning_rate * g
        step = v
        return HeavyBallInsideState(v, step)
