"""A landscape over a visitor's own table: two columns of numbers, and a model of two parameters."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from landscapes import line_fit, network
from landscapes.fit import Fit
from landscapes.landscape import Landscape, Point, Survey
from landscapes.line_fit import LineFit
from landscapes.logistic import Logistic
from landscapes.minima.stationary import lowest_near, lowest_within
from landscapes.network import Network
from landscapes.penguins import standardised
from landscapes.tables.columns import FEWEST_ROWS, LONGEST_NAME, MOST_ROWS
from landscapes.tables.links import MOST_CARRIED
from landscapes.written.file import read
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.spec import Array, Citation, TeX, keep, quoted, real_numbers

LEAST, CLOSEST = 1e-100, 1e-12
"""The smallest standard deviation of a column, absolute and relative to its largest number. Below it squares underflow to 0, or sums are
mostly rounding error."""
SOURCE = Citation("You", 2026, "", "")
STANDARDISED = "{name} = ({name} - {name}.mean()) / {name}.std()\n"


@dataclass(frozen=True)
class Table(Landscape):
    """A model with two parameters for columns X and Y of a table. Raises ValueError if it cannot be fitted to them."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    standardise: bool = True
    names: tuple[str, str] = ("X", "Y")

    name = "Your own data"
    source = SOURCE
    outcomes: ClassVar[Sequence[float] | None] = None
    """The values that Y may have; None: any."""

    def __post_init__(self) -> None:
        for name in ("x", "y"):
            keep(self, name, _column(f"{type(self).__name__}.{name}", getattr(self, name)))
        keep(self, "standardise", bool(self.standardise))
        self.accept()
        if len(self.x) != len(self.y) or not FEWEST_ROWS <= len(self.x) <= MOST_ROWS:
            raise ValueError(f"Table.x and Table.y must have {FEWEST_ROWS} to {MOST_ROWS:,} rows each, got {len(self.x)} and {len(self.y)}")
        for name, values in zip(self.names, (self.x, self.y), strict=True):
            if min(values) == max(values):
                raise ValueError(f"Column “{name}” must vary, but it is {values[0]:g} in every row")
            if not np.std(values) > max(LEAST, CLOSEST * max(map(abs, values))):
                raise ValueError(f"Column “{name}” must vary, but its numbers are too close to one another to be told apart in sums")
        # Cached, because every step needs them. They are not fields, so they do not count in comparisons.
        keep(self, "_points", self.prepared())
        keep(self, "_survey", self.surveyed())

    def accept(self) -> None:
        """Raise ValueError unless the model can be fitted to these numbers."""

    def prepared(self) -> tuple[Array, Array]:
        """X and Y in the units of the model."""
        x, y = np.array(self.x), np.array(self.y)
        return (standardised(x), standardised(y)) if self.standardise else (x, y)

    def points(self) -> tuple[Array, Array]:
        """X and Y as prepared: two arrays with one number per row."""
        found: tuple[Array, Array] = object.__getattribute__(self, "_points")
        return found

    def columns(self) -> tuple[str, str]:
        """The names of X and Y."""
        return self.names

    @abstractmethod
    def surveyed(self) -> Survey:
        """Compute the survey. It is called once, when the landscape is made."""

    @property
    def survey(self) -> Survey:
        found: Survey = object.__getattribute__(self, "_survey")
        return found

    def data_code(self) -> str:
        """Where there are few rows, the numbers themselves, because a link may have rounded them. Otherwise code that reads the file."""
        if len(self.x) <= MOST_CARRIED:
            return super().data_code()
        return f"{read(self.names, LONGEST_NAME)}{self.prepared_code()}data = np.array([X, Y])\n"

    def prepared_code(self) -> str:
        """What `prepared` does, for programs."""
        return f"{STANDARDISED.format(name='X')}{STANDARDISED.format(name='Y')}" if self.standardise else ""

    def _seen(
        self, formula: TeX, centre: Point, size: Point, minima: tuple[Point, ...], steepest: float, letters: tuple[str, str]
    ) -> Survey:
        """A survey of the window that extends by `size` on each side of `centre`.

        `steepest` is a bound of the curvature there, unless a minimum is sharper.
        """
        X, Y = self.points()
        sharpest = steepest
        if minima:
            curvatures = np.linalg.eigvalsh(np.moveaxis(self.hessian(*np.array(minima).T), -1, 0))
            sharpest = max(steepest, float(curvatures.max()))
        (x, wide), (y, tall) = zip(centre, size, strict=True)
        window = ((_brief(x - wide, wide), _brief(x + wide, wide)), (_brief(y - tall, tall), _brief(y + tall, tall)))
        unit = ", standardised" if self.standardise else ""
        return Survey(
            formula=formula,
            window=window,
            start=(_brief(x - 0.6 * wide, wide), _brief(y + 0.7 * tall, tall)),
            minima=minima,
            rate=float(f"{0.3 / sharpest:.1g}"),
            stride=float(f"{min(wide, tall) / 60:.1g}"),
            coordinates=(TeX(letters[0]), TeX(letters[1])),
            axes=(f"{letters[0]}: {self.names[0]} to {self.names[1]}{unit}", f"{letters[1]}{unit}"),
            data={"X": X, "Y": Y},
        )


@final
@dataclass(frozen=True)
class TableLine(Table, LineFit):
    """A straight line, fitted by least squares."""

    lesson = Words(
        Remark("A line through your own rows.", "definition"),
        Claim(
            "Standardise the columns and the ravine becomes a round bowl.",
            lambda lab: abs(_condition(lab, True) - 1) < 1e-9 < 100 < _condition(lab, False),
        ),
    )

    def surveyed(self) -> Survey:
        X, Y = self.points()
        best = self.best()
        wide = 3 * float(Y.std() / X.std())
        tall = 3 * float(Y.std()) + wide * abs(float(X.mean()))
        return self._seen(line_fit.FORMULA, best, (wide, tall), (best,), _steepest(X), ("w", "b"))


@final
@dataclass(frozen=True)
class TableLogistic(Table, Logistic):
    """The probability that Y is 1, as a logistic function of X.

    The second column must hold 0 and 1; in the formula Y is -1 and +1.
    """

    lesson = Words(
        Remark("On which side of a threshold a row lies.", "definition"),
        Claim(
            "Where one threshold separates the two sides, the bowl has no bottom.",
            lambda lab: [bool(lab.on(_sides(*sides)).minima) for sides in ((0, 0, 1, 1), (0, 1, 0, 1))] == [False, True],
        ),
    )
    outcomes = (0.0, 1.0)

    def accept(self) -> None:
        if wrong := [i for i, value in enumerate(self.y) if value not in (self.outcomes or ())]:
            raise ValueError(f"Row {wrong[0] + 2}, column “{self.names[1]}”, must be 0 or 1, got {self.y[wrong[0]]:g}")

    def prepared(self) -> tuple[Array, Array]:
        x = np.array(self.x)
        return standardised(x) if self.standardise else x, np.where(np.array(self.y) == 1, 1.0, -1.0)

    def prepared_code(self) -> str:
        return f"{STANDARDISED.format(name='X') if self.standardise else ''}Y = np.where(Y == 1, 1.0, -1.0)\n"

    def cases(self) -> tuple[Array, Array, Array]:
        X, Y = self.points()
        return X, np.ones(len(X)), Y

    @property
    def fit(self) -> Fit:
        X, Y = self.points()
        return Fit(X, (1 + Y) / 2, "logistic", self.names)

    def surveyed(self) -> Survey:
        X, Y = self.points()
        wide = 6 / float(X.std())
        separate = max(X[Y < 0]) <= min(X[Y > 0]) or max(X[Y > 0]) <= min(X[Y < 0])
        bottom = None if separate else lowest_near(self, (0.0, 0.0))
        centre = bottom or (0.0, 0.0)
        size = (max(wide, 1.5 * abs(centre[0])), max(6.0 + wide * abs(float(X.mean())), 1.5 * abs(centre[1])))
        formula = TeX(r"\ln\left(1 + \exp{\left(-Y\, \left(w X + b\right)\right)}\right)")
        return self._seen(formula, centre, size, (bottom,) if bottom else (), _steepest(X) / 4, ("w", "b"))


@final
@dataclass(frozen=True)
class TableNetwork(Table, Network):
    """A network with one hidden unit: v tanh(w X)."""

    def surveyed(self) -> Survey:
        X, Y = self.points()
        wide, tall = 3 / float(X.std()), 2.4 * float(np.sqrt(np.mean(Y**2)))
        found = lowest_within(self, ((-wide, wide), (-tall, tall)))
        minima = (found, (-found[0], -found[1])) if found is not None else ()
        return self._seen(network.FORMULA, (0.0, 0.0), (wide, tall), minima, float(np.mean(X**2) * np.mean(Y**2) + 1), ("w", "v"))


def _column(name: str, values: object) -> tuple[float, ...]:
    """One column as floats. Raises a ValueError with its name unless it is a sequence of finite real numbers."""
    try:
        numbers = real_numbers(values)
    except (TypeError, OverflowError):
        numbers = np.full(1, np.nan)
    if numbers.ndim != 1 or not np.isfinite(numbers).all():
        raise ValueError(f"{name} must be finite real numbers, one a row, got {quoted(values)}")
    return tuple(numbers.tolist())


def _steepest(X: Array) -> float:
    """The largest curvature of the loss of a least-squares line."""
    return float(np.linalg.eigvalsh(np.array([[float(X @ X / len(X)), float(X.mean())], [float(X.mean()), 1.0]]))[-1])


def _brief(number: float, size: float) -> float:
    """A number rounded to a thousandth of the magnitude of `size`."""
    return round(number, 3 - int(np.floor(np.log10(size))))


MODELS: dict[str, type[Table]] = {"a line": TableLine, "logistic, for a column of 0 and 1": TableLogistic, "v·tanh(w·x)": TableNetwork}


def _condition(lab: Lab, standardise: bool) -> float:
    """The curvature across over the curvature along, at the best line through four rows far from 0."""
    line = lab.on(TableLine((10.0, 11.0, 12.0, 13.0), (1.0, 3.0, 2.0, 4.0), standardise, ("a", "b")))
    along, across = line.curvatures(*line.minima[0])
    return float(across / along)


def _sides(*sides: float) -> Landscape:
    """Four rows on these sides of a threshold."""
    return TableLogistic((1.0, 2.0, 3.0, 4.0), sides, True, ("a", "b"))
