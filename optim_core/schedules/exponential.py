"""The learning rate that loses the same share at every step."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Words
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Citation, Scalar, TeX, decay


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
            "All its steps together come to η/(1 - γ), so a run that begins further away than that never arrives.",
            lambda lab: abs(float(np.sum(Exponential(0.9).rate(0.1, np.arange(1.0, 1001.0)))) - 1.0) < 1e-9,
        )
    )
    line = TeX(r"\eta_t = \eta\, \gamma^{t - 1}")
    code = "{learning_rate} * {gamma} ** (t - 1)"
    optax = "optax.exponential_decay({learning_rate}, 1, {gamma})"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta * self.gamma ** (t - 1))
