"""Real data: 344 penguins measured at Palmer Station, Antarctica, 2007 to 2009."""

import csv
import functools
from importlib import resources

import numpy as np

from optim_core.spec import Array, Citation

SOURCE = Citation(
    "Gorman, Williams & Fraser",
    2014,
    "Ecological Sexual Dimorphism and Environmental Variability within a Community of Antarctic Penguins",
    "https://doi.org/10.1371/journal.pone.0090081",
)


@functools.cache
def measured(*columns: str, species: tuple[str, ...] = ("Adelie", "Chinstrap", "Gentoo")) -> tuple[Array, ...]:
    """The columns as read-only arrays, over the penguins of these species for which all of the columns were measured."""
    with resources.files("landscapes").joinpath("data/penguins.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["species"] in species and "NA" not in (row[column] for column in columns)]
    return tuple(_read_only(np.array([float(row[column]) for row in rows])) for column in columns)


@functools.cache
def standard(*columns: str, species: tuple[str, ...] = ("Adelie", "Chinstrap", "Gentoo")) -> tuple[Array, ...]:
    """The columns of `measured`, standardised."""
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
