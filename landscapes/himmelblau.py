"""Himmelblau's function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from landscapes.minima.stationary import stationary
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Himmelblau(Landscape):
    """Four minima of equal depth, one of which is (3, 2); the others are roots of a polynomial."""

    name = "Himmelblau"
    lesson = (
        "Four valleys, all equally deep. Which one a run ends in is decided in its first steps, "
        "and two methods from the same start may end in different valleys."
    )
    source = Citation("Himmelblau", 1972, "Applied Nonlinear Programming", "https://en.wikipedia.org/wiki/Himmelblau%27s_function")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
            window=((-5.0, 5.0), (-5.0, 5.0)),
            start=(0.4, -0.8),
            minima=stationary(self, ((3.0, 2.0), (-2.8, 3.1), (-3.8, -3.3), (3.6, -1.8))),
            rate=0.003,
            stride=0.03,
        )

    def value(self, x: Array, y: Array) -> Array:
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        r1, r2 = x**2 + y - 11, x + y**2 - 7
        return np.array([4 * x * r1 + 2 * r2, 2 * r1 + 4 * y * r2])
