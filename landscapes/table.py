"""A landscape over a visitor's own table: two columns of a CSV file, and a model of two parameters."""

import csv
import io
import math
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Point, Survey
from landscapes.line_fit import FORMULA, LineFit
from landscapes.penguins import MeanOverExamples, standardised
from optim_core.spec import Array, Citation, Rows, TeX

LARGEST = 1_000_000
"""Letters of a file."""
MOST_ROWS = 5_000
MOST_COLUMNS = 50
FEWEST_ROWS = 3
SOURCE = Citation("You", 2026, "", "")
EXAMPLE = """hours,score,passed
0.5,31,0
1,42,0
1.5,38,0
2,51,0
2.5,49,1
3,60,0
3.5,58,1
4,71,1
4.5,66,1
5,80,1
5.5,77,1
6,88,1
"""


def columns(text: str) -> dict[str, list[str]]:
    """The columns of a CSV file by name, as text; separated by commas, semicolons or tabs. ValueError says which row is wrong, and how."""
    if len(text) > LARGEST:
        raise ValueError(f"The file may have {LARGEST:,} letters at most, got {len(text):,}.")
    if "\x00" in text:
        raise ValueError("This is no text file: it has zero bytes in it.")
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ValueError(f"This is no CSV file: {error}.") from None
    if len(rows) < FEWEST_ROWS + 1:
        raise ValueError(f"The file needs a row of names and {FEWEST_ROWS} rows of numbers at least, got {len(rows)} rows in all.")
    if len(rows) > MOST_ROWS + 1:
        raise ValueError(f"The file may have {MOST_ROWS:,} rows at most, got {len(rows) - 1:,}.")
    if len(rows[0]) > MOST_COLUMNS:
        raise ValueError(f"The file may have {MOST_COLUMNS} columns at most, got {len(rows[0])}.")
    names = [_tidy(name) or f"column {i + 1}" for i, name in enumerate(rows[0])]
    if all(_number(cell) is not None for cell in rows[0]):
        raise ValueError("Row 1 must hold the names of the columns, got numbers.")
    names = [name if names.index(name) == i else f"{name} ({i + 1})" for i, name in enumerate(names)]
    for i, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ValueError(f"Row {i} must have {len(names)} cells as row 1 has, got {len(row)}.")
    return {name: [row[i] for row in rows[1:]] for i, name in enumerate(names)}


def numbers(table: Mapping[str, Sequence[str]], name: str) -> tuple[float, ...]:
    """One column as numbers. ValueError names the row and the column of the first cell that is none."""
    found: list[float] = []
    for i, cell in enumerate(table[name], start=2):
        value = _number(cell)
        if value is None:
            raise ValueError(f"Row {i}, column “{name}”, must be a number below 1e15, got “{_tidy(cell)}”.")
        found.append(value)
    return tuple(found)


def numeric(table: Mapping[str, Sequence[str]]) -> list[str]:
    """The names of the columns whose first cell is a number."""
    return [name for name, cells in table.items() if _number(cells[0]) is not None]


def two(table: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The first two columns of numbers. ValueError where there are none."""
    usable = numeric(table)
    if len(usable) < 2:
        raise ValueError(f"The file needs two columns of numbers, got {len(usable)} among {len(table)}.")
    return usable[0], usable[1]


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 and "_" not in cell else None


def _tidy(cell: str) -> str:
    """A stranger's text, cut short and without markup."""
    return "".join(letter for letter in cell.strip()[:30] if letter.isprintable() and letter not in "<>&`$\\[]|*_")


@dataclass(frozen=True)
class Table(Landscape):
    """Two columns X and Y of a table, and a model with two parameters. ValueError where they cannot be fitted."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    standardise: bool = True
    names: tuple[str, str] = ("X", "Y")

    name = "Your own data"
    source = SOURCE

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y) or not FEWEST_ROWS <= len(self.x) <= MOST_ROWS:
            raise ValueError(f"Table.x and Table.y must have {FEWEST_ROWS} to {MOST_ROWS:,} rows each, got {len(self.x)} and {len(self.y)}")
        for name, values in zip(self.names, (self.x, self.y), strict=True):
            if min(values) == max(values):
                raise ValueError(f"Column “{name}” must vary, but it is {values[0]:g} in every row")
        # Kept beside the fields, since every step asks for them; they are no part of what the landscape is.
        object.__setattr__(self, "_points", self.prepared())
        object.__setattr__(self, "_survey", self.surveyed())

    def prepared(self) -> tuple[Array, Array]:
        """X and Y as the model sees them."""
        x, y = np.array(self.x), np.array(self.y)
        return (standardised(x), standardised(y)) if self.standardise else (x, y)

    def points(self) -> tuple[Array, Array]:
        """X and Y, one number a row each."""
        found: tuple[Array, Array] = object.__getattribute__(self, "_points")
        return found

    @abstractmethod
    def surveyed(self) -> Survey:
        """What is known of it, found out once."""

    @property
    def survey(self) -> Survey:
        found: Survey = object.__getattribute__(self, "_survey")
        return found

    def _seen(
        self, formula: TeX, centre: Point, size: Point, minima: tuple[Point, ...], steepest: float, letters: tuple[str, str]
    ) -> Survey:
        """A survey of the window of this size around a point; `steepest` is the largest curvature there."""
        X, Y = self.points()
        (x, y), (wide, tall) = centre, size
        window = ((_brief(x - wide), _brief(x + wide)), (_brief(y - tall), _brief(y + tall)))
        unit = ", standardised" if self.standardise else ""
        return Survey(
            formula=formula,
            window=window,
            start=(_brief(x - 0.6 * wide), _brief(y + 0.7 * tall)),
            minima=minima,
            rate=float(f"{0.3 / steepest:.1g}"),
            stride=float(f"{min(wide, tall) / 60:.1g}"),
            coordinates=(TeX(letters[0]), TeX(letters[1])),
            axes=(f"{letters[0]}: {self.names[0]} to {self.names[1]}{unit}", f"{letters[1]}{unit}"),
            data={"X": X, "Y": Y},
        )


@final
@dataclass(frozen=True)
class TableLine(Table, LineFit):
    """A straight line by least squares."""

    lesson = "A line through your own rows. Standardise the columns and the ravine becomes a round bowl."

    def surveyed(self) -> Survey:
        X, Y = self.points()
        best = self.best()
        wide = 3 * float(Y.std() / X.std())
        tall = 3 * float(Y.std()) + wide * abs(float(X.mean()))
        return self._seen(FORMULA, best, (wide, tall), (best,), _steepest(X), ("w", "b"))


@final
@dataclass(frozen=True)
class TableLogistic(Table, MeanOverExamples):
    """The probability that the second column is 1, by a logistic curve in the first; it must hold 0 and 1. Y is -1 and +1 here."""

    lesson = "On which side of a threshold a row lies. Where one threshold separates the two sides, the bowl has no bottom."

    def __post_init__(self) -> None:
        if wrong := [i for i, value in enumerate(self.y) if value not in (0.0, 1.0)]:
            raise ValueError(f"Row {wrong[0] + 2}, column “{self.names[1]}”, must be 0 or 1, got {self.y[wrong[0]]:g}")
        super().__post_init__()

    def prepared(self) -> tuple[Array, Array]:
        x = np.array(self.x)
        return standardised(x) if self.standardise else x, np.where(np.array(self.y) == 1, 1.0, -1.0)

    def surveyed(self) -> Survey:
        X, Y = self.points()
        wide = 6 / float(X.std())
        separate = max(X[Y < 0]) <= min(X[Y > 0]) or max(X[Y > 0]) <= min(X[Y < 0])
        bottom = None if separate else lowest_near(self, (0.0, 0.0))
        centre = bottom or (0.0, 0.0)
        size = (max(wide, 1.5 * abs(centre[0])), max(6.0 + wide * abs(float(X.mean())), 1.5 * abs(centre[1])))
        formula = TeX(r"\ln\left(1 + \exp{\left(-Y\, \left(w X + b\right)\right)}\right)")
        return self._seen(formula, centre, size, (bottom,) if bottom else (), _steepest(X) / 4, ("w", "b"))

    def losses(self, x: Array, y: Array) -> Array:
        X, Y = self.points()
        a = -Y * (x * X + y)
        positive = np.real(a) > 0
        return np.where(positive, a, 0) + np.log1p(np.exp(np.where(positive, -a, a)))  # ln(1 + exp a) without overflow

    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        X, Y = (values[rows] for values in self.points())
        wrong = (1 + np.tanh(-Y * (x * X + y) / 2)) / 2
        return -Y * X * wrong, -Y * wrong


@final
@dataclass(frozen=True)
class TableNetwork(Table, MeanOverExamples):
    """One hidden unit: v tanh(w X)."""

    lesson = "Turn the sign of both weights and the network computes the same: two minima, mirrored, and a saddle between them."

    def surveyed(self) -> Survey:
        X, Y = self.points()
        wide, tall = 3 / float(X.std()), 2.4 * float(np.sqrt(np.mean(Y**2)))
        w, v = np.meshgrid(np.linspace(-wide, wide, 40), np.linspace(-tall, tall, 40))
        at = int(np.argmin(self.value(w, v)))
        found = lowest_near(self, (float(w.flat[at]), float(v.flat[at])))
        inside = found is not None and abs(found[0]) < wide and abs(found[1]) < tall
        minima = (found, (-found[0], -found[1])) if found is not None and inside else ()
        formula = TeX(r"\frac{1}{2} \left(v \tanh{\left(w X\right)} - Y\right)^2")
        return self._seen(formula, (0.0, 0.0), (wide, tall), minima, float(np.mean(X**2) * np.mean(Y**2) + 1), ("w", "v"))

    def losses(self, x: Array, y: Array) -> Array:
        X, Y = self.points()
        return (y * np.tanh(x * X) - Y) ** 2 / 2

    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        X, Y = (values[rows] for values in self.points())
        hidden = np.tanh(x * X)
        residual = y * hidden - Y
        return residual * y * (1 - hidden**2) * X, residual * hidden


def lowest_near(landscape: Landscape, guess: Point) -> Point | None:
    """The bottom that Newton's method, never uphill, reaches from a guess; None where it comes to none."""
    theta = np.array(guess, dtype=np.float64)
    with np.errstate(all="ignore"):
        for _ in range(100):
            x, y = theta[:, np.newaxis]
            hessian, g = landscape.hessian(x, y)[:, :, 0], landscape.gradient(x, y)[:, 0]
            if not (np.isfinite(hessian).all() and np.isfinite(g).all()):
                return None
            values, directions = np.linalg.eigh(hessian)
            step = -directions @ ((directions.T @ g) / np.maximum(np.abs(values), 1e-12 * max(float(np.abs(values).max()), 1e-300)))
            here = float(landscape.value(x, y)[0])
            while float(np.abs(step).max()) > 0 and not float(landscape.value(*(theta + step)[:, np.newaxis])[0]) <= here:
                step = step / 2
            theta = theta + step
            if np.all(np.abs(step) <= 1e-13 * np.abs(theta)):
                return float(theta[0]), float(theta[1])
    return None


def _steepest(X: Array) -> float:
    """The largest curvature of a least-squares line."""
    return float(np.linalg.eigvalsh(np.array([[float(X @ X / len(X)), float(X.mean())], [float(X.mean()), 1.0]]))[-1])


def _brief(number: float) -> float:
    return float(f"{number:.4g}")


MODELS: dict[str, type[Table]] = {"a line": TableLine, "logistic, for a column of 0 and 1": TableLogistic, "v·tanh(w·x)": TableNetwork}
