"""The constant learning rate, as all methods have it unless they are told otherwise."""

from dataclasses import dataclass
from typing import final

import numpy as np

from optim_core.claims import Claim, Lab, Words
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Citation, Scalar, TeX


def _noisy_floor(lab: Lab) -> bool:
    """SGD with noise is as far off after 1,000 steps as after 500."""
    walk = lab.run("SGD", noise=1.0, steps=1000)
    half = np.hypot(*(walk.theta[400:500] - np.array(lab.minima[0])).T).mean()
    return bool(0.5 < walk.around(100) / half < 2)


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
        Claim("Where slopes are noisy, a constant η never comes to rest: the path keeps swinging about the minimum.", _noisy_floor)
    )
    line = TeX(r"\eta_t = \eta")
    code = "{learning_rate}"
    optax = "optax.constant_schedule({learning_rate})"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta + 0 * t)
