"""A plateau with a hole in it."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words
from optim_core.spec import Array, Citation, Rows, Scalar, TeX, positive


@final
@dataclass(frozen=True)
class Plateau(Landscape):
    """A round hole of width w in a plain that is almost, but not quite, flat. The minimum is the origin."""

    width: Annotated[Scalar, positive("w", "width of the hole", 0.2, 3.0)] = 1.0

    name = "Plateau"
    lesson = Words(
        Claim(
            "Out on the plain the slope is tiny, but it points the right way.",
            lambda lab: lab.slope(*lab.start) < 0.001 and float(lab.gradient(*lab.start) @ lab.start) > 3.9 * lab.slope(*lab.start),
        ),
        Claim(
            "A method that multiplies it by η stands still; one that divides it by its own size walks on.",
            lambda lab: (
                lab.run("Gradient descent").moved < 0.2
                and max(lab.run(method).arrived for method in ("Adagrad", "RMSprop", "Adam", "Adamax")) < 300
            ),
        ),
    )
    source = Citation(
        "Hochreiter",
        1998,
        "The Vanishing Gradient Problem During Learning Recurrent Neural Nets and Problem Solutions",
        "https://doi.org/10.1142/S0218488598000094",
    )

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"1 - \exp{\left(-\frac{x^2 + y^2}{2 w^2}\right)}"),
            window=((-4.0, 4.0), (-4.0, 4.0)),
            start=(-3.2, 2.6),
            minima=((0.0, 0.0),),
            rate=0.3,
            stride=0.02,
        )

    def value(self, x: Array, y: Array) -> Array:
        return 1 - np.exp(-(x**2 + y**2) / (2 * self.width**2))

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array([x, y]) * np.exp(-(x**2 + y**2) / (2 * self.width**2)) / self.width**2
