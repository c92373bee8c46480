"""Writes a tree as people type it: read again, it is the same tree."""

from landscapes.typed.tree import Node
from lessons.own_method.reader import COMPARISONS

_SUM, _PRODUCT, _POWER, _ATOM = range(4)
"""Levels of precedence. A part gets brackets if its level is lower than its place needs."""
_SIGNS = {"add": " + ", "sub": " - ", "mul": "*", "div": "/", "mod": " mod "}
_COMPARED = {name: f" {sign} " for sign, name in COMPARISONS.items()}


def typed_out(node: Node) -> str:
    """A tree as text."""
    return _written(node)[0]


def number_text(value: float) -> str:
    """A number in the fewest digits that say it exactly."""
    digits, _, power = repr(float(value)).removesuffix(".0").partition("e")
    return f"{digits}e{int(power)}" if power else digits


def _written(node: Node) -> tuple[str, int]:
    name, parts = node.name, node.parts
    if name == "number":
        return number_text(node.number or 0.0), _ATOM
    if not parts:
        return name, _ATOM
    if name in ("add", "sub"):
        return f"{_at(parts[0], _SUM)}{_SIGNS[name]}{_at(parts[1], _PRODUCT, signed=False)}", _SUM
    if name in _COMPARED:  # only `if` has these, as its first argument
        return f"{typed_out(parts[0])}{_COMPARED[name]}{typed_out(parts[1])}", _SUM
    if name in _SIGNS:
        return f"{_at(parts[0], _PRODUCT)}{_SIGNS[name]}{_at(parts[1], _POWER)}", _PRODUCT
    if name == "neg":
        return f"-{_at(parts[0], _POWER)}", _PRODUCT
    if name == "pow":
        return f"{_at(parts[0], _ATOM)}^{_at(parts[1], _ATOM)}", _POWER
    return f"{name}({', '.join(typed_out(part) for part in _listed(node))})", _ATOM


def _listed(node: Node) -> list[Node]:
    """The arguments of a call. For max and min, which the tree nests two by two, all of them."""
    if node.name in ("max", "min") and node.parts[0].name == node.name:
        return [*_listed(node.parts[0]), node.parts[1]]
    return list(node.parts)


def _at(node: Node, least: int, signed: bool = True) -> str:
    """A node as text, in brackets if its level is lower than `least`, or if it begins with a sign that cannot stand here."""
    text, level = _written(node)
    return text if level >= least and (signed or not text.startswith("-")) else f"({text})"
