"""The landscape cut open along the steps of a run: its heights, and where the run is on them."""

from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, OneWeight, PenguinsStandardised, Rosenbrock
from landscapes.ravine import Ravine
from optim_core import Adam, MiniBatch, Run
from optim_core.spec import Array
from tests.pictures import picture_of
from ui.protocol import unpack
from ui.stage.beside import FARTHEST, MOST_CUTS, SAMPLES, cut_open, over_one_weight


def descent(landscape: Any, rate: float, steps: int = 12, start: tuple[float, float] | None = None) -> Run:
    return Run(MiniBatch(rate, batch_size=landscape.examples), landscape, start or landscape.start, steps)


def opened(run: Run) -> tuple[Any, Array, Array, Array, Any]:
    """The record of the cuts, their heights, where the steps begin, their slopes, and the trajectory."""
    trajectory = run.record()
    record, packed = cut_open(run.landscape, trajectory, 3)  # type: ignore[arg-type]  # the lab's landscapes are surveyed
    heights, at, slope = (packed[record[name] - 3][1] for name in ("heights", "at", "slope"))
    assert {kind for kind, _ in packed} == {"f4"}
    return record, heights, at, slope, trajectory


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_the_cut_of_a_step_has_the_heights_along_its_gradient(cls: Any) -> None:
    landscape = cls()
    record, heights, at, slope, trajectory = opened(descent(landscape, landscape.rate))
    left, right, bottom, top = record["box"]
    distances = np.linspace(left, right, SAMPLES)
    assert heights.shape == (12, SAMPLES)
    for k in range(12):
        gradient = landscape.gradient(*trajectory.theta[k][:, np.newaxis])[:, 0]
        way = np.sign(slope[k]) * gradient / np.hypot(*gradient)
        assert abs(slope[k]) == pytest.approx(np.hypot(*gradient), rel=1e-9)
        there = trajectory.theta[k] + way * (distances - at[k])[:, np.newaxis]
        np.testing.assert_allclose(heights[k], landscape.value(*there.T), rtol=1e-9)
        # The step ends on the same cut, because plain descent goes along the gradient.
        np.testing.assert_allclose(trajectory.theta[k] + way * (at[k + 1] - at[k]), trajectory.theta[k + 1], atol=1e-9)
    assert left < at[0] == 0 < right
    assert bottom <= heights.min() < top


@pytest.mark.parametrize("rate", [0.3, 1.7, 2.0])
def test_in_a_round_bowl_the_curve_stays_where_it_is_and_the_ball_goes_up_and_down_on_it(rate: float) -> None:
    record, heights, at, _, trajectory = opened(descent(PenguinsStandardised(), rate))
    left, right, *_ = record["box"]
    np.testing.assert_allclose(heights, np.broadcast_to(heights[0], heights.shape), atol=1e-9)
    on_it = np.interp(at, np.linspace(left, right, SAMPLES), heights[0])
    np.testing.assert_allclose(on_it, trajectory.loss, atol=5e-3)
    assert bool(at[2] < at[1]) is (rate > 1), "beyond the lowest point it turns round"


def test_the_frame_stays_while_the_start_moves() -> None:
    boxes = {tuple(opened(descent(PenguinsStandardised(), 0.3, 1, start))[0]["box"]) for start in ((-0.4, 1.0), (1.2, -0.7), (2.6, 1.9))}
    assert len(boxes) == 1


def test_where_there_is_no_slope_there_is_a_cut_all_the_same() -> None:
    landscape = Ravine()
    record, heights, at, slope, _ = opened(descent(landscape, 0.01, 3, (0.0, 0.0)))
    left, right, *_ = record["box"]
    assert np.all(slope == 0)
    assert np.all(at == 0)
    along = np.linspace(left, right, SAMPLES)
    np.testing.assert_allclose(heights, [landscape.value(along, 0 * along)] * 3)


@pytest.mark.parametrize("steps", [60, 400])
def test_a_run_that_leaves_all_bounds_has_a_frame(steps: int) -> None:
    record, heights, at, _, _ = opened(descent(Rosenbrock(), 5.0, steps))
    assert np.isfinite(record["box"]).all()
    far = FARTHEST * np.ptp(Rosenbrock().window, axis=1).max()
    assert far in (-record["box"][0], record["box"][1]), "as much of it as there is room for"
    assert len(heights) == min(steps, MOST_CUTS) == len(at) - 1


def test_a_method_that_does_not_follow_the_slope_lands_beside_the_cut() -> None:
    landscape = Rosenbrock()
    run = Run(Adam(0.3), landscape, landscape.start, 5)
    _, _, at, slope, trajectory = opened(run)
    way = np.sign(slope[0]) * trajectory.gradient[0] / np.hypot(*trajectory.gradient[0])
    assert at[1] == pytest.approx((trajectory.theta[1] - trajectory.theta[0]) @ way)
    assert abs(at[1]) < np.hypot(*(trajectory.theta[1] - trajectory.theta[0]))


def test_a_picture_is_cut_open_where_the_view_asks_for_it() -> None:
    run = descent(PenguinsStandardised(), 0.3)
    without, _ = unpack(picture_of([run], fit=True))
    assert without["cut"] is None
    record, arrays = unpack(picture_of([run], fit=True, cut=True))
    cut = record["cut"]
    _, packed = cut_open(PenguinsStandardised(), run.record(), 0)
    for name, (_, numbers) in zip(("heights", "at", "slope"), packed, strict=True):
        np.testing.assert_array_equal(arrays[cut[name]], numbers.astype("f4").ravel())
    assert arrays[record["fit"]["x"]].size == 342


@pytest.mark.parametrize("start", [-0.4, 0.9, 2.6])
def test_over_one_weight_the_curve_is_one_row_of_the_map_wherever_the_ball_is(start: float) -> None:
    line = PenguinsStandardised()
    run = descent(OneWeight(line, 0.7), 0.3, 12, (start, 0.7))
    record, packed = over_one_weight(run.landscape, run.record(), 3)  # type: ignore[arg-type]  # it is surveyed
    heights, at, slope = (packed[record[name] - 3][1] for name in ("heights", "at", "slope"))
    weight = np.linspace(*line.window[0], SAMPLES)
    np.testing.assert_allclose(heights, line.value(weight, np.full(SAMPLES, 0.7)))
    assert record["weight"] == "w"
    assert record["box"] == [*line.window[0], 0, heights.max()]
    assert len(at) == len(slope) == 13, "the last place has a slope, too"
    assert at[0] == start
    np.testing.assert_allclose(np.diff(at), -0.3 * slope[:-1])
    np.testing.assert_allclose(np.interp(at, weight, heights), run.record().loss, atol=1e-3)
