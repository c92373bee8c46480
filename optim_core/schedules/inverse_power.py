"""The learning rate divided by a power of the step count: by its root, or by the count itself."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.schedules.schedule import Schedule, share
from optim_core.spec import Array, Citation, Scalar, TeX

PAPER = Citation("Robbins & Monro", 1951, "A Stochastic Approximation Method", "https://doi.org/10.1214/aoms/1177729586")


def _shrinks(lab: Lab, schedule: Schedule | None) -> bool:
    """Whether the last of SGD's steps with noise are less than half as long as those about step 125."""
    lengths = lab.run("SGD", noise=1, steps=1000, schedule=schedule).lengths
    return bool(lengths[-50:].mean() < 0.5 * lengths[100:150].mean())


@final
@dataclass(frozen=True)
class InversePower(Schedule):
    """η over the p-th power of the step count; p = 1/2 is the inverse root."""

    power: Annotated[Scalar, share("p", "the power of t that η is divided by; 1/2 is its root", 2.0, 0.05)] = 0.5

    name = "Inverse power"
    paper = PAPER
    what = Words(
        Remark(
            "Robbins & Monro ask two things of η: Σ ηₜ must have no limit, or the path may stop short, and Σ ηₜ² must have one, or "
            "the noise stays. p = 1 has both, p = 1/2 only the first, and p = 2 only the second.",
            "definition",
            PAPER,
        ),
        Claim(
            "Where slopes are noisy, the swing about the minimum shrinks from step to step, and that of a constant η does not.",
            lambda lab: _shrinks(lab, InversePower()) and not _shrinks(lab, None),
        ),
    )
    line = TeX(r"\eta_t = \frac{\eta}{t^p}")
    code = "{learning_rate} / t**{power}"
    optax = "lambda count: {learning_rate} / (count + 1) ** {power}"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta / t**self.power)
