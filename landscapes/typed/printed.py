"""Writes a tree as TeX. The TeX shows how the text was read: typed back, it is the same function."""

from landscapes.typed.tree import ONE, Node
from optim_core.spec import TeX

_SUM, _NEGATIVE, _PRODUCT, _FACTOR, _ATOM = range(5)
"""Levels of precedence. A part gets brackets if its level is lower than its place needs."""
_NAMES = {
    "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan", "log": r"\ln", "log2": r"\log_{2}", "log10": r"\log_{10}",
    "asinh": r"\operatorname{arsinh}", "acosh": r"\operatorname{arcosh}", "atanh": r"\operatorname{artanh}", "sign": r"\operatorname{sign}",
}  # fmt: skip
_FENCED = {
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r"\right\rfloor"),
    "ceil": (r"\left\lceil ", r"\right\rceil"),
}


def printed(node: Node) -> TeX:
    """A formula as TeX. A letter is printed as it is."""
    return TeX(_printed(node)[0])


def _printed(node: Node) -> tuple[str, int]:
    """A node as TeX, and its level of precedence."""
    name, parts = node.name, node.parts
    if name == "number":
        return _number(node.number or 0.0)
    if not parts:
        return (r"\pi" if name == "pi" else name), _ATOM
    if name in ("add", "sub"):
        return f"{_at(parts[0], _SUM)} {'+' if name == 'add' else '-'} {_at(parts[1], _PRODUCT)}", _SUM
    if name == "neg":
        return f"-{_at(parts[0], _PRODUCT)}", _NEGATIVE
    if name == "mul":
        first, second = _at(parts[0], _NEGATIVE), _at(parts[1], _FACTOR)
        return f"{first}{_between(first, second)}{second}", _NEGATIVE if first.startswith("-") else _PRODUCT
    if name == "div":
        return rf"\frac{{{_at(parts[0], _SUM)}}}{{{_at(parts[1], _SUM)}}}", _FACTOR
    if name == "mod":
        return rf"\left({_at(parts[0], _FACTOR)} \bmod {_at(parts[1], _FACTOR)}\right)", _ATOM
    if name == "pow":
        return _power(*parts)
    return _call(node)


def _call(node: Node, exponent: str = "") -> tuple[str, int]:
    name = node.name
    if name == "sqrt":
        return rf"\sqrt{{{_at(node.parts[0], _SUM)}}}", _FACTOR
    if name == "exp":
        return rf"e^{{{_at(node.parts[0], _SUM)}}}", _FACTOR
    if name in _FENCED:
        opening, closing = _FENCED[name]
        return f"{opening}{_at(node.parts[0], _SUM)}{closing}", _ATOM
    arguments = ", ".join(_at(part, _SUM) for part in _listed(node))
    level = _ATOM if name in ("max", "min") else _FACTOR
    return rf"{_NAMES.get(name, chr(92) + name)}{exponent}\left({arguments}\right)", level


def _listed(node: Node) -> list[Node]:
    """The arguments of a call. For max and min, which the tree nests two by two, all of them."""
    if node.name in ("max", "min") and node.parts[0].name == node.name:
        return [*_listed(node.parts[0]), node.parts[1]]
    return list(node.parts)


def _power(base: Node, exponent: Node) -> tuple[str, int]:
    raised = f"^{{{_at(exponent, _SUM)}}}"
    whole = exponent.name == "number" and exponent.number is not None and exponent.number >= 1 and exponent.number % 1 == 0
    if whole and base.name in ONE and base.name not in ("sqrt", "exp", *_FENCED):
        return _call(base, raised)
    return f"{_at(base, _ATOM)}{raised}", _FACTOR


def _at(node: Node, least: int) -> str:
    """A node as TeX, in brackets if its level is lower than `least`."""
    text, level = _printed(node)
    return text if level >= least else rf"\left({text}\right)"


def _between(first: str, second: str) -> str:
    """The TeX between two factors: a dot or a space where they could be misread, as in 2 3, x 2, 2 ½, f (x)."""
    if second[0].isdigit() or (first[-1].isdigit() and second.startswith(r"\frac")):
        return r" \cdot "
    return r"\, " if second.startswith(r"\left(") else " "


def _number(value: float) -> tuple[str, int]:
    digits, _, power = f"{value:.17g}".partition("e") if float(f"{value:.15g}") != value else f"{value:.15g}".partition("e")
    if not power:
        return digits, _ATOM
    return (rf"10^{{{int(power)}}}", _FACTOR) if digits == "1" else (rf"{digits} \cdot 10^{{{int(power)}}}", _PRODUCT)
