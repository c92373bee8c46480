"""The algebra of formulas: what SymPy does for `landscapes.algebra`, and the only file that knows it. It is loaded when something is typed.

SymPy's own parsers evaluate what they read as Python code, so they never see a text: numbers, symbols and calls come in one by one.
"""
# pyright: basic
# SymPy has no types; what comes from it is Any.

import functools
import math
from collections.abc import Callable
from typing import Any

from landscapes.program import NUMPY, Program
from optim_core.spec import TeX

FUNCTIONS = ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "ln", "sqrt", "abs", "max", "min")


def number(value: float) -> Any:
    """A number that is whole stays whole, so that x^2 is a square."""
    import sympy

    if not math.isfinite(value):
        raise ValueError
    return sympy.Integer(int(value)) if value == int(value) and abs(value) < 1e15 else sympy.Float(value, 15)


@functools.cache
def coordinates() -> tuple[Any, Any]:
    """x and y."""
    import sympy

    return sympy.Symbol("x"), sympy.Symbol("y")


@functools.cache
def constants() -> dict[str, Any]:
    """π and e, by the names that people type."""
    import sympy

    return {"pi": sympy.pi, "e": sympy.E}


def is_real(found: Any) -> bool:
    """Whether it may be a real number somewhere."""
    import sympy

    return not found.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, -sympy.oo)


def largest_exponent(found: Any) -> float:
    """The largest absolute value of an exponent that is a number; 0 where there is none."""
    import sympy

    return max((abs(float(power.exp)) for power in found.atoms(sympy.Pow) if power.exp.is_number), default=0.0)


def printed(found: Any) -> TeX:
    """As on paper."""
    from sympy import latex

    return TeX(latex(found, inv_trig_style="full", ln_notation=True))


@functools.cache
def functions() -> dict[str, Callable[..., Any]]:
    """The functions by the names that people type. Those with a kink are ours: SymPy's own bring complex numbers into their slopes."""
    import sympy

    class Level(sympy.Function):
        """Constant but for a jump, and so without a slope."""

        nargs = 1

        def fdiff(self, argindex: int = 1) -> Any:
            return sympy.Integer(0)

    class Chosen(Level):
        """1 above 0, 0 below, ½ between: the slope of a maximum."""

    class Sign(Level):
        """The slope of an absolute value."""

    class Absolute(sympy.Function):
        nargs = 1

        def fdiff(self, argindex: int = 1) -> Any:
            return Sign(self.args[0])

        def _latex(self, printer: Any) -> str:
            return rf"\left|{{{printer._print(self.args[0])}}}\right|"

    class OneOf(sympy.Function):
        """One of two, and the slope of that one."""

        nargs = 2
        above, sign = 0, ""

        def fdiff(self, argindex: int = 1) -> Any:
            here: Any
            other: Any
            here, other = self.args if argindex == 1 else self.args[::-1]
            return Chosen(self.above * (here - other))

        def _latex(self, printer: Any) -> str:
            return rf"\{self.sign}\left({', '.join(printer._print(each) for each in self.args)}\right)"

    class Largest(OneOf):
        above, sign = 1, "max"

    class Least(OneOf):
        above, sign = -1, "min"

    plain = {name: getattr(sympy, name) for name in FUNCTIONS if name not in ("abs", "max", "min")}
    return {**plain, "abs": Absolute, "max": Largest, "min": Least}


def compiled(expressions: list[Any]) -> Program:
    """The calls that compute these expressions, each subexpression once."""
    import sympy

    x, y = coordinates()
    places: dict[Any, int] = {x: 0, y: 1}
    constants: list[float] = []
    calls: list[tuple[str, tuple[int, ...]]] = []
    numbers = sorted({atom for each in expressions for atom in each.atoms(sympy.Number, sympy.NumberSymbol)}, key=sympy.default_sort_key)
    for number in numbers:
        places[number] = 2 + len(constants)
        constants.append(float(number))

    def put(name: str, *read: int) -> int:
        calls.append((name, read))
        return 1 + len(constants) + len(calls)

    def power(base: int, exponent: Any) -> int:
        if exponent == sympy.Rational(1, 2):
            return put("sqrt", base)
        if exponent.is_Integer and exponent < 0:
            return put("reciprocal", power(base, -exponent))
        if exponent.is_Integer and exponent > 1:
            half = power(base, exponent // 2)
            whole = put("square", half)
            return whole if exponent % 2 == 0 else put("Mul", whole, base)
        return base if exponent == 1 else put("Pow", base, place(exponent))

    def place(each: Any) -> int:
        if each in places:
            return places[each]
        name = type(each).__name__
        if name == "Pow" and (each.exp == sympy.Rational(1, 2) or each.exp.is_Integer):
            found = power(place(each.base), each.exp)
        elif name in ("Add", "Mul"):
            found = functools.reduce(lambda a, b: put(name, a, b), [place(part) for part in each.args])
        elif name in NUMPY:
            found = put(name, *(place(part) for part in each.args))
        else:
            raise ValueError(f"This formula leads to {name}, which cannot be computed here.")
        places[each] = found
        return found

    results = tuple(place(each) for each in expressions)
    return Program(tuple(constants), tuple(calls), results)
