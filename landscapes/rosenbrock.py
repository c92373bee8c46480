"""Rosenbrock's banana valley."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Walk, Words
from optim_core.spec import Array, Citation, Rows, Scalar, TeX, positive, real


@final
@dataclass(frozen=True)
class Rosenbrock(Landscape):
    """A curved valley with steep walls and an almost flat floor. The minimum is (a, a²)."""

    a: Annotated[Scalar, real("a", "where the minimum lies", -1.5, 1.5)] = 1.0
    b: Annotated[Scalar, positive("b", "how steep the walls are", 1.0, 1000.0)] = 100.0

    name = "Rosenbrock"
    lesson = Words(
        Claim(
            "The valley is found at once; walking along its floor is what takes time.",
            lambda lab: all(
                0 < 40 * _found(run) < run.arrived < 5000
                for run in (lab.run(method, steps=5000) for method in ("Gradient descent", "Adam"))
            ),
        ),
        Claim(
            "The steep walls forbid the large η that the flat floor asks for.",
            lambda lab: (
                lab.run("Gradient descent", steps=5000).arrived > 4000
                and lab.run("Gradient descent", learning_rate=3 * lab.suited("Gradient descent")).diverged
            ),
        ),
    )
    source = Citation(
        "Rosenbrock",
        1960,
        "An Automatic Method for Finding the Greatest or Least Value of a Function",
        "https://doi.org/10.1093/comjnl/3.3.175",
    )

    @property
    def survey(self) -> Survey:
        a, b = float(self.a), float(self.b)
        return Survey(
            formula=TeX(r"(a - x)^2 + b\,(y - x^2)^2"),
            window=((-2.2, 2.2), (-1.2, 3.2)),
            start=(-1.5, 2.0),
            minima=((a, a**2),),
            rate=0.1 / b,
            stride=0.1,
            steps=1000,
        )

    def value(self, x: Array, y: Array) -> Array:
        return (self.a - x) ** 2 + self.b * (y - x**2) ** 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        above_floor = y - x**2
        return np.array([-2 * (self.a - x) - 4 * self.b * x * above_floor, 2 * self.b * above_floor])


def _found(run: Walk) -> int:
    """The first step at which a run is ten times nearer to the floor of the valley than at the start, along y."""
    off = np.abs(run.theta[:, 1] - run.theta[:, 0] ** 2)
    return int(np.argmax(off < off[0] / 10))
