"""What the stage needs to show the inside of a step: the numbers behind every letter of the formula, to the last bit."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from figures.paths import Path
from optim_core import Optimizer, Run
from optim_core.schedules.schedule import rates
from optim_core.spec import Array, knobs
from optim_core.stability import Curved, effective, stability
from optim_core.substitution import Parts, Slot, made_by, names_of, pieces, steps_of, substituted, whole
from optim_core.symbols import plain, symbol
from ui.controls.method_text import timed
from ui.stage.records import Inspected, SlotPlace, TraceRecord

EFFECTIVE, RATE = "size", "learning_rate"


@functools.lru_cache(maxsize=256)  # visitors may make classes
def step_formula(cls: type[Optimizer[Any]], number: int, scheduled: bool = False) -> tuple[str, list[Slot]]:
    """The lines of a step in Markdown, and the slots of the numbers in them, in order.

    Each line is a paragraph: the formula, and below it the same formula with `n12n` where number 12 goes, for each coordinate or for both
    at once. `number` tells one optimizer of the page from another. Where η is `scheduled`, it is the η of step t.
    """
    slots: list[Slot] = []

    def put(parts: Sequence[str | Slot]) -> str:
        return "".join(part if isinstance(part, str) else room(part) for part in parts)

    def room(slot: Slot) -> str:
        slots.append(slot)
        return rf"\text{{n{1000 * number + len(slots) - 1}n}}"

    def pair(slot: Slot) -> str:
        return rf"\left({room(slot._replace(entry=(0,)))},\ {room(slot._replace(entry=(1,)))}\right)"

    names = {slot: name for name, slot in names_of(cls).items()}
    paragraphs: list[str] = []
    for name, line in steps_of(cls).items():
        made = made_by(name)
        if name == "gradient":
            read = [part._replace(guard="never") for part in pieces(cls, line) if isinstance(part, Slot)]
            shown = [f"{names[slot]} = {pair(slot)}" for slot in dict.fromkeys(read) if slot.kind in ("theta", "start", "quantity")]
            shown.append(f"g_t = {pair(made)}")
        else:
            rows = substituted(cls, name, line)
            results: list[Parts] = [whole(cls, made)] if len(rows) == 1 else [[made._replace(entry=(axis,))] for axis in (0, 1)]
            labels = [""] if len(rows) == 1 else [rf"\theta_{axis + 1}\!:\ " for axis in (0, 1)]
            # The result on the same line, so that the reader can check it.
            shown = [f"{label}{put(row)} = {put(result)}" for label, row, result in zip(labels, rows, results, strict=True)]
        paragraphs.append("  \n".join(rf"$\displaystyle {tex}$" for tex in (timed(line) if scheduled else line, *shown)))
    return "\n\n".join(paragraphs), slots


def inspect(paths: Sequence[Path], which: Sequence[int], landscape: Curved) -> tuple[list[Inspected], list[Array]]:
    """What the browser needs of each of these paths, and the arrays that its indices refer to."""
    inspected: list[Inspected] = []
    arrays: list[Array] = []
    for number, index in enumerate(which):
        run, trajectory = paths[index].run, paths[index].trajectory
        cls = type(run.optimizer)
        met = stability(run.optimizer, trajectory, landscape)
        numbers = {
            "theta": trajectory.theta,
            "gradient": trajectory.gradient,
            **_pairs(trajectory.quantities),
            EFFECTIVE: effective(cls, trajectory),
            "curvature": met.curvature,
            "pressure": met.pressure,
        }
        if run.schedule:
            numbers[RATE] = np.repeat(rates_before(run), 2).reshape(-1, 2)
        if met.bounds is not None:
            numbers["bound"] = met.bounds
        inspected.append(
            {
                "path": index,
                "at": {name: len(arrays) + i for i, name in enumerate(numbers)},
                "knobs": {field: float(getattr(run.optimizer, field)) for field in knobs(cls)},
                "places": [_place(slot, run.schedule is not None) for slot in step_formula(cls, number)[1]],
                "parts": ["slope", *map(cls.part, cls.lines()), "step"],
                "charts": [*_traces(cls, trajectory.quantities), {"name": EFFECTIVE, "label": "effective step size", "log": True}],
                "bound": met.bound,
            }
        )
        arrays += numbers.values()
    return inspected, arrays


def _traces(cls: type[Optimizer[Any]], quantities: Mapping[str, Array]) -> list[TraceRecord]:
    """Each line of the formula over time."""
    return [
        {"name": row, "label": plain(symbol(line)) + row.removeprefix(name), "log": _has_no_sign(numbers)}
        for name, line in cls.lines().items()
        for row, numbers in _pairs({name: quantities[name]}).items()
    ]


def _has_no_sign(quantity: Array) -> bool:
    """Whether a quantity is never below 0, and so belongs on a log scale."""
    return bool(np.nanmin(quantity) >= 0)


def _pairs(quantities: Mapping[str, Array]) -> dict[str, Array]:
    """Each quantity as pairs over time, of shape (steps + 1, 2): a number twice, a matrix row by row as G[1] and G[2]."""
    found: dict[str, Array] = {}
    for name, array in quantities.items():
        if array.ndim == 3:
            found |= {f"{name}[{row + 1}]": array[:, row] for row in (0, 1)}
        else:
            found[name] = array if array.ndim == 2 else np.stack([array, array], axis=1)
    return found


def rates_before(run: Run) -> Array:
    """(steps + 1,): the η of the step that leads to each row; the first has none."""
    eta = float(run.optimizer.learning_rate)
    found = rates(eta, run.schedule, run.steps) if run.schedule else np.full(run.steps, eta)
    return np.concatenate([[np.nan], found])


def _place(slot: Slot, scheduled: bool) -> SlotPlace:
    """A slot as the browser reads it: where its pair of numbers is, and which of the two it shows. A scheduled η has one for each step."""
    if scheduled and (slot.kind, slot.name) == ("knob", RATE):
        slot = slot._replace(kind="quantity")
    row = f"[{slot.entry[0] + 1}]" if len(slot.entry) == 2 else ""
    return slot.kind, slot.name + row, slot.lag, slot.entry[-1] if slot.entry else 0, slot.guard
