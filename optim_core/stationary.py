"""Finds out whether the gradient has a zero near a point, and of which kind it is."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from optim_core.spec import Array
from optim_core.step import Descendable

MOST_STEPS = 20


class Curved(Descendable, Protocol):
    """A landscape with second derivatives."""

    def hessian(self, x: Array, y: Array) -> Array:
        """The second derivatives, of shape (2, 2, *shape of x)."""
        ...


class Zeros(NamedTuple):
    """A zero of the gradient for each of n points, and the eigenvalues of the Hessian there, ascending; NaN where none was found."""

    point: Array
    """(2, n)"""
    curvatures: Array
    """(2, n)"""

    @property
    def is_minimum(self) -> NDArray[np.bool_]:
        """Where the surface curves up in all directions."""
        return np.asarray(self.curvatures[0] > 0)

    @property
    def is_saddle(self) -> NDArray[np.bool_]:
        """Where the surface curves up in one direction and down in another."""
        return np.asarray((self.curvatures[0] < 0) & (self.curvatures[1] > 0))


def zeros_near(landscape: Curved, points: Array, radius: Array) -> Zeros:
    """The zeros of the gradient to which Newton's method leads from `points`, (2, n), within circles of `radius`, (n,).

    None is found if the method leaves the circle, meets a place without finite derivatives, or has not settled after 20 steps.
    """
    found = Zeros(np.full(points.shape, np.nan), np.full(points.shape, np.nan))
    at: NDArray[np.intp] = np.arange(points.shape[1], dtype=np.intp)
    theta = points.astype(np.float64)
    with np.errstate(all="ignore"):
        for _ in range(MOST_STEPS):
            if not at.size:
                break
            hessian, g = np.moveaxis(landscape.hessian(*theta), -1, 0), landscape.gradient(*theta)
            finite = np.isfinite(hessian).all(axis=(1, 2)) & np.isfinite(g).all(axis=0)
            at, theta, hessian, g = at[finite], theta[:, finite], hessian[finite], g[:, finite]
            curvatures, directions = np.linalg.eigh(hessian)
            along = (directions[:, 0] * g[0, :, np.newaxis] + directions[:, 1] * g[1, :, np.newaxis]) / curvatures
            step = -(directions[:, :, 0] * along[:, :1] + directions[:, :, 1] * along[:, 1:]).T
            theta = theta + step
            inside = np.hypot(*(theta - points[:, at])) <= radius[at]  # false, too, where a curvature is 0, and the step is no number
            settled = inside & (np.hypot(*step) <= 1e-9 * radius[at])
            found.point[:, at[settled]], found.curvatures[:, at[settled]] = theta[:, settled], curvatures[settled].T
            at, theta = at[inside & ~settled], theta[:, inside & ~settled]
    return found
