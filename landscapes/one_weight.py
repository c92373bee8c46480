"""A line through data of which one weight is learned: its slope. The intercept is held."""

import re
from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes import penguins
from landscapes.fit import Fit
from landscapes.landscape import Landscape, Survey
from landscapes.line_fit import LineFit
from optim_core.claims import Claim, Words, apart
from optim_core.spec import Array, Rows, TeX, real


@final
@dataclass(frozen=True)
class OneWeight(Landscape):
    """One row of the map of a line fit: where its intercept is what is held. θ₂ stands there, and changes nothing."""

    line: LineFit
    intercept: Annotated[float, real("b", "intercept, which is held", -1.9, 1.9)] = 1.0

    name = "One weight"
    lesson = Words(
        Claim(
            "The slope alone finds the best tilt, and the error that is left is the intercept's.",
            lambda lab: all(
                apart(OneWeight(each.landscape, 1.0).minima[0][0], each.minima[0][0]) < 1e-9
                and OneWeight(each.landscape, 1.0).value(*map(np.array, each.minima[0])) > each.loss(*each.minima[0]) + 0.4
                for each in [lab.on("Penguins, standardised")]
            ),
        )
    )
    source = penguins.SOURCE

    @property
    def survey(self) -> Survey:
        inner = self.line.survey
        # The loss is quadratic, so its slope grows evenly.
        (at_zero, at_one), _ = self.gradient(np.array([0.0, 1.0]), np.zeros(2))
        held = TeX(f"{self.intercept:g}")
        return inner._replace(
            formula=TeX(re.sub(r"\bb\b", held, inner.formula)),
            start=(inner.start[0], self.intercept),
            minima=((float(at_zero / (at_zero - at_one)), self.intercept),),
            coordinates=(inner.coordinates[0], held),
            axes=("weight w", "nothing"),
        )

    @property
    def fit(self) -> Fit:
        return self.line.fit

    def value(self, x: Array, y: Array) -> Array:
        return self.line.value(x, np.full_like(x, self.intercept))

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        slope, _ = self.line.gradient(x, np.full_like(x, self.intercept), rows)
        return np.array([slope, np.zeros_like(slope)])
