"""The Styblinski-Tang function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from landscapes.minima.stationary import stationary
from optim_core.claims import Claim, Words, apart
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class StyblinskiTang(Landscape):
    """The sum of a quartic in x and the same quartic in y: four hollows of three depths."""

    name = "Styblinski–Tang"
    lesson = Words(
        Claim(
            "Four hollows, of which only one is the deepest.",
            lambda lab: (
                sorted(round(float(lab.run("Gradient descent", (x, y)).loss[-1])) for x in (-1.0, 1.0) for y in (-1.0, 1.0))
                == [-78, -64, -64, -50]
            ),
        ),
        Claim(
            "The coordinates do not interact: a method with a rate for each of them takes the same path in x, wherever it starts in y.",
            lambda lab: all(
                apart(*(lab.run(method, (0.5, y)).theta[:, 0] for y in (0.0, 3.0))) == 0
                for method in ("Adagrad", "RMSprop", "Adam", "Adamax")
            ),
        ),
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
        return np.array([(4 * x**3 - 32 * x + 5) / 2, (4 * y**3 - 32 * y + 5) / 2])
