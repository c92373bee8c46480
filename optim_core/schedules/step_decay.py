"""The learning rate in steps: as it is for a while, then a fraction of it, and so on."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.schedules.schedule import Schedule, duration
from optim_core.spec import Array, Citation, Scalar, TeX, decay

PAPER = Citation("He et al.", 2016, "Deep Residual Learning for Image Recognition", "https://arxiv.org/abs/1512.03385")


def _length(lab: Lab, middle: int) -> float:
    """The mean length of SGD's steps with noise, under three rates."""
    return float(lab.run("SGD", noise=1, steps=300, schedule=StepDecay()).lengths[middle - 10 : middle + 40].mean())


@final
@dataclass(frozen=True)
class StepDecay(Schedule):
    """η stays as it is for k steps, and then is the share γ of what it was."""

    gamma: Annotated[Scalar, decay(r"\gamma", "the share of η that each cut leaves", 0.99)] = 0.1
    every: Annotated[Scalar, duration("k", "steps between two cuts")] = 100.0

    name = "Step decay"
    paper = PAPER
    what = Words(
        Remark("Cuts η to a tenth every so often, as the first deep networks for images were trained.", "use", PAPER),
        Claim(
            "Where slopes are noisy, each cut makes the swing about the minimum smaller.",
            lambda lab: _length(lab, 250) < 0.3 * _length(lab, 150) < 0.09 * _length(lab, 50),
        ),
    )
    line = TeX(r"\eta_t = \eta\, \gamma^{\lfloor \frac{t - 1}{k} \rfloor}")
    code = "{learning_rate} * {gamma} ** ((t - 1) // {every})"
    optax = "optax.exponential_decay({learning_rate}, {every}, {gamma}, staircase=True)"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta * self.gamma ** np.floor((t - 1) / self.every))
