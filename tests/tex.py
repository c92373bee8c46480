"""Executes TeX: what the page prints, parsed by SymPy and evaluated on numbers."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy
from sympy.parsing.latex import parse_latex

from optim_core import Optimizer, TeX, Trajectory, knobs

# A thin space is where a reader sees a product: without it, b(x) would parse as a call.
PLAIN = ((r"\left", ""), (r"\right", ""), (r"\max", "M"), (r"\,", r"\cdot "))
CONSTANTS = {"pi": np.pi, "e": np.e}


def evaluate(tex: str, letters: Mapping[str, Any]) -> Any:
    """The value of an expression whose letters, written as in TeX, have these values (numbers or arrays)."""
    for fancy, plain in PLAIN:
        tex = tex.replace(fancy, plain)
    expression = parse_latex(tex, strict=True).replace(sympy.Function("M"), sympy.Max)
    # The parser writes ln as a logarithm to the base e, and leaves it there.
    expression = expression.replace(lambda each: each.func is sympy.log and len(each.args) == 2, lambda each: sympy.log(each.args[0]))
    values = CONSTANTS | {str(parse_latex(letter, strict=True)): value for letter, value in letters.items()}
    symbols = sorted(expression.free_symbols, key=str)
    missing = {str(symbol) for symbol in symbols} - set(values)
    assert not missing, f"{tex} has letters that nothing defines: {missing}"
    with np.errstate(all="ignore"):
        return sympy.lambdify(symbols, expression, "numpy")(*(values[str(symbol)] for symbol in symbols))


def execute(optimizer: Optimizer[Any], trajectory: Trajectory, name: str, line: TeX) -> tuple[Any, Any]:
    """Both sides of a line of the formula, over all steps of a run: what was recorded, and what the TeX says."""
    steps = np.arange(1, trajectory.steps + 1)[:, np.newaxis]
    letters: dict[str, Any] = {"t": steps, "g": trajectory.gradient[:-1]}
    letters |= {knob.symbol: getattr(optimizer, field) for field, knob in knobs(type(optimizer)).items()}
    # A quantity is what stands before the subscript t on the left of its own line; it may be as fancy as E[\Delta\theta^2].
    left, right = line.split(" = ", 1)
    assert left.endswith("_t")
    right = re.sub(r"\bg_t\b", "g", right)
    for index, (quantity, defined_by) in enumerate(type(optimizer).lines().items()):
        fancy = defined_by.split(" = ", 1)[0].removesuffix("_t")
        right = right.replace(rf"{fancy}_{{t-1}}", f" p_{index}").replace(f"{fancy}_t", f" q_{index}")
        letters |= {f"p_{index}": trajectory.quantities[quantity][:-1], f"q_{index}": trajectory.quantities[quantity][1:]}
    return trajectory.quantities[name][1:], evaluate(right, letters)
