"""Laws that every landscape obeys."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import (
    LANDSCAPES,
    STAGED,
    Ackley,
    Landscape,
    Noisy,
    OneWeight,
    PenguinsRaw,
    PenguinsStandardised,
    Plateau,
    Ravine,
    Rosenbrock,
    Rotated,
    Scaled,
)
from optim_core import SGD, SHELVED, Adam, MiniBatch, descend, knobs, record
from tests.catalogue import called, pairs

CATALOGUE: list[Landscape] = [cls() for cls in LANDSCAPES]
EVERY = [
    *CATALOGUE,
    *(cls() for cls in STAGED),
    Scaled(Rosenbrock(a=-1.2), 7.0),
    Rotated(Ravine(), 25.0),
    Noisy(Rosenbrock(b=3.0), 2.0),
    OneWeight(PenguinsStandardised(), 0.7),
    Plateau(width=0.5),
]


def name(landscape: Landscape) -> str:
    return repr(landscape)


def somewhere(landscape: Landscape, count: int = 200) -> Any:
    (x_low, x_high), (y_low, y_high) = landscape.window
    return np.random.default_rng(1).uniform([[x_low], [y_low]], [[x_high], [y_high]], (2, count))


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_gradient_by_complex_step(landscape: Landscape) -> None:
    x, y = somewhere(landscape)
    h = 1e-30
    along_x, along_y = landscape.value(x + 1j * h, y + 0j), landscape.value(x + 0j, y + 1j * h)
    stepped = np.imag([along_x, along_y]) / h
    scale = np.abs(stepped).max()
    np.testing.assert_allclose(landscape.gradient(x, y), stepped, rtol=1e-12, atol=1e-12 * scale)


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_hessian_by_central_differences(landscape: Landscape) -> None:
    x, y = somewhere(landscape, 20)
    h = 1e-5
    columns = [(landscape.gradient(x + h, y) - landscape.gradient(x - h, y)), (landscape.gradient(x, y + h) - landscape.gradient(x, y - h))]
    np.testing.assert_allclose(landscape.hessian(x, y), np.stack(columns, axis=1) / (2 * h), rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_minima_are_flat_inside_the_window_and_lowest(landscape: Landscape) -> None:
    (x_low, x_high), (y_low, y_high) = landscape.window
    grid = np.meshgrid(np.linspace(x_low, x_high, 201), np.linspace(y_low, y_high, 201))
    values = landscape.value(*grid)
    for x, y in landscape.minima:
        assert x_low < x < x_high
        assert y_low < y < y_high
        np.testing.assert_allclose(landscape.gradient(np.array([x]), np.array([y])), 0, atol=1e-10)
        lowest = landscape.value(np.array([x]), np.array([y]))
        assert np.min(values) >= lowest - 1e-12 * np.ptp(values)
    if not landscape.minima:  # then the way down leads out of the window
        row, column = np.unravel_index(np.argmin(values), values.shape)
        assert row in (0, 200) or column in (0, 200)


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_any_shape_goes_in_and_comes_out(landscape: Landscape) -> None:
    x, y = somewhere(landscape, 12)
    value, gradient = landscape.value(x, y), landscape.gradient(x, y)
    assert value.shape == (12,)
    assert gradient.shape == (2, 12)
    np.testing.assert_array_equal(landscape.value(x.reshape(3, 4), y.reshape(3, 4)), value.reshape(3, 4))
    np.testing.assert_array_equal(landscape.gradient(x.reshape(3, 4), y.reshape(3, 4)), gradient.reshape(2, 3, 4))
    assert np.shape(landscape.value(x[0], y[0])) == ()
    assert np.shape(landscape.gradient(x[0], y[0])) == (2,)


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_the_mean_over_examples_is_the_landscape(landscape: Landscape) -> None:
    x, y = somewhere(landscape, 5)
    if landscape.examples > 1:
        one_by_one = [landscape.gradient(x, y, np.array([i])) for i in range(landscape.examples)]
        np.testing.assert_allclose(np.mean(one_by_one, axis=0), landscape.gradient(x, y), rtol=1e-10, atol=1e-12)
        some = np.array([2, 0, 1, 1])
        np.testing.assert_allclose(np.mean([one_by_one[i] for i in some], axis=0), landscape.gradient(x, y, some), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("cls", [*LANDSCAPES, *STAGED])
def test_the_catalogue_is_complete(cls: type[Landscape]) -> None:
    landscape = cls()
    assert cls.name
    assert cls.__doc__
    assert len(cls.lesson) > 60
    assert cls.source.authors
    assert 1800 < cls.source.year < 2030
    assert cls.source.url.startswith("https://")
    (x_low, x_high), (y_low, y_high) = landscape.window
    assert x_low < landscape.start[0] < x_high
    assert y_low < landscape.start[1] < y_high
    for field, knob in knobs(cls).items():
        assert knob.slider[0] <= getattr(landscape, field) <= knob.slider[1]
        knob.check(field, np.array(knob.slider))


@pytest.mark.parametrize(("optimizer", "landscape"), pairs(SHELVED, CATALOGUE), ids=called)
def test_suggested_rates_move_and_go_down(optimizer: type[Any], landscape: Landscape) -> None:
    trajectory = record(descend(optimizer.suited_to(landscape), landscape, landscape.start), steps=500)
    view = np.hypot(*np.ptp(landscape.window, axis=1))
    assert not landscape.minima or np.all(np.abs(trajectory.theta) < 1e3)
    assert trajectory.loss.min() < trajectory.loss[0]
    if type(landscape) is not Plateau:  # where plain descent stands still, which is its lesson
        assert np.hypot(*np.ptp(trajectory.theta, axis=0)) > 0.02 * view


def test_ackley_has_a_gradient_of_zero_at_its_tip() -> None:
    np.testing.assert_array_equal(Ackley().gradient(np.zeros(1), np.zeros(1)), np.zeros((2, 1)))


def test_noise_is_whitened_and_scales_with_sigma() -> None:
    landscape = Noisy(Rosenbrock(), sigma=3.0, examples=100)
    x, y = np.array([0.3]), np.array([0.7])
    off = np.array([landscape.gradient(x, y, np.array([i])) - landscape.gradient(x, y) for i in range(100)])[..., 0]
    np.testing.assert_allclose(off.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(off.T @ off / 100, 9 * np.eye(2), rtol=0, atol=1e-10)
    np.testing.assert_array_equal(landscape.value(x, y), Rosenbrock().value(x, y))
    np.testing.assert_array_equal(landscape.gradient(x, y), Rosenbrock().gradient(x, y))


def test_data_cannot_be_made_noisy_twice() -> None:
    with pytest.raises(ValueError, match=r"Noisy.landscape must be a plain function, got PenguinsRaw, .*342 examples"):
        Noisy(PenguinsRaw(), 1.0)


def test_standardising_turns_the_ravine_into_a_bowl() -> None:
    raw, bowl = (
        np.linalg.eigvalsh(landscape.hessian(np.zeros(1), np.zeros(1))[:, :, 0]) for landscape in (PenguinsRaw(), PenguinsStandardised())
    )
    assert raw[1] / raw[0] == pytest.approx(1300, rel=0.02)
    np.testing.assert_allclose(bowl, 1, rtol=1e-12)


def test_adam_ignores_the_scale_of_the_loss_and_gradient_descent_does_not() -> None:
    here, scaled = Rosenbrock(), Scaled(Rosenbrock(), 100.0)
    adam, scaled_adam = (record(descend(Adam(learning_rate=0.02, epsilon=1e-15), f, here.start), 100).theta for f in (here, scaled))
    sgd, scaled_sgd = (record(descend(SGD(learning_rate=1e-5), f, here.start), 100).theta for f in (here, scaled))
    np.testing.assert_allclose(scaled_adam, adam, atol=1e-9)
    assert np.abs(scaled_sgd - sgd).max() > 0.1


def test_gradient_descent_turns_with_the_landscape_and_adam_does_not() -> None:
    degrees = 30.0
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[c, -s], [s, c]])
    here, turned = Ravine(), Rotated(Ravine(), degrees)
    for cls, commutes in ((SGD, True), (MiniBatch, True), (Adam, False)):
        path, turned_path = (record(descend(cls(learning_rate=0.01), f, f.start), 100).theta for f in (here, turned))
        assert np.allclose(path @ turn.T, turned_path, rtol=0, atol=1e-12) == commutes


def test_the_data_is_the_source_unchanged() -> None:
    ours = Path(__file__).parents[1] / "landscapes/data/penguins.csv"
    with ours.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 344
    assert sum(row["species"] == "Chinstrap" for row in rows) == 68
