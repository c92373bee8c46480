"""`sweep`: what `final` returns, bit for bit, in less time."""

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from optim_core.descent import Iterate, descend, final
from optim_core.optimizer import Optimizer
from optim_core.spec import knobs
from optim_core.step import Descendable

CELLS_A_PIECE = 20_000
"""Measured: with fewer, threads hand the interpreter's lock around more than they compute; with more, arrays leave the cache."""

A = TypeVar("A")
B = TypeVar("B")


def sweep(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    start: ArrayLike,
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
) -> Iterate:
    """The last iterate of a whole batch of runs: `final(descend(...), steps)`, bit for bit.

    The batch is cut along its longest axis into pieces that stay in cache; the pieces run on threads where there are threads
    (NumPy releases the interpreter's lock), one after the other where there are none. Arguments and errors as for `descend`.
    """
    whole = descend(optimizer, landscape, start, batch_size, seed)
    theta = next(whole).theta  # everything has been checked, and broadcast, by now
    batch = theta.shape[1:]
    if theta[0].size <= CELLS_A_PIECE:
        return final(descend(optimizer, landscape, start, batch_size, seed), steps)
    axis = int(np.argmax(batch)) - len(batch)
    length = max(2, CELLS_A_PIECE * batch[axis] // theta[0].size)  # 2, so that the first piece shows what depends on the axis

    def run(low: int) -> Iterate:
        cut = slice(low, low + length)
        values = {name: _piece(getattr(optimizer, name), axis, cut) for name in knobs(type(optimizer))}
        return final(descend(replace(optimizer, **values), landscape, _piece(theta, axis, cut), batch_size, seed), steps)

    pieces = on_threads(run, range(0, batch[axis], length))
    first = pieces[0]
    return first._replace(
        theta=_joined([piece.theta for piece in pieces], axis),
        gradient=_joined([piece.gradient for piece in pieces], axis),
        state=type(first.state)(*(_joined(list(field), axis) for field in zip(*(piece.state for piece in pieces), strict=True))),
    )


def on_threads(run: Callable[[A], B], work: Iterable[A]) -> list[B]:
    """`map(run, work)`, on as many threads as there are cores; serially where there are no threads (in the browser)."""
    if sys.platform == "emscripten":
        return [run(item) for item in work]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(run, work))


def _has(value: Any, axis: int) -> bool:
    """Whether a hyperparameter or a field of the state depends on the axis (counted from the end) that is cut."""
    return np.ndim(value) >= -axis and np.shape(value)[axis] > 1


def _piece(value: Any, axis: int, cut: slice) -> Any:
    return np.moveaxis(np.moveaxis(value, axis, 0)[cut], 0, axis) if _has(value, axis) else value


def _joined(pieces: list[Any], axis: int) -> Any:
    """The pieces of one array side by side; what does not depend on the axis is the same in all."""
    return np.concatenate(pieces, axis) if _has(pieces[0], axis) else pieces[0]
