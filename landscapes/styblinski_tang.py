"""The Styblinski-Tang function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from landscapes.minima.stationary import stationary
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class StyblinskiTang(Landscape):
    """The sum of a quartic in x and the same quartic in y: four hollows of three depths."""

    name = "Styblinski–Tang"
    lesson = (
        "Four hollows, of which only one is the deepest. The coordinates do not interact, "
        "so a method with a rate for each coordinate solves two problems in one dimension."
    )
    source = Citation("Styblinski & Tang", 1990, "Experiments in nonconvex optimization", "https://doi.org/10.1016/0893-6080(90)90029-K")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"\frac{1}{2} \left(x^4 - 16 x^2 + 5 x + y^4 - 16 y^2 + 5 y\right)"),
            window=((-5.0, 5.0), (-5.0, 5.0)),
            start=(0.5, 0.0),
            minima=stationary(self, ((-2.9, -2.9),)),
            rate=0.005,
            stride=0.03,
        )

    def value(self, x: Array, y: Array) -> Array:
        return (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([4 * x**3 - 32 * x + 5, 4 * y**3 - 32 * y + 5]) / 2
