"""Finds out whether the gradient has a zero near a point, and of which kind it is."""

from typing import NamedTuple, Protocol

import numpy as np

from optim_core.spec import Array
from optim_core.step import Descendable

MOST_STEPS = 20


class Curved(Descendable, Protocol):
    """A landscape with second derivatives."""

    def hessian(self, x: Array, y: Array) -> Array:
        """The second derivatives, of shape (2, 2, *shape of x)."""
        ...


class Zero(NamedTuple):
    """A zero of the gradient, and the eigenvalues of the Hessian there, ascending."""

    point: Array
    curvatures: Array

    @property
    def is_minimum(self) -> bool:
        """Whether the surface curves up in all directions."""
        return bool(self.curvatures[0] > 0)

    @property
    def is_saddle(self) -> bool:
        """Whether the surface curves up in one direction and down in another."""
        return bool(self.curvatures[0] < 0 < self.curvatures[1])


def zero_near(landscape: Curved, point: Array, radius: float) -> Zero | None:
    """The zero of the gradient to which Newton's method leads from `point`, (2,).

    None if the method leaves the circle, meets a place without finite derivatives, or has not settled after 20 steps.
    """
    theta = np.array(point, dtype=np.float64)
    with np.errstate(all="ignore"):
        for _ in range(MOST_STEPS):
            x, y = theta[:, np.newaxis]
            hessian, g = landscape.hessian(x, y)[:, :, 0], landscape.gradient(x, y)[:, 0]
            if not (np.isfinite(hessian).all() and np.isfinite(g).all()):
                return None
            curvatures, directions = np.linalg.eigh(hessian)
            step = -directions @ ((directions.T @ g) / curvatures)
            theta = theta + step
            if not np.hypot(*(theta - point)) <= radius:  # also where a curvature is 0, and the step is no number
                return None
            if np.hypot(*step) <= 1e-9 * radius:
                return Zero(theta, curvatures)
    return None
