"""A formula ready for NumPy: calls in order, of a closed list of functions. Nothing is compiled, and nothing evaluated as code."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from optim_core.spec import Array


class Program(NamedTuple):
    """A formula for NumPy: calls in order, each with the places of what it reads. Places 0 and 1 are x and y, then the constants."""

    constants: tuple[float, ...]
    calls: tuple[tuple[str, tuple[int, ...]], ...]
    results: tuple[int, ...]

    @property
    def partial(self) -> bool:
        """Whether there may be places where it is not defined."""
        return any(name in PARTIAL for name, _ in self.calls)


def _reciprocal(a: Array) -> Array:
    return 1 / a


# By the real part, so that a complex step goes through. The largest and the least of what is not defined are not defined.
def _absolute(a: Array) -> Array:
    return np.where(np.real(a) < 0, -a, a)


def _sign(a: Array) -> Array:
    return np.sign(np.real(a))


def _chosen(a: Array) -> Array:
    return (1 + np.sign(np.real(a))) / 2


def _largest(a: Array, b: Array) -> Array:
    return np.where(np.less(np.real(a), np.real(b)) | np.isnan(b), b, a)


def _least(a: Array, b: Array) -> Array:
    return np.where(np.greater(np.real(a), np.real(b)) | np.isnan(b), b, a)


def _gated(gate: Array, a: Array) -> Array:
    """The slope of what was not chosen counts for nothing, infinite as it may be: √max(0, y) is flat where y < 0."""
    return np.where(gate == 0, 0, gate * a)


NUMPY: dict[str, Callable[..., Any]] = {
    "Add": np.add,
    "Mul": np.multiply,
    "Pow": np.power,
    "square": np.square,
    "reciprocal": _reciprocal,
    "sqrt": np.sqrt,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
    "Absolute": _absolute,
    "Sign": _sign,
    "Chosen": _chosen,
    "Largest": _largest,
    "Least": _least,
    "Gated": _gated,
}
"""What each call of a program does."""
PARTIAL = ("log", "sqrt", "asin", "acos", "Pow")
"""Those that have no value for some numbers."""


def run(program: Program, x: Array, y: Array) -> list[Array]:
    """The results of a program at (x, y), real or complex; NaN where the formula is not defined."""
    numbers: list[Any] = [x, y, *program.constants]
    with np.errstate(all="ignore"):
        for name, read in program.calls:
            numbers.append(NUMPY[name](*(numbers[place] for place in read)))
        # A result that does not depend on x and y is one number; it has to have their shape.
        return [numbers[place] if np.shape(numbers[place]) == np.shape(x) else numbers[place] + 0 * x for place in program.results]
