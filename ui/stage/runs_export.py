"""Runs as files: every number as it was computed, and all that is needed to compute it again.

Python writes a float64 in the fewest digits, up to 17, that no other float64 has, so what is read back is the same number, bit for bit.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, cast

import numpy as np

from figures.export import csv_text
from landscapes import Landscape
from optim_core import Run, Schedule, Trajectory, knobs
from optim_core.claims import Remark, Words
from optim_core.schedules.schedule import shared
from optim_core.spec import Array

LAB = "Optimizer Lab"
NOT_FINITE = Words(
    Remark("null stands for a number that is infinite or undefined: the run has left all bounds, or the loss is undefined.", "definition")
)
COLUMNS = ("run", "t", "x", "y", "loss", "gradient_x", "gradient_y")


class Exported(NamedTuple):
    """A run under its name in the list, with its trajectory."""

    name: str
    run: Run
    trajectory: Trajectory


def as_json(landscape: Landscape, runs: Sequence[Exported], link: str) -> str:
    """The runs, which share a landscape, a start and the number of steps, as JSON."""
    return _with({**_head(landscape, runs, link), "note": NOT_FINITE}, runs=f"[{', '.join(_run(each, _common(runs)) for each in runs)}]")


def _run(each: Exported, common: Schedule | None) -> str:
    theta, loss, gradient = (
        _written(_finite(numbers)) for numbers in (each.trajectory.theta, each.trajectory.loss, each.trajectory.gradient)
    )
    return _with(_method(each, common), theta=theta, loss=loss, gradient=gradient)


def _with(fields: Mapping[str, object], **written: str) -> str:
    """An object of JSON with these fields, and others that are written already.

    Arrays are written one by one: while JSON is written nothing else runs, and all runs of a page together take a second.
    """
    return f"{_written(fields)[:-1]}, {', '.join(f'{_written(name)}: {text}' for name, text in written.items())}}}"


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def as_csv(landscape: Landscape, runs: Sequence[Exported], link: str) -> str:
    """The same as a table: a row for each step of each run, under lines with # that say what it is."""
    head = _head(landscape, runs, link)
    # JSON has no line breaks in it, so no name of a visitor's column begins a line of its own.
    said = [f"# {name}: {_written(value)}" for name, value in head.items()]
    said += [f"# run: {_written(_method(each, _common(runs)))}" for each in runs]
    return "".join(f"{line}\r\n" for line in said) + csv_text([COLUMNS, *(row for each in runs for row in _rows(each))])


def _rows(each: Exported) -> Iterator[tuple[object, ...]]:
    theta, loss, gradient = (numbers.tolist() for numbers in (each.trajectory.theta, each.trajectory.loss, each.trajectory.gradient))
    return ((each.name, t, *theta[t], loss[t], *gradient[t]) for t in range(len(loss)))


def _head(landscape: Landscape, runs: Sequence[Exported], link: str) -> dict[str, Any]:
    """What the runs have in common."""
    first, schedule = runs[0].run if runs else None, _common(runs)
    return {
        "lab": LAB,
        "link": link,
        "landscape": _described(landscape),
        "start": list(first.start) if first else None,
        "steps": first.steps if first else None,
        "batch": first.batch_size if first else None,
        "seed": first.seed if first else None,
        "schedule": _paced(schedule) if schedule else None,
    }


def _common(runs: Sequence[Exported]) -> Schedule | None:
    """The schedule that all runs have."""
    return shared([each.run.schedule for each in runs])


def _method(each: Exported, common: Schedule | None) -> dict[str, Any]:
    """A run's method, and the schedule that is its own."""
    optimizer = each.run.optimizer
    hyperparameters = {name: _value(getattr(optimizer, name)) for name in knobs(type(optimizer))}
    own = {"schedule": _paced(each.run.schedule)} if each.run.schedule and not common else {}
    return {"name": each.name, "method": type(optimizer).__name__, "form": optimizer.name, "hyperparameters": hyperparameters, **own}


def _paced(schedule: Schedule) -> dict[str, Any]:
    values = {name: _value(getattr(schedule, name)) for name in knobs(type(schedule))}
    return {"class": type(schedule).__name__, "name": schedule.name, "formula": schedule.line, "parameters": values}


def _described(landscape: Landscape) -> dict[str, Any]:
    """A landscape by its class and its fields, from which it can be made again; its formula as TeX."""
    parameters = {field.name: _value(getattr(landscape, field.name)) for field in fields(landscape)}
    return {"class": type(landscape).__name__, "name": landscape.name, "formula": landscape.survey.formula, "parameters": parameters}


def _value(value: object) -> object:
    """A field as JSON has it."""
    kind = type(value).__name__
    if isinstance(value, Landscape):
        return _described(value)
    if isinstance(value, Mapping) or is_dataclass(value):
        raise TypeError(f"a {kind} is not written into files")
    if isinstance(value, np.ndarray | np.generic):
        return cast(Array, value).tolist()
    return value


def _finite(numbers: Array) -> list[Any]:
    """Numbers as JSON has them, in their shape. JSON knows no infinity."""
    if numbers.ndim > 1:
        return [_finite(row) for row in numbers]
    return [number if math.isfinite(number) else None for number in numbers.tolist()]
