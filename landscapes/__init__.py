"""The landscapes: functions with their gradients, formulas, windows and minima. Needs NumPy only."""

from landscapes.ackley import Ackley
from landscapes.beale import Beale
from landscapes.camel import ThreeHumpCamel
from landscapes.expression import Expression
from landscapes.himmelblau import Himmelblau
from landscapes.landscape import Landscape, Survey
from landscapes.line_fit import PenguinsRaw, PenguinsStandardised
from landscapes.logistic import PenguinsLogistic
from landscapes.network import PenguinsNetwork
from landscapes.noisy import Noisy
from landscapes.one_weight import OneWeight
from landscapes.plateau import Plateau
from landscapes.rare_slope import RareSlope
from landscapes.rastrigin import Rastrigin
from landscapes.ravine import Ravine
from landscapes.rosenbrock import Rosenbrock
from landscapes.rotated import Rotated
from landscapes.saddle import Saddle
from landscapes.scaled import Scaled
from landscapes.styblinski_tang import StyblinskiTang
from landscapes.table import Table

LANDSCAPES: tuple[type[Landscape], ...] = (
    Himmelblau,
    Rosenbrock,
    Beale,
    Ravine,
    Saddle,
    Plateau,
    ThreeHumpCamel,
    StyblinskiTang,
    Rastrigin,
    Ackley,
    PenguinsRaw,
    PenguinsStandardised,
    PenguinsLogistic,
    PenguinsNetwork,
)
"""The catalogue, in the order of the chooser. Each class can be made without arguments."""

STAGED: tuple[type[Landscape], ...] = (RareSlope,)
"""Landscapes that only tasks show. With all examples and a few hundred steps, which is what pages open with, they would teach nothing."""

__all__ = [
    "LANDSCAPES",
    "STAGED",
    "Ackley",
    "Beale",
    "Expression",
    "Himmelblau",
    "Landscape",
    "Noisy",
    "OneWeight",
    "PenguinsLogistic",
    "PenguinsNetwork",
    "PenguinsRaw",
    "PenguinsStandardised",
    "Plateau",
    "RareSlope",
    "Rastrigin",
    "Ravine",
    "Rosenbrock",
    "Rotated",
    "Saddle",
    "Scaled",
    "StyblinskiTang",
    "Survey",
    "Table",
    "ThreeHumpCamel",
]
