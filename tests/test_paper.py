"""Pictures on paper: lines of equal height lie where the height is, and a run is drawn as it was walked."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import pytest

from figures.isolines import isolines
from figures.paper import LEFT, SIDE, TOP, Trace, paper_cells, paper_map, swatch
from figures.theme import THEMES, style
from landscapes import LANDSCAPES, Himmelblau, Rosenbrock
from optim_core import OPTIMIZERS, Adam, Run
from optim_core.batch.maps import Axis

LIGHT = THEMES["light"]
SVG = "{http://www.w3.org/2000/svg}"


def grid(side: int) -> tuple[Any, Any, Any]:
    x, y = np.linspace(-2, 2, side), np.linspace(-2, 2, side)
    return x, y, np.meshgrid(x, y)


def walked(landscape: Any, method: type[Any], steps: int = 50) -> Trace:
    run = Run(method.suited_to(landscape), landscape, landscape.start, steps, None, 1)
    return Trace(method.name, style(method.marks, LIGHT), run.record().theta)


def test_a_circle_is_one_closed_line() -> None:
    x, y, (a, b) = grid(41)
    (line,) = isolines(x, y, a**2 + b**2, 1.0)
    assert np.array_equal(line[0], line[-1])
    assert np.abs(np.hypot(*line.T) - 1).max() < 2e-3
    assert np.ptp(np.arctan2(*line.T)) > 6


def test_a_line_that_leaves_the_grid_is_open_and_whole() -> None:
    x, y, (a, b) = grid(20)
    (line,) = isolines(x, y, a + 2 * b, 0.3)
    assert np.abs(line @ [1, 2] - 0.3).max() < 1e-12
    assert {round(abs(end), 9) for end in (line[0, 0], line[-1, 0])} == {2.0}


def test_lines_through_a_saddle_do_not_cross() -> None:
    x, y, (a, b) = grid(20)  # no point of the grid lies on an axis, and the cell in the middle is crossed on all four sides
    for level in (-0.001, 0.001):
        lines = isolines(x, y, a * b, level)
        assert len(lines) == 2
        assert all(np.all(np.diff(np.sign(line), axis=0) == 0) for line in lines), "each stays in its quarter"


def test_where_the_height_is_not_defined_there_is_no_line() -> None:
    x, y, (a, b) = grid(21)
    lines = isolines(x, y, np.where(a > 0, np.nan, a + b), 0.0)
    assert lines
    assert max(line[:, 0].max() for line in lines) <= 0


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_the_numbers_of_a_map_are_heights(cls: Any) -> None:
    landscape = cls()
    root = ET.fromstring(paper_map(landscape, landscape.start, [walked(landscape, Adam, 20)]))
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    wide, high = float(inner.attrib["width"]), float(inner.attrib["height"])
    assert max(wide, high) == SIDE
    assert (float(root.attrib["width"]), float(root.attrib["height"])) > (wide + LEFT, high + TOP)
    (x_low, x_high), (y_low, y_high) = landscape.window
    texts = inner.findall(f"{SVG}g/{SVG}text")
    assert len(texts) > 3
    heights = np.sort(np.asarray(landscape.value(*np.meshgrid(np.linspace(x_low, x_high, 60), np.linspace(y_low, y_high, 60)))).ravel())

    def rank(height: float) -> float:
        return float(np.searchsorted(heights, height)) / len(heights)

    for text in texts:
        x = x_low + float(text.attrib["x"]) / wide * (x_high - x_low)
        y = y_high - (float(text.attrib["y"]) - 4) / high * (y_high - y_low)
        there = float(landscape.value(np.array([x]), np.array([y]))[0])
        assert abs(rank(there) - rank(float(text.text or "nan"))) < 0.05, "half of a step between lines at most"


@pytest.mark.parametrize("cls", OPTIMIZERS, ids=lambda cls: cls.__name__)
def test_a_run_begins_at_the_start_and_has_its_dash(cls: Any) -> None:
    landscape = Himmelblau()
    drawn = paper_map(landscape, landscape.start, [walked(landscape, cls)])
    start = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="5"', drawn)
    (found,) = re.findall(r'<path d="M([\d.]+) ([\d.]+)L[^"]+" stroke="#\w+" stroke-width="2" stroke-linejoin="round"([^>]*)', drawn)
    assert [found[:2]] == start
    assert ("dasharray" in found[2]) is (cls.marks.dash != "solid")
    assert found[2].removesuffix("/").strip() in swatch(style(cls.marks, LIGHT))


def test_no_two_methods_look_the_same_in_grey() -> None:
    grey = [re.sub("#[0-9a-f]{6}", "#777777", swatch(style(cls.marks, LIGHT))) for cls in OPTIMIZERS]
    assert len(set(grey)) == len(OPTIMIZERS)


@pytest.mark.parametrize("far", [1e3, 1e12, 1e300, np.inf, np.nan])
def test_a_run_that_leaves_is_cut_off_and_makes_no_endless_number(far: float) -> None:
    landscape = Rosenbrock()
    theta = np.array([landscape.start, (0.0, 1.0), (far, -far), (far, far)])
    drawn = paper_map(landscape, landscape.start, [Trace("Adam", style(Adam.marks, LIGHT), theta)])
    ET.fromstring(drawn)
    numbers = [float(number) for number in re.findall(r"[-+]?[\d.]+(?:e[+-]?\d+)?", " ".join(re.findall(r'd="([^"]*)"', drawn)))]
    assert np.isfinite(numbers).all()
    assert max(map(abs, numbers)) < 1e6
    assert "nan" not in drawn.lower()


def test_a_map_of_cells_shows_its_places() -> None:
    sides = Axis("learning_rate", 1e-3, 1.0, "log"), Axis("beta1", 0.0, 0.999, "log of 1 - value")
    empty, full = (paper_cells(*sides, ("η", "β₁"), spots) for spots in ((), ((0.1, 0.9), (1.0, 0.0))))
    ET.fromstring(full)
    assert '<path d="" fill="#ccc"/>' in empty
    assert len(re.findall("z", re.findall(r'<path d="([^"]*)" fill="#ccc"/>', full)[0])) == 2
    assert all(text in full for text in ("η", "β₁", "0.01", "0.99"))
