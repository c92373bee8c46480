"""A saddle."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Saddle(Landscape):
    """Rises along x and falls along y without bound, so there is no minimum."""

    name = "Saddle"
    lesson = (
        "Downhill has no end here: the function is unbounded below, and leaving the picture is the right thing to do. "
        "How soon a method leaves depends on how it treats the tiny slope beside the ridge."
    )
    source = Citation(
        "Dauphin et al.",
        2014,
        "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization",
        "https://arxiv.org/abs/1406.2572",
    )

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"x^2 - y^2"),
            window=((-2.0, 2.0), (-2.0, 2.0)),
            start=(-1.5, 0.001),
            minima=(),
            rate=0.01,
            stride=0.01,
        )

    def value(self, x: Array, y: Array) -> Array:
        return x**2 - y**2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([2 * x, -2 * y])
