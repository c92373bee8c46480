"""Real data: 344 penguins measured at Palmer Station, Antarctica, 2007 to 2009, and what the landscapes over them share."""

import csv
import functools
import itertools
from abc import abstractmethod
from collections.abc import Iterable
from importlib import resources
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Landscape
from optim_core.spec import Array, Citation, Rows

SOURCE = Citation(
    "Gorman, Williams & Fraser",
    2014,
    "Ecological Sexual Dimorphism and Environmental Variability within a Community of Antarctic Penguins",
    "https://doi.org/10.1371/journal.pone.0090081",
)
TERMS_AT_ONCE = 2**15
"""Numbers of 256 kB: what a sum makes on its way fits in a processor's own cache. All points at once would take all of the memory."""
T = TypeVar("T", np.float64, np.intp)


@functools.cache
def measured(*columns: str, species: tuple[str, ...] = ("Adelie", "Chinstrap", "Gentoo")) -> tuple[Array, ...]:
    """The columns, read-only, of all penguins of these species for which every one of them was measured."""
    with resources.files("landscapes").joinpath("data/penguins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["species"] in species and "NA" not in (row[column] for column in columns)]
    return tuple(_read_only(np.array([float(row[column]) for row in rows])) for column in columns)


@functools.cache
def standard(*columns: str, species: tuple[str, ...] = ("Adelie", "Chinstrap", "Gentoo")) -> tuple[Array, ...]:
    """The same, standardised."""
    return tuple(standardised(column) for column in measured(*columns, species=species))


@functools.cache
def is_species(name: str, column: str, species: tuple[str, ...]) -> Array:
    """+1 for the penguins of species `name`, -1 for the others, in the order of `measured(column, species=species)`."""
    with resources.files("landscapes").joinpath("data/penguins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["species"] in species and row[column] != "NA"]
    return _read_only(np.array([1.0 if row["species"] == name else -1.0 for row in rows]))


def standardised(numbers: Array) -> Array:
    """Shifted to mean 0 and scaled to standard deviation 1."""
    return _read_only((numbers - numbers.mean()) / numbers.std())


def _read_only(numbers: Array) -> Array:
    numbers.flags.writeable = False
    return numbers


class MeanOverExamples(Landscape):
    """A landscape that is the mean of one formula over examples, given as arrays with the examples along the last axis."""

    @abstractmethod
    def losses(self, x: Array, y: Array) -> Array:
        """J(θ; i): (*shape of x, 1) -> (*shape of x, N)."""

    @abstractmethod
    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        """∇J(θ; i) for the examples in `rows`, (m,) or (*shape of x, m): (*shape of x, 1) -> two of (*shape of x, m)."""

    @property
    @abstractmethod
    def terms(self) -> int: ...

    def value(self, x: Array, y: Array) -> Array:
        x, y = np.asarray(x), np.asarray(y)
        flat = zip(_pieces(x.reshape(-1, 1), self.terms), _pieces(y.reshape(-1, 1), self.terms), strict=True)
        return np.concatenate([self.losses(a, b).mean(axis=-1) for a, b in flat]).reshape(x.shape)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        x, y = np.asarray(x), np.asarray(y)
        read_each = self.terms if rows is None else len(rows)
        flat = zip(_pieces(x.reshape(-1, 1), read_each), _pieces(y.reshape(-1, 1), read_each), _read(rows, x.shape), strict=False)
        means = [[slope.mean(axis=-1) for slope in self.slopes(a, b, read)] for a, b, read in flat]
        return np.concatenate(means, axis=-1).reshape(2, *x.shape)


def _pieces(flat: NDArray[T], terms: int) -> list[NDArray[T]]:
    """So many points at a time that all of their terms fit in the processor's cache."""
    points = max(1, TERMS_AT_ONCE // terms)
    return [flat[low : low + points] for low in range(0, len(flat), points)]


def _read(rows: Rows | None, shape: tuple[int, ...]) -> Iterable[Rows | slice]:
    """What each piece reads: all examples, the same few, or for every point its own."""
    if rows is None or rows.ndim == 1:
        return itertools.repeat(slice(None) if rows is None else rows)
    each = rows.reshape(len(rows), *(1,) * (len(shape) + 1 - rows.ndim), *rows.shape[1:])
    return _pieces(np.broadcast_to(each, (len(rows), *shape)).reshape(len(rows), -1).T, len(rows))
