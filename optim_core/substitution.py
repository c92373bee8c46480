"""Puts the numbers of one step into a line of a formula, in place of its letters.

The line is the TeX that the page prints; nothing is typed a second time. Every name in it becomes a *slot*, a place for a number:
a hyperparameter, the gradient, θ, the start θ₀, a line of the formula, or the step count t, in an exponent or elsewhere.

A line that computes each coordinate from numbers of that coordinate is written twice, once for each. There other(x) is x of the other
coordinate, and sum(x) has x of both. A line that computes a number or a matrix, or reads one coordinate to compute the other, as norms and
matrices do, is written once, with whole vectors and matrices.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

import numpy as np

from optim_core.descent import Trajectory
from optim_core.optimizer import Optimizer
from optim_core.spec import TeX, knobs
from optim_core.symbols import symbol

Guard = Literal["never", "negative", "power"]
T = r"(?<![A-Za-z\\_])(?<!_\{)t(?![A-Za-z])"
"""The step count: a letter t that is not a subscript."""
ACROSS = re.compile(r"\\[lr]Vert|\\top")
"""Operations that read one coordinate to compute the other: a norm, a transposed vector."""


def across(call: str) -> str:
    """The TeX of a call that reads both coordinates, up to its bracket: "sum" or "other"."""
    return rf"\operatorname{{{call}}}\left("


_CALLS = {**{across(call): call for call in ("sum", "other")}, r"\left(": ""}
_CLOSING = r"\right)"
_BRACKETS = re.compile("|".join(map(re.escape, (*_CALLS, _CLOSING))))


class Slot(NamedTuple):
    """A place in a formula where a number of this step goes."""

    kind: Literal["knob", "quantity", "gradient", "theta", "start", "t"]
    name: str
    """The field of the optimizer or of its state; of the start "theta"; else the same as `kind`."""
    lag: int
    """1 for a value from before the step, 0 for one that the step computes."""
    guard: Guard = "never"
    """When the number needs brackets: never, if it is negative, or, before a power, if it is more than digits."""
    entry: tuple[int, ...] = ()
    """The index of the number in a vector or matrix."""


Parts = list[str | Slot]
"""Pieces of TeX and slots, in order."""


def steps_of(cls: type[Optimizer[Any]]) -> dict[str, TeX]:
    """The TeX of all that one step computes, in order, by its result: the gradient, the lines of the formula, and θ."""
    return {"gradient": cls.gradient_line, **cls.lines(), "theta": TeX(r"\theta_t = \theta_{t-1} + \Delta\theta_t")}


def made_by(name: str) -> Slot:
    """The slot of the result of a line of `steps_of`.

    A step reads its gradient before θ moves, so the gradient is recorded with the θ before, and has lag 1.
    """
    kind: Any = name if name in ("gradient", "theta") else "quantity"
    return Slot(kind, name, 1 if name == "gradient" else 0)


def substituted(cls: type[Optimizer[Any]], name: str, line: TeX) -> list[Parts]:
    """The right-hand side of a line of `steps_of`, as TeX and slots: once for each coordinate, or once with all its numbers."""
    parts = pieces(cls, line)
    shapes = [shape(cls, part) for part in (made_by(name), *parts) if isinstance(part, Slot)]
    if shapes[0] == (2,) and (2, 2) not in shapes and not ACROSS.search(line):
        return [_of_axis(cls, _split(parts), axis) for axis in (0, 1)]
    return [[each for part in parts for each in (whole(cls, part) if isinstance(part, Slot) else [part])]]


def whole(cls: type[Optimizer[Any]], slot: Slot) -> Parts:
    """A slot with all its numbers: one alone, two in a column, four in a square."""
    size = shape(cls, slot)
    if not size:
        return [slot]
    found: Parts = []
    for entry in np.ndindex(size):
        between = r" \\ " if entry[-1] == 0 or len(size) == 1 else " & "
        found += [between if any(entry) else r"\begin{pmatrix} ", slot._replace(guard="never", entry=entry)]
    return [*found, r" \end{pmatrix}"]


def shape(cls: type[Optimizer[Any]], slot: Slot) -> tuple[int, ...]:
    """The shape of what a slot stands for in a single run: () for a number, (2,), or (2, 2) for a matrix."""
    return _shapes(cls)[slot.name] if slot.kind == "quantity" else (2,) if slot.kind in ("gradient", "theta", "start") else ()


@functools.lru_cache(maxsize=256)  # visitors may make classes
def _shapes(cls: type[Optimizer[Any]]) -> dict[str, tuple[int, ...]]:
    state = cls().init(np.zeros(2))
    return {name: np.shape(getattr(state, name)) for name in cls.lines()}


def _split(parts: Parts) -> list[str | Slot]:
    """The parts, with each bracket and each call that reads both coordinates on its own."""
    found: list[str | Slot] = []
    for part in parts:
        found += [part] if isinstance(part, Slot) else filter(None, re.split(f"({_BRACKETS.pattern})", part))
    return found


def _of_axis(cls: type[Optimizer[Any]], parts: Parts, axis: int) -> Parts:
    """The parts of a line for one coordinate."""
    found: Parts = []
    at = 0
    while at < len(parts):
        part = parts[at]
        call = _CALLS.get(part) if isinstance(part, str) else None
        end = _closing(parts, at) if call else at + 1
        inside = parts[at + 1 : end]
        if isinstance(part, Slot):
            found.append(_one(cls, part, axis))
        elif call == "sum":
            found += [part, *_of_axis(cls, inside, 0), ", ", *_of_axis(cls, inside, 1)]
        elif call == "other":
            factor = re.search(r"(?<!\{cases)[\d})]\s*$", "".join("1" if isinstance(each, Slot) else each for each in found[-2:]))
            found += [r"\cdot " * bool(factor) + r"\left(", *_of_axis(cls, inside, 1 - axis)]
        else:
            found.append(part)
        at = end
    return found


def _closing(parts: Parts, at: int) -> int:
    """The place of the bracket that closes the one at a place."""
    deep = 0
    for i, part in enumerate(parts[at:], at):
        deep += (part in _CALLS) - (part == _CLOSING)
        if not deep:
            return i
    raise ValueError(f"A bracket is never closed: {parts[at]}")


def _one(cls: type[Optimizer[Any]], slot: Slot, axis: int) -> Slot:
    return slot._replace(entry=(axis,) if shape(cls, slot) else ())


def pieces(cls: type[Optimizer[Any]], line: TeX) -> Parts:
    """The right-hand side of a line of `steps_of`, split into TeX and slots. Products get a dot."""
    right = line.split(" = ", 1)[1]
    names = names_of(cls)
    # Names are whole words: the m of \max is not the knob m.
    known = (rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])" for name in sorted(names, key=len, reverse=True))
    found: Parts = []
    end = 0
    for match in re.finditer("|".join((*known, T)), right):
        between = _dotted(right[end : match.start()], bool(end))
        if (between and not between.strip() and found and isinstance(found[-1], Slot)) or re.search(r"(?<!\{cases)[\d})]\s*$", between):
            between = rf"{between.rstrip()} \cdot "
        if between:
            found.append(between)
        end = match.end()
        slot = names.get(match.group(), Slot("t", "t", 0))
        if slot.kind == "t" and between.endswith("^"):
            found += ["{", slot, "}"]
        else:
            found.append(slot._replace(guard=_guard("".join(map(str, found)), right[end:])))
    return [*found, _dotted(right[end:], bool(end))] if right[end:] else found


def _dotted(text: str, after_slot: bool) -> str:
    """TeX with a dot in place of a thin space, and between a number and a fraction, which would read as one mixed number."""
    return (r" \cdot" * (after_slot and text.lstrip().startswith(r"\frac")) + text).replace(r"\,", r"\cdot ")


def names_of(cls: type[Optimizer[Any]]) -> dict[str, Slot]:
    """Every name that can stand in a line, as TeX, with its slot."""
    names = {str(knob.symbol): Slot("knob", field, 0) for field, knob in knobs(cls).items()}
    for field, line in {**cls.lines(), "theta": r"\theta_t = "}.items():
        made = made_by(field)
        names |= {f"{symbol(line)}_t": made, f"{symbol(line)}_{{t-1}}": made._replace(lag=1)}
    return names | {"g_t": made_by("gradient"), r"\theta_0": Slot("start", "theta", 0)}


def _guard(before: str, after: str) -> Guard:
    if after.startswith("^"):
        return "power"
    # At the start, and after an opening brace or bar, a minus sign cannot be misread.
    return "never" if not before.strip() or before.rstrip().endswith(("{", "(", r"\left|", r"\left(", r"\lVert")) else "negative"


def fill(parts: Iterable[str | Slot], number: Callable[[Slot], float], write: Callable[[float], str]) -> str:
    """The TeX with a number in every slot. `number` finds it, and `write` makes TeX of it."""

    def filled() -> Iterator[str]:
        for part in parts:
            if isinstance(part, str):
                yield part
                continue
            value = number(part)
            text = write(value)
            bare = part.guard == "never" or (value >= 0 and (part.guard == "negative" or text.replace(".", "").isdigit()))
            yield text if bare else rf"\left({text}\right)"

    return "".join(filled())


def at(optimizer: Optimizer[Any], trajectory: Trajectory, t: int) -> Callable[[Slot], float]:
    """The function that finds the numbers of slots at step t of a recorded run."""

    def number(slot: Slot) -> float:
        row = t - slot.lag
        match slot.kind:
            case "knob":
                return float(getattr(optimizer, slot.name))
            case "t":
                return float(t)
            case "gradient":
                return float(trajectory.gradient[row][slot.entry])
            case "theta":
                return float(trajectory.theta[row][slot.entry])
            case "start":
                return float(trajectory.theta[0][slot.entry])
            case "quantity":
                return float(trajectory.quantities[slot.name][row][slot.entry])

    return number


def exact(value: float) -> str:
    """A number as TeX, exact to the last bit."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa.removesuffix(".0")
