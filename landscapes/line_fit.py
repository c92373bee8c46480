"""A straight line through the penguins, from flipper length to body mass: in raw units, and standardised."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes import penguins
from landscapes.fit import Fit
from landscapes.landscape import Landscape, Point, Survey
from optim_core.claims import Claim, Lab, Words
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

    def columns(self) -> tuple[str, str]:
        """The names of X and Y."""
        return "X", "Y"

    @property
    def fit(self) -> Fit:
        return Fit(*self.points(), "line", self.columns())

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
    lesson = Words(
        Claim(
            "All flippers are about 2 dm long, so a steeper line with a lower intercept fits almost as well:",
            lambda lab: _traded(lab) < 0.01,
        ),
        Claim(
            "the bowl is a razor-thin ravine, 1,300 times steeper across than along.",
            lambda lab: round(_condition(lab), -2) == 1300,
        ),
        Claim("Standardise the columns and it is round.", lambda lab: abs(_condition(lab.on("Penguins, standardised")) - 1) < 1e-9),
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

    def columns(self) -> tuple[str, str]:
        return "flipper length, dm", "body mass, kg"


@final
@dataclass(frozen=True)
class PenguinsStandardised(LineFit):
    """The same line with both columns shifted to mean 0 and scaled to standard deviation 1: curvature 1 in every direction."""

    name = "Penguins, standardised"
    lesson = Words(
        Claim(
            "The same penguins and the same line as in raw units; only the columns have been shifted and scaled.",
            lambda lab: abs(lab.on("Penguins, raw units").minima[0][0] / lab.minima[0][0] - _stretched()) < 1e-9,
        ),
        Claim(
            "The ravine has become a round bowl, and plain gradient descent walks straight to its bottom.",
            lambda lab: _detour(lab) < 1e-9 and _detour(lab.on("Penguins, raw units")) > 0.3,
        ),
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
        flipper, mass = penguins.standard("flipper_length_mm", "body_mass_g")
        return flipper, mass

    def columns(self) -> tuple[str, str]:
        return "flipper length", "body mass"


def _condition(lab: Lab) -> float:
    """The curvature across over the curvature along, at the minimum."""
    along, across = lab.curvatures(*lab.minima[0])
    return float(across / along)


def _detour(lab: Lab) -> float:
    """How much longer the path of gradient descent is than the straight line between its ends, as a share."""
    run = lab.run("Gradient descent")
    return float(run.lengths.sum()) / run.moved - 1


def _traded(lab: Lab) -> float:
    """What a steeper line adds to the loss if the intercept keeps the mean penguin, as a share of what it adds if the intercept stays."""
    slope, intercept = lab.minima[0]
    best, traded, alone = lab.loss(slope, intercept), lab.loss(slope + 1, intercept - 2), lab.loss(slope + 1, intercept)
    return (traded - best) / (alone - best)


def _stretched() -> float:
    """What standardising divides a slope by: the spread of the masses over that of the flippers."""
    X, Y = PenguinsRaw().points()
    return float(Y.std() / X.std())
