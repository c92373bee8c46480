"""A formula as it was typed: a tree of numbers, coordinates and calls. Nothing in it is rearranged, merged or simplified."""

from typing import NamedTuple

ONE = (
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"),
    *("exp", "log", "log2", "log10", "sqrt", "abs", "sign", "floor", "ceil"),
)
"""The functions of one argument. `log` is the natural logarithm, which may also be typed as ln."""
SEVERAL = ("max", "min")
"""The functions of two arguments or more."""
TWO = ("mod", "pow")
"""The functions of two arguments."""
FUNCTIONS = (*ONE, *SEVERAL, *TWO)
CONSTANTS = ("pi", "e")
COORDINATES = ("x", "y")
LARGEST_EXPONENT = 32
MOST_TOWERS = 4
"""The most powers inside one another, in base or exponent, whose exponents depend on x or y."""


class Node(NamedTuple):
    """A part of a formula: a number, a coordinate, a constant, or a call.

    `name` is "number", "x", "y", "pi", "e", "add", "sub", "mul", "div", "neg", "pow" or the name of a function. Methods have other letters
    and more calls (`lessons.own_method.reader`).
    """

    name: str
    parts: tuple["Node", ...] = ()
    number: float | None = None
    """Its value, if neither x nor y occurs in it."""


def moved(node: Node, x: Node, y: Node) -> Node:
    """A formula with other coordinates."""
    if node.name in COORDINATES:
        return x if node.name == "x" else y
    return node._replace(parts=tuple(moved(part, x, y) for part in node.parts))


def tower(node: Node) -> int:
    """How deeply powers are nested whose exponents depend on x or y."""
    inside = max(map(tower, node.parts), default=0)
    return inside + (node.name == "pow" and node.parts[1].number is None)


def raised(node: Node) -> float:
    """The product of the exponents of nested powers, where these are numbers: 6 for (x^2)^3, and for 5 y (x^2)^3."""
    if node.name == "pow" and node.parts[1].number is not None:
        return abs(node.parts[1].number) * raised(node.parts[0])
    if node.name in ("mul", "div", "neg"):
        return max(map(raised, node.parts))
    return 1.0
