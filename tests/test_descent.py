"""Laws that the loop obeys with every optimizer: a batch is its runs, a seed reproduces a run, and what makes no sense is refused."""

import sys
import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Landscape, Noisy, PenguinsLogistic, PenguinsNetwork, PenguinsStandardised, Plateau, Rosenbrock, Saddle
from optim_core import SGD, Adam, MiniBatch, Optimizer, Run, descend, final, knobs, record, record_all, sweep
from optim_core.descent import batches
from tests.catalogue import FORMS, called, pairs

PLACES: list[Landscape] = [Rosenbrock(), Plateau(), PenguinsLogistic(), PenguinsNetwork(), Noisy(Rosenbrock(), 5.0)]


@pytest.mark.parametrize(("cls", "landscape"), pairs(FORMS, PLACES), ids=called)
def test_a_batch_equals_its_runs_one_by_one(cls: Any, landscape: Landscape) -> None:
    """Bit for bit: over hyperparameters, and over starts."""
    varied = {name: np.array([0.0, 0.5, 0.9]) for name, knob in knobs(cls).items() if knob.scale == "log of 1 - value"}
    varied["learning_rate"] = np.geomspace(1e-3, 0.3, 5)[:, np.newaxis]
    starts = np.array(landscape.start)[:, np.newaxis, np.newaxis] + np.array([0.0, 0.01, -0.2])
    many = record(descend(replace(cls(), **varied), landscape, starts, batch_size=4, seed=7), steps=60)
    assert many.theta.shape == (61, 2, 5, 3)
    assert many.loss.shape == (61, 5, 3)
    for row in range(5):
        for column in range(3):
            alone = {name: float(np.broadcast_to(values, (5, 3))[row, column]) for name, values in varied.items()}
            one = record(descend(replace(cls(), **alone), landscape, starts[:, 0, column], batch_size=4, seed=7), steps=60)
            np.testing.assert_array_equal(one.theta, many.theta[..., row, column])
            np.testing.assert_array_equal(one.loss, many.loss[..., row, column])
            for name, recorded in one.quantities.items():
                np.testing.assert_array_equal(recorded, many.quantities[name][..., row, column])


@pytest.mark.parametrize("cls", FORMS)
@pytest.mark.parametrize("shape", [(150, 160), (24_000,), (2, 30_000)])
def test_sweep_is_final_bit_for_bit(cls: Any, shape: tuple[int, ...]) -> None:
    optimizer = replace(cls(), learning_rate=np.geomspace(1e-4, 1.0, shape[-1]))
    if "beta1" in knobs(cls) and len(shape) == 2:
        optimizer = replace(optimizer, beta1=np.linspace(0, 0.9, shape[0])[:, np.newaxis])
    start = np.broadcast_to(np.array([-1.5, 2.0]).reshape(2, *(1,) * len(shape)), (2, *shape))
    whole, cut = final(descend(optimizer, Rosenbrock(), start), 15), sweep(optimizer, Rosenbrock(), start, 15)
    np.testing.assert_array_equal(cut.theta, whole.theta)
    np.testing.assert_array_equal(cut.gradient, whole.gradient)
    np.testing.assert_array_equal(cut.loss, whole.loss)
    for ours, theirs in zip(cut.state, whole.state, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_sweep_runs_without_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    optimizer = Adam(learning_rate=np.geomspace(1e-4, 1.0, 50_000))
    expected = sweep(optimizer, Rosenbrock(), (-1.5, 2.0), 3).theta
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(threading.Thread, "start", None)
    np.testing.assert_array_equal(sweep(optimizer, Rosenbrock(), (-1.5, 2.0), 3).theta, expected)


@pytest.mark.parametrize("start", [(np.nan, 0), (np.inf, 0), (1e400, 0), (1, 2, 3), 5.0, "ab", None, [[1, 2], [3]], (10**400, 1), (1j, 2)])
def test_bad_starts_are_refused(start: Any) -> None:
    with pytest.raises(ValueError, match=r"descend\.start must"):
        descend(Adam(), Rosenbrock(), start)


def test_starts_that_do_not_fit_the_hyperparameters_are_refused() -> None:
    with pytest.raises(ValueError, match=r"descend\.start of batch \(4,\) must broadcast against hyperparameters of batch \(3,\)"):
        descend(Adam(learning_rate=np.array([0.1, 0.2, 0.3])), Rosenbrock(), np.zeros((2, 4)))


@pytest.mark.parametrize("steps", [0, -1, 10_001, 2.5, True, None, "9", np.nan])
def test_bad_step_counts_are_refused(steps: Any) -> None:
    with pytest.raises(ValueError, match=r"record\.steps must be a whole number in \[1, 10000\], got "):
        record(descend(Adam(), Rosenbrock(), (0, 0)), steps)
    with pytest.raises(ValueError, match=r"final\.steps must"):
        final(descend(Adam(), Rosenbrock(), (0, 0)), 10**7 if steps == 10_001 else steps)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, None])
def test_bad_seeds_are_refused(seed: Any) -> None:
    with pytest.raises(ValueError, match=r"descend\.seed must"):
        descend(Adam(), Rosenbrock(), (0, 0), seed=seed)


@pytest.mark.parametrize(("optimizer", "size"), [(Adam(), 343), (MiniBatch(batch_size=343), None), (Adam(), 0), (Adam(), 1.5)])
def test_batches_larger_than_the_data_are_refused(optimizer: Optimizer[Any], size: Any) -> None:
    with pytest.raises(ValueError, match=r"descend\.batch_size must be a whole number in \[1, 342\] .*, got "):
        descend(optimizer, PenguinsStandardised(), (0, 0), batch_size=size)


def test_row_t_is_what_is_known_after_t_steps() -> None:
    landscape = Rosenbrock()
    trajectory = record(descend(Adam(learning_rate=0.05), landscape, start=(-1.5, 2.0), seed=0), steps=500)
    assert trajectory.steps == 500
    assert trajectory.theta.shape == trajectory.gradient.shape == trajectory.quantities["m"].shape == (501, 2)
    assert trajectory.loss.shape == (501,)
    np.testing.assert_array_equal(trajectory.theta[0], (-1.5, 2.0))
    np.testing.assert_array_equal(trajectory.quantities["m"][0], 0)
    x, y = trajectory.theta.T
    np.testing.assert_array_equal(trajectory.loss, landscape.value(x, y))
    np.testing.assert_array_equal(trajectory.gradient, landscape.gradient(x, y).T)
    last = final(descend(Adam(learning_rate=0.05), landscape, start=(-1.5, 2.0)), steps=500)
    np.testing.assert_array_equal(last.theta, trajectory.theta[-1])
    np.testing.assert_array_equal(last.loss, trajectory.loss[-1])


def test_every_optimizer_reads_the_same_stream() -> None:
    """The t-th batch of size m is entries (t-1)m to tm, without replacement within an epoch."""
    ones = np.concatenate([next(batch) for batch in [batches(10, 1, seed=4)] for _ in range(40)])
    fours = batches(10, 4, seed=4)
    np.testing.assert_array_equal(np.concatenate([next(fours) for _ in range(10)]), ones)
    for epoch in ones.reshape(4, 10):
        assert sorted(epoch) == list(range(10))
    assert not np.array_equal(ones[:10], ones[10:20])

    landscape = PenguinsLogistic()
    for optimizer, size in ((SGD(), 1), (MiniBatch(batch_size=16), 16)):
        trajectory = record(descend(optimizer, landscape, landscape.start, batch_size=99, seed=4), steps=30)
        stream = batches(landscape.examples, size, seed=4)
        for t in range(30):
            x, y = trajectory.theta[t]
            np.testing.assert_allclose(trajectory.gradient[t], landscape.gradient(x, y, next(stream)), rtol=1e-12)


def test_without_examples_sgd_and_mini_batch_coincide() -> None:
    sgd, mini = (record(descend(cls(learning_rate=0.001), Rosenbrock(), (-1.5, 2.0)), 100).theta for cls in (SGD, MiniBatch))
    np.testing.assert_array_equal(sgd, mini)


@pytest.mark.parametrize("landscape", PLACES, ids=lambda landscape: landscape.name)
def test_runs_recorded_together_equal_runs_recorded_alone(landscape: Landscape) -> None:
    """Bit for bit, in any order, with different batch sizes and starts among them."""
    runs = [
        Run(cls.suited_to(landscape), landscape, landscape.start, 40, size, 3) for cls, _ in pairs(FORMS, [landscape]) for size in (None, 4)
    ]
    runs += [replace(runs[0], start=(0.1, 0.2)), replace(runs[1], steps=7)]
    for alone, together in zip([run.record() for run in runs], record_all(runs), strict=True):
        np.testing.assert_array_equal(together.theta, alone.theta)
        np.testing.assert_array_equal(together.loss, alone.loss)
        np.testing.assert_array_equal(together.gradient, alone.gradient)
        assert list(together.quantities) == list(alone.quantities)
        for name, values in alone.quantities.items():
            np.testing.assert_array_equal(together.quantities[name], values)


def test_runs_recorded_together_are_checked_like_runs_alone() -> None:
    with pytest.raises(ValueError, match=r"record\.steps must"):
        record_all([Run(Adam(), Rosenbrock(), (0.0, 0.0), 0)])
    with pytest.raises(ValueError, match=r"descend\.start must"):
        record_all([Run(Adam(), Rosenbrock(), (np.nan, 0.0), 5)])


def test_a_seed_reproduces_a_run_and_another_seed_does_not() -> None:
    first, again, other = (record(descend(SGD(), PenguinsStandardised(), (0, 0), seed=seed), 50).theta for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("cls", FORMS)
def test_divergence_is_a_result_and_never_a_warning(cls: Any) -> None:
    with np.errstate(all="raise"):
        for landscape in (Rosenbrock(), Saddle()):
            walk = descend(replace(cls(), learning_rate=1e200), landscape, (1.1, 3.0))
            trajectory = record(walk, 50)
            assert not np.isfinite(trajectory.theta[-1]).all() or np.abs(trajectory.theta[-1]).max() > 1e12
        with pytest.raises(FloatingPointError):  # the caller's own setting is left alone, in the middle of a walk too
            np.float64(1.0) / np.float64(0.0)
