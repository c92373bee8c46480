"""A slide: downhill for ever, towards a value that is never reached."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Slide(Landscape):
    """Bounded below by 0, which no point attains: there is no minimum."""

    name = "Slide"
    lesson = Words(
        Claim(
            "The floor falls forever, ever more gently, and there is no lowest point to arrive at.",
            lambda lab: not lab.minima and lab.loss(9, 0) > lab.loss(99, 0) > 0 and lab.slope(9, 0) > lab.slope(99, 0) > 0,
        )
    )
    source = Citation("Boyd & Vandenberghe", 2004, "Convex Optimization", "https://web.stanford.edu/~boyd/cvxbook/")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"\exp{\left(-x\right)} + y^2"),
            window=((-2.0, 6.0), (-2.0, 2.0)),
            start=(-1.5, 1.5),
            minima=(),
            rate=0.1,
            stride=0.1,
        )

    def value(self, x: Array, y: Array) -> Array:
        return np.exp(-x) + y**2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([-np.exp(-x), 2 * y])
