"""Minima computed, not typed: Newton's method on the exact gradient."""

import functools
from collections.abc import Iterable

import numpy as np

from landscapes.landscape import Landscape, Point


@functools.cache
def stationary(landscape: Landscape, guesses: Iterable[Point]) -> tuple[Point, ...]:
    """The zeros of the gradient near the guesses, to the last digits that rounding leaves."""
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


def lowest_near(landscape: Landscape, guess: Point) -> Point | None:
    """The bottom that Newton's method, never uphill, reaches from a guess; None where it comes to none."""
    theta = np.array(guess, dtype=np.float64)
    with np.errstate(all="ignore"):
        for _ in range(100):
            x, y = theta[:, np.newaxis]
            hessian, g = landscape.hessian(x, y)[:, :, 0], landscape.gradient(x, y)[:, 0]
            if not (np.isfinite(hessian).all() and np.isfinite(g).all()):
                return None
            values, directions = np.linalg.eigh(hessian)
            step = -directions @ ((directions.T @ g) / np.maximum(np.abs(values), 1e-12 * max(float(np.abs(values).max()), 1e-300)))
            here = float(landscape.value(x, y)[0])
            while float(np.abs(step).max()) > 0 and not float(landscape.value(*(theta + step)[:, np.newaxis])[0]) <= here:
                step = step / 2
            theta = theta + step
            if np.all(np.abs(step) <= 1e-13 * np.abs(theta)):
                return float(theta[0]), float(theta[1])
    return None
