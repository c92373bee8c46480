"""Computes the lines of a method with NumPy, each coordinate by itself, in the order of the tree.

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
}
"""The function of each call but powers and remainders."""


def computed(node: Node, values: Mapping[str, Array]) -> Any:
    """The value of a tree whose letters, g among them, have these values: an array that broadcasts with them, or a number."""
    if node.number is not None:
        return node.number
    if not node.parts:
        return values[node.name]
    if node.name == "mod":
        return np.mod(_whole(node.parts[0], values), _whole(node.parts[1], values))
    if node.name == "pow":
        return _power(node.parts[0], node.parts[1], values)
    return CALLS[node.name](*(computed(part, values) for part in node.parts))


def _power(base: Node, exponent: Node, values: Mapping[str, Array]) -> Any:
    if base.name == "e":
        return np.exp(computed(exponent, values))
    if exponent.number is None:
        return np.power(_whole(base, values), _whole(exponent, values))
    return _raised(computed(base, values), exponent.number)


def _whole(node: Node, values: Mapping[str, Array]) -> Any:
    """The value of a tree in the shape of g. For one exponent of a whole array NumPy's powers may have other last digits."""
    return computed(node, values) + np.zeros_like(values["g"])


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
        letter = Node(bases.get(base, f"power_of_t_{len(bases)}"))  # no name that is typed has two words
        if exponent.name == "t":
            bases[base] = letter.name
            return letter
        if exponent.name == "add" and exponent.parts[0].name == "t" and exponent.parts[1].number == 1:
            bases[base] = letter.name
            return Node("mul", (base, letter))
        return node._replace(parts=parts)

    found = tuple(map(replaced, trees))
    return Remembered(found, {name: base for base, name in bases.items()})
