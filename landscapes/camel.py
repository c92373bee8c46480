"""The three-hump camel."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class ThreeHumpCamel(Landscape):
    """Three hollows in a row, the middle one deepest. The minimum is the origin."""

    name = "Three-hump camel"
    lesson = Words(
        Claim(
            "Two shallow hollows stand beside the deep one.",
            lambda lab: (
                [round(float(lab.run("Gradient descent", start).loss[-1]), 2) for start in ((-1.9, 1.9), (1.9, -1.9), (0.3, 0.3))]
                == [0.30, 0.30, 0.0]
            ),
        ),
        Claim(
            "A long first step may carry a method past the nearest; a careful one walks in and stays.",
            lambda lab: (
                lab.run("Adagrad").minimum == 0
                and lab.run("Adagrad").lengths[0] > 5 * lab.run("Adam").lengths[0]
                and lab.run("Adam").minimum is None
            ),
        ),
    )
    source = Citation(
        "Branin",
        1972,
        "Widely convergent method for finding multiple solutions of simultaneous nonlinear equations",
        "https://doi.org/10.1147/rd.165.0504",
    )

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"2 x^2 - \frac{21}{20} x^4 + \frac{x^6}{6} + x y + y^2"),
            window=((-2.3, 2.3), (-2.3, 2.3)),
            start=(-1.9, 1.9),
            minima=((0.0, 0.0),),
            rate=0.05,
            stride=0.1,
        )

    def value(self, x: Array, y: Array) -> Array:
        return 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([4 * x - 4.2 * x**3 + x**5 + y, x + 2 * y])
