"""Says a method of the catalogue as a text to start from. The text is derived from the TeX of its lines, which the tests execute."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lessons.own_method.knob_lines import COUNT
from lessons.own_method.method import own_method
from lessons.own_method.names import name_at
from lessons.own_method.reader import read_line
from lessons.own_method.typed_out import number_text, typed_out
from optim_core.methods.full_matrix_adagrad import FullMatrixAdagrad
from optim_core.optimizer import Optimizer
from optim_core.spec import Scale, TeX, knobs
from optim_core.substitution import Slot, pieces
from optim_core.symbols import symbol

_WORDS: dict[Scale, str] = {"linear": "", "log": " log", "log of 1 - value": " memory"}
_SHORT = {"epsilon": "eps"}
"""Names that are shorter to type, and read as the same."""
_OLD = "_old"
"""The end of the name of what a quantity was before the step."""
_POINT = re.compile(r"\\nabla J\((?P<point>.+?)(?:;.*)?\)$")
_TYPED = (
    (r"\\begin\{cases\} (.+) & (.+) \\\\ (.+) & .+ \\end\{cases\}", r"if(\2, \1, \3)"),
    (r"\\frac\{(.+)\}\{\\lVert (.+) \\rVert_1\}", r"if(sum(|\2|) > 0, \1/sum(|\2|), 0)"),
    (r"-\\frac\{ eta \}\{ u \}\\cdot +m ", r"if(u > 0, -eta/u m, 0)"),
    (r"(\S+) *\^\\top(?:\\cdot)? *(\(.+\))", r"sum(\1 \2)"),
)
"""TeX that lines spell in another way. Where all gradients so far were 0, Prodigy and the card's Adamax have 0/0, which they take for 0."""
_MATRICES: Mapping[type[Optimizer[Any]], Mapping[str, str]] = {
    FullMatrixAdagrad: {
        "a": "a + g^2",
        "b": "b + g*other(g)",
        "s": "sqrt(max(a*other(a) - b^2, 0) + epsilon*(sum(a) + epsilon))",
        "u": "sqrt(sum(a) + 2*(epsilon + s))",
        "h": "a*g + b*other(g)",
        "step": "-eta*(((sum(a) + epsilon + s)*g - h)/(s*u))",
    }
}
"""Methods whose TeX has a matrix. Its entries are a on the diagonal and b beside it; the rest is its inverse root in closed form."""


def as_text(method: Optimizer[Any]) -> str:
    """A method as text, with its values as defaults; they are single numbers. The text makes the same steps.

    Every method of the catalogue has a text. Raises ValueError for one from outside whose TeX has what lines cannot say.
    """
    cls = type(method)
    names = {name: _name(symbol(line), name) for name, line in cls.lines().items()} | {"step": "step"}
    names |= {field: _name(knob.symbol, field) for field, knob in knobs(cls).items()}
    lines = [f"{name} = {right}" for name, right in _MATRICES[cls].items()] if cls in _MATRICES else _lines(cls, names)
    text = "\n".join([*(_knob(method, field, names) for field in knobs(cls)), *_gradient(method, names), *lines])
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    own_method(text)
    return text


def _name(tex: str, field: str) -> str:
    """The name of a symbol, if it can be typed; else that of its field, for E[g²]."""
    found = name_at(tex, 0)
    return found.text if found and found.end == len(tex) else field


def _knob(method: Optimizer[Any], field: str, names: Mapping[str, str]) -> str:
    knob, value = knobs(type(method))[field], float(getattr(method, field))
    low, high = min(knob.slider[0], value), max(knob.slider[1], value)
    word = f" {COUNT}" if knob.whole else _WORDS[knob.scale]
    return f"{names[field]} = {number_text(value)} in [{number_text(low)}, {number_text(high)}]{word}"


def _gradient(method: Optimizer[Any], names: Mapping[str, str]) -> Iterator[str]:
    """The line of the gradient, if it is not the usual one."""
    cls = type(method)
    if cls.gradient_line == Optimizer.gradient_line:
        return
    found = _POINT.search(cls.gradient_line)
    point = _right(cls, TeX(f"g_t = {found['point']}"), names) if found else "theta"
    size = next((names[field] for field, knob in knobs(cls).items() if knob.whole), method.examples_per_step)
    yield f"g = grad({point}, {size})" if size else f"g = grad({point})"


def _lines(cls: type[Optimizer[Any]], names: Mapping[str, str]) -> Iterator[str]:
    """The lines that compute something. What a line reads from before the step, when its new value is known, is kept in a line before."""
    before = {
        name: {part.name for part in pieces(cls, line) if isinstance(part, Slot) and part.kind == "quantity" and part.lag}
        for name, line in cls.lines().items()
    }
    above: set[str] = set()
    for name, line in cls.lines().items():
        if any(name in reads for later, reads in before.items() if later not in above | {name}):
            yield f"{names[name]}{_OLD} = {names[name]}"
        start = _start(cls, name, names) if any(name in reads for reads in before.values()) else ""
        yield f"{names[name]} = {_right(cls, line, names, above)}{start}"
        above.add(name)


def _right(cls: type[Optimizer[Any]], line: TeX, names: Mapping[str, str], above: Collection[str] = ()) -> str:
    """The right-hand side of a line: its TeX with the names that are typed, read and written again. `above` are computed before it."""
    known = {"gradient": "g", "theta": "theta", "t": "t", **names}

    def typed(part: str | Slot) -> str:
        if isinstance(part, str):
            return part
        return f" {'theta0' if part.kind == 'start' else known[part.name]}{_OLD if part.lag and part.name in above else ''} "

    right = "".join(map(typed, pieces(cls, line)))
    for tex, text in _TYPED:
        right = re.sub(tex, text, right)
    return typed_out(read_line(right, 0, [*names.values(), *(f"{names[name]}{_OLD}" for name in above)]))


def _start(cls: type[Optimizer[Any]], name: str, names: Mapping[str, str]) -> str:
    """What stands after a line whose quantity does not start at 0: found by starting elsewhere and with other knobs."""
    theta, usual = np.array([3.25, -7.5]), cls()
    start = getattr(usual.init(theta), name)
    if not np.any(start):
        return ""
    if np.array_equal(start, theta):
        return " from theta0"
    others = {field: replace(usual, **{field: getattr(usual, field) / 2}) for field, knob in knobs(cls).items() if not knob.whole}
    moved = [field for field, other in others.items() if not np.array_equal(getattr(other.init(theta), name), start)]
    if len(moved) == 1 and np.all(start == getattr(usual, moved[0])):
        return f" from {names[moved[0]]}"
    if moved or np.ptp(start):
        raise ValueError(f"{cls.__name__}.{name} starts at what is no number, no knob and not θ.")
    return f" from {number_text(float(np.ravel(start)[0]))}"
