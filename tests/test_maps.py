"""A map is the ends of its runs; its passes compute each cell once; what makes no sense is refused before any work."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import Himmelblau, Noisy, Ravine
from optim_core import SGD, SHELVED, Adam, MiniBatch, knobs
from optim_core.batch.ends import ends
from optim_core.batch.maps import COARSE, MOST_A_PASS, START, Axis, Map, knob_axis
from optim_core.judgement import goal

STARTS = (Axis("x", -5, 5), Axis("y", -5, 5))


def a_map(cls: Any = Adam, **more: Any) -> Map:
    optimizer, landscape = cls.suited_to(Himmelblau()), Noisy(Himmelblau(), 5.0)
    rate = optimizer.learning_rate
    given: dict[str, Any] = {
        "x": knob_axis("learning_rate", knobs(cls)["learning_rate"], rate / 30, rate * 300),
        "y": STARTS[1],
        "size": 50,
    } | more
    return Map(optimizer, landscape, landscape.start, 40, seed=2, **given)


@pytest.mark.parametrize("size", [25, 50, 100, 200])
def test_the_passes_are_all_cells_once_and_the_first_is_coarse(size: int) -> None:
    for at_once in (MOST_A_PASS, 1_000):
        passes = a_map(size=size, at_once=at_once).passes()
        assert len(passes[0]) == COARSE**2
        assert max(map(len, passes)) <= at_once
        np.testing.assert_array_equal(np.sort(np.concatenate(passes)), np.arange(size**2))


@pytest.mark.parametrize("cls", SHELVED)
def test_a_cell_is_the_run_whose_numbers_stand_on_its_axes(cls: Any) -> None:
    others = [name for name in knobs(cls) if name != "learning_rate"]
    second = knob_axis(others[0], knobs(cls)[others[0]]) if others else STARTS[0]
    second = Axis(second.name, 1, 20, "log", whole=True) if second.whole else second
    one = a_map(cls, y=second)
    places = np.array([0, 777, 1234, 2499, 60])
    found = one.run(places)
    assert found.became("diverged").any() or found.reached.any() or found.t.min() == 40
    for i, place in enumerate(places):
        values: dict[str, float] = {axis.name: float(axis.cells(50)[at]) for axis, at in ((one.x, place % 50), (one.y, place // 50))}
        start = tuple(values.pop(name, at) for name, at in zip(START, one.start, strict=True))
        optimizer = replace(one.optimizer, **{name: int(v) if knobs(cls)[name].whole else v for name, v in values.items()})
        alone = ends(optimizer, one.landscape, start, 40, goal(one.landscape, start), seed=2, judged=True)
        for field, expected in zip(found, alone, strict=True):
            np.testing.assert_array_equal(np.asarray(field)[..., i], expected)


def test_a_map_of_starts_ends_in_the_four_valleys() -> None:
    one = Map(Adam(learning_rate=0.1), Himmelblau(), (0.0, 0.0), 300, *STARTS, size=25)
    found = one.run(np.arange(625))
    assert found.reached.mean() > 0.95
    nearest = np.argmin([np.hypot(*(found.theta.T - minimum).T) for minimum in Himmelblau().minima], axis=0)
    assert set(nearest[found.reached]) == {0, 1, 2, 3}


def test_the_frontier_lies_on_two_over_the_curvature_within_a_cell() -> None:
    landscape = Ravine(condition=20.0)
    curvature = float(np.linalg.eigvalsh(landscape.hessian(np.zeros(1), np.zeros(1))[:, :, 0])[-1])
    rates = Axis("learning_rate", 1 / curvature, 4 / curvature, "log")
    one = Map(SGD(), landscape, (0.7, 0.4), 2000, rates, STARTS[1], stop=False, size=100)
    gone = one.run(np.arange(100 * 50, 100 * 51)).became("diverged")
    first = int(np.argmax(gone))
    values = rates.cells(100)
    # Just above the bound a run climbs too slowly to pass 10¹² within 2,000 steps: |1 - ηλ|^2000 = 10¹² at 1.007 times 2/λ, half a cell.
    assert values[first - 1] <= 2 / curvature * 1.02
    assert 2 / curvature <= values[first] <= 2 / curvature * 1.03
    assert gone[first:].all()


def test_the_number_of_examples_is_a_side_too_and_equal_runs_are_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one = a_map(MiniBatch, y=Axis("batch_size", 1, 4, "log", whole=True), size=25)
    counted: list[int] = []

    def watched(optimizer: Any, landscape: Any, start: Any, *more: Any, **others: Any) -> Any:
        counted.append(start.shape[1])
        return ends(optimizer, landscape, start, *more, **others)

    monkeypatch.setattr("optim_core.batch.maps.ends", watched)
    found = one.run(np.arange(625))
    assert counted == [25] * 4  # four batch sizes, each once for every rate
    assert found.t.shape == (625,)


@pytest.mark.parametrize("scale", ["linear", "log", "log of 1 - value"])
def test_an_axis_knows_where_its_values_lie(scale: Any) -> None:
    axis = Axis("beta1", 0.1, 0.99, scale)
    shares = [axis.share(value) for value in axis.cells(40)]
    np.testing.assert_allclose(shares, (np.arange(40) + 0.5) / 40, atol=1e-4)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": knob_axis("learning_rate", knobs(Adam)["learning_rate"])}, "Map.y must be another axis"),
        ({"x": Axis("rho", 0.1, 0.9)}, "Map.x must be one of learning_rate, beta1, beta2, epsilon, x, y, got rho"),
        ({"x": Axis("beta1", 0.1, 1.5)}, r"Map.x.beta1 must lie in \[0, 1\), got 1.5"),
        ({"optimizer": MiniBatch(), "x": Axis("batch_size", 1, 65, "log", whole=True)}, r"Map.x.batch_size must lie in \[1, 64\]"),
        ({"steps": 2001}, r"Map.steps must be a whole number in \[1, 2000\]"),
        ({"size": 400}, r"Map.size must be a whole number in \[25, 200\] \(the most cells a side\), got 400"),
        ({"size": 30}, "Map.size must be a multiple of 25"),
    ],
)
def test_what_makes_no_sense_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(a_map(), **change)


@pytest.mark.parametrize(("low", "high", "scale"), [(1, 1, "linear"), (2, 1, "linear"), (0, 1, "log"), (float("nan"), 1, "log")])
def test_an_empty_range_is_refused(low: float, high: float, scale: Any) -> None:
    with pytest.raises(ValueError, match="Axis learning_rate"):
        Axis("learning_rate", low, high, scale)
