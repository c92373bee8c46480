"""Himmelblau's function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from landscapes.minima.stationary import stationary
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Himmelblau(Landscape):
    """Four minima of equal depth, one of which is (3, 2); the others are roots of a polynomial."""

    name = "Himmelblau"
    lesson = Words(
        Claim(
            "Four valleys, all equally deep.",
            lambda lab: len(lab.minima) == 4 and all(lab.loss(*minimum) < 1e-20 for minimum in lab.minima),
        ),
        Claim(
            "Which one a run ends in is decided in the first quarter of its steps,",
            lambda lab: all(
                lab.run("Gradient descent", start=tuple(run.theta[75])).minimum == run.minimum is not None
                for run in (lab.run(method) for method in ("Adagrad", "RMSprop", "Adam", "Adamax"))
            ),
        ),
        Claim(
            "and two methods from the same start may end in different valleys.",
            lambda lab: None is not lab.run("Adamax", noise=1).minimum != lab.run("Adam", noise=1).minimum is not None,
        ),
    )
    source = Citation("Himmelblau", 1972, "Applied Nonlinear Programming", "https://en.wikipedia.org/wiki/Himmelblau%27s_function")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"(x^2 + y - 11)^2 + (x + y^2 - 7)^2"),
            window=((-5.0, 5.0), (-5.0, 5.0)),
            start=(0.5, -1.8),
            minima=stationary(self, ((3.0, 2.0), (-2.8, 3.1), (-3.8, -3.3), (3.6, -1.8))),
            rate=0.003,
            stride=0.03,
        )

    def value(self, x: Array, y: Array) -> Array:
        return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        r1, r2 = x**2 + y - 11, x + y**2 - 7
        return np.array([4 * x * r1 + 2 * r2, 2 * r1 + 4 * y * r2])
