"""Ackley's function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Ackley(Landscape):
    """Small ripples on a wide funnel. The minimum is the sharp tip of the funnel, at the origin.

    The gradient does not exist at the tip: the function rises like √(x² + y²) on all sides. `gradient` returns 0 there, the mean of the
    one-sided slopes.
    """

    name = "Ackley"
    lesson = Words(
        Claim(
            "A funnel under ripples: far out, a method that takes small steps sees the ripple only.",
            lambda lab: all(0.2 < lab.run(method).moved < 0.5 for method in ("RMSprop", "Adam", "Adamax")),
        ),
        Claim(
            "At the sharp tip the gradient does not shrink as the minimum comes near,",
            lambda lab: 0.95 < lab.slope(1e-6, 0) / lab.slope(1e-3, 0) < 1 and 2.8 < lab.slope(1e-6, 0) < 2.9,
        ),
        Claim(
            "so gradient descent with a fixed η keeps jumping across it.",
            lambda lab: float(np.median(lab.run("Gradient descent", (0.3, 0.2)).lengths[-50:])) > 0.1,
        ),
    )
    source = Citation("Ackley", 1987, "A Connectionist Machine for Genetic Hillclimbing", "https://doi.org/10.1007/978-1-4613-1997-9")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(
                r"20 + e - 20 \exp{\left(-\frac{1}{5} \sqrt{\frac{x^2 + y^2}{2}}\right)}"
                r" - \exp{\left(\frac{\cos{\left(2 \pi x\right)} + \cos{\left(2 \pi y\right)}}{2}\right)}"
            ),
            window=((-4.0, 4.0), (-4.0, 4.0)),
            start=(-2.6, 3.2),
            minima=((0.0, 0.0),),
            rate=0.1,
            stride=0.1,
        )

    def value(self, x: Array, y: Array) -> Array:
        radius = np.sqrt((x**2 + y**2) / 2)
        ripple = (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2
        return 20 + np.e - 20 * np.exp(-radius / 5) - np.exp(ripple)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        radius = np.sqrt((x**2 + y**2) / 2)
        ripple = (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2
        funnel = 2 * np.exp(-radius / 5) / np.where(radius == 0, 1, radius)  # at radius 0 any divisor will do, as x = y = 0
        return np.array(
            [funnel * x + np.pi * np.sin(2 * np.pi * x) * np.exp(ripple), funnel * y + np.pi * np.sin(2 * np.pi * y) * np.exp(ripple)]
        )
