"""What a point of a landscape over data stands for: a model, drawn as a curve beside the rows that it is fitted to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from optim_core.spec import Array

Kind = Literal["line", "logistic", "network", "border"]


@dataclass(frozen=True, eq=False)
class Fit:
    """The rows of a landscape over data, and which model its θ belongs to."""

    x: Array
    """(N,): what is along the bottom."""
    y: Array
    """(N,): what is upwards."""
    kind: Kind
    names: tuple[str, str]
    """What x and y are, with units if they have any."""
    side: Array | None = None
    """(N,), +1 and -1: the class of each row, where x and y are both what the model reads."""

    def curve(self, x: Array, theta: tuple[float, float]) -> Array:
        """The height of the model's curve over x."""
        with np.errstate(all="ignore"):
            return CURVES[self.kind](x, *theta)


CURVES: Mapping[Kind, Callable[[Array, float, float], Array]] = MappingProxyType(
    {
        "line": lambda x, w, b: w * x + b,
        "logistic": lambda x, w, b: 1 / (1 + np.exp(-(w * x + b))),
        "network": lambda x, w, v: v * np.tanh(w * x),
        "border": lambda x, w_1, w_2: -np.float64(w_1) / w_2 * x,
    }
)
"""Each model's curve. `ui/web/stage/fit.js` has the same formulas, because the curve moves in every frame; a test compares them.

The border is where a logistic model of two columns takes both classes for equally likely: w₁x + w₂y = 0.
"""
