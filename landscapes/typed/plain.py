"""The functions that programs call, for NumPy's numbers, real or complex.

Where a function is not defined its result is NaN: for 1/0 and log 0 as well as log(-1). Where it is defined, but too large for a float, the
result is infinite. All decisions depend on the real part only, so that a complex step passes through.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from optim_core.spec import Array


def _inside(allowed: Any, a: Array) -> Array:
    return np.where(allowed, a, np.nan)


def _divided(a: Array, b: Array) -> Array:
    return np.divide(a, _inside(np.real(b) != 0, b))


def _power(a: Array, b: Array) -> Array:
    """a^b: defined for a > 0, for a = 0 if b is not negative, and for a < 0 if b is a whole number."""
    base, exponent = np.real(a), np.real(b)
    defined = (base > 0) | ((base == 0) & (exponent >= 0)) | ((base < 0) & (exponent == np.floor(exponent)))
    return _inside(defined & ~np.isnan(exponent), np.power(a, b))


def _power_log(a: Array, b: Array) -> Array:
    """a^b log a, the slope of a^b along b; 0 for a = 0 and b > 0, where 0^b is constant."""
    flat = (np.real(a) == 0) & (np.real(b) > 0)
    return np.where(flat, 0.0, np.multiply(_power(a, b), _log(a)))


def _log(a: Array) -> Array:
    return np.log(_inside(np.real(a) > 0, a))


def _mod(a: Array, b: Array) -> Array:
    """The remainder of a divided by b, with the sign of b."""
    left: Array = np.mod(np.real(a), np.real(b))
    along: Any = 1j * np.imag(a - _times(a, b) * b) if np.iscomplexobj(a) or np.iscomplexobj(b) else 0.0
    found: Array = np.add(left, along)
    return found


def _times(a: Array, b: Array) -> Array:
    return np.floor_divide(np.real(a), np.real(b))


# max and min propagate NaN.
def _largest(a: Array, b: Array) -> Array:
    return np.where(np.less(np.real(a), np.real(b)) | np.isnan(b), b, a)


def _least(a: Array, b: Array) -> Array:
    return np.where(np.greater(np.real(a), np.real(b)) | np.isnan(b), b, a)


def _chosen(a: Array, b: Array) -> Array:
    """The share of a's slope in the slope of max(a, b): 1 or 0, and 1/2 where they are equal."""
    return (1 + np.sign(np.real(a) - np.real(b))) / 2


def _gated(gate: Array, a: Array) -> Array:
    """gate · a, and 0 where the gate is 0, whatever a is there."""
    return np.where(gate == 0, 0, gate * a)


def _term(a: Array, da: Array, db: Array) -> Array:
    """a · db, a term of the slope of a · b.

    It is 0 where a is 0 and has a slope, even if b has none there: a small step h away a · b is (da · h) · b, so the slope is da · b.
    """
    return np.where(np.isnan(db) & (np.real(a) == 0) & np.isfinite(da), 0, np.multiply(a, db))


def _defined(value: Array, slope: Array) -> Array:
    """The slope, or NaN where there is no value. A rule alone would give a slope there: 1/x for log x at negative x."""
    return _inside(~np.isnan(value), slope)


def _sqrt(a: Array) -> Array:
    return np.sqrt(_inside(np.real(a) >= 0, a))


def _log2(a: Array) -> Array:
    return _log(a) / math.log(2)


def _log10(a: Array) -> Array:
    return _log(a) / math.log(10)


def _asin(a: Array) -> Array:
    return np.arcsin(_inside(np.abs(np.real(a)) <= 1, a))


def _acos(a: Array) -> Array:
    return np.arccos(_inside(np.abs(np.real(a)) <= 1, a))


def _acosh(a: Array) -> Array:
    return np.arccosh(_inside(np.real(a) >= 1, a))


def _atanh(a: Array) -> Array:
    return np.arctanh(_inside(np.abs(np.real(a)) < 1, a))


def _absolute(a: Array) -> Array:
    return np.where(np.real(a) < 0, np.negative(a), a)


def _sign(a: Array) -> Array:
    return np.sign(np.real(a))


def _floor(a: Array) -> Array:
    return np.floor(np.real(a))


def _ceil(a: Array) -> Array:
    return np.ceil(np.real(a))


def _one(a: Array) -> Array:
    """a^0: 1, and NaN where a is NaN."""
    return np.where(np.isnan(a), np.nan, 1.0)


PLAIN: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": _divided,
    "neg": np.negative,
    "square": np.square,
    "pow": _power,
    "power log": _power_log,
    "sqrt": _sqrt,
    "exp": np.exp,
    "log": _log,
    "log2": _log2,
    "log10": _log10,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": _asin,
    "acos": _acos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "abs": _absolute,
    "sign": _sign,
    "floor": _floor,
    "ceil": _ceil,
    "max": _largest,
    "min": _least,
    "mod": _mod,
    "times": _times,
    "chosen": _chosen,
    "gated": _gated,
    "term": _term,
    "one": _one,
    "defined": _defined,
}
"""The function of each call."""
PARTIAL = frozenset({"div", "pow", "sqrt", "log", "log2", "log10", "asin", "acos", "acosh", "atanh", "mod"})
"""Calls that are not defined for some numbers."""
HIDING = frozenset({"div", "pow", "power log", "exp", "atan", "tanh", "sign", "max", "min", "chosen", "mod", "times"})
"""Calls that may turn an infinite number into a finite one. That is wrong if the number is only too large for a float."""
REVIVING = frozenset({"pow", "power log", "sign", "floor", "ceil"})
"""Calls whose result is wrong if an argument is 0 only because it is too small for a float: sign(exp(-800)) is 1, exp(-800)^0.01 is
e^-8."""
FAILING = frozenset({"div", "log", "log2", "log10"})
"""Calls that are not defined at 0. An argument may be 0 only because it is too small for a float."""
