"""Runs programs: lists of calls of a closed set of NumPy functions. No text is ever compiled or evaluated as code."""

from typing import Any, NamedTuple

import numpy as np

from landscapes.typed.plain import FAILING, HIDING, PARTIAL, PLAIN, REVIVING
from landscapes.typed.wide import WIDE, narrowed, widened
from optim_core.spec import Array


class Program(NamedTuple):
    """A formula as a list of calls, each with the places of its arguments.

    Places 0 and 1 are x and y; the constants follow, then the results of the calls.
    """

    constants: tuple[float, ...]
    calls: tuple[tuple[str, tuple[int, ...]], ...]
    results: tuple[int, ...]
    spent: tuple[tuple[int, ...], ...]
    """For each call, the places that no later call reads. Their arrays are freed, so that the others fit in the cache."""

    @property
    def partial(self) -> bool:
        """Whether the formula may be undefined somewhere."""
        return any(name in PARTIAL for name, _ in self.calls)


def run(program: Program, x: Array, y: Array) -> list[Array]:
    """The results of a program at (x, y), real or complex, in the shape of x.

    NaN where the formula is not defined, infinite where its value is too large for a float. Where only numbers on the way are too large or
    too small, the program runs once more on wide numbers. Points where the formula is just not defined do not run again.
    """
    with np.errstate(all="ignore"):
        results, lost = _plainly(program, x, y)
        # A result that does not depend on x and y is one number; it gets their shape here.
        results = [each if np.shape(each) == np.shape(x) else each + 0 * x for each in results]
        lost = np.array(np.broadcast_to(lost & np.isfinite(x) & np.isfinite(y), np.shape(x)))
        if lost.any():
            lost[lost] = _doubtful(program, np.asarray(x)[lost], np.asarray(y)[lost])
        if lost.any():
            again = _widely(program, np.asarray(x)[lost], np.asarray(y)[lost])
            results = [_put(each, lost, found) for each, found in zip(results, again, strict=True)]
        return results


def _plainly(program: Program, x: Array, y: Array) -> tuple[list[Any], Any]:
    """The results, and where they are not reliable."""
    numbers: list[Any] = [x, y, *program.constants]
    lost: Any = False
    for (name, read), spent in zip(program.calls, program.spent, strict=True):
        parts = [numbers[place] for place in read]
        for part in parts if name in HIDING else ():
            if (infinite := np.isinf(part)).any():
                lost = lost | infinite
        if name in REVIVING and (nothing := _nothing(read, parts)).any():
            lost = lost | nothing
        numbers.append(PLAIN[name](*parts))
        for place in spent:
            numbers[place] = None
    results = [numbers[place] for place in program.results]
    for each in results:
        lost = lost | ~np.isfinite(each)
    return results, lost


def _doubtful(program: Program, x: Array, y: Array) -> Any:
    """Where a plain run meets a number that may be only too large or too small for a float. Elsewhere NaN means not defined."""
    numbers: list[Any] = [x, y, *program.constants]
    doubtful: Any = np.zeros(np.shape(x), np.bool_)
    for name, read in program.calls:
        parts = [numbers[place] for place in read]
        if name in REVIVING or name in FAILING:
            doubtful = doubtful | _nothing(read, parts)
        numbers.append(PLAIN[name](*parts))
        doubtful = doubtful | np.isinf(numbers[-1])
    return doubtful


def _widely(program: Program, x: Array, y: Array) -> list[Array]:
    """The results, computed with wide numbers."""
    numbers = [widened(each) for each in (x, y, *map(np.asarray, program.constants))]
    for name, read in program.calls:
        numbers.append(WIDE[name](*(numbers[place] for place in read)))
    return [narrowed(numbers[place]) for place in program.results]


def _nothing(read: tuple[int, ...], parts: list[Any]) -> Any:
    """Where an argument is 0. x and y do not count: they are exact."""
    found: Any = np.False_
    for place, part in zip(read, parts, strict=True):
        found = found | (part == 0) if place > 1 else found
    return found


def _put(into: Array, where: Any, found: Array) -> Array:
    """A copy of `into`, with the values `found` in the places `where`."""
    into = np.array(into, dtype=np.result_type(into, found))
    into[where] = found
    return into
