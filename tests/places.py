"""Landscapes of every kind: the catalogue, what can be put around it, and what visitors bring."""

import numpy as np

from landscapes import LANDSCAPES, STAGED, Ackley, Expression, Landscape, Noisy, PenguinsLogistic, Ravine, Rosenbrock, Rotated, Scaled
from landscapes.table import MODELS, Table
from landscapes.tables.columns import columns, numbers

FEW, MANY = (np.random.default_rng(count).normal((20.0, 3.0), (4.0, 1.5), (count, 2)) for count in (12, 300))
NAMES = ("Speed  (km/h)", "don't\"]); import os # ")
FILE = "\ufeff" + "\r\n".join(
    ["; ".join(f'"{name.replace(chr(34), 2 * chr(34))}"' for name in (NAMES[0], "side", NAMES[1]))]
    + [f"{x}; {int(y > 3)}; {y}".replace(".", ",").replace("-", "\u2212") for x, y in MANY.tolist()]
)
"""A visitor's file, as spreadsheets in many countries write it. One name is an attempt to write into the program."""


def _of_file() -> list[Table]:
    table = columns(FILE.encode())
    first, side, second = table
    return [
        model(
            numbers(table, first),
            numbers(table, side if model.outcomes else second),
            standardise,
            (first, side if model.outcomes else second),
        )
        for model in MODELS.values()
        for standardise in (True, False)
    ]


def _of_rows() -> list[Table]:
    x, y = map(tuple, FEW.T.tolist())
    return [model(x, tuple(float(each > 3) for each in y) if model.outcomes else y, True, NAMES) for model in MODELS.values()]


EVERY_PLACE: list[Landscape] = [
    *(cls() for cls in (*LANDSCAPES, *STAGED)),
    Rotated(Scaled(Rosenbrock(a=-1.2), 3.0), 20.0),
    Scaled(Scaled(Ackley(), 3.0), 5.0),
    Rotated(Scaled(PenguinsLogistic(), 2.0), -50.0),
    Noisy(Rosenbrock(b=3.0), 2.0),
    Noisy(Rotated(Scaled(Ravine(), 3.0), 40.0), 2.0, 5),
    Expression("max(x, 2y)^2 + y^2", view=((-3.0, 3.0), (-1.0, 2.0))),
    Noisy(Rotated(Expression("4 exp(-(x^2+y^2-2)^2) + 0.4(x^2+y^2)"), 30.0), 1.0),
    Expression("5"),
    *_of_file(),
    *_of_rows(),
]
