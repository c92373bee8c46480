"""Random formulas as people write them, each with its meaning, computed beside it by mpmath in as many digits as are asked for."""

from collections.abc import Callable
from random import Random
from typing import Any, Literal

import numpy as np
from mpmath import mp, mpf

Truth = Callable[[Any, Any], Any]
"""What a formula comes to at (x, y). UndefinedError or BeyondFloatsError where there is nothing to say."""


LARGEST, SMALLEST = mpf(np.finfo(float).max), mpf(np.finfo(float).tiny)


class UndefinedError(Exception):
    """The formula has no value here."""


class BeyondFloatsError(Exception):
    """A part of it is nearer to 0 than any float, or takes more digits than anyone waits for."""


def defined(allowed: bool, value: Callable[[], Any]) -> Any:
    if not allowed:
        raise UndefinedError
    return value()


def exponential(u: Any) -> Any:
    if abs(u) > 1e5:
        raise BeyondFloatsError
    return mp.exp(u)


def power(a: Any, b: Any) -> Any:
    whole = b == mp.floor(b)
    if abs(b) > 100 or (a != 0 and abs(b * mp.log(abs(a))) > 1e5):
        raise BeyondFloatsError
    return defined(a > 0 or (a == 0 and b >= 0) or (a < 0 and whole), lambda: mpf(1) if b == 0 else a ** (int(b) if whole else b))


ONE: dict[str, Callable[[Any], Any]] = {
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "asin": lambda u: defined(abs(u) <= 1, lambda: mp.asin(u)),
    "acos": lambda u: defined(abs(u) <= 1, lambda: mp.acos(u)),
    "atan": mp.atan,
    "sinh": lambda u: mp.sinh(u) if abs(u) < 1 else (exponential(u) - exponential(-u)) / 2,  # whose difference would be lost at 1e-264
    "cosh": lambda u: (exponential(u) + exponential(-u)) / 2,
    "tanh": lambda u: mp.tanh(u) if abs(u) < 1e4 else mp.sign(u),
    "asinh": mp.asinh,
    "acosh": lambda u: defined(u >= 1, lambda: mp.acosh(u)),
    "atanh": lambda u: defined(abs(u) < 1, lambda: mp.atanh(u)),
    "exp": exponential,
    "log": lambda u: defined(u > 0, lambda: mp.log(u)),
    "log2": lambda u: defined(u > 0, lambda: mp.log(u, 2)),
    "log10": lambda u: defined(u > 0, lambda: mp.log10(u)),
    "sqrt": lambda u: defined(u >= 0, lambda: mp.sqrt(u)),
    "abs": abs,
    "sign": mp.sign,
    "floor": mp.floor,
    "ceil": mp.ceil,
}
WRITTEN = {
    "log": ["log", "ln", "np.log", "math.log", r"\ln", "LOG"],
    "abs": ["abs", "np.abs", "fabs"],
    "asin": ["asin", "arcsin", r"\arcsin", "np.arcsin"],
    "acosh": ["acosh", "arcosh", "arccosh", "np.arccosh"],
    "sin": ["sin", r"\sin", "math.sin", "SIN"],
    "sign": ["sign", "sgn", "np.sign"],
}
NUMBERS = ["0", "1", "2", "3", "0.5", "1.5", ".25", "10", "1e-3", "0,5", "π", "e", "½"]
VALUES = {"0,5": 0.5, "½": 0.5, "π": float(mp.pi), "e": float(mp.e)}
EXPONENTS = ["0", "1", "2", "3", "-1", "-2", "0.5", "1.5", "-0.5", "4"]


def grown(random: Random, depth: int) -> tuple[str, Truth]:
    """A formula, at most so deep. Every part of it can stand as a factor."""
    text, truth = _grown(random, depth)
    return text, lambda x, y: within(truth(x, y))


def within(value: Any) -> Any:
    """A value that a float can tell from 0: (-1)^(1e-400) has none, and (-1)^0 is 1."""
    if 0 < abs(value) < SMALLEST:
        raise BeyondFloatsError
    return value


def _grown(random: Random, depth: int) -> tuple[str, Truth]:
    kind = random.choice(["leaf", "one", "one", "two", "two", "two", "power", "power", "squared", "most"]) if depth else "leaf"
    if kind == "leaf":
        return leaf(random)
    text, u = grown(random, depth - 1)
    if kind == "one":
        name = random.choice(list(ONE))
        call = ONE[name]
        written = random.choice(WRITTEN.get(name, [name, f"np.{name}"]))
        if name == "abs" and random.random() < 0.5:
            return f"|{text}|", lambda x, y: abs(u(x, y))
        if name == "sqrt" and random.random() < 0.5:
            return f"√({text})", lambda x, y: call(u(x, y))
        return f"{written}({text})", lambda x, y: call(u(x, y))
    if kind == "squared":
        name = random.choice(["sin", "cos", "log", "tanh"])
        call = ONE[name]
        return random.choice([f"{name}^2({text})", f"{name}²({text})"]), lambda x, y: call(u(x, y)) ** 2
    if kind == "power" and random.random() < 0.8:
        exponent = random.choice(EXPONENTS)
        sign = random.choice(["^", "**", ".^"])
        written = f"({text})^{{{exponent}}}" if random.random() < 0.3 else f"({text}){sign}{exponent}"
        if exponent in "234" and random.random() < 0.3:
            written = f"({text}){'²³⁴'[int(exponent) - 2]}"
        return f"({written})", lambda x, y: power(u(x, y), mpf(exponent))
    other, v = grown(random, depth - 1)
    if kind == "power":
        return f"(({text})^({other}))", lambda x, y: power(u(x, y), v(x, y))
    if kind == "most":
        sign = random.choice(["max", "min"])
        largest = max if sign == "max" else min
        return f"{sign}({text}, {other})", lambda x, y: largest(u(x, y), v(x, y))
    sign = random.choice("+−*·/")
    if sign in "+−":
        return f"({text} {sign} {other})", lambda x, y: u(x, y) + v(x, y) if sign == "+" else u(x, y) - v(x, y)
    if sign == "/":
        written = rf"\frac{{{text}}}{{{other}}}" if random.random() < 0.3 else f"(({text})/({other}))"
        return written, lambda x, y: quotient(u(x, y), v(x, y))
    written = random.choice([f"({text}{sign}({other}))", f"(({text})({other}))"])
    return written, lambda x, y: u(x, y) * v(x, y)


def quotient(a: Any, b: Any) -> Any:
    return defined(b != 0, lambda: a / b)


def leaf(random: Random) -> tuple[str, Truth]:
    kind = random.random()
    if kind < 0.4:
        return random.choice("xX"), lambda x, y: x
    if kind < 0.8:
        return random.choice("yY"), lambda x, y: y
    number = random.choice(NUMBERS)
    value = VALUES[number] if number in VALUES else float(number)
    return number, lambda x, y: mpf(value)


def true(truth: Truth, x: Any, y: Any, bits: int) -> Any:
    """What a formula comes to; None where it is not defined."""
    with mp.workprec(bits):
        try:
            return truth(mpf(x), mpf(y))
        except UndefinedError:
            return None


def near(found: float, expected: Any, share: float, least: Any) -> bool:
    if abs(expected) > LARGEST:
        return bool(np.isinf(found) and np.sign(found) == mp.sign(expected))
    return bool(abs(found - expected) <= share * abs(expected) + least)


def verdict(truth: Truth, x: float, y: float, value: float) -> Literal["right", "wrong", "hole", "unknown"]:
    """What there is to say of a computed value: right, wrong, rightly none, or that nobody can know who computes with 53 bits, as of
    log(sin(π)), or that it takes an angle which is too large for a float."""
    try:
        rough, expected = true(truth, x, y, 53), true(truth, x, y, 200)
    except BeyondFloatsError:
        return "unknown"
    if expected is None or rough is None:
        return "unknown" if expected is not rough else "hole" if np.isnan(value) else "wrong"
    if abs(rough - expected) > 1e-9 * abs(expected):
        return "unknown"
    if near(value, expected, 1e-7, mpf("1e-290")):
        return "right"
    return "unknown" if np.isnan(value) and max(abs(x), abs(y)) > 100 else "wrong"
