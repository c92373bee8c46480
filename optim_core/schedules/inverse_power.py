"""The learning rate divided by a power of the step count: by its root, or by the count itself."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Remark, Words
from optim_core.schedules.schedule import Schedule, share
from optim_core.spec import Array, Citation, Scalar, TeX

PAPER = Citation("Robbins & Monro", 1951, "A Stochastic Approximation Method", "https://doi.org/10.1214/aoms/1177729586")


def _sums(power: float) -> tuple[float, float]:
    """The sum of η_t and that of η_t² from step 100,001 to 1,000,000, for η = 1."""
    found = InversePower(power).rate(1.0, np.arange(100_001.0, 1_000_001.0))
    return float(found.sum()), float((found**2).sum())


@final
@dataclass(frozen=True)
class InversePower(Schedule):
    """η over the p-th power of the step count; p = 1/2 is the inverse root."""

    power: Annotated[Scalar, share("p", "the power of t that η is divided by; 1/2 is its root", 2.0, 0.05)] = 0.5

    name = "Inverse power"
    paper = PAPER
    what = Words(
        Remark(
            "Robbins & Monro ask two things of η: Σ η_t must have no limit, or the path may stop short, and Σ η_t² must have one.",
            "use",
            PAPER,
        ),
        Claim(
            "With p = 1 both hold; with p = 1/2 the second does not, and with p = 2 the first does not.",
            lambda lab: _sums(1)[0] > 2 > 1e-3 > _sums(1)[1] and _sums(0.5)[1] > 2 and _sums(2)[0] < 1e-3,
        ),
    )
    line = TeX(r"\eta_t = \frac{\eta}{t^p}")
    code = "{learning_rate} / t**{power}"
    optax = "lambda count: {learning_rate} / (count + 1) ** {power}"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta / t**self.power)
