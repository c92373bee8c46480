"""What the list of outcomes says at a step: the numbers come from Python, and JavaScript writes them as Python does."""

import json
import subprocess
from typing import Any

import numpy as np
import pytest

from figures.contour import relief
from landscapes import LANDSCAPES, Himmelblau, Saddle
from optim_core import OPTIMIZERS, SGD, Adam, Run, outcome
from optim_core.outcomes import distances
from optim_core.spec import Array
from tests.node import find
from tests.pictures import picture_of
from tests.servers import ROOT
from ui.protocol import unpack
from ui.stage.gesture import Gesture
from ui.stage.picture import brief


def in_node(numbers: Array, digits: int) -> list[str]:
    """How the list writes these numbers."""
    _, path = find()
    command = ["node", str(ROOT / "tests/js/short.js"), str(digits)]
    ran = subprocess.run(command, input=numbers.astype("<f8").tobytes(), check=False, capture_output=True, env={"PATH": path})
    assert ran.returncode == 0, ran.stderr.decode()
    texts: list[str] = json.loads(ran.stdout)
    return texts


@pytest.mark.parametrize("digits", [2, 3])
def test_javascript_writes_a_number_as_python_does(digits: int) -> None:
    dice = np.random.default_rng(0)
    bits = dice.integers(0, 2**64, 20_000, dtype=np.uint64).view(np.float64)  # of every size, with NaN among them
    usual = dice.normal(size=20_000) * 10.0 ** dice.integers(-8, 8, 20_000)
    halfway = dice.integers(-(2**14), 2**14, 20_000) * 2.0 ** dice.integers(-14, 4, 20_000)  # where Python and JavaScript round differently
    decimals = np.array([float(f"{n}e{power}") for n in range(995, 1006) for power in range(-330, 306, 3)])
    numbers = np.concatenate([[0.0, -0.0, np.inf, -np.inf, np.nan], bits, usual, usual.astype("f4"), halfway, decimals])
    assert in_node(numbers, digits) == [brief(number, digits) for number in numbers]


@pytest.mark.parametrize("landscape", [cls() for cls in LANDSCAPES], ids=lambda each: each.name)
def test_a_picture_has_the_distance_of_each_step(landscape: Any) -> None:
    runs = [Run(cls(), landscape, landscape.start, 60) for cls in OPTIMIZERS]
    heights = relief(landscape, 140).value
    least = {"loss": 1e-15 * np.ptp(heights[np.isfinite(heights)]), "distance": 1e-15 * np.ptp(landscape.window, axis=1).max()}
    record, arrays = sent(runs)
    for path, run in zip(record["paths"], runs, strict=True):
        trajectory = run.record()
        apart = [min((np.hypot(x - a, y - b) for a, b in landscape.minima), default=np.nan) for x, y in trajectory.theta]
        assert path["least"] == pytest.approx(least)
        assert path["final"] == brief(trajectory.loss[-1], least=least["loss"])
        assert path["distance"] == brief(apart[-1], least=least["distance"])
        assert path["reached"] == outcome(trajectory, landscape).steps_to_tolerance
        expected = {"theta": trajectory.theta, "loss": trajectory.loss, "distances": np.array(apart)}
        for index, numbers in [(path[name], each) for name, each in expected.items()] + [(path["extra"]["slope"], trajectory.gradient)]:
            with np.errstate(over="ignore"):
                np.testing.assert_allclose(arrays[index], numbers.astype("f4").ravel(), rtol=1e-6)


def test_a_distance_is_not_measured_from_the_rounded_place() -> None:
    """Near (3, 2) single floats lie some 1e-7 apart, and a run comes much nearer."""
    landscape = Himmelblau()
    record, arrays = sent([Run(SGD(), landscape, landscape.start, 80)])
    (path,) = record["paths"]
    assert path["distance"] == brief(float(arrays[path["distances"]][-1]))
    assert 1e-13 < arrays[path["distances"]][-1] < 1e-9


def test_what_is_only_a_rounding_error_is_0() -> None:
    landscape = Himmelblau()
    record, arrays = sent([Run(SGD(), landscape, landscape.start, 100)])
    (path,) = record["paths"]
    assert 0 < arrays[path["distances"]][-1] < 1e-14
    assert 0 < arrays[path["loss"]][-1] < 1e-14
    assert (path["final"], path["distance"]) == ("0", "0")


def test_where_no_minimum_is_known_there_is_no_distance() -> None:
    assert np.isnan(distances(np.zeros((3, 2)), Saddle())).all()
    record, _ = sent([Run(Adam(), Saddle(), Saddle().start, 5)])
    assert (record["paths"][0]["distance"], record["paths"][0]["reached"]) == ("–", None)


def sent(runs: list[Run]) -> tuple[dict[str, Any], list[Any]]:
    """The picture of these runs, with their arrows, unpacked."""
    return unpack(picture_of(runs, Gesture(arrows=True)))
