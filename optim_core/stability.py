"""How steep a landscape may be before a method's steps overshoot by more than they correct.

On a quadratic with Hessian H, x ← x - s·g is x ← (1 - sλ)x along each eigenvector: it shrinks while sλ < 2. With the gradient averaged,
m ← βm + (1 - β)g and x ← x - s·m, the characteristic polynomial of the pair is z² - (1 + β - s(1 - β)λ)z + β, whose roots leave the
unit circle at sλ = 2(1 + β)/(1 - β): Cohen et al., Adaptive Gradient Methods at the Edge of Stability, 2022,
https://arxiv.org/abs/2207.14484 (38 at β = 0.9). A step size of its own for each coordinate, D = diag(s₁, s₂), puts the largest
eigenvalue of D^½ H D^½ in the place of sλ. The bound is exact where H and D stand still, and a good guide where they change slowly.
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
    bound: float


def stability(optimizer: Optimizer[Any], trajectory: Trajectory, landscape: Curved) -> Stability:
    """The stability of one recorded run (not of a batch)."""
    with np.errstate(all="ignore"):
        hessian = np.moveaxis(landscape.hessian(*trajectory.theta.T), -1, 0)
        sizes = effective(trajectory)
        root = np.sqrt(np.concatenate([sizes[1:], sizes[-1:]]))
        scaled = root[:, :, np.newaxis] * hessian * root[:, np.newaxis, :]
    return Stability(largest_eigenvalue(hessian), largest_eigenvalue(scaled), bound(optimizer))


def bound(optimizer: Optimizer[Any]) -> float:
    """2, or 2(1 + β₁)/(1 - β₁) where the gradient is averaged."""
    if not averages(optimizer):
        return 2.0
    beta = float(getattr(optimizer, "beta1"))  # noqa: B009  # Optimizer itself has no such field
    return 2 * (1 + beta) / (1 - beta)


def averages(optimizer: Optimizer[Any]) -> bool:
    """Whether the step follows the mean gradient m in place of the gradient."""
    return "m" in type(optimizer).lines()


def effective(trajectory: Trajectory) -> Array:
    """(steps + 1, 2): how far each step went along each axis for a unit of what drove it, the gradient or its mean m.

    η for gradient descent, η/(√v̂ + ε) and its kin for the adaptive methods. NaN in row 0, and wherever what drove it was 0.
    """
    quantities = trajectory.quantities
    before = np.concatenate([np.zeros((1, 2)), trajectory.gradient[:-1]])
    driver = quantities.get("m", before)
    with np.errstate(all="ignore"):
        return np.abs(quantities["step"] / np.where(driver == 0, np.nan, driver))


def largest_eigenvalue(matrices: Array) -> Array:
    """Of symmetric 2x2 matrices of shape (n, 2, 2), in closed form: NaN and ∞ pass through where LAPACK would raise."""
    a, b, d = matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]
    with np.errstate(all="ignore"):
        return (a + d) / 2 + np.hypot((a - d) / 2, b)
