"""Reads the text of a method into its knobs and lines."""

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from landscapes.typed.tokens import refuse
from landscapes.typed.tree import Node
from lessons.own_method.gradient_line import AS_IN, GRADIENT, GradientLine, gradient_line
from lessons.own_method.knob_lines import EXAMPLE, RATE, KnobLine, is_knob_line, knob_line
from lessons.own_method.names import name_at
from lessons.own_method.reader import CALLED, NO_TIME, has_time, own_name, read_line

LONGEST = 1200
MOST_LINES = 12
"""The most lines that compute something."""
MOST_KNOBS = 6
LONGEST_NAME = 20
_FROM = re.compile(r"(?<![\w\\])from(?!\w)")
_TAKEN = {
    "t": "the number of the step",
    "theta": "θ before the step",
    "theta0": "θ at the start",
    "in": "part of a knob's range",
    "from": "what stands before a start",
    "grad": "what says where the gradient is taken",
    "gradient": "what says where the gradient is taken",
}


class Line(NamedTuple):
    """A line of a rule: the name of what it computes, how, and from which start."""

    name: str
    tree: Node
    start: Node | None
    """Its value before the first step; None: 0."""


class Rule(NamedTuple):
    """A method as it was typed."""

    text: str
    """Without empty lines, and without spaces around the others."""
    knobs: tuple[KnobLine, ...]
    gradient: GradientLine | None
    """Where the gradient is taken; None: at θ."""
    lines: tuple[Line, ...]
    """The last one is the step."""


class _Typed(NamedTuple):
    """A line as typed: its number, its text, the name on its left side, and where its right side begins."""

    number: int
    text: str
    name: str
    right: int

    @property
    def is_knob(self) -> bool:
        return is_knob_line(self.text[self.right :])


def rule(text: str) -> Rule:
    """Read a method. Raises a ValueError that says the line and the place, what was not understood, and what is allowed."""
    if len(text) > LONGEST:
        raise ValueError(f"A method has at most {LONGEST:,} letters, got {len(text):,}.")
    typed: list[_Typed] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            with _said_of(number):
                typed.append(_split(number, line, typed))
    if not typed:
        raise ValueError(
            f"There is nothing here yet. A method has knobs, such as {EXAMPLE}, and lines, the last of which is step = -eta g."
        )
    knobs, lines = [each for each in typed if each.is_knob], [each for each in typed if not each.is_knob]
    place = lines.pop(0) if lines and lines[0].name == GRADIENT else None
    _check_whole(knobs, lines)
    read, names = [_read_knob(each) for each in knobs], [each.name for each in (*knobs, *lines)]
    gradient = _read_gradient(place, names, [each.name for each in read if each.knob.whole]) if place else None
    computed = [_read_line(each, names, [knob.name for knob in read]) for each in lines]
    _check_read(knobs, read, lines, gradient, computed)
    return Rule("\n".join(each.text.strip() for each in typed), tuple(read), gradient, tuple(computed))


def leaves(tree: Node) -> frozenset[str]:
    """The letters in a tree."""
    if tree.number is not None:
        return frozenset()
    return frozenset[str]().union(*map(leaves, tree.parts)) if tree.parts else frozenset([tree.name])


@contextmanager
def _said_of(number: int) -> Generator[None, None, None]:
    """What is refused inside is said of this line."""
    try:
        yield
    except ValueError as refused:
        raise ValueError(f"Line {number}: {refused}") from None


def _split(number: int, line: str, before: Sequence[_Typed]) -> _Typed:
    """A line and its name. ValueError if its left side is no name, or one that is taken."""
    at = len(line) - len(line.lstrip())
    equals = line.find("=")
    if equals < 0:
        refuse(line, len(line.rstrip()), f"A line is a name, = and a formula, as in m = b1 m + (1 - b1) g, or a knob: {EXAMPLE}")
    found = own_name(line, at)
    if found is None:
        called = name_at(line, at)
        what = f"“{called.text}” is a function or a number here" if called and called.base in CALLED else "This is no name"
        refuse(line, at, f"{what}; before = stands one name, such as m, v_hat or beta1")
    if has_time(line, found):
        refuse(line, at, f"“{line[at:equals].strip()}”: {NO_TIME}")
    if more := line[found.end : equals].strip():
        refuse(line, line.index(more, found.end), "Before = stands one name alone")
    if found.text in _TAKEN:
        refuse(line, at, f"“{found.text}” is {_TAKEN[found.text]}; take another name")
    if len(found.text) > LONGEST_NAME:
        refuse(line, at, f"A name has at most {LONGEST_NAME} letters, got {len(found.text)}")
    for each in before:
        if each.name == found.text:
            refuse(line, at, f"“{found.text}” has a line already, line {each.number}; take another name")
    return _Typed(number, line, found.text, equals + 1)


def _check_whole(knobs: Sequence[_Typed], lines: Sequence[_Typed]) -> None:
    """Raise a ValueError if there are too many lines, or the step or the learning rate is not where it belongs."""
    for what, most, typed in (("knobs", MOST_KNOBS, knobs), ("lines that compute something", MOST_LINES, lines)):
        if len(typed) > most:
            with _said_of(typed[most].number):
                refuse(typed[most].text, 0, f"A method has at most {most} {what}")
    for each in (*knobs, *lines):
        if each.name == GRADIENT:
            with _said_of(each.number):
                refuse(each.text, 0, f"{GRADIENT} is the gradient: its line is the first that computes something, {AS_IN}")
    for each in (*knobs, *lines[:-1]):
        if each.name == "step":
            with _said_of(each.number):
                refuse(each.text, 0, "The step is no knob" if each.is_knob else "The step is the last line: nothing is computed after it")
    for each in lines:
        if each.name == RATE:
            with _said_of(each.number):
                refuse(each.text, each.right, f"{RATE} is the learning rate, a knob with a range, as in {EXAMPLE}")
    if not lines or lines[-1].name != "step":
        raise ValueError("The last line of a method is its step, which is added to θ: step = -eta g, for example.")
    if RATE not in [each.name for each in knobs]:
        raise ValueError(f"A method has a learning rate, which a line reads: {EXAMPLE}")


def _check_read(
    knobs: Sequence[_Typed], read: Sequence[KnobLine], lines: Sequence[_Typed], gradient: GradientLine | None, computed: Sequence[Line]
) -> None:
    """Raise a ValueError if no line reads a knob, or a start."""
    letters = leaves(gradient.point) if gradient else frozenset[str]()
    for each, line in zip(lines, computed, strict=True):
        letters |= leaves(line.tree)
        if line.start and line.name not in letters:
            with _said_of(each.number):
                refuse(each.text, 0, f"No line reads {line.name} as it was before the step: delete from and the start")
    letters = letters.union(*(leaves(line.start) for line in computed if line.start))
    for each, knob in zip(knobs, (each.knob for each in read), strict=True):
        with _said_of(each.number):
            if knob.whole and (not gradient or gradient.examples != each.name):
                refuse(each.text, 0, f"A count says how many examples a gradient is the mean of: g = grad(theta, {each.name}) reads it")
            if not knob.whole and each.name not in letters:
                refuse(each.text, 0, f"No line reads the knob {each.name}: use it, or delete this line")


def _read_knob(line: _Typed) -> KnobLine:
    with _said_of(line.number):
        return knob_line(line.name, line.text, line.right)


def _read_gradient(line: _Typed, names: Sequence[str], counts: Sequence[str]) -> GradientLine:
    with _said_of(line.number):
        return gradient_line(line.text, line.right, names, counts)


def _read_line(line: _Typed, names: Sequence[str], knobs: Sequence[str]) -> Line:
    with _said_of(line.number):
        start = _FROM.search(line.text, line.right)
        if not start:
            return Line(line.name, read_line(line.text, line.right, names), None)
        inside = line.text[line.right : start.start()]
        if inside.count("(") > inside.count(")"):
            refuse(line.text, start.start(), "A start stands at the end of a line, outside of brackets, as in P = mu P from 1")
        tree = read_line(line.text[: start.start()], line.right, names)
        return Line(line.name, tree, read_line(line.text, start.end(), knobs, ("theta0",)))
