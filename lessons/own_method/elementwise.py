"""Computes the lines of a method with NumPy, in the order of the tree: each coordinate by itself, but for what `sum` and `other` read.

Functions are NumPy's own, so that 1/0 is infinite and 0/0 is NaN, as in the methods of the catalogue: a run in which that happens diverges,
which is a result. Powers with whole exponents are products, roots are roots, and a knob to the power of t is a product that grows by one
factor a step, as in the catalogue: all of these have the same bits in a batch as in a single run, and in a run that is compiled
(`optim_core.tracing`).
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from landscapes.typed.tree import Node
from optim_core.spec import Array


def _least(a: Any, b: Any) -> Any:
    """The lesser of two numbers, by a function that is compiled, as np.minimum is not."""
    return np.negative(np.maximum(np.negative(a), np.negative(b)))


def _both(a: Any) -> Any:
    """The sum of both coordinates."""
    return a[:1] + a[1:]


def _other(a: Any) -> Any:
    """The other coordinate, for each."""
    return a[::-1]


CALLS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "exp": np.exp,
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "max": np.maximum,
    "min": _least,
    "greater": np.greater,
    "greater_equal": np.greater_equal,
    "less": np.less,
    "less_equal": np.less_equal,
    "if": np.where,
}
"""The function of each call that takes numbers as well as arrays."""
_OF_WHOLE: dict[str, Callable[..., Any]] = {"mod": np.mod, "sum": _both, "other": _other}
"""The functions of arrays in the shape of g."""


def computed(node: Node, values: Mapping[str, Any], like: Array) -> Any:
    """The value of a tree whose letters have these values, in the shape of the array `like`, with which they broadcast."""

    def value(node: Node) -> Any:
        if node.number is not None:
            return node.number
        if not node.parts:
            return values[node.name]
        if node.name == "pow":
            return power(*node.parts)
        if node.name in _OF_WHOLE:
            return _OF_WHOLE[node.name](*map(whole, node.parts))
        return CALLS[node.name](*map(value, node.parts))

    def whole(node: Node) -> Any:
        found = value(node)
        return found if np.shape(found) == np.shape(like) else found + np.zeros_like(like)

    def power(base: Node, exponent: Node) -> Any:
        if base.name == "e":
            return np.exp(value(exponent))
        if exponent.number is None:  # for one exponent of a whole array NumPy's powers may have other last digits
            return np.power(whole(base), whole(exponent))
        return _raised(value(base), exponent.number)

    return whole(node)


def _raised(base: Any, exponent: float) -> Any:
    """A power with a number as exponent, as landscapes compute it."""
    if exponent == 0.5:
        return np.sqrt(base)
    if exponent != int(exponent):
        return base**exponent
    if exponent < 0:
        return 1.0 / _raised(base, -exponent)
    if exponent < 2:
        return base if exponent else base * 0.0 + 1.0
    square = np.square(_raised(base, exponent // 2))
    return square if exponent % 2 == 0 else square * base


class Remembered(NamedTuple):
    """A tree in which powers of t are letters, and the base of each of these."""

    trees: tuple[Node, ...]
    bases: Mapping[str, Node]


def remembered(trees: tuple[Node, ...], fixed: frozenset[str]) -> Remembered:
    """Trees whose powers b^t are letters. `fixed` are the letters that stay the same in a run, and b has no others."""
    bases: dict[Node, str] = {}

    def is_fixed(node: Node) -> bool:
        return node.number is not None or (node.name in fixed if not node.parts else all(map(is_fixed, node.parts)))

    def replaced(node: Node) -> Node:
        parts = tuple(map(replaced, node.parts))
        if node.name != "pow" or node.number is not None or node.parts[0].name == "e" or not is_fixed(node.parts[0]):
            return node._replace(parts=parts)
        base, exponent = node.parts
        if exponent.name == "mul" and exponent.parts[0].number is not None:  # b^(0.5 t) is (b^0.5)^t
            base, exponent = Node("pow", (base, exponent.parts[0])), exponent.parts[1]
        later = exponent.name == "add" and exponent.parts[1].number == 1
        if (exponent.parts[0] if later else exponent).name != "t":
            return node._replace(parts=parts)
        letter = Node(bases.setdefault(base, f"power_of_t_{len(bases)}"))  # no name that is typed has two words
        return Node("mul", (base, letter)) if later else letter

    found = tuple(map(replaced, trees))
    return Remembered(found, {name: base for base, name in bases.items()})
