"""The learning rate that loses the same share at every step."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Words
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Citation, Scalar, TeX, decay


def _steps(lab: Lab) -> Array:
    return np.asarray(lab.run("Lion", learning_rate=0.01, schedule=Exponential(0.9)).quantities["step"][1:])


@final
@dataclass(frozen=True)
class Exponential(Schedule):
    """Each step has the share γ of the η before it."""

    gamma: Annotated[Scalar, decay(r"\gamma", "the share of η that each step leaves to the next", 0.9999)] = 0.99

    name = "Exponential"
    paper = Citation(
        "Senior et al.",
        2013,
        "An Empirical Study of Learning Rates in Deep Neural Networks for Speech Recognition",
        "https://doi.org/10.1109/ICASSP.2013.6638963",
    )
    what = Words(
        Claim(
            "All its rates together come to η/(1 - γ): Lion, whose steps are as long as η, goes that far along an axis, and no further.",
            lambda lab: abs(float(np.abs(_steps(lab)[:, 0]).sum()) - 0.01 / (1 - 0.9)) < 1e-6,
        )
    )
    line = TeX(r"\eta_t = \eta\, \gamma^{t - 1}")
    code = "{learning_rate} * {gamma} ** (t - 1)"
    optax = "optax.exponential_decay({learning_rate}, 1, {gamma})"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta * self.gamma ** (t - 1))
