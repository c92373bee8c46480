"""Reads the line of a method's text that says where the gradient is taken, and from how many examples: g = grad(theta - eta v, m)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from landscapes.typed.tokens import refuse
from landscapes.typed.tree import Node
from lessons.own_method.names import name_at
from lessons.own_method.reader import read_line

GRADIENT = "g"
_LETTERS = ("t", "theta", "theta0")
"""The letters that may stand where a gradient is taken, beside the names of the text."""
AS_IN = "as in g = grad(theta - eta v)"
_CALL = re.compile(r"\s*(?:grad|gradient|\\operatorname\{grad\}|\\nabla\s*J?|∇\s*J?)\s*(?:\\left)?[({](?P<inside>.*?)(?:\\right)?[)}]\s*")
_COUNT = re.compile(r"[,;]\s*(?:\\[,;:]\s*)?(?P<count>[^\s,;()]*)\s*$")
_DIGITS = re.compile(r"[0-9]+,[0-9]+\s*$")


class GradientLine(NamedTuple):
    """Where a step takes its gradient."""

    point: Node
    examples: str | None = None
    """How many examples it reads: a number in digits, or the name of a knob; None: as many as the run says."""


def gradient_line(text: str, at: int, names: Sequence[str], counts: Sequence[str]) -> GradientLine:
    """Read what stands in the line from the place `at` on. `counts` are the names of knobs that count examples.

    Raises a ValueError that points at what was not understood.
    """
    call = _CALL.fullmatch(text, at)
    if not call:
        refuse(text, len(text) - len(text[at:].lstrip()), f"The line of g says where the gradient is taken, {AS_IN}")
    begin, inside = call.start("inside"), call["inside"]
    if digits := _DIGITS.search(inside):
        number = digits[0].rstrip()
        refuse(text, begin + digits.start(), f"“{number}” could be one number or two: write {number.replace(',', '.')}, or a space")
    found = _COUNT.search(inside)
    if not found:
        return GradientLine(read_line(text[: call.end("inside")], begin, names, _LETTERS))
    count = found["count"]
    known = name_at(count, 0)
    if known and known.end == len(count):
        count = known.text
    if count != "1" and count not in counts:
        which = f"or one of your counts: {', '.join(counts)}" if counts else "or a knob that counts, as in m = 8 in [1, 64] count"
        refuse(text, begin + found.start("count"), f"After the comma stands the number of examples: 1, {which}")
    return GradientLine(read_line(text[: begin + found.start()], begin, names, _LETTERS), count)
