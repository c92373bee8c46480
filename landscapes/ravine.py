"""A quadratic ravine of any steepness and direction."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.spec import Array, Citation, Rows, Scalar, TeX, positive, real


@final
@dataclass(frozen=True)
class Ravine(Landscape):
    """A quadratic valley with curvature 1 along it and κ across it. The minimum is the origin."""

    condition: Annotated[Scalar, positive(r"\kappa", "curvature across over curvature along: the condition number", 1.0, 1000.0)] = 50.0
    angle: Annotated[Scalar, real(r"\varphi", "direction of the ravine, in degrees", -90.0, 90.0)] = 30.0

    name = "Ravine"
    lesson = (
        "On a quadratic everything is known: gradient descent with η above 2/κ climbs the walls, and below it needs about κ steps. "
        "Turned to 0°, the ravine lies along an axis, and the methods with a rate per coordinate see no ravine at all."
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
