"""Logistic regression with two weights: which of two overlapping species is it?"""

from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes import penguins
from landscapes.landscape import Survey
from landscapes.stationary import stationary
from optim_core.spec import Array, Rows, TeX

SPECIES = ("Adelie", "Chinstrap")
COLUMNS = ("flipper_length_mm", "body_mass_g")


@final
@dataclass(frozen=True)
class PenguinsLogistic(penguins.MeanOverExamples):
    """Cross-entropy of Chinstrap (s = 1) against Adelie (s = -1) from standardised flipper length and body mass."""

    name = "Penguins, two species"
    lesson = (
        "Adélie and chinstrap penguins overlap in flipper and weight, so the best weights are finite and the bowl has a bottom. "
        "Away from it the slope tends to a constant: every wrong penguin pulls equally hard."
    )
    source = penguins.SOURCE

    @property
    def survey(self) -> Survey:
        p, q, s = self._examples()
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

    def losses(self, x: Array, y: Array) -> Array:
        p, q, s = self._examples()
        a = -s * (x * p + y * q)
        positive = np.real(a) > 0
        return np.where(positive, a, 0) + np.log1p(np.exp(np.where(positive, -a, a)))  # ln(1 + exp a) without overflow

    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        p, q, s = (numbers[rows] for numbers in self._examples())
        wrong = (1 + np.tanh(-s * (x * p + y * q) / 2)) / 2  # the probability given to the other species
        return -s * p * wrong, -s * q * wrong

    def _examples(self) -> tuple[Array, Array, Array]:
        flipper, mass = penguins.measured(*COLUMNS, species=SPECIES)
        return penguins.standardised(flipper), penguins.standardised(mass), penguins.is_species("Chinstrap", COLUMNS[0], SPECIES)
