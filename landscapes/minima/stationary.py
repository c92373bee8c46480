"""Computes minima by Newton's method on the exact gradient."""

import functools
from collections.abc import Iterable

import numpy as np

from landscapes.landscape import Landscape, Point, Window
from landscapes.minima.search import hollows

MOST_STEPS, MOST_HALVINGS = 100, 53
SIDE, MOST_HOLLOWS = 40, 8


@functools.cache
def stationary(landscape: Landscape, guesses: Iterable[Point]) -> tuple[Point, ...]:
    """The zeros of the gradient near the guesses, exact to rounding."""
    return tuple(_newton(landscape, guess) for guess in guesses)


def _newton(landscape: Landscape, guess: Point) -> Point:
    theta = np.array(guess, dtype=np.float64)
    for _ in range(50):
        x, y = theta[:, np.newaxis]
        step = np.linalg.solve(landscape.hessian(x, y)[:, :, 0], landscape.gradient(x, y)[:, 0])
        theta = theta - step
        if np.all(np.abs(step) <= 4 * np.finfo(float).eps * np.abs(theta)):
            break
    return float(theta[0]), float(theta[1])


def lowest_near(landscape: Landscape, guess: Point, window: Window | None = None) -> Point | None:
    """The minimum that Newton's method, never uphill, reaches from a guess.

    None if it reaches none in 100 steps or leaves the window. It evaluates the landscape at 6,000 points at most, and usually at about
    fifty.
    """
    theta = np.array(guess, dtype=np.float64)
    with np.errstate(all="ignore"):
        for _ in range(MOST_STEPS):
            x, y = theta[:, np.newaxis]
            hessian, g = landscape.hessian(x, y)[:, :, 0], landscape.gradient(x, y)[:, 0]
            if not (np.isfinite(hessian).all() and np.isfinite(g).all()):
                return None
            values, directions = np.linalg.eigh(hessian)
            step = -directions @ ((directions.T @ g) / np.maximum(np.abs(values), 1e-12 * max(float(np.abs(values).max()), 1e-300)))
            here = float(landscape.value(x, y)[0])
            for _ in range(MOST_HALVINGS):
                if float(landscape.value(*(theta + step)[:, np.newaxis])[0]) <= here:
                    break
                step = step / 2
            else:
                step = np.zeros(2)  # only rounding errors are left
            theta = theta + step
            if window and not all(low <= c <= high for c, (low, high) in zip(theta, window, strict=True)):
                return None
            if np.all(np.abs(step) <= 1e-13 * np.abs(theta)):
                return (float(theta[0]), float(theta[1])) if values[0] >= 0 else None
    return None


def lowest_within(landscape: Landscape, window: Window) -> Point | None:
    """The lowest minimum in a window, searched downhill from the hollows of a grid of 40 x 40 points.

    None if there is no minimum, or if a grid point is lower, because then the function falls towards an edge. Minima are compared, not
    hollows, because heights on the grid depend on where its points happen to lie. The number of points per side is even, so that none lies
    on the axes, where a landscape of two mirrored halves may be level.
    """
    nodes = np.array(np.meshgrid(*[np.linspace(*side, SIDE) for side in window]))
    level = landscape.value(nodes[0], nodes[1])
    at = np.flatnonzero(hollows(level))
    at = at[np.argsort(level.flat[at], kind="stable")][:MOST_HOLLOWS]
    # On its way to a minimum in the window a step may leave it, but not go far.
    (x_low, x_high), (y_low, y_high) = ((2 * low - high, 2 * high - low) for low, high in window)
    reached = [lowest_near(landscape, (float(nodes[0].flat[i]), float(nodes[1].flat[i])), ((x_low, x_high), (y_low, y_high))) for i in at]
    points = [p for p in reached if p is not None and all(low < c < high for c, (low, high) in zip(p, window, strict=True))]
    if not points:
        return None
    heights = landscape.value(*np.array(points).T)
    lowest = int(np.argmin(heights))
    return points[lowest] if heights[lowest] <= level.min() else None
