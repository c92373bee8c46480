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
