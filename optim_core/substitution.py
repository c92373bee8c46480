"""A line of a formula with the numbers of one step in place of its letters.

The line is the TeX that the page prints; nothing is typed a second time. Every name in it becomes a *slot*, a place for a number:
a hyperparameter, the gradient, a line computed before, or the step count in an exponent.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from optim_core.descent import Trajectory
from optim_core.optimizer import Optimizer
from optim_core.spec import TeX, knobs

Guard = Literal["never", "negative", "power"]


class Slot(NamedTuple):
    """A place in a formula where a number of this step goes."""

    kind: Literal["knob", "quantity", "gradient", "theta", "t"]
    name: str
    """The field of the optimizer or of its state; else the same as `kind`."""
    lag: int
    """1 for what was there before the step, 0 for what the step makes."""
    guard: Guard = "never"
    """When the number needs brackets where it stands: never, if it is negative, or (before a power) if it is more than digits."""


def steps_of(cls: type[Optimizer[Any]]) -> dict[str, TeX]:
    """All that one step computes, in order, by what it makes: the gradient, the lines of the formula, and θ."""
    return {"gradient": cls.gradient_line, **cls.lines(), "theta": TeX(r"\theta_t = \theta_{t-1} + \Delta\theta_t")}


def pieces(cls: type[Optimizer[Any]], line: TeX) -> list[str | Slot]:
    """The right-hand side of a line of `steps_of`, cut at its names: TeX and slots in turn. Products get their dot."""
    right = line.split(" = ", 1)[1]
    names = _names(cls)
    pattern = "|".join(re.escape(name) + r"(?![A-Za-z])" for name in sorted(names, key=len, reverse=True))
    found: list[str | Slot] = []
    end = 0
    for match in re.finditer(pattern, right):
        between = right[end : match.start()].replace(r"\,", r"\cdot ")
        if between and not between.strip() and found and isinstance(found[-1], Slot):
            between = r" \cdot "
        if between:
            found.append(between)
        end = match.end()
        slot = names[match.group()]
        if slot.kind == "t":
            found += ["^{", slot, "}"]
        else:
            found.append(slot._replace(guard=_guard("".join(map(str, found)), right[end:])))
    return [*found, right[end:]] if right[end:] else found


def _names(cls: type[Optimizer[Any]]) -> dict[str, Slot]:
    """Every name that can stand in a line, as it is printed."""
    names = {str(knob.symbol): Slot("knob", field, 0) for field, knob in knobs(cls).items() if knob.symbol.startswith("\\")}
    for field, line in {**cls.lines(), "theta": r"\theta_t = "}.items():
        fancy = line.split(" = ", 1)[0].removesuffix("_t")
        kind: Literal["theta", "quantity"] = "theta" if field == "theta" else "quantity"
        names |= {f"{fancy}_t": Slot(kind, field, 0), f"{fancy}_{{t-1}}": Slot(kind, field, 1)}
    return names | {"g_t": Slot("gradient", "gradient", 1), "^t": Slot("t", "t", 0)}


def _guard(before: str, after: str) -> Guard:
    if after.startswith("^"):
        return "power"
    # At the start, inside braces or bars, a minus sign can be misread for nothing else.
    return "never" if not before.strip() or before.rstrip().endswith(("{", "(", r"\left|", r"\left(")) else "negative"


def fill(parts: list[str | Slot], number: Callable[[Slot], float], write: Callable[[float], str]) -> str:
    """The TeX with a number in every slot."""

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


def at(optimizer: Optimizer[Any], trajectory: Trajectory, t: int, axis: int) -> Callable[[Slot], float]:
    """The numbers of step t, of one coordinate of a recorded run: what goes into the slots."""

    def number(slot: Slot) -> float:
        row = t - slot.lag
        match slot.kind:
            case "knob":
                return float(getattr(optimizer, slot.name))
            case "t":
                return float(t)
            case "gradient":
                return float(trajectory.gradient[row, axis])
            case "theta":
                return float(trajectory.theta[row, axis])
            case "quantity":
                return float(trajectory.quantities[slot.name][row, axis])

    return number


def exact(value: float) -> str:
    """A number as TeX, to the last bit."""
    mantissa, _, exponent = repr(float(value)).partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa.removesuffix(".0")
