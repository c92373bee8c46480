"""Compiles the tree of a formula into the programs of its value and of its slopes.

Both follow the tree as it was typed: each node becomes one call, and each call has a rule for its slope (forward differentiation). A slope
that does not exist is NaN. Where more than one answer is possible, these are the conventions:

- at a kink the slope is the mean of both sides: 0 for |x| at 0, half of each for max and min where they are equal;
- at the tip of a cone, such as sqrt(x^2 + y^2) at the origin, the slope is 0, as in the gradient of Ackley's function: the slope of the
  argument is 0 there, so the infinite slope of the root does not count;
- the slope of sign, floor and ceil is 0, also where they jump.
"""

import math
from collections.abc import Callable

import numpy as np

from landscapes.typed.tape import Program, run
from landscapes.typed.tree import Node

FRAGILE = frozenset({"sqrt", "asin", "acos", "acosh"})
"""Functions that have a value but no slope at the edge of their domain."""


def compiled(formula: Node) -> tuple[Program, Program]:
    """The programs of value and gradient. A part that occurs twice is computed once."""
    value, both = Tape(), Tape(_fragile(formula))
    of_value = value.program(value.value(formula))
    slopes = [both.slope(formula, axis) for axis in (0, 1)]
    known = [both.number(0.0) if slope is None else slope for slope in slopes]
    if of_value.partial:
        known = [both.put("defined", both.value(formula), slope) for slope in known]
    return of_value, both.program(*known)


def _fragile(node: Node) -> bool:
    """Whether some part of a formula may have a value but no slope."""
    power = node.name == "pow" and not (node.parts[1].number or 0.5).is_integer()
    return node.name in FRAGILE or power or any(map(_fragile, node.parts))


def number_of(name: str, *parts: Node) -> float:
    """The value of a call whose arguments are numbers; NaN if it is not defined."""
    tape, nothing = Tape(), np.zeros(1)
    return float(run(tape.program(tape.value(Node(name, parts))), nothing, nothing)[0][0])


class Tape:
    """Builds a program: calls in the order in which they are computed, each of them once.

    A place is the index of an input, a constant or a result. Constants have negative places until `program` knows how many there are.
    """

    def __init__(self, fragile: bool = False) -> None:
        self._fragile = fragile
        """Whether some part may have a value but no slope."""
        self._constants: dict[float, int] = {}
        self._calls: dict[tuple[str, tuple[int, ...]], int] = {}
        self._values: dict[Node, int] = {}
        self._slopes: dict[tuple[Node, int], int | None] = {}

    def program(self, *results: int) -> Program:
        """The program for these results, with the calls that lead to them in order."""
        by_place = {place: call for call, place in self._calls.items()}
        needed, waiting = set[int](), list(results)
        while waiting:
            place = waiting.pop()
            if place not in needed:
                needed.add(place)
                waiting += by_place[place][1] if place in by_place else ()
        kept = [place for place in by_place if place in needed]  # in the order of the calls
        constants = [value for value, place in self._constants.items() if place in needed]
        order = [0, 1, *(self._constants[value] for value in constants), *kept]
        final = {place: at for at, place in enumerate(order)}
        calls = tuple((by_place[place][0], tuple(final[each] for each in by_place[place][1])) for place in kept)
        ends = tuple(final[place] for place in results)
        last = {place: at for at, (_, read) in enumerate(calls) for place in read if order[place] in by_place and place not in ends}
        spent = tuple(tuple(place for place, at in last.items() if at == here) for here in range(len(calls)))
        return Program(tuple(constants), calls, ends, spent)

    def number(self, value: float) -> int:
        """The place of a constant."""
        return self._constants.setdefault(value, -1 - len(self._constants))

    def put(self, name: str, *read: int) -> int:
        """The place of the result of a call, which is added unless it is there already."""
        return self._calls.setdefault((name, read), 2 + len(self._calls))

    def value(self, node: Node) -> int:
        """The place of a node's value."""
        if node not in self._values:
            self._values[node] = self._value(node)
        return self._values[node]

    def _value(self, node: Node) -> int:
        if node.number is not None:
            return self.number(node.number)
        if node.name in ("x", "y"):
            return "xy".index(node.name)
        if node.name != "pow":
            return self.put(node.name, *map(self.value, node.parts))
        base, exponent = node.parts
        if base.name == "e":
            return self.put("exp", self.value(exponent))
        if exponent.number is not None:
            return self._raised(self.value(base), exponent.number)
        return self.put("pow", self.value(base), self.value(exponent))

    def _raised(self, base: int, exponent: float) -> int:
        """The place of a power. If the exponent is a whole number, it is computed by multiplying."""
        if exponent == 0.5:
            return self.put("sqrt", base)
        if exponent != int(exponent):
            return self.put("pow", base, self.number(exponent))
        if exponent < 0:
            return self.put("div", self.number(1.0), self._raised(base, -exponent))
        if exponent < 2:
            return base if exponent else self.put("one", base)
        square = self.put("square", self._raised(base, exponent // 2))
        return square if exponent % 2 == 0 else self.put("mul", square, base)

    def slope(self, node: Node, axis: int) -> int | None:
        """The place of a node's slope along x (axis 0) or y (axis 1); None if it is 0 everywhere."""
        if node.number is not None or node.name in ("sign", "floor", "ceil"):
            return None
        if node.name in ("x", "y"):
            return self.number(1.0) if "xy".index(node.name) == axis else None
        if (node, axis) not in self._slopes:
            within = [self.slope(part, axis) for part in node.parts]
            self._slopes[node, axis] = None if within == [None] * len(within) else self._slope(node, within)
        return self._slopes[node, axis]

    def _slope(self, node: Node, within: list[int | None]) -> int | None:
        places = list(map(self.value, node.parts))
        if len(places) == 1:
            return self._chain(node, places[0], within[0])
        (a, b), (da, db) = places, within
        if node.name == "add":
            return self._sum(da, db)
        if node.name == "sub":
            return self._sum(da, self._neg(db))
        if node.name == "mul":
            return self._sum(self._term(b, db, da), self._term(a, da, db))
        if node.name == "div":
            value = self.value(node)
            above = self._sum(da, self._neg(self._term(value, da, db)))
            return None if above is None else self.put("div", above, b)
        if node.name == "mod":
            return self._sum(da, self._neg(self._product(self.put("times", a, b), db)))
        if node.name in ("max", "min"):
            order = (a, b) if node.name == "max" else (b, a)
            share = self.put("chosen", *order)
            rest = self.put("sub", self.number(1.0), share)
            return self._sum(self._gated(share, da), self._gated(rest, db))
        return self._of_power(node, a, b, da, db)

    def _chain(self, node: Node, u: int, du: int | None) -> int | None:
        if du is None or node.name == "neg":
            return self._neg(du)
        local = SLOPES[node.name](self, u, self.value(node))
        if node.name == "abs":
            return self._gated(local, du)
        return self._gated(du, local) if node.name in FRAGILE else self._product(local, du)

    def _of_power(self, node: Node, a: int, b: int, da: int | None, db: int | None) -> int | None:
        base, exponent = node.parts
        p = exponent.number
        if p == 0:
            return None
        if p is not None and p == int(p):
            return da if p == 1 else self._product(self.put("mul", self.number(p), self._raised(a, p - 1)), da)
        if base.name == "e":
            return self._product(self.value(node), db)
        less = self._raised(a, p - 1) if p is not None else self.put("pow", a, self.put("sub", b, self.number(1.0)))
        along = None if da is None else self._gated(da, self.put("gated", b, less))
        return self._sum(along, None if db is None else self._product(self.put("power log", a, b), db))

    # Arithmetic that leaves out factors of 1, and slopes that are 0 everywhere (None).
    def _sum(self, a: int | None, b: int | None) -> int | None:
        return a if b is None else b if a is None else self.put("add", a, b)

    def _neg(self, a: int | None) -> int | None:
        return None if a is None else self.put("neg", a)

    def _product(self, a: int, b: int | None) -> int | None:
        one = self._constants.get(1.0)
        return b if b is None or a == one else a if b == one else self.put("mul", a, b)

    def _gated(self, gate: int, a: int | None) -> int | None:
        return None if a is None else self.put("gated", gate, a)

    def _term(self, a: int, da: int | None, db: int | None) -> int | None:
        """a · db, a term of the slope of a product."""
        if db is None or not self._fragile:
            return self._product(a, db)
        return self.put("term", a, self.number(0.0) if da is None else da, db)


def _over(tape: Tape, above: float, below: int) -> int:
    return tape.put("div", tape.number(above), below)


def _square_and_one(tape: Tape, first: str, a: int, swapped: bool = False) -> int:
    """1 + a², 1 - a² or, swapped, a² - 1."""
    parts = (tape.put("square", a), tape.number(1.0))
    return tape.put(first, *(parts if swapped else parts[::-1]))


SLOPES: dict[str, Callable[[Tape, int, int], int]] = {
    "sin": lambda tape, u, v: tape.put("cos", u),
    "cos": lambda tape, u, v: tape.put("neg", tape.put("sin", u)),
    "tan": lambda tape, u, v: _square_and_one(tape, "add", v),
    "asin": lambda tape, u, v: _over(tape, 1.0, tape.put("sqrt", _square_and_one(tape, "sub", u))),
    "acos": lambda tape, u, v: _over(tape, -1.0, tape.put("sqrt", _square_and_one(tape, "sub", u))),
    "atan": lambda tape, u, v: _over(tape, 1.0, _square_and_one(tape, "add", u)),
    "sinh": lambda tape, u, v: tape.put("cosh", u),
    "cosh": lambda tape, u, v: tape.put("sinh", u),
    "tanh": lambda tape, u, v: _over(tape, 1.0, tape.put("square", tape.put("cosh", u))),
    "asinh": lambda tape, u, v: _over(tape, 1.0, tape.put("sqrt", _square_and_one(tape, "add", u))),
    "acosh": lambda tape, u, v: _over(tape, 1.0, tape.put("sqrt", _square_and_one(tape, "sub", u, swapped=True))),
    "atanh": lambda tape, u, v: _over(tape, 1.0, _square_and_one(tape, "sub", u)),
    "exp": lambda tape, u, v: v,
    "log": lambda tape, u, v: _over(tape, 1.0, u),
    "log2": lambda tape, u, v: _over(tape, 1 / math.log(2), u),
    "log10": lambda tape, u, v: _over(tape, 1 / math.log(10), u),
    "sqrt": lambda tape, u, v: _over(tape, 0.5, v),
    "abs": lambda tape, u, v: tape.put("sign", u),
}
"""The slope of each function at u, where its value is v."""
