"""A quadratic ravine of any steepness and direction."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Words, apart
from optim_core.spec import Array, Citation, Rows, Scalar, TeX, positive, real


@final
@dataclass(frozen=True)
class Ravine(Landscape):
    """A quadratic valley with curvature 1 along it and κ across it. The minimum is the origin."""

    condition: Annotated[Scalar, positive(r"\kappa", "curvature across over curvature along: the condition number", 1.0, 1000.0)] = 50.0
    angle: Annotated[Scalar, real(r"\varphi", "direction of the ravine, in degrees", -90.0, 90.0)] = 30.0

    name = "Ravine"
    lesson = Words(
        Claim(
            "On a quadratic everything is known: gradient descent with η above 2/κ climbs the walls,",
            lambda lab: all(
                (ravine.run("Gradient descent", learning_rate=factor / kappa).loss[-1] > ravine.loss(*ravine.start)) == (factor > 2)
                for kappa, ravine in ((kappa, lab.on("Ravine", condition=kappa)) for kappa in (10, 50, 200))
                for factor in (1.98, 2.02)
            ),
        ),
        Claim(
            "and below it the number of steps grows with κ.",
            lambda lab: bool(
                np.all(np.diff([lab.on("Ravine", condition=kappa).run("Gradient descent").arrived for kappa in (10, 20, 50, 100)]) > 20)
            ),
        ),
        Claim(
            "Turned to 0°, the ravine lies along an axis, and a method with a rate for each coordinate sees no ravine at all.",
            lambda lab: all(
                apart(*(lab.on("Ravine", condition=kappa, angle=0).run(method).theta for kappa in (1, 50))) < 1e-6
                for method in ("Adagrad", "Adam", "Adamax")
            ),
        ),
    )
    source = Citation("Goh", 2017, "Why Momentum Really Works", "https://distill.pub/2017/momentum/")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(
                r"\frac{1}{2} \left(x \cos{\varphi} + y \sin{\varphi}\right)^2"
                r" + \frac{\kappa}{2} \left(y \cos{\varphi} - x \sin{\varphi}\right)^2"
            ),
            window=((-2.0, 2.0), (-2.0, 2.0)),
            start=(-1.8, 0.2),
            minima=((0.0, 0.0),),
            rate=0.5 / float(self.condition),
            stride=0.01,
            data={r"\varphi": np.radians(self.angle)},
        )

    def value(self, x: Array, y: Array) -> Array:
        u, w = self._turned(x, y)
        return u**2 / 2 + self.condition * w**2 / 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        u, w = self._turned(x, y)
        c, s = np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))
        return np.array([u * c - self.condition * w * s, u * s + self.condition * w * c])

    def _turned(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The coordinates along and across the ravine."""
        c, s = np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))
        return x * c + y * s, y * c - x * s
