"""A saddle."""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Walk, Words
from optim_core.spec import Array, Citation, Rows, TeX


@final
@dataclass(frozen=True)
class Saddle(Landscape):
    """Rises along x and falls along y without bound, so there is no minimum."""

    name = "Saddle"
    lesson = Words(
        Claim(
            "Downhill has no end here: the function is unbounded below, and a run that leaves the picture is on its way.",
            lambda lab: not lab.minima and lab.loss(0, 1e6) < -1e11,
        ),
        Claim(
            "How soon a method leaves depends on how it treats the tiny slope beside the ridge.",
            lambda lab: _left(lab.run("Adagrad")) < 100 < _left(lab.run("Adam")) < 300 < _left(lab.run("Gradient descent", steps=500)),
        ),
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


def _left(run: Walk) -> int:
    """The step at which a run leaves the view over the side, far down."""
    return int(np.argmax(np.abs(run.theta[:, 1]) > 2))
