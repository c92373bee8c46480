"""Reads the lines of a method's text that make knobs: eta = 0.05 in [0.001, 1] log."""

import re
from typing import NamedTuple

import numpy as np

from landscapes.typed.tokens import refuse
from lessons.own_method.names import symbol
from optim_core.spec import Knob, Scale, TeX

LARGEST, SMALLEST = 1e6, 1e-15
"""The largest number of a range, and the smallest of a logarithmic one. The marks of a slider from one to the other are some hundreds."""
NEAREST = 1e-6
"""How near the end of a range of memories may be to 1."""
MOST_EXAMPLES = 10_000.0
"""The end of the longest range of a count."""
RATE = "eta"
"""The knob that every method has: the lab searches for a good one."""
EXAMPLE = "eta = 0.05 in [0.001, 1] log"
_NUMBER = r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
_RANGE = re.compile(rf"\s*{_NUMBER}\s*(?:in\b|∈|\\in\b)\s*\[\s*{_NUMBER}\s*[,;]\s*{_NUMBER}\s*\]\s*(\w*)\s*")
_IN = re.compile(r"(?<![\w\\])in(?!\w)|∈|\\in(?!\w)")
COUNT = "count"
"""The word of a knob that says how many examples a step reads."""


class _Kind(NamedTuple):
    """What the word after a range makes of the knob."""

    said: str
    scale: Scale
    domain: tuple[float, float]
    closed: bool
    """Whether the low end of the domain belongs to it."""
    ends: tuple[float, float]
    """What a range may reach to."""


_KINDS = {
    "": _Kind("A range", "linear", (-np.inf, np.inf), False, (-LARGEST, LARGEST)),
    "log": _Kind("A logarithmic range", "log", (0.0, np.inf), False, (SMALLEST, LARGEST)),
    "memory": _Kind("The range of a memory", "log of 1 - value", (0.0, 1.0), True, (0.0, 1 - NEAREST)),
    COUNT: _Kind("The range of a count", "log", (1.0, np.inf), True, (1.0, MOST_EXAMPLES)),
}


class KnobLine(NamedTuple):
    """A knob, and its default."""

    name: str
    knob: Knob
    default: float


def is_knob_line(right: str) -> bool:
    """Whether this right-hand side makes a knob: whether it has an "in"."""
    return bool(_IN.search(right))


def knob_line(name: str, text: str, at: int) -> KnobLine:
    """The knob of a line whose right-hand side begins at the place `at`. Raises a ValueError that points at what is wrong."""
    found = _RANGE.fullmatch(text, at)
    if not found:
        refuse(
            text,
            len(text) - len(text[at:].lstrip()),
            f"A knob has a default and a range, as in {EXAMPLE}, and after that log, memory, count or nothing",
        )
    default, low, high = (float(found[i]) for i in (1, 2, 3))
    word = found[4]
    if word not in _KINDS:
        refuse(
            text,
            found.start(4),
            f"“{word}” is not known; a range is linear, or log, or memory for a memory in [0, 1), or count for examples",
        )
    if name == RATE and word in ("memory", COUNT):
        refuse(text, found.start(4), f"{RATE} is the learning rate, which is no {word}: its range is linear or log")
    if not low < high:
        refuse(text, found.start(2), f"A range goes from a lower number to a higher one, got [{low:g}, {high:g}]")
    kind = _KINDS[word]
    least, most = kind.ends
    if not (least <= low and high <= most):
        refuse(text, found.start(2), f"{kind.said} lies in [{least:.15g}, {most:.15g}], got [{low:g}, {high:g}]")
    if word == COUNT and (low != 1 or high % 1 or default % 1):
        refuse(text, found.start(1), "A count and its range are whole numbers, and the range begins at 1")
    if not low <= default <= high:
        refuse(text, found.start(1), f"The default {default:g} is outside its range [{low:g}, {high:g}]")
    meaning = "learning rate" if name == RATE else "examples a step" if word == COUNT else "your knob"
    counts = word == COUNT
    knob = Knob(TeX(symbol(name)), meaning, kind.domain, (kind.closed, False), (low, high), kind.scale, counts)
    return KnobLine(name, knob, int(default) if counts else default)
