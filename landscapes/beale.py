"""Beale's function."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Beale(Landscape):
    """Three residuals with the same root: flat in the middle, with cliffs at the corners. The minimum is (3, 1/2)."""

    name = "Beale"
    lesson = Words(
        Claim(
            "A flat bowl between four cliffs.",
            lambda lab: min(lab.slope(x, y) for x in (-1.0, 4.5) for y in (-1.5, 2.0)) > 100 > 50 * lab.slope(2.5, 0.4),
        ),
        Claim(
            "From the edge the first gradient is huge and says nothing about the ones to come:",
            lambda lab: lab.slope(*lab.start) > 50 * float(np.median(np.hypot(*lab.run("RMSprop").gradient.T))),
        ),
        Claim(
            "a method that divides by the size of recent gradients (RMSprop) hardly notices; one that remembers it for long "
            "(Adagrad for ever, Adam and Adamax for a thousand steps) crawls afterwards.",
            lambda lab: (
                lab.run("RMSprop").arrived < 200
                and min(lab.run(method).arrived for method in ("Adagrad", "Adam", "Adamax")) == np.inf
                and max(lab.run(method, beta2=0.9).arrived for method in ("Adam", "Adamax")) < 200
            ),
        ),
    )
    source = Citation(
        "Beale",
        1958,
        "On an Iterative Method for Finding a Local Minimum of a Function of More than One Variable",
        "https://www.sfu.ca/~ssurjano/beale.html",
    )

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(
                r"\left(\frac{3}{2} - x + x y\right)^2 + \left(\frac{9}{4} - x + x y^2\right)^2"
                r" + \left(\frac{21}{8} - x + x y^3\right)^2"
            ),
            window=((-1.0, 4.5), (-1.5, 2.0)),
            start=(1.0, 1.5),
            minima=((3.0, 0.5),),
            rate=0.002,
            stride=0.02,
        )

    def value(self, x: Array, y: Array) -> Array:
        return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        r1, r2, r3 = 1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3
        dx = 2 * r1 * (y - 1) + 2 * r2 * (y**2 - 1) + 2 * r3 * (y**3 - 1)
        dy = 2 * r1 * x + 4 * r2 * x * y + 6 * r3 * x * y**2
        return np.array([dx, dy])
