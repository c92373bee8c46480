"""A single run as Python code over floats: several times as fast as by NumPy, with the same bits.

One step of a run has NumPy compute some thirty arrays of two numbers. Nearly all of the time is the overhead of these calls, so a frame
of a drag would take 30 ms instead of 5. Here the step is taken once with symbols (`optim_core.tracing`), which write down what is computed
with them; the code is compiled, and a loop runs it. There is no second truth: what is written down is `advance`, with the optimizer's own
`update` and the landscape's own `gradient`.

The step is traced for each setting of the knobs, so a branch on a hyperparameter is followed as it is; other starts use the same step.
Numbers are arguments of the code, so code is compiled once for all values of the knobs. It holds names that the tape gives, and operators:
no text that comes from anybody else.

`walk` returns None for what stays with NumPy: means over many examples, whatever `optim_core.tracing` refuses, and runs in which a number
is divided by 0 or a root is taken of a negative number, which in Python are errors.
"""

import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from optim_core.identity import cache_key
from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule, rates, with_rate
from optim_core.spec import Array, Pause
from optim_core.step import Descendable, advance
from optim_core.tracing import NotTraceableError, Single, Tape, symbols

STEPS_A_PAUSE = 500
"""Steps between two pauses: a few milliseconds."""
LAYOUT = """\
def walk(rates, box, {constants}, {before}):
    rows = []
    keep = rows.extend
    for eta in rates:
        {lines}
        keep(({kept}))
        {before} = {after}
    return rows, ({before})
"""


class Steps(NamedTuple):
    """The steps of a run: a trajectory without its losses."""

    theta: Array
    """(steps + 1, 2)."""
    gradient: Array
    """(steps + 1, 2)."""
    quantities: dict[str, Array]
    """Every line of the formula, each (steps + 1, *shape)."""


def walk(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    theta: Array,
    state: Any,
    steps: int,
    pause: Pause,
    schedule: Schedule | None = None,
) -> Steps | None:
    """The run from θ and the state before the first step, whose gradients read all examples. None where NumPy has to take the steps.

    Call it inside `np.errstate(all="ignore")`, as `advance`.
    """
    try:
        step = _step(optimizer, landscape, theta, state, schedule is not None)
        eta = float(optimizer.learning_rate)
        etas = rates(eta, schedule, steps + 1).tolist() if schedule else [eta] * (steps + 1)
        values: Iterable[float] = _numbers([theta, *state])
    except Exception:  # code from outside the lab may raise anything where it meets a symbol; if it is wrong, NumPy's walk will say so
        return None
    rows: list[Array] = []
    for done in range(0, steps + 1, STEPS_A_PAUSE):
        pause()
        try:
            found, values = step.run(etas[done : done + STEPS_A_PAUSE], values)
        except (ZeroDivisionError, ValueError):
            return None
        rows.append(found)
    return step.recorded(np.concatenate(rows))


@dataclass(frozen=True)
class Step:
    """A step as code, and the numbers and functions that it uses."""

    source: str
    constants: Sequence[Any]
    lines: Mapping[str, tuple[int, ...]]
    """The lines of the formula, with the shape of each."""

    def run(self, etas: Sequence[float], values: Iterable[float]) -> tuple[Array, Iterable[float]]:
        """A row for each step, of θ, the gradient and all lines; and the values after the steps. Each step has an η."""
        rows, after = _compiled(self.source)(etas, np.empty(1), *self.constants, *values)
        return np.fromiter(rows, np.float64, len(rows)).reshape(len(etas), -1), after

    def recorded(self, rows: Array) -> Steps:
        """The columns of the rows by their names."""
        shapes = [(2,), (2,), *self.lines.values()]
        columns = np.split(rows, np.cumsum([math.prod(shape) for shape in shapes])[:-1], axis=1)
        theta, gradient, *lines = [np.ascontiguousarray(column).reshape(-1, *shape) for column, shape in zip(columns, shapes, strict=True)]
        return Steps(theta, gradient, dict(zip(self.lines, lines, strict=True)))


def traced(optimizer: Optimizer[Any], landscape: Descendable, theta: Array, state: Any, scheduled: bool = False) -> Step:
    """The code of one step. Raises for a step that cannot be written as code; which error that is depends on the step.

    Where η is scheduled, it is a number that each step is given, and otherwise a constant of the code.
    """
    tape = Tape()
    if scheduled:
        optimizer = with_rate(optimizer, Single(tape, "eta"))
    before = [_named(value, f"s{i}_", tape) for i, value in enumerate([theta, *state])]
    g, next_state, next_theta = advance(optimizer, landscape, before[0], type(state)(*before[1:]), None)
    after = [next_theta, *next_state]
    if [np.shape(value) for value in before] != [np.shape(value) for value in after]:
        raise NotTraceableError
    lines = {name: before[1 + state._fields.index(name)] for name in optimizer.lines()}

    def names(values: Iterable[Any]) -> str:
        return ", ".join(tape.name(number) for value in values for number in getattr(value, "flat", [value]))

    kept, before_names, after_names = names([before[0], g, *lines.values()]), names(before), names(after)
    source = LAYOUT.format(
        constants=", ".join(tape.constants), before=before_names, after=after_names, kept=kept, lines="\n        ".join(tape.lines)
    )
    return Step(source, tuple(tape.constants.values()), {name: np.shape(value) for name, value in lines.items()})


def _step(optimizer: Optimizer[Any], landscape: Descendable, theta: Array, state: Any, scheduled: bool) -> Step:
    """The code of one step, kept for other starts. Data are not kept: they may be a visitor's own, and go with the visit."""
    if landscape.examples > 1:
        return traced(optimizer, landscape, theta, state, scheduled)
    key = type(optimizer), type(landscape), cache_key(optimizer, landscape), scheduled
    return _traced(_Rule(key, optimizer, landscape, theta, state, scheduled))


@dataclass(frozen=True)
class _Rule:
    """What `traced` needs. Rules with one key have the same code."""

    key: tuple[object, ...]
    """The classes, because two may have one name, all numbers, and whether η is scheduled."""
    optimizer: Optimizer[Any] = field(compare=False)
    landscape: Descendable = field(compare=False)
    theta: Array = field(compare=False)
    state: Any = field(compare=False)
    scheduled: bool = field(compare=False)


@functools.lru_cache(maxsize=64)
def _traced(rule: _Rule) -> Step:
    return traced(rule.optimizer, rule.landscape, rule.theta, rule.state, rule.scheduled)


def _named(value: Any, stem: str, tape: Tape) -> Any:
    """A value with symbols in place of its numbers."""
    if isinstance(value, float):
        return Single(tape, stem)
    _numbers([value])  # refuses what is no array of float64
    return symbols(np.shape(value), stem, tape)


def _numbers(values: Iterable[Any]) -> list[float]:
    """All numbers in these values in order. NotTraceableError unless all are float64."""
    flat: list[float] = []
    for value in values:
        if isinstance(value, float):
            flat.append(value)
        elif getattr(value, "dtype", None) == np.float64:
            flat += np.ravel(value).tolist()
        else:
            raise NotTraceableError
    return flat


@functools.lru_cache(maxsize=256)
def _compiled(source: str) -> Callable[..., tuple[list[float], tuple[float, ...]]]:
    """The function of this code, which can call nothing but the functions here and those among its arguments."""
    ours = {"larger": _larger, "on_one": _on_one, "on_two": _on_two, "sqrt": math.sqrt}
    names: dict[str, Any] = {"__builtins__": {}, "abs": abs, **ours}
    exec(source, names)
    found: Callable[..., tuple[list[float], tuple[float, ...]]] = names["walk"]
    return found


def _on_one(function: Callable[..., Array], box: Array, number: float, *more: float) -> float:
    """A function of one number, computed by NumPy in an array of one."""
    box[0] = number
    return float(function(box, *more)[0])


def _on_two(function: Callable[..., Array], a: float, b: float) -> float:
    """A function of two numbers, computed by NumPy in arrays of one."""
    return float(function(np.array([a]), np.array([b]))[0])


def _larger(a: float, b: float) -> float:
    """`np.maximum`. Of equal numbers, and of NaN, NumPy chooses."""
    return a if a > b else b if b > a else float(np.maximum(np.array([a]), b)[0])
