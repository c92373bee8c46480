"""Logistic regression with two weights, which tells two overlapping species apart."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes import penguins
from landscapes.fit import Fit
from landscapes.landscape import Survey
from landscapes.mean_over_examples import MeanOverExamples
from landscapes.minima.stationary import stationary
from optim_core.claims import Claim, Lab, Words
from optim_core.spec import Array, Rows, TeX

SPECIES = ("Adelie", "Chinstrap")
COLUMNS = ("flipper_length_mm", "body_mass_g")


class Logistic(MeanOverExamples):
    """Cross-entropy of two classes, s = 1 and s = -1, with two weights: the odds of s = 1 are exp(w₁p + w₂q)."""

    source = penguins.SOURCE

    @abstractmethod
    def cases(self) -> tuple[Array, Array, Array]:
        """p, q and s: three arrays of shape (N,)."""

    @property
    def terms(self) -> int:
        return len(self.cases()[0])

    def losses(self, x: Array, y: Array) -> Array:
        p, q, s = self.cases()
        a = -s * (x * p + y * q)
        positive = np.real(a) > 0
        return np.where(positive, a, 0) + np.log1p(np.exp(np.where(positive, -a, a)))  # ln(1 + exp a) without overflow

    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        p, q, s = (numbers[rows] for numbers in self.cases())
        wrong = (1 + np.tanh(-s * (x * p + y * q) / 2)) / 2  # the probability that the model gives to the wrong class
        return -s * p * wrong, -s * q * wrong


@final
@dataclass(frozen=True)
class PenguinsLogistic(Logistic):
    """Cross-entropy of Chinstrap (s = 1) against Adelie (s = -1) from standardised flipper length and body mass."""

    name = "Penguins, two species"
    lesson = Words(
        Claim(
            "Adélie and chinstrap penguins overlap in flipper and weight, so the best weights are finite and the bowl has a bottom.",
            lambda lab: lab.slope(*lab.minima[0]) < 1e-9 and lab.slope(*_times(10, lab)) > 0.1,
        ),
        Claim(
            "Away from it the slope tends to a constant: a penguin on the wrong side pulls as hard however far it is.",
            lambda lab: abs(lab.slope(*_times(-1000, lab)) / lab.slope(*_times(-100, lab)) - 1) < 0.01 < lab.slope(*_times(-100, lab)),
        ),
    )

    @property
    def survey(self) -> Survey:
        p, q, s = self.cases()
        return Survey(
            formula=TeX(r"\ln\left(1 + \exp{\left(-s\, \left(w_1 p + w_2 q\right)\right)}\right)"),
            window=((-2.5, 3.5), (-3.5, 2.5)),
            start=(-1.8, 1.4),
            minima=stationary(self, ((1.0, -0.4),)),
            rate=0.1,
            stride=0.015,
            coordinates=(TeX("w_1"), TeX("w_2")),
            axes=("w₁, weight of flipper length", "w₂, weight of body mass"),
            data={"p": p, "q": q, "s": s},
        )

    def cases(self) -> tuple[Array, Array, Array]:
        flipper, mass = penguins.standard(*COLUMNS, species=SPECIES)
        return flipper, mass, penguins.is_species("Chinstrap", COLUMNS[0], SPECIES)

    @property
    def fit(self) -> Fit:
        flipper, mass, side = self.cases()
        return Fit(flipper, mass, "border", ("flipper length", "body mass"), side)


def _times(factor: float, lab: Lab) -> tuple[float, float]:
    """The best weights times a factor."""
    x, y = lab.minima[0]
    return factor * x, factor * y
