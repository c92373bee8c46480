"""Clouds are the ends of runs with other seeds; their radius is what the laws say, where the laws are exact."""

import itertools
from typing import Any

import numpy as np
import pytest

from landscapes import Himmelblau, Noisy, PenguinsLogistic, PenguinsNetwork, PenguinsRaw, PenguinsStandardised, Ravine, Rosenbrock
from optim_core import SGD, Adam, MiniBatch, descend, final
from optim_core.batch.clouds import clouds, drawn_anew, radius, shuffled

BOWL = Noisy(Ravine(condition=1.0), 2.0)  # a round bowl; the curvature is 1


@pytest.mark.parametrize(
    "landscape", [BOWL, Noisy(Rosenbrock(), 3.0), PenguinsRaw(), PenguinsLogistic(), PenguinsNetwork()], ids=lambda l: l.name
)
@pytest.mark.parametrize("optimizer", [SGD, lambda learning_rate: MiniBatch(learning_rate, 8), Adam], ids=["SGD", "mini-batch", "Adam"])
def test_a_cloud_is_the_ends_of_its_seeds(landscape: Any, optimizer: Any) -> None:
    rates = landscape.rate * np.array([0.5, 1.0])
    batch = 5 if optimizer is Adam else None
    cloud = clouds(optimizer(learning_rate=rates), landscape, landscape.start, 30, 6, batch)
    assert cloud.shape == (2, 2, 6)
    for (i, rate), seed in itertools.product(enumerate(rates), range(6)):
        alone = final(descend(optimizer(learning_rate=float(rate)), landscape, landscape.start, batch, seed), 30)
        np.testing.assert_allclose(cloud[:, i, seed], alone.theta, rtol=1e-9)


def test_the_law_of_a_shuffled_stream_is_the_mean_over_all_orders() -> None:
    # Four examples, two a step, three epochs: all orders of an epoch, the epochs independent of one another.
    xi = np.array([1.0, -2.0, 0.5, 0.5])
    sigma, rate, curvature = float(xi.std()), 0.3, 0.8
    a = 1 - rate * curvature
    epochs = [[sum(order[:2]) / 2, sum(order[2:]) / 2] for order in itertools.permutations(xi)]
    variance = 0.0
    for later in range(3):
        ends = [-rate * (a * first + second) * a ** (2 * later) for first, second in epochs]
        variance += float(np.var(ends))
    assert shuffled(rate, curvature, sigma, 2, 4, 6) == pytest.approx(np.sqrt(variance), rel=1e-12)


def test_the_law_holds_where_batches_lie_in_two_epochs() -> None:
    """Three examples, two a step, three steps: the second batch has the last of the first epoch and the first of the next."""
    xi = np.array([1.0, -2.0, 1.0])
    sigma, rate, curvature = float(xi.std()), 0.3, 0.8
    a = 1 - rate * curvature
    ends = []
    for first, second in itertools.product(itertools.permutations(xi), repeat=2):
        stream = (*first, *second)
        ends.append(sum(-rate * a ** (2 - t) * (stream[2 * t] + stream[2 * t + 1]) / 2 for t in range(3)))
    assert shuffled(rate, curvature, sigma, 2, 3, 3) == pytest.approx(float(np.std(ends)), rel=1e-12)


def test_the_clouds_of_penguins_have_the_radius_of_the_law() -> None:
    """There are 342 of them, which 16 does not divide. At the minimum all curvatures are 1."""
    landscape = PenguinsStandardised()
    (at,) = landscape.minima
    slopes = landscape.gradient(
        np.full(landscape.examples, at[0]), np.full(landscape.examples, at[1]), np.arange(landscape.examples)[np.newaxis]
    )
    rates = np.array([0.01, 0.05])
    measured = radius(clouds(MiniBatch(rates, 16), landscape, at, 300, 1000))
    law = np.hypot(*(shuffled(rates, 1.0, float(sigma), 16, landscape.examples, 300) for sigma in slopes.std(axis=1)))
    np.testing.assert_allclose(measured, law, rtol=0.1)


def test_the_law_of_independent_draws_is_the_fixed_point_of_the_recursion() -> None:
    rates, curvature, sigma, m = np.array([0.01, 0.5, 1.7]), 1.1, 3.0, 4
    settled = drawn_anew(rates, curvature, sigma, m)
    after = np.sqrt((1 - rates * curvature) ** 2 * settled**2 + rates**2 * sigma**2 / m)
    np.testing.assert_allclose(after, settled, rtol=1e-12)


@pytest.mark.parametrize("m", [1, 4, 16])
def test_the_clouds_of_a_quadratic_have_the_radius_of_the_law(m: int) -> None:
    rates = np.array([0.02, 0.1, 0.5, 1.0, 1.5])
    measured = radius(clouds(MiniBatch(rates, m), BOWL, (0.0, 0.0), 320, 1000))
    expected = np.sqrt(2) * shuffled(rates, 1.0, 2.0, m, 64, 320)
    np.testing.assert_allclose(measured, expected, rtol=0.08)  # a thousand draws in two directions know it to some 2 %


def test_where_the_past_is_forgotten_within_a_step_both_laws_are_one() -> None:
    # η = 1/λ, one example a step.
    assert shuffled(0.5, 2.0, 3.0, 1, 64, 200) == pytest.approx(float(drawn_anew(0.5, 2.0, 3.0, 1)), rel=1e-12)


def test_small_rates_gain_from_shuffling_and_a_full_batch_has_no_noise() -> None:
    assert shuffled(0.001, 1.0, 1.0, 1, 64, 6400) < 0.3 * drawn_anew(0.001, 1.0, 1.0, 1)
    assert shuffled(0.1, 1.0, 1.0, 64, 64, 100) == pytest.approx(0, abs=1e-7)
    assert radius(clouds(Adam(learning_rate=0.1), Noisy(Himmelblau(), 9.0), (0.0, 0.0), 50, 5)) == 0


@pytest.mark.parametrize(("steps", "seeds", "words"), [(2001, 5, "clouds.steps"), (5, 1001, "clouds.seeds"), (0, 5, "clouds.steps")])
def test_too_much_is_refused(steps: int, seeds: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        clouds(SGD(), BOWL, (0.0, 0.0), steps, seeds)
