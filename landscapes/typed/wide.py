"""The functions of programs for numbers too large or too small for a float: log(1 + e^800) is 800, and e^800/(1 + e^800) is 1.

Such a number is m · 2^k, with a separate exponent k of up to ±10¹⁵. A program runs on wide numbers where its plain run gives no finite
number. So numbers may overflow or vanish on the way to a result: log(1 + exp(x)), log(exp(x) + exp(y)), exp(x)/(1 + exp(x)) and their
slopes, exp(-x) exp(x), sqrt(x^2), cosh(x)/sinh(x), log(cosh(x)), (x^30)^(1/30). Not covered are arguments of sin, cos, tan and mod that are
too large themselves, numbers beyond m · 2^(10¹⁵), such as exp(exp(800)), and products in which a factor vanishes in the plain run although
others would make it large again: 1e300 (1e300 exp(-1000)).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from landscapes.typed.plain import PLAIN
from optim_core.spec import Array

LARGEST = 1e15
ZERO = -1e18
"""The exponent k of 0, below that of all other numbers."""
LN2 = float(np.log(2))
LN2_HIGH, LN2_LOW = float.fromhex("0x1.62e42feep-1"), float.fromhex("0x1.a39ef35793c76p-33")
"""Their sum is ln 2; the product of the first and a k of up to twenty bits is exact. Cody & Waite, Software Manual for the Elementary
Functions, 1980."""


class Wide(NamedTuple):
    """m · 2^k: the larger part of m, real or imaginary, is in [1/2, 1)."""

    m: Array
    k: Array


def widened(m: Array, k: Any = 0.0) -> Wide:
    """m · 2^k in normal form."""
    m = np.asarray(m)
    size = np.maximum(np.abs(np.real(m)), np.abs(np.imag(m))) if np.iscomplexobj(m) else np.abs(m)
    exponent = np.where(np.isfinite(size), np.frexp(size)[1], 0)
    m = m * np.exp2(-(exponent // 2)) * np.exp2(-(exponent - exponent // 2))
    k = k + exponent
    small, large = (size == 0) | (k < -LARGEST), np.isinf(size) | (k > LARGEST)
    k = np.where(np.isnan(size), 0, np.where(small, ZERO, np.where(large, LARGEST, k)))
    if small.any() or large.any():
        m = np.where(np.isnan(size), np.nan, np.where(small, 0, np.where(large, np.inf * np.sign(np.real(m)), m)))
    return Wide(m, k)


def narrowed(a: Wide) -> Array:
    """A wide number as a float; infinite if it is too large."""
    k = np.clip(a.k, -2000, 2000)
    half = np.trunc(k / 2)
    return np.asarray(a.m * np.exp2(half) * np.exp2(k - half))


def _picked(where: Any, a: Wide, b: Wide) -> Wide:
    return Wide(np.where(where, a.m, b.m), np.where(where, a.k, b.k))


def _masked(allowed: Any, a: Wide) -> Wide:
    return Wide(np.where(allowed, a.m, np.nan), a.k)


def _add(a: Wide, b: Wide) -> Wide:
    k = np.maximum(a.k, b.k)
    return widened(a.m * np.exp2(np.maximum(a.k - k, -2000)) + b.m * np.exp2(np.maximum(b.k - k, -2000)), k)


def _neg(a: Wide) -> Wide:
    return Wide(-a.m, a.k)


def _sub(a: Wide, b: Wide) -> Wide:
    return _add(a, _neg(b))


def _mul(a: Wide, b: Wide) -> Wide:
    return widened(a.m * b.m, a.k + b.k)


def _div(a: Wide, b: Wide) -> Wide:
    return widened(a.m / np.where(np.real(b.m) != 0, b.m, np.nan), a.k - b.k)


def _sqrt(a: Wide) -> Wide:
    odd = np.mod(a.k, 2)
    return widened(np.sqrt(np.where(np.real(a.m) >= 0, a.m, np.nan) * np.exp2(odd)), (a.k - odd) / 2)


def _exp(a: Wide) -> Wide:
    u = narrowed(a)
    k = np.rint(np.real(u) / LN2)
    within = np.abs(k) <= LARGEST
    k = np.where(within, k, np.clip(k, -2 * LARGEST, 2 * LARGEST))
    return widened(np.where(np.isnan(u), u, np.exp(np.where(within, (u - k * LN2_HIGH) - k * LN2_LOW, 0))), k)


def _log(a: Wide) -> Wide:
    return widened(np.log(np.where(np.real(a.m) > 0, a.m, np.nan)) + a.k * LN2)


def _pow(a: Wide, b: Wide) -> Wide:
    exponent = narrowed(b)
    below, zero, p = np.real(a.m) < 0, np.real(a.m) == 0, np.real(exponent)
    power = exponent * (np.log2(np.where(zero, 1, np.where(below, -a.m, a.m))) + np.where(zero, 0, a.k))
    k = np.clip(np.rint(np.real(power)), -2 * LARGEST, 2 * LARGEST)
    sign = np.where(below & (np.mod(p, 2) == 1), -1.0, 1.0)
    found = widened(sign * np.exp2(np.where(np.abs(k) <= LARGEST, power - k, 0)), k)
    found = _picked(zero & (p > 0), widened(np.zeros_like(p)), found)
    return _masked(~np.isnan(exponent) & ~np.isnan(a.m) & ~(zero & (p < 0)) & ~(below & (p != np.floor(p))), found)


def _power_log(a: Wide, b: Wide) -> Wide:
    return _picked((np.real(a.m) == 0) & (np.real(b.m) > 0), widened(np.zeros(np.shape(a.m))), _mul(_pow(a, b), _log(a)))


def _cosh(a: Wide) -> Wide:
    return _mul(widened(np.array(0.5)), _add(_exp(a), _exp(_neg(a))))


def _sinh(a: Wide) -> Wide:
    near = narrowed(a)
    far = _mul(widened(np.array(0.5)), _sub(_exp(a), _exp(_neg(a))))
    return _picked(np.abs(np.real(near)) < 1, widened(np.sinh(near)), far)


def _area(name: str) -> Callable[[Wide], Wide]:
    """asinh and acosh, which are ± log 2|a| for large |a|."""

    def computed(a: Wide) -> Wide:
        sign = np.sign(np.real(a.m))
        far = (a.k > 500) & ((sign > 0) | (name == "asinh"))
        return _picked(far, _mul(widened(sign), _log(Wide(sign * a.m, a.k + 1))), widened(PLAIN[name](narrowed(a))))

    return computed


def _whole(call: Callable[..., Any]) -> Callable[[Wide], Wide]:
    """floor and ceil. Large numbers are whole already; very small ones must not become 0 before they are rounded."""

    def computed(a: Wide) -> Wide:
        near = np.where(a.k < -1000, np.sign(np.real(a.m)) / 2, narrowed(a))
        return _picked(a.k > 60, Wide(np.real(a.m), a.k), widened(call(near)))

    return computed


def _order(a: Wide, b: Wide) -> Array:
    """1 where a is larger, -1 where b is."""
    return np.sign(np.real(_sub(a, b).m))


def _gated(gate: Wide, a: Wide) -> Wide:
    return _picked(gate.m == 0, widened(np.zeros(np.shape(gate.m))), _mul(gate, a))


def _term(a: Wide, da: Wide, db: Wide) -> Wide:
    nothing = np.isnan(db.m) & (np.real(a.m) == 0) & np.isfinite(da.m)
    return _picked(nothing, widened(np.zeros(np.shape(nothing))), _mul(a, db))


def _square(a: Wide) -> Wide:
    return _mul(a, a)


def _log2(a: Wide) -> Wide:
    return _div(_log(a), widened(np.log(2)))


def _log10(a: Wide) -> Wide:
    return _div(_log(a), widened(np.log(10)))


def _absolute(a: Wide) -> Wide:
    return _picked(np.real(a.m) < 0, _neg(a), a)


def _sign(a: Wide) -> Wide:
    return widened(np.sign(np.real(a.m)))


def _largest(a: Wide, b: Wide) -> Wide:
    return _picked((_order(a, b) < 0) | np.isnan(b.m), b, a)


def _least(a: Wide, b: Wide) -> Wide:
    return _picked((_order(a, b) > 0) | np.isnan(b.m), b, a)


def _chosen(a: Wide, b: Wide) -> Wide:
    return widened((1 + _order(a, b)) / 2)


def _one(a: Wide) -> Wide:
    return widened(np.where(np.isnan(a.m), np.nan, 1.0))


def _defined(value: Wide, slope: Wide) -> Wide:
    return _masked(~np.isnan(value.m), slope)


def _of_floats(call: Callable[..., Any]) -> Callable[..., Wide]:
    def computed(*parts: Wide) -> Wide:
        return widened(call(*map(narrowed, parts)))

    return computed


_OWN: dict[str, Callable[..., Wide]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "square": _square,
    "pow": _pow,
    "power log": _power_log,
    "sqrt": _sqrt,
    "exp": _exp,
    "log": _log,
    "log2": _log2,
    "log10": _log10,
    "sinh": _sinh,
    "cosh": _cosh,
    "asinh": _area("asinh"),
    "acosh": _area("acosh"),
    "abs": _absolute,
    "sign": _sign,
    "floor": _whole(PLAIN["floor"]),
    "ceil": _whole(PLAIN["ceil"]),
    "max": _largest,
    "min": _least,
    "chosen": _chosen,
    "gated": _gated,
    "term": _term,
    "one": _one,
    "defined": _defined,
}
WIDE: dict[str, Callable[..., Wide]] = {name: _of_floats(call) for name, call in PLAIN.items()} | _OWN
"""The function of each call, for wide numbers. Those without a rule of their own compute with floats, in which large numbers are
infinite."""
