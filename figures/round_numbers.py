"""Round numbers beside axes: how they are written, and what heights far from 0 are counted from."""

import math
from collections.abc import Iterable

import numpy as np

from optim_core.spec import Array

NEAR = 0.05
"""The share of a height that is little: on an axis from 0 the curve would look flat, and its labels would be the same."""


def tick_text(value: float) -> str:
    """A number in its shortest form: 0.01, 10⁻⁵."""
    if value and not 1e-3 <= abs(value) < 1e4:
        mantissa, exponent = f"{value:.11e}".split("e")
        power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"10{power}" if float(mantissa) == 1 else f"{float(mantissa):.12g}·10{power}"
    return f"{value + 0.0:.12g}"  # + 0.0 removes the sign of -0.0


def settled(values: Array, size: float, share: float = 1e-9) -> Array:
    """Values, with 0 for those that are only rounding errors beside the size of the view."""
    return np.where(np.abs(values) < share * size, 0.0, values)


def base(heights: Iterable[float]) -> float:
    """What heights are counted from: 0, or a round number below them where they differ by little, far from 0."""
    finite = [height for height in heights if np.isfinite(height)]
    lowest, highest = min(finite, default=0.0), max(finite, default=0.0)
    spread = highest - lowest
    if not 0 < spread < NEAR * max(abs(lowest), abs(highest)):
        return 0.0
    size = math.floor(math.log10(abs(lowest)))
    rounded = (float(f"{math.floor(lowest / 10.0**unit) * 10.0**unit:.15g}") for unit in range(size, size - 15, -1))
    return next((found for found in rounded if 0 <= lowest - found <= spread), lowest)
