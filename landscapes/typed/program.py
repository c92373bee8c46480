"""A formula ready for NumPy: calls in order, of a closed list of functions. Nothing is compiled, and nothing evaluated as code."""

from typing import Any, NamedTuple

import numpy as np

from landscapes.typed.plain import HIDING, PARTIAL, PLAIN
from landscapes.typed.wide import WIDE, narrowed, widened
from optim_core.spec import Array


class Program(NamedTuple):
    """A formula for NumPy: calls in order, each with the places of what it reads. Places 0 and 1 are x and y, then the constants."""

    constants: tuple[float, ...]
    calls: tuple[tuple[str, tuple[int, ...]], ...]
    results: tuple[int, ...]
    spent: tuple[tuple[int, ...], ...]
    """For each call the places that nothing reads after it: their arrays are let go, so that all fit the cache."""

    @property
    def partial(self) -> bool:
        """Whether there may be places where it is not defined."""
        return any(name in PARTIAL for name, _ in self.calls)


def run(program: Program, x: Array, y: Array) -> list[Array]:
    """The results of a program at (x, y), real or complex, in the shape of x.

    NaN where the formula is not defined, infinite where its value is too large for a float. What is too large only on the way does no
    harm: where the plain run meets it, the program is run once more on wide numbers.
    """
    with np.errstate(all="ignore"):
        results, lost = _plainly(program, x, y)
        # A result that does not depend on x and y is one number; it has to have their shape.
        results = [each if np.shape(each) == np.shape(x) else each + 0 * x for each in results]
        lost = lost & np.isfinite(x) & np.isfinite(y)
        return _again(program, x, y, results, lost) if lost.any() else results


def _plainly(program: Program, x: Array, y: Array) -> tuple[list[Any], Any]:
    """The results, and where they cannot be relied on."""
    numbers: list[Any] = [x, y, *program.constants]
    lost: Any = False
    for (name, read), spent in zip(program.calls, program.spent, strict=True):
        parts = [numbers[place] for place in read]
        if name in HIDING:
            for part in parts:
                if (infinite := np.isinf(part)).any():
                    lost = lost | infinite
        numbers.append(PLAIN[name](*parts))
        for place in spent:
            numbers[place] = None
    results = [numbers[place] for place in program.results]
    for each in results:
        lost = lost | ~np.isfinite(each)
    return results, lost


def _again(program: Program, x: Array, y: Array, results: list[Array], lost: Any) -> list[Array]:
    """The results, with those of wide numbers where the plain ones are lost."""
    at = [np.asarray(each)[lost].reshape(-1) for each in (x, y)]
    numbers = [widened(each) for each in (*at, *map(np.asarray, program.constants))]
    for name, read in program.calls:
        numbers.append(WIDE[name](*(numbers[place] for place in read)))
    mended = [np.array(each, dtype=np.result_type(each, x, y)) for each in results]
    for each, place in zip(mended, program.results, strict=True):
        each[lost] = narrowed(numbers[place])
    return mended
