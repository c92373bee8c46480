"""Reads the TeX of a formula of this lab into the tree that typed formulas have, too.

The TeX is that of `Survey.formula`: sums, products without a sign, fractions, powers, roots, functions and letters. So a formula that is
printed on a page needs no second version for programs. What a visitor types is read by `landscapes.typed` instead.
"""

import functools
import math
import re
from collections.abc import Iterator, Mapping
from typing import NoReturn

from landscapes.typed.slopes import number_of
from landscapes.typed.tree import ONE, Node

X, Y = Node("x"), Node("y")
_TOKEN = re.compile(
    r"(?P<nothing>\s+|\\[,;! ]|\\left(?![a-z])|\\right(?![a-z])|\\cdot(?![a-z]))"
    r"|\d+(?:\.\d+)?|(?:\\[a-zA-Z]+|[a-zA-Z])(?:_\w|_\{\w+\})?|[-+^(){}]"
)
_FUNCTIONS = {rf"\{name}": name for name in ONE if name not in ("abs", "sign", "floor", "ceil", "log2", "log10")} | {
    r"\ln": "log",
    r"\arcsin": "asin",
    r"\arccos": "acos",
    r"\arctan": "atan",
}
_CLOSING = {"(": ")", "{": "}"}
_CONSTANTS = {r"\pi": Node("pi", number=math.pi), "e": Node("e", number=math.e)}


def letter(name: str, number: float | None) -> Node:
    """A letter of a formula: a number that has a name or, where there is none, data."""
    return Node(f"letter {name}", number=number)


def read(formula: str, letters: Mapping[str, Node]) -> Node:
    """Read a formula in which each of these letters stands for a part. Raises ValueError for what is not understood."""
    reader = _Reader(formula, letters)
    found = reader.sum()
    if reader.now:
        reader.refuse()
    return found


class _Reader:
    """Reads one formula, token by token."""

    def __init__(self, formula: str, letters: Mapping[str, Node]) -> None:
        self.formula = formula
        self.letters: Mapping[str, Node] = {**_CONSTANTS, **letters}
        self.tokens: list[str] = []
        self.at = 0
        end = 0
        while end < len(formula):
            match = _TOKEN.match(formula, end)
            if not match:
                raise ValueError(f"“{formula[end:]}” of the formula {formula} cannot be written as Python")
            self.tokens += [] if match["nothing"] else [match[0]]
            end = match.end()

    @property
    def now(self) -> str:
        """The current token; empty at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def refuse(self) -> NoReturn:
        """Raise a ValueError that quotes the formula from the current token on."""
        raise ValueError(f"“{' '.join(self.tokens[self.at :])}” of the formula {self.formula} cannot be written as Python")

    def take(self, *signs: str) -> str:
        """Step past the current token and return it, if it is one of these; otherwise nothing."""
        found = self.now if self.now in signs else ""
        self.at += bool(found)
        return found

    def sum(self) -> Node:
        """A sum of products."""
        found = self.product()
        while sign := self.take("+", "-"):
            found = _made("add" if sign == "+" else "sub", found, self.product())
        return found

    def product(self) -> Node:
        """Powers in a row, whose product may be negative. A half of something, as TeX writes it, is that divided by 2."""
        negative = self.take("-")
        first, *more = self.powers()
        share = first.parts[1] if more and first.name == "div" and first.parts[0].number == 1 else None
        found = functools.reduce(lambda a, b: _made("mul", a, b), more if share else [first, *more])
        found = _made("div", found, share) if share else found
        return _made("neg", found) if negative else found

    def powers(self) -> Iterator[Node]:
        """The factors of a product."""
        yield self.power()
        while self.now and self.now not in ("+", "-", ")", "}"):
            yield self.power()

    def power(self) -> Node:
        """An atom that may have an exponent."""
        base = self.atom()
        return _made("pow", base, self.atom()) if self.take("^") else base

    def atom(self) -> Node:
        """A number, a letter, a function of an atom, a fraction, or what stands in brackets."""
        token = self.now
        if opening := self.take("(", "{"):
            found = self.sum()
            if not self.take(_CLOSING[opening]):
                self.refuse()
            return found
        if token in self.letters or token in _FUNCTIONS or token == r"\frac" or token[:1].isdigit():
            self.at += 1
        else:
            self.refuse()
        if token in self.letters:
            return self.letters[token]
        if token in _FUNCTIONS:
            return _made(_FUNCTIONS[token], self.atom())
        return _made("div", self.atom(), self.atom()) if token == r"\frac" else Node("number", number=float(token))


def _made(name: str, *parts: Node) -> Node:
    """A call, with its value if neither coordinates nor data occur in it."""
    return Node(name, parts, None if any(part.number is None for part in parts) else number_of(name, *parts))
