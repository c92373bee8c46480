"""The base class of landscapes over data: each is the mean of one formula over the examples."""

import itertools
from abc import abstractmethod
from collections.abc import Iterable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from landscapes.landscape import Landscape
from optim_core.spec import Array, Rows

TERMS_AT_ONCE = 2**15
"""Terms computed at a time, 256 kB of numbers: intermediate arrays then fit in the processor's cache. All points at once could fill the
memory."""
T = TypeVar("T", np.float64, np.intp)


class MeanOverExamples(Landscape):
    """A landscape that is the mean of one formula over examples, given as arrays with the examples along the last axis."""

    @abstractmethod
    def losses(self, x: Array, y: Array) -> Array:
        """J(θ; i) for all examples: arguments of shape (*shape, 1) give (*shape, N)."""

    @abstractmethod
    def slopes(self, x: Array, y: Array, rows: Rows | slice) -> tuple[Array, Array]:
        """Both components of ∇J(θ; i) for the examples in `rows`.

        x and y have shape (*shape, 1), `rows` is (m,) or (*shape, m), and each component has shape (*shape, m).
        """

    @property
    @abstractmethod
    def terms(self) -> int:
        """N: every evaluation sums over all examples."""

    def value(self, x: Array, y: Array) -> Array:
        x, y = np.asarray(x), np.asarray(y)
        flat = zip(_pieces(x.reshape(-1, 1), self.terms), _pieces(y.reshape(-1, 1), self.terms), strict=True)
        return np.concatenate([self.losses(a, b).mean(axis=-1) for a, b in flat]).reshape(x.shape)

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        x, y = np.asarray(x), np.asarray(y)
        read_each = self.terms if rows is None else len(rows)
        flat = zip(_pieces(x.reshape(-1, 1), read_each), _pieces(y.reshape(-1, 1), read_each), _read(rows, x.shape), strict=False)
        means = [[slope.mean(axis=-1) for slope in self.slopes(a, b, read)] for a, b, read in flat]
        return np.concatenate(means, axis=-1).reshape(2, *x.shape)


def _pieces(flat: NDArray[T], terms: int) -> list[NDArray[T]]:
    """Split points into pieces whose terms fit in the processor's cache."""
    points = max(1, TERMS_AT_ONCE // terms)
    return [flat[low : low + points] for low in range(0, len(flat), points)]


def _read(rows: Rows | None, shape: tuple[int, ...]) -> Iterable[Rows | slice]:
    """The rows for each piece: all examples, the same few for every point, or different ones for each point."""
    if rows is None or rows.ndim == 1:
        return itertools.repeat(slice(None) if rows is None else rows)
    each = rows.reshape(len(rows), *(1,) * (len(shape) + 1 - rows.ndim), *rows.shape[1:])
    return _pieces(np.broadcast_to(each, (len(rows), *shape)).reshape(len(rows), -1).T, len(rows))
