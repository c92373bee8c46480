"""The outside oracle: trajectories made once by Optax, by golden/make.py."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import Landscape, PenguinsStandardised, Rosenbrock
from optim_core import OPTIMIZERS, SGD, Adadelta, Adagrad, Adam, Adamax, MiniBatch, Optimizer, RMSprop, descend, record

GOLDEN = np.load(Path(__file__).parent / "golden/trajectories.npz")
LINE = (PenguinsStandardised(), (-0.7, 1.4))
BANANA = (Rosenbrock(), (-1.5, 2.0))
RUNS: list[tuple[Optimizer[Any], tuple[Landscape, tuple[float, float]]]] = [
    (SGD(learning_rate=0.02), LINE),
    (MiniBatch(learning_rate=0.05, batch_size=8), LINE),
    (Adagrad(learning_rate=0.3, epsilon=1e-8), BANANA),
    (Adadelta(learning_rate=5.0, rho=0.95, epsilon=1e-6), LINE),
    (RMSprop(learning_rate=0.002, rho=0.9, epsilon=1e-8), LINE),
    (Adam(learning_rate=0.02, beta1=0.9, beta2=0.999, epsilon=1e-8), BANANA),
    (Adamax(learning_rate=0.02, beta1=0.9, beta2=0.999, epsilon=1e-8), BANANA),
]


@pytest.mark.parametrize(("optimizer", "place"), RUNS, ids=[type(optimizer).__name__ for optimizer, _ in RUNS])
def test_a_thousand_steps_agree_with_optax(optimizer: Optimizer[Any], place: tuple[Landscape, tuple[float, float]]) -> None:
    landscape, start = place
    theta = record(descend(optimizer, landscape, start, batch_size=8, seed=3), steps=1000).theta[::10]
    np.testing.assert_allclose(theta, GOLDEN[type(optimizer).__name__], rtol=0, atol=1e-9)


def test_every_optimizer_has_a_golden_trajectory() -> None:
    assert {type(optimizer) for optimizer, _ in RUNS} == set(OPTIMIZERS)
