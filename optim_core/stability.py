"""What the curvature under a run makes of its steps, beside the bound that its method declares.

A step size of its own for each coordinate, D = diag(s₁, s₂), puts the largest eigenvalue of D^½ H D^½ in the place of sλ
(`optim_core.bounds`). The bound is exact where H and D stand still, and a good guide where they change slowly.
"""

from typing import Any, NamedTuple, Protocol

import numpy as np

from optim_core.descent import Trajectory
from optim_core.optimizer import Optimizer
from optim_core.spec import Array


class Curved(Protocol):
    """All that is asked of a landscape: `hessian` returns shape (2, 2, *shape of x)."""

    def hessian(self, x: Array, y: Array) -> Array: ...


class Stability(NamedTuple):
    """For each θ[t] of a run, what the step from there meets. `bound` is what `pressure` may not pass."""

    curvature: Array
    """(steps + 1,): the largest eigenvalue of H at θ[t]."""
    pressure: Array
    """(steps + 1,): the largest eigenvalue of D^½ H D^½, with the step sizes of the step that follows; NaN where there is none."""
    bound: float | None
    """None where none is known."""


def stability(optimizer: Optimizer[Any], trajectory: Trajectory, landscape: Curved) -> Stability:
    """The stability of one recorded run (not of a batch)."""
    with np.errstate(all="ignore"):
        hessian = np.moveaxis(landscape.hessian(*trajectory.theta.T), -1, 0)
        sizes = effective(type(optimizer), trajectory)
        root = np.sqrt(np.concatenate([sizes[1:], sizes[-1:]]))
        scaled = root[:, :, np.newaxis] * hessian * root[:, np.newaxis, :]
    return Stability(largest_eigenvalue(hessian), largest_eigenvalue(scaled), bound(optimizer))


def bound(optimizer: Optimizer[Any]) -> float | None:
    """What the method can bear at these hyperparameters; None where no bound is known."""
    return None if optimizer.bound is None else float(optimizer.bound.at(optimizer))


def driver(cls: type[Optimizer[Any]], trajectory: Trajectory) -> Array:
    """(steps, 2): what drove each step, the gradient that it read or a line of the formula."""
    return trajectory.gradient[:-1] if cls.driver == "gradient" else trajectory.quantities[cls.driver][1:]


def effective(cls: type[Optimizer[Any]], trajectory: Trajectory) -> Array:
    """(steps + 1, 2): how far each step went along each axis for a unit of what drove it.

    η for gradient descent, η/(√v̂ + ε) and its kin for the adaptive methods. NaN in row 0, and wherever what drove it was 0.
    """
    drove = driver(cls, trajectory)
    with np.errstate(all="ignore"):
        sizes = np.abs(trajectory.quantities["step"][1:] / np.where(drove == 0, np.nan, drove))
    return np.concatenate([np.full((1, 2), np.nan), sizes])


def largest_eigenvalue(matrices: Array) -> Array:
    """Of symmetric 2x2 matrices of shape (n, 2, 2), in closed form: NaN and ∞ pass through where LAPACK would raise."""
    a, b, d = matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]
    with np.errstate(all="ignore"):
        return (a + d) / 2 + np.hypot((a - d) / 2, b)
