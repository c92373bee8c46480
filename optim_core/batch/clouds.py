"""The noise floor: where runs end that differ only in the order of their examples, and how far apart.

Near a minimum of curvature λ a step with noisy slopes is x ← (1 - ηλ)x - ηn. If each n is independent, with variance σ²/m, this is an
autoregression of order one, whose standard deviation settles at σ √(η / (mλ(2 - ηλ))): with small η it shrinks like √η (Mandt,
Hoffman & Blei, Stochastic Gradient Descent as Approximate Bayesian Inference, 2017, https://arxiv.org/abs/1704.04289). The lab draws
without replacement, as training code does, and within an epoch the noise adds up to zero. So where ηλ times the steps of an epoch is
small, the cloud is smaller, and shrinks like η (Mishchenko, Khaled & Richtárik, Random Reshuffling: Simple Analysis with
Vast Improvements, 2020, https://arxiv.org/abs/2006.05988). Both laws are exact on a quadratic with additive noise.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from optim_core.descent import PAUSE_EVERY, batches, descend, effective_batch_size, whole
from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule, at_step
from optim_core.spec import Array, Pause, Rows, no_pause
from optim_core.step import Descendable, advance

MOST_SEEDS = 1_000
MOST_NOISE_STEPS = 2_000


def clouds(
    optimizer: Optimizer[Any],
    landscape: Descendable,
    start: ArrayLike,
    steps: int,
    seeds: int,
    batch_size: int | None = None,
    pause: Pause = no_pause,
    schedule: Schedule | None = None,
) -> Array:
    """Where the runs of seeds 0 to `seeds` - 1 end: (2, *rates, seeds), for the learning rates of shape (*rates,) of the optimizer.

    Arguments and errors as for `descend`; and ValueError for more than 1,000 seeds or 2,000 steps.
    """
    seeds = whole("clouds.seeds", seeds, 1, MOST_SEEDS)
    steps = whole("clouds.steps", steps, 1, MOST_NOISE_STEPS)
    rates = np.asarray(optimizer.learning_rate, dtype=np.float64)
    optimizer = replace(optimizer, **{"learning_rate": rates[..., np.newaxis]})
    starts = np.broadcast_to(np.reshape(start, (2, *(1,) * (rates.ndim + 1))), (2, *rates.shape, seeds))
    first = next(descend(optimizer, landscape, starts, batch_size, schedule=schedule))  # makes every check
    size = effective_batch_size(optimizer, landscape, batch_size)
    streams = [batches(landscape.examples, size, seed) for seed in range(seeds)]
    theta, state = first.theta, first.state
    with np.errstate(all="ignore"):
        for t in range(steps):
            if t % PAUSE_EVERY == 0:
                pause()
            drawn = [rows for stream in streams if (rows := next(stream)) is not None]
            each: Rows | None = np.stack(drawn, axis=1) if drawn else None
            _, state, theta = advance(at_step(optimizer, schedule, t + 1), landscape, theta, state, each)
    return theta


def radius(cloud: Array) -> Array:
    """The root mean square distance of the points of a cloud, (2, *batch, points), from its middle."""
    with np.errstate(all="ignore"):
        return np.asarray(np.sqrt(np.sum(np.var(cloud, axis=-1), axis=0)))


def drawn_anew(rate: ArrayLike, curvature: float, sigma: float, m: int) -> Array:
    """σ √(η / (mλ(2 - ηλ))): the standard deviation along a direction of curvature λ, for independent draws. ∞ or NaN beyond 2/λ."""
    eta = np.asarray(rate, dtype=np.float64)
    with np.errstate(all="ignore"):
        return sigma * np.sqrt(eta / (m * curvature * (2 - eta * curvature)))


def shuffled(rate: ArrayLike, curvature: float, sigma: float, m: int, examples: int, steps: int) -> Array:
    """The standard deviation after `steps` steps, for examples that are shuffled each epoch and drawn without replacement.

    An example that is read k steps before the end counts w = (η/m) aᵏ with a = 1 - ηλ. Two examples of an epoch have the covariance
    -σ²/(N - 1), so an epoch adds σ²/(N - 1) (N Σ w² - (Σ w)²). Where m does not divide N, some batches lie in two epochs.
    """
    eta = np.asarray(rate, dtype=np.float64)
    # Neither a batch nor an epoch ends between two of these places in the stream.
    cuts = np.union1d(np.arange(0, steps * m, m), np.arange(0, steps * m, examples))
    counts = np.diff(cuts, append=steps * m)
    epochs = np.searchsorted(cuts, np.arange(0, steps * m, examples))
    with np.errstate(all="ignore"):
        w = (eta / m)[..., np.newaxis] * (1 - eta * curvature)[..., np.newaxis] ** (steps - 1 - cuts // m)
        squares, sums = np.add.reduceat(counts * w**2, epochs, axis=-1), np.add.reduceat(counts * w, epochs, axis=-1)
        variance = sigma**2 / (examples - 1) * np.sum(examples * squares - sums**2, axis=-1)
        return np.asarray(np.sqrt(np.maximum(variance, 0)))  # by rounding, a full batch may have less than 0
