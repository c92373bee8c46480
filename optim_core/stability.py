"""Compares the curvature along a run with the bound that its method declares.

If each coordinate has its own step size, D = diag(s₁, s₂), then the largest eigenvalue of D^½ H D^½ takes the place of sλ
(`optim_core.bounds`). The bound is exact where H and D are constant, and a good guide where they change slowly.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import numpy as np

from optim_core.descent import Trajectory
from optim_core.optimizer import Optimizer
from optim_core.spec import Array


class Curved(Protocol):
    """What a landscape must have."""

    def hessian(self, x: Array, y: Array) -> Array:
        """The second derivatives, of shape (2, 2, *shape of x)."""
        ...


class Stability(NamedTuple):
    """The stability of the step from each θ[t] of a run. The steps are stable while `pressure` is at most `bound`."""

    curvature: Array
    """(steps + 1,): the largest eigenvalue of H at θ[t]."""
    pressure: Array
    """(steps + 1,): the largest eigenvalue of D^½ H D^½, with the step sizes of the step that follows; NaN where there is none."""
    bound: float | None
    """None if no bound is known, or if it changes from step to step."""
    bounds: Array | None
    """(steps + 1,), if it changes: that of the step that follows each θ[t]."""


def stability(optimizer: Optimizer[Any], trajectory: Trajectory, landscape: Curved) -> Stability:
    """The stability of one recorded run (not of a batch)."""
    with np.errstate(all="ignore"):
        hessian = np.moveaxis(landscape.hessian(*trajectory.theta.T), -1, 0)
        sizes = effective(type(optimizer), trajectory)
        root = np.sqrt(np.concatenate([sizes[1:], sizes[-1:]]))
        scaled = root[:, :, np.newaxis] * hessian * root[:, np.newaxis, :]
    return Stability(largest_eigenvalue(hessian), largest_eigenvalue(scaled), bound(optimizer), bounds(optimizer, trajectory.quantities))


def bound(optimizer: Optimizer[Any]) -> float | None:
    """The bound of `pressure` for the method with these hyperparameters; None if none is known, or if it changes from step to step."""
    known = optimizer.bound
    return None if known is None or known.line else float(known.at(optimizer))


def bounds(optimizer: Optimizer[Any], quantities: Mapping[str, Array]) -> Array | None:
    """(steps + 1,): the bound in a run with these lines, where it changes from step to step; else None."""
    known = optimizer.bound
    if known is None or not known.line:
        return None
    following = quantities[known.line][1:]
    return np.asarray(known.at(optimizer, np.concatenate([following, following[-1:]])))


def driver(cls: type[Optimizer[Any]], trajectory: Trajectory) -> Array:
    """The driver of each step, (steps, 2): the gradient that it read, or a line of the formula."""
    return trajectory.gradient[:-1] if cls.driver == "gradient" else trajectory.quantities[cls.driver][1:]


def effective(cls: type[Optimizer[Any]], trajectory: Trajectory) -> Array:
    """The size of each step along each axis for one unit of its driver, (steps + 1, 2).

    It is η for gradient descent, and η/(√v̂ + ε) or similar for the adaptive methods. NaN in row 0, and where the driver is 0.
    """
    drove = driver(cls, trajectory)
    with np.errstate(all="ignore"):
        sizes = np.abs(trajectory.quantities["step"][1:] / np.where(drove == 0, np.nan, drove))
    return np.concatenate([np.full((1, 2), np.nan), sizes])


def largest_eigenvalue(matrices: Array) -> Array:
    """The largest eigenvalue of symmetric matrices of shape (n, 2, 2), in closed form.

    NaN and ∞ propagate, where LAPACK would raise.
    """
    a, b, d = matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]
    with np.errstate(all="ignore"):
        return (a + d) / 2 + np.hypot((a - d) / 2, b)
