"""Rastrigin's function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Rastrigin(Landscape):
    """A bowl under a cosine: a regular grid of hollows. The minimum is the origin."""

    name = "Rastrigin"
    lesson = Words(
        Claim(
            "One hollow beside another, and only the middle one is the answer.",
            lambda lab: (
                [round(float(lab.run("Gradient descent", (x, 0.1)).loss[-1])) for x in (-2.1, -1.1, 0.1, 0.9, 1.9)] == [4, 1, 0, 1, 4]
            ),
        ),
        Claim(
            "A method that walks downhill in small steps ends in the nearest; only steps as long as the hollows are wide lead on.",
            lambda lab: (
                max(lab.run(method).moved for method in ("Gradient descent", "Adam")) < 0.6
                and lab.run("Adagrad", learning_rate=2.0).lengths[0] > 1
                and lab.run("Adagrad", learning_rate=2.0).moved > 1
            ),
        ),
    )
    source = Citation("Rastrigin", 1974, "Systems of Extremal Control", "https://www.sfu.ca/~ssurjano/rastr.html")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"20 + x^2 - 10 \cos{\left(2 \pi x\right)} + y^2 - 10 \cos{\left(2 \pi y\right)}"),
            window=((-4.2, 4.2), (-4.2, 4.2)),
            start=(-2.7, 3.3),
            minima=((0.0, 0.0),),
            rate=0.002,
            stride=0.3,
        )

    def value(self, x: Array, y: Array) -> Array:
        cosines: Array = np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)
        return 20 + x**2 + y**2 - 10 * cosines

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([2 * x + 20 * np.pi * np.sin(2 * np.pi * x), 2 * y + 20 * np.pi * np.sin(2 * np.pi * y)])
