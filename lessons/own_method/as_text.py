"""Says a method of the catalogue as a text to start from. The text is derived from the TeX of its lines, which the tests execute."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lessons.own_method.method import own_method
from lessons.own_method.names import name_at
from lessons.own_method.reader import read_line
from lessons.own_method.typed_out import number_text, typed_out
from optim_core.optimizer import Optimizer
from optim_core.spec import Scale, TeX, knobs
from optim_core.substitution import ACROSS, Slot, pieces
from optim_core.symbols import symbol

_WORDS: dict[Scale, str] = {"linear": "", "log": " log", "log of 1 - value": " memory"}
_SHORT = {"epsilon": "eps"}
"""Names that are shorter to type, and read as the same."""


def as_text(method: Optimizer[Any]) -> str:
    """A method as text, with its values as defaults; they are single numbers. The text makes the same steps.

    Raises a ValueError that says why, if lines that compute each coordinate by itself, from 0, cannot say the method.
    """
    cls = type(method)
    if cls.gradient_line != Optimizer.gradient_line:
        raise ValueError("It takes its gradient elsewhere than at θ, or from examples of its own choice, which is not said in lines.")
    lines = cls.lines()
    if ACROSS.search(" ".join(lines.values())) or r"\begin" in "".join(lines.values()):
        raise ValueError("Its lines have a matrix, a norm or cases; the lines of a text compute each coordinate by itself.")
    names = {name: _name(symbol(line), name) for name, line in lines.items()} | {"step": "step"}
    names |= {field: _name(knob.symbol, field) for field, knob in knobs(cls).items()}
    _check_starts(cls)
    text = [_knob(method, field, names) for field in knobs(cls)] + [_line(cls, name, names) for name in lines]
    own_method("\n".join(text))
    return "\n".join(text)


def why_not(cls: type[Optimizer[Any]]) -> str | None:
    """Why a method has no text; None if it has one."""
    try:
        as_text(cls())
    except ValueError as refused:
        return str(refused)
    return None


def _name(tex: str, field: str) -> str:
    """The name of a symbol, if it can be typed; else that of its field, for E[g²]."""
    found = name_at(tex, 0)
    return found.text if found and found.end == len(tex) else field


def _check_starts(cls: type[Optimizer[Any]]) -> None:
    """Raise a ValueError if a line reads a quantity before the step that does not start at 0, or that is new already."""
    state, done = cls().init(np.ones(2)), set[str]()
    for name, line in cls.lines().items():
        for slot in _slots(cls, line):
            if slot.kind == "quantity" and slot.lag:
                if slot.name in done:
                    raise ValueError(f"It reads {slot.name} before the step when its new value is known.")
                if np.any(getattr(state, slot.name)):
                    raise ValueError(f"Its {slot.name} does not start at 0, as all quantities of a text do.")
        done.add(name)


def _slots(cls: type[Optimizer[Any]], line: TeX) -> list[Slot]:
    return [part for part in pieces(cls, line) if isinstance(part, Slot)]


def _knob(method: Optimizer[Any], field: str, names: Mapping[str, str]) -> str:
    knob, value = knobs(type(method))[field], float(getattr(method, field))
    low, high = min(knob.slider[0], value), max(knob.slider[1], value)
    name = _SHORT.get(names[field], names[field])
    return f"{name} = {number_text(value)} in [{number_text(low)}, {number_text(high)}]{_WORDS[knob.scale]}"


def _line(cls: type[Optimizer[Any]], name: str, names: Mapping[str, str]) -> str:
    """A line of the formula as text: its TeX with the names that are typed, read and written again."""
    known = {"gradient": "g", "theta": "theta", "t": "t", **names}
    right = "".join(part if isinstance(part, str) else f" {known[part.name]} " for part in pieces(cls, cls.lines()[name]))
    text = typed_out(read_line(right, 0, names.values()))
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return f"{names[name]} = {text}"
