"""Prints the tree of a formula as Python, for NumPy and for the libraries that derive its slope: JAX and PyTorch.

Two things differ from what the lab computes of a typed formula: numbers that are too large or too small for a float on their way to a
result are so in a program, too (the lab computes those with wide numbers), and at kinks, poles and holes the library decides.
"""

import keyword
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from landscapes.typed.tree import ONE, Node
from optim_core.spec import Array

Module = Literal["np", "jnp", "torch"]
"""The name under which a program has the functions."""
WIDEST = 100
"""The largest number of letters in a line, where the line can be broken."""
_SUM, _NEGATIVE, _PRODUCT, _POWER, _ATOM = range(5)
"""Levels of precedence. A part gets brackets if its level is lower than its place needs."""
_SIGNS = {"add": ("+", _SUM), "sub": ("-", _SUM), "mul": ("*", _PRODUCT), "div": ("/", _PRODUCT), "mod": ("%", _PRODUCT)}
_NAMES = {
    **{"asin": "arcsin", "acos": "arccos", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh"},
    **{"max": "maximum", "min": "minimum"},
}
_OF_NUMBERS = frozenset(ONE) - {"abs", "sign", "floor", "ceil"}
"""What Python's own `math` computes, and gives as a float. The others are printed as their value, where there are only numbers in them."""
_RESERVED = ("data", "jnp", "loss", "math", "np", "rows", "theta", "torch")
_PLAIN = re.compile(r"\w+(\.\w+)?")


class Printed(NamedTuple):
    """A formula as Python, and the letters in it: the number that each stands for, or None for data."""

    text: str
    letters: Mapping[str, float | None]


def printed(node: Node, module: Module, coordinates: Sequence[str]) -> Printed:
    """Print a formula whose coordinates have these names."""
    printer = _Printer(module, coordinates)
    text = printer.at(node, _SUM)
    return Printed(text if node.number is None else f"0 * {coordinates[0]} + {text}", printer.letters)


def identifier(letter: str) -> str:
    """A letter of a formula as a name of Python's."""
    name = letter.replace("\\", "").replace("{", "").replace("}", "")
    return f"{name}_" if keyword.iskeyword(name) else name


def table(names: Sequence[str], rows: Sequence[Array]) -> str:
    """Code that makes an array of these rows, every number as exact as it is."""
    lines = ["data = np.array(", "    ["]
    for name, row in zip(names, rows, strict=True):
        numbers = ", ".join(map(repr, row.tolist()))
        lines += [f"        [  # {name}", textwrap.indent("\n".join(textwrap.wrap(numbers, WIDEST - 13)), " " * 12), "        ],"]
    return "\n".join([*lines, "    ]", ")", ""])


def wrapped(before: str, text: str) -> str:
    """A line of code that ends in a formula; if it is too long, the formula in brackets on several lines, which begin with a sign."""
    if len(before) + len(text) <= WIDEST:
        return f"{before}{text}\n"
    terms = [term for part in re.split(r" (?=[+-] )", text) for term in textwrap.wrap(part, WIDEST - 8, break_long_words=False)]
    sums = [terms[0]]
    for term in terms[1:]:  # the terms of the whole sum, if none is too long
        open_brackets = sums[-1].count("(") - sums[-1].count(")")
        sums = [*sums[:-1], f"{sums[-1]} {term}"] if open_brackets else [*sums, term]
    lines = [""]
    for term in sums if max(map(len, sums)) <= WIDEST - 8 else terms:
        full = len(f"{lines[-1]} {term}") > WIDEST - 8
        lines = [*lines, term] if full else [*lines[:-1], f"{lines[-1]} {term}".strip()]
    return "\n".join([f"{before}(", *(f"        {line}" for line in lines), "    )", ""])


class _Printer:
    def __init__(self, module: Module, coordinates: Sequence[str]) -> None:
        self.module = module
        self.coordinates = dict(zip(("x", "y"), coordinates, strict=True))
        self.letters: dict[str, float | None] = {}

    def at(self, node: Node, least: int, floats: bool = False) -> str:
        """A node as Python, in brackets if its level is lower than `least`.

        With `floats`, whole numbers have a point: powers of Python's whole numbers would have more bits than NumPy takes.
        """
        text, level = self._printed(node, floats or bool(node.parts and node.name != "div" and _is_digits(node)))
        return text if level >= least else f"({text})"

    def _printed(self, node: Node, floats: bool) -> tuple[str, int]:
        """A node as Python, and its level of precedence."""
        name, parts = node.name, node.parts
        if name in _SIGNS:
            sign, level = _SIGNS[name]
            return f"{self.at(parts[0], level, floats)} {sign} {self.at(parts[1], level + 1 + (level == _SUM), floats)}", level
        if name == "neg":
            return f"-{self.at(parts[0], _PRODUCT, floats)}", _NEGATIVE
        if name == "pow":
            return self._power(node, floats)
        return (self._call(node, floats) if parts else self._leaf(node, floats)), _ATOM

    def _leaf(self, node: Node, floats: bool) -> str:
        if node.name in self.coordinates:
            return self.coordinates[node.name]
        if node.name.startswith("letter "):
            name = identifier(node.name.removeprefix("letter "))
            taken = name in _RESERVED or name in self.coordinates.values()
            if not taken and self.letters.setdefault(name, node.number) == node.number:
                return name
        return f"math.{node.name}" if node.name in ("pi", "e") else _number(node.number or 0.0, floats)

    def _call(self, node: Node, floats: bool) -> str:
        parts = node.parts
        if node.number is not None:
            return f"math.{node.name}({self.at(parts[0], _SUM, floats)})" if node.name in _OF_NUMBERS else _number(node.number, True)
        if node.name == "log" and (exponent := _above_one(parts[0])):  # ln(1 + exp a), which must not overflow on its way
            return f"{self.module}.logaddexp({self._tensor(Node('number', number=0.0))}, {self.at(exponent, _SUM)})"
        arguments = map(self._tensor, parts) if len(parts) > 1 else (self.at(part, _SUM) for part in parts)
        return f"{self.module}.{_NAMES.get(node.name, node.name)}({', '.join(arguments)})"

    def _tensor(self, node: Node) -> str:
        """One of several arguments, none of which may be a plain number in PyTorch."""
        text = self.at(node, _SUM, floats=True)
        return f"torch.tensor({text})" if self.module == "torch" and node.number is not None else text

    def _power(self, node: Node, floats: bool) -> tuple[str, int]:
        base, exponent = node.parts
        if base.name == "e":
            return self._call(Node("exp", (exponent,), node.number), floats), _ATOM
        if exponent.number == 0.5 and _is_digits(exponent):
            return self._call(Node("sqrt", (base,), node.number), floats), _ATOM
        whole = exponent.number is not None and exponent.number.is_integer() and _is_digits(exponent)
        below, above = self.at(base, _ATOM, floats), f"{exponent.number:.0f}" if whole else self.at(exponent, _ATOM)
        return f"{below}**{above}" if _PLAIN.fullmatch(below) and _PLAIN.fullmatch(above) else f"{below} ** {above}", _POWER


def _is_digits(node: Node) -> bool:
    """Whether there are only numbers in it that were written as digits."""
    return all(map(_is_digits, node.parts)) if node.parts else node.name == "number"


def _number(value: float, floats: bool) -> str:
    text = f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 and not floats else repr(value)
    return f"({text})" if value < 0 else text


def _above_one(node: Node) -> Node | None:
    """a, if this is 1 + exp a; otherwise None."""
    if node.name != "add" or node.number is not None:
        return None
    one, other = sorted(node.parts, key=lambda part: part.number is None)
    exponential = other.name == "exp" or (other.name == "pow" and other.parts[0].name == "e")
    return other.parts[-1] if one.number == 1 and exponential else None
