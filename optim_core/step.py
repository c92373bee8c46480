"""One step downhill: where the gradient is taken, the gradient, the update, the new θ.

Every loop over time takes its steps by `advance`, so records, sweeps, maps, clouds and searches agree to the last bit.
"""

from typing import Any, Protocol

import numpy as np

from optim_core.spec import Array, Rows, quoted, real_numbers
from optim_core.tracing import symbolic

FLOAT64 = np.dtype(np.float64)


class Descendable(Protocol):
    """What a landscape must have so that a run can descend it."""

    @property
    def examples(self) -> int:
        """The number N of terms that the loss is the mean of; 1 for a plain function."""
        ...

    @property
    def terms(self) -> int:
        """How many terms one evaluation sums: N, or 1 where the mean has a closed form."""
        ...

    def value(self, x: Array, y: Array) -> Array:
        """The loss, in the shape of x."""
        ...

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        """The gradient, (2, *shape of x): the mean over the examples in `rows`, or over all of them."""
        ...


class Rule(Protocol):
    """What a step needs of an optimizer. Several optimizers that step together are a rule, too (`optim_core.run`)."""

    def gradient_point(self, theta: Array, state: Any) -> Array:
        """Where the step takes its gradient, in the shape of θ."""
        ...

    def update(self, prev: Any, g: Array) -> Any:
        """The state after the step that reads the gradient g."""
        ...


def advance(rule: Rule, landscape: Descendable, theta: Array, state: Any, rows: Rows | None) -> tuple[Array, Any, Array]:
    """One step of a run, or of a batch of runs: the gradient g that it reads, the new state, and the new θ.

    Call it inside `np.errstate(all="ignore")`: a diverging run goes through infinity to NaN, which is no error. Each loop enters it
    once, because entering it at every step costs a single run 5 to 10 %. A loop that yields leaves it first, or the setting leaks into
    its caller.
    """
    g = gradient_at(landscape, rule.gradient_point(theta, state), rows)
    state = rule.update(state, g)
    return g, state, theta + state.step


def gradient_at(landscape: Descendable, theta: Array, rows: Rows | None) -> Array:
    """The landscape's gradient as float64, in the shape of θ. ValueError for any other shape, which could give wrong slopes."""
    points = points_of(theta)
    g = np.asarray(landscape.gradient(points[0], points[1], rows))
    if g.dtype is not FLOAT64 or g.shape != points.shape:
        g = _checked(landscape, "gradient", g, points.shape, points.shape[1:])
    return g if points is theta else g[:, 0]


def value_at(landscape: Descendable, x: Array, y: Array) -> Array:
    """The landscape's value as float64, in the shape of x. ValueError for any other shape."""
    loss = np.asarray(landscape.value(x, y))
    if loss.dtype is FLOAT64 and loss.shape == x.shape:
        return loss
    return _checked(landscape, "value", loss, x.shape, x.shape)


def _checked(landscape: Descendable, name: str, found: Array, wanted: tuple[int, ...], shape: tuple[int, ...]) -> Array:
    """What a landscape returned, as float64, or as symbols for symbols. ValueError if its shape is not `wanted`, or if it is not real."""
    place = f"{type(landscape).__name__}.{name}"
    if found.shape != wanted:
        raise ValueError(f"{place} must return shape {wanted} where x and y have shape {shape}, got shape {found.shape}")
    traced: Array = symbolic(found)
    if traced is not found:
        return traced
    try:
        return real_numbers(found)
    except (TypeError, OverflowError):
        raise ValueError(f"{place} must return real numbers, got {quoted(found.flat[0])}") from None


def points_of(theta: Array) -> Array:
    """θ as an array of shape (2, *batch); a single run becomes a batch of one.

    NumPy's exp and power of single numbers may differ in the last digit from those of arrays.
    """
    return theta if theta.ndim > 1 else theta[:, np.newaxis]
