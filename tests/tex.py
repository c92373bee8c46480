"""Executes TeX: what the page prints, parsed by SymPy and evaluated on numbers."""

import functools
import operator
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy
from sympy.parsing.latex import parse_latex

from optim_core import Optimizer, TeX, Trajectory
from optim_core.substitution import Parts, Slot, pieces

# A thin space is where a reader sees a product: without it, b(x) would parse as a call.
PLAIN = (
    *((r"\left", ""), (r"\right", ""), (r"\max", "M"), (r"\min", "W"), (r"\operatorname{sign}", "S"), (r"\,", r"\cdot ")),
    *((r"\operatorname{sum}", "U"), (r"\operatorname{other}", "V")),
)
CONSTANTS = {"pi": np.pi, "e": np.e, "I": np.eye(2)[np.newaxis]}
ONE_NORM = re.compile(r"\\lVert((?:(?!\\[lr]Vert).)*)\\rVert_1")
"""The sum of the sizes of all coordinates. It has the bars of the usual norm, and a sign after them."""
OPPOSITES: dict[str, tuple[str, Any]] = {
    ">": (r"\leq", np.greater),
    "<": (r"\geq", np.less),
    r"\geq": ("<", np.greater_equal),
    r"\leq": (">", np.less_equal),
}
"""The conditions of cases: the sign of the first, that of the second, and when the first holds."""


def evaluate(tex: str, letters: Mapping[str, Any]) -> Any:
    """The value of an expression whose letters, written as in TeX, have these values: numbers, arrays of them, or stacks of columns and
    matrices of shape (n, 2, 1) and (n, 2, 2)."""
    for fancy, plain in PLAIN:
        tex = tex.replace(fancy, plain)
    tex = ONE_NORM.sub(r"\\lAbsolute \1\\rAbsolute", tex)
    letters = dict(letters)
    for opening, closing, value in INSIDE:
        while opening in tex:
            before, rest = tex.rsplit(opening, 1)
            inside, after = rest.split(closing, 1)
            letter = f"y_{{{len(letters)}}}"
            letters[letter] = value(inside, letters)
            tex = f"{before} {letter} {after}"
    return _value(_parsed(tex), CONSTANTS | {str(_parsed(letter)): value for letter, value in letters.items()})


@functools.cache  # SymPy reads some twenty texts a second, and the letters of a method are the same in each of its lines
def _parsed(tex: str) -> Any:
    return parse_latex(tex, strict=True)


def _value(node: Any, values: Mapping[str, Any]) -> Any:
    """The value of a parsed expression. SymPy keeps factors in the order in which they were written."""
    if node.is_Symbol:
        assert str(node) in values, f"nothing defines the letter {node}"
        return values[str(node)]
    if not node.args:
        return float(node)
    if isinstance(node, sympy.Pow) and str(node.exp) == "top":
        return np.swapaxes(_value(node.base, values), -1, -2)
    parts = [_value(part, values) for part in node.args]
    with np.errstate(all="ignore"):
        match node:
            case sympy.Add():
                return functools.reduce(operator.add, parts)
            case sympy.Mul():
                return functools.reduce(_product, parts)
            case sympy.Pow():
                return _power(*parts)
            case sympy.log():  # the parser writes ln as a logarithm to the base e
                return np.log(parts[0]) / (np.log(parts[1]) if len(parts) > 1 else 1.0)
        if str(node.func) == "M":
            return functools.reduce(np.maximum, parts)
        if str(node.func) == "W":
            return functools.reduce(np.minimum, parts)
        if str(node.func) == "S":
            return np.sign(parts[0])
        if str(node.func) == "U":  # of a column, or of both its numbers one by one
            return np.sum(_column(parts[0]), axis=-2, keepdims=True) if len(parts) == 1 else operator.add(*parts)
        if str(node.func) == "V":
            return np.flip(_column(parts[0]), axis=-2)
        letters = sympy.symbols(f"a:{len(parts)}")
        return sympy.lambdify(letters, node.func(*letters), "numpy")(*parts)


def _column(value: Any) -> Any:
    """A number, or a stack of columns, as a stack of columns."""
    return np.broadcast_to(value, np.broadcast_shapes(np.shape(value), (2, 1)))


def _product(a: Any, b: Any) -> Any:
    """Of matrices with what they multiply; number by number of anything else, a column with a row among it."""
    return a @ b if np.ndim(a) == np.ndim(b) == 3 and np.shape(a)[-1] == np.shape(b)[-2] == 2 else a * b


def _power(base: Any, exponent: Any) -> Any:
    if np.ndim(base) == 3 and np.shape(base)[-2:] == (2, 2):
        values, directions = np.linalg.eigh(base)  # a power of a symmetric matrix
        return (directions * values[:, np.newaxis] ** exponent) @ np.swapaxes(directions, -1, -2)
    return np.sqrt(base) if np.ndim(exponent) == 0 and exponent == 0.5 else np.power(base, exponent)


def _norm(inside: str, letters: Mapping[str, Any]) -> Any:
    return np.sqrt(np.sum(evaluate(inside, letters) ** 2, axis=-2, keepdims=True))


def _sum_of_sizes(inside: str, letters: Mapping[str, Any]) -> Any:
    return np.sum(np.abs(evaluate(inside, letters)), axis=-2, keepdims=True)


def _matrix(inside: str, letters: Mapping[str, Any]) -> Any:
    return np.array([[[evaluate(number, letters) for number in row.split("&")] for row in inside.split(r"\\")]])


def _cases(inside: str, letters: Mapping[str, Any]) -> Any:
    rows = [row.split("&") for row in inside.split(r"\\")]
    found: Any = None
    for value, condition in reversed(rows):  # the first that holds
        if condition is rows[-1][1] or r"\text{otherwise}" in condition:
            found = evaluate(value, letters)
            continue
        sign = next(sign for sign in OPPOSITES if sign in condition)
        opposite, holds = OPPOSITES[sign]
        if condition is rows[-2][1] and r"\text{otherwise}" not in rows[-1][1]:
            assert rows[-1][1].strip() == condition.strip().replace(sign, opposite), "one of the last two cases holds, and never both"
        left, right = (evaluate(side, letters) for side in condition.split(sign))
        found = np.where(holds(left, right), evaluate(value, letters), found)
    return found


INSIDE = (
    (r"\begin{cases}", r"\end{cases}", _cases),
    (r"\begin{pmatrix}", r"\end{pmatrix}", _matrix),
    (r"\lAbsolute", r"\rAbsolute", _sum_of_sizes),
    (r"\lVert", r"\rVert", _norm),
)


def execute(optimizer: Optimizer[Any], trajectory: Trajectory, name: str, line: TeX) -> tuple[Any, Any]:
    """Both sides of a line of the formula, over all steps of a run: what was recorded, and what the TeX says."""
    recorded = trajectory.quantities[name][1:]
    said = evaluate_parts(optimizer, trajectory, pieces(type(optimizer), line))
    return recorded, np.broadcast_to(said, stacked(recorded).shape).reshape(recorded.shape)


def evaluate_parts(optimizer: Optimizer[Any], trajectory: Trajectory, parts: Parts) -> Any:
    """TeX with slots, over all steps of a run."""
    slots = dict.fromkeys(part for part in parts if isinstance(part, Slot))
    letters = {slot: f"z_{{{i}}}" for i, slot in enumerate(slots)}
    tex = "".join(part if isinstance(part, str) else f" {letters[part]} " for part in parts)
    return evaluate(tex, {letter: over_time(optimizer, trajectory, slot) for slot, letter in letters.items()})


def over_time(optimizer: Optimizer[Any], trajectory: Trajectory, slot: Slot) -> Any:
    """What stands in a slot at each step."""
    if slot.kind == "knob":
        return getattr(optimizer, slot.name)
    if slot.kind == "t":
        return stacked(np.arange(1.0, trajectory.steps + 1))
    if slot.kind == "start":
        return stacked(np.broadcast_to(trajectory.theta[0], (trajectory.steps, 2)))
    rows = {"theta": trajectory.theta, "gradient": trajectory.gradient, **trajectory.quantities}[slot.name]
    return stacked(rows[:-1] if slot.lag else rows[1:])


def stacked(rows: Any) -> Any:
    """Numbers, pairs or matrices over time as matrices over time, pairs as columns."""
    return rows.reshape(*rows.shape, *(1,) * (3 - rows.ndim))
