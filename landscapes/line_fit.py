"""A straight line through the penguins, from flipper length to body mass: in raw units, and standardised."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes import penguins
from landscapes.landscape import Landscape, Point, Survey
from optim_core.spec import Array, Rows, TeX

FORMULA = TeX(r"\frac{1}{2} \left(w\, X + b - Y\right)^2")


class LineFit(Landscape):
    """A least-squares line from X to Y, with slope w and intercept b.

    The loss is quadratic, with the Hessian [[mean X², mean X], [mean X, 1]].
    """

    source = penguins.SOURCE

    @abstractmethod
    def points(self) -> tuple[Array, Array]:
        """X and Y: two arrays of shape (N,)."""

    def value(self, x: Array, y: Array) -> Array:
        X, Y = self.points()
        # The mean square of the residuals is their mean, squared, plus their variance. X and Y are centred to avoid cancellation.
        u, v = X - X.mean(), Y - Y.mean()
        residual: Array = x * X.mean() + y - Y.mean()
        spread: Array = x**2 * (u @ u / len(X)) - 2 * x * (u @ v / len(X)) + v @ v / len(X)
        return (residual**2 + spread) / 2

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        X, Y = self.points() if rows is None else (numbers[rows] for numbers in self.points())
        X_mean, Y_mean, XX, XY = (np.add.reduce(numbers) / len(X) for numbers in (X, Y, X * X, X * Y))
        return np.array([x * XX + y * X_mean - XY, x * X_mean + y - Y_mean])

    def best(self) -> Point:
        """Slope and intercept of the least-squares line, by the normal equations."""
        X, Y = self.points()
        u, v = X - X.mean(), Y - Y.mean()
        slope = float(u @ v / (u @ u))
        return slope, float(Y.mean() - slope * X.mean())


@final
@dataclass(frozen=True)
class PenguinsRaw(LineFit):
    """The line in raw units: flipper length in dm and mass in kg, not centred."""

    name = "Penguins, raw units"
    lesson = (
        "All flippers are about 2 dm long, so a steeper line with a lower intercept fits almost as well: the bowl is a razor-thin ravine, "
        "1,300 times steeper across than along. Standardise the columns and it is round."
    )

    @property
    def survey(self) -> Survey:
        X, Y = self.points()
        return Survey(
            formula=FORMULA,
            window=((1.5, 8.5), (-13.0, 1.5)),
            start=(2.4, -2.0),
            minima=(self.best(),),
            rate=0.2,
            stride=0.03,
            coordinates=(TeX("w"), TeX("b")),
            axes=("slope w, kg per dm", "intercept b, kg"),
            data={"X": X, "Y": Y},
        )

    def points(self) -> tuple[Array, Array]:
        millimetres, grams = penguins.measured("flipper_length_mm", "body_mass_g")
        return millimetres / 100, grams / 1000


@final
@dataclass(frozen=True)
class PenguinsStandardised(LineFit):
    """The same line with both columns shifted to mean 0 and scaled to standard deviation 1: curvature 1 in every direction."""

    name = "Penguins, standardised"
    lesson = (
        "The same penguins and the same line as in raw units; only the columns have been shifted and scaled. The ravine has become "
        "a round bowl, and plain gradient descent walks straight to its bottom."
    )

    @property
    def survey(self) -> Survey:
        X, Y = self.points()
        return Survey(
            formula=FORMULA,
            window=((-1.2, 2.6), (-1.9, 1.9)),
            start=(-0.4, 1.0),
            minima=(self.best(),),
            rate=0.02,
            stride=0.01,
            coordinates=(TeX("w"), TeX("b")),
            axes=("slope w, standard deviations", "intercept b, standard deviations"),
            data={"X": X, "Y": Y},
        )

    def points(self) -> tuple[Array, Array]:
        millimetres, grams = penguins.measured("flipper_length_mm", "body_mass_g")
        return penguins.standardised(millimetres), penguins.standardised(grams)
