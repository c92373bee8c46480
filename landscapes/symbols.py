"""The algebra of formulas: what SymPy does for `landscapes.algebra`, and the only file that knows it. It is loaded when something is typed.

SymPy's own parsers evaluate what they read as Python code, so they never see a text: numbers, symbols and calls come in one by one.
"""
# pyright: basic
# SymPy has no types; what comes from it is Any.

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from landscapes.program import NUMPY, Program, run
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

    return not found.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, -sympy.oo) and (not found.is_number or math.isfinite(computed(found)))


def computed(found: Any) -> float:
    """What NumPy makes of a formula without x and y; NaN where it is no real number. SymPy would go to any length for exp(exp(exp(9)))."""
    nothing = np.zeros(1)
    return float(run(compiled([found]), nothing, nothing)[0][0])


def largest_exponent(found: Any) -> float:
    """The largest absolute value of an exponent that is a number; 0 where there is none."""
    import sympy

    return max((abs(computed(power.exp)) for power in found.atoms(sympy.Pow) if power.exp.is_number), default=0.0)


def printed(found: Any) -> TeX:
    """As on paper."""
    from sympy import latex

    return TeX(latex(found, inv_trig_style="full", ln_notation=True))


@functools.cache
def functions() -> dict[str, Callable[..., Any]]:
    """The functions by the names that people type.

    All are ours, with nothing but a slope. SymPy's own simplify whatever they are called with, for which tanh(tanh(tanh(tanh(x)))) takes
    hours, and bring complex numbers into the slopes of those with a kink.
    """
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

        @classmethod
        def eval(cls, a: Any) -> Any:
            """Of a number it is a number; None, as SymPy has it, leaves the call as it is."""
            return (-a if computed(a) < 0 else a) if a.is_number else None

        def fdiff(self, argindex: int = 1) -> Any:
            return Sign(self.args[0])

        def _latex(self, printer: Any, exp: str | None = None) -> str:
            return _raised(rf"\left|{{{printer._print(self.args[0])}}}\right|", exp)

    class OneOf(sympy.Function):
        """One of two, and the slope of that one."""

        nargs = 2
        above, sign = 0, ""

        @classmethod
        def eval(cls, a: Any, b: Any) -> Any:
            return (b if (computed(b) - computed(a)) * cls.above > 0 else a) if a.is_number and b.is_number else None

        def fdiff(self, argindex: int = 1) -> Any:
            here: Any
            other: Any
            here, other = self.args if argindex == 1 else self.args[::-1]
            return Chosen(self.above * (here - other))

        def _latex(self, printer: Any, exp: str | None = None) -> str:
            return _raised(rf"\{self.sign}\left({', '.join(printer._print(each) for each in self.all())}\right)", exp)

        def all(self) -> list[Any]:
            """What it is the largest or the least of: max(max(x, y), 2) is max(x, y, 2)."""
            first, second = ([each] if type(each) is not type(self) else each.all() for each in self.args)
            return [*first, *second]

    class Largest(OneOf):
        above, sign = 1, "max"

    class Least(OneOf):
        above, sign = -1, "min"

    def smooth(name: str, slope: Callable[[Any], Any], **more: Any) -> Any:
        return type(sympy.Function)(name, (sympy.Function,), {"nargs": 1, "fdiff": lambda self, argindex=1: slope(self.args[0]), **more})

    def power_of_e(self: Any, printer: Any, exp: str | None = None) -> str:
        printed = f"e^{{{printer._print(self.args[0])}}}"
        return printed if exp is None else _raised(rf"\left({printed}\right)", exp)

    sin, cos = smooth("sin", lambda u: cos(u)), smooth("cos", lambda u: -sin(u))
    sinh, cosh = smooth("sinh", lambda u: cosh(u)), smooth("cosh", lambda u: sinh(u))
    tan, tanh = smooth("tan", lambda u: 1 + tan(u) ** 2), smooth("tanh", lambda u: 1 / cosh(u) ** 2)
    asin, acos = smooth("asin", lambda u: 1 / sympy.sqrt(1 - u**2)), smooth("acos", lambda u: -1 / sympy.sqrt(1 - u**2))
    atan = smooth("atan", lambda u: 1 / (1 + u**2))
    exp, log = smooth("exp", lambda u: exp(u), _latex=power_of_e), smooth("log", lambda u: 1 / u)
    found = (sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, exp, log, log, sympy.sqrt, Absolute, Largest, Least)
    return dict(zip(FUNCTIONS, found, strict=True))


def _raised(printed: str, exponent: str | None) -> str:
    """A call and its power: SymPy leaves the exponent of a function to the function."""
    return printed if exponent is None else rf"{printed}^{{{exponent}}}"


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
            gates = [part for part in each.args if name == "Mul" and type(part).__name__ in ("Chosen", "Sign")]
            rest = [part for part in each.args if part not in gates] or [gates.pop()]
            found = functools.reduce(lambda a, b: put(name, a, b), map(place, rest))
            found = functools.reduce(lambda a, gate: put("Gated", place(gate), a), gates, found)
        elif name in NUMPY:
            found = put(name, *(place(part) for part in each.args))
        else:
            raise ValueError(f"This formula leads to {name}, which cannot be computed here.")
        places[each] = found
        return found

    results = tuple(place(each) for each in expressions)
    return Program(tuple(constants), tuple(calls), results)
