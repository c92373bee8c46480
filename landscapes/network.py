"""The smallest network there is: one hidden unit, two weights."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes import penguins
from landscapes.fit import Fit
from landscapes.landscape import Survey
from landscapes.mean_over_examples import MeanOverExamples
from landscapes.minima.stationary import stationary
from optim_core.claims import Claim, Words, apart
from optim_core.spec import Array, Rows, TeX

FORMULA = TeX(r"\frac{1}{2} \left(v \tanh{\left(w X\right)} - Y\right)^2")


class Network(MeanOverExamples):
    """A network with one hidden unit, v·tanh(w·X), fitted to Y by least squares."""

    source = penguins.SOURCE
    lesson = Words(
        Claim(
            "Turn the sign of both weights and the network computes the same: two minima, mirrored, and a saddle between them at the "
            "origin.",
            lambda lab: (
                abs(lab.loss(1.3, -0.4) - lab.loss(-1.3, 0.4)) < 1e-12
                and apart(lab.minima[0], -np.array(lab.minima[1])) < 1e-9
                and np.sign(lab.curvatures(0, 0)).tolist() == [-1, 1]
            ),
        ),
        Claim(
            "At the origin the slope is zero, so a network that is started there does not learn.",
            lambda lab: lab.slope(0, 0) == 0 == lab.run("Adam", (0.0, 0.0)).moved,
        ),
    )

    @abstractmethod
    def points(self) -> tuple[Array, Array]:
        """X and Y: two arrays of shape (N,)."""

    def columns(self) -> tuple[str, str]:
        """The names of X and Y."""
        return "X", "Y"

    @property
    def fit(self) -> Fit:
        return Fit(*self.points(), "network", self.columns())

    @property
    def terms(self) -> int:
        return len(self.points()[0])

    def losses(self, x: Array, y: Array) -> Array:
        X, Y = self.points()
        return (y * np.tanh(x * X) - Y) ** 2 / 2

    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        X, Y = (numbers[rows] for numbers in self.points())
        hidden = np.tanh(x * X)
        residual = y * hidden - Y
        return residual * y * (1 - hidden**2) * X, residual * hidden


@final
@dataclass(frozen=True)
class PenguinsNetwork(Network):
    """Mean squared error of v·tanh(w·X) for flipper length Y from bill length X, both standardised."""

    name = "Penguins, a small network"

    @property
    def survey(self) -> Survey:
        X, Y = self.points()
        return Survey(
            formula=FORMULA,
            window=((-3.0, 3.0), (-2.4, 2.4)),
            start=(-0.4, 1.9),
            minima=stationary(self, ((1.5, 0.9), (-1.5, -0.9))),
            rate=0.05,
            stride=0.01,
            coordinates=(TeX("w"), TeX("v")),
            axes=("w, weight into the unit", "v, weight out of it"),
            data={"X": X, "Y": Y},
        )

    def points(self) -> tuple[Array, Array]:
        bill, flipper = penguins.standard("bill_length_mm", "flipper_length_mm")
        return bill, flipper

    def columns(self) -> tuple[str, str]:
        return "bill length", "flipper length"
