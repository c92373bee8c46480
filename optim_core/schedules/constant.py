"""The constant learning rate, as all methods have it unless they are told otherwise."""

from dataclasses import dataclass
from typing import final

import numpy as np

from optim_core.claims import Claim, Lab, Words
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Citation, Scalar, TeX


def _length(lab: Lab, middle: int) -> float:
    """The mean length of a hundred of SGD's steps with noise."""
    return float(lab.run("SGD", noise=1, steps=1000).lengths[middle - 50 : middle + 50].mean())


@final
@dataclass(frozen=True)
class Constant(Schedule):
    """Every step has the same η."""

    name = "Constant"
    paper = Citation(
        "Cauchy",
        1847,
        "Méthode générale pour la résolution des systèmes d'équations simultanées",
        "https://gallica.bnf.fr/ark:/12148/bpt6k2982c",
    )
    what = Words(
        Claim(
            "Where slopes are noisy, a constant η never comes to rest: the last of a thousand steps are as long as those in the middle.",
            lambda lab: 0 < 0.5 * _length(lab, 450) < _length(lab, 950) < 2 * _length(lab, 450),
        )
    )
    line = TeX(r"\eta_t = \eta")
    code = "{learning_rate}"
    optax = "optax.constant_schedule({learning_rate})"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta + 0 * t)
