"""The search for lowest points: published functions whose minima are known, wells wherever they lie, and no word more than was found."""

import math

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Landscape
from landscapes.landscape import Point, Window
from landscapes.minima.search import Found, search
from landscapes.minima.stationary import lowest_within
from optim_core import SGD, descend, final
from tests.published import EGGHOLDER, PUBLISHED, square
from ui.controls.own_formula import said


@pytest.mark.parametrize(("name", "text", "window", "minima", "value", "near"), PUBLISHED, ids=[each[0] for each in PUBLISHED])
def test_published_minima_are_found(name: str, text: str, window: Window, minima: list[Point], value: float, near: float) -> None:
    landscape = Expression(text, window)
    found = landscape.found
    assert found.kind == "inside"
    assert len(found.points) == len(minima)
    for point in minima:
        assert min(math.dist(point, other) for other in found.points) < near
    assert found.value == pytest.approx(value, abs=max(1e-7, near / 100))  # the root of rounding, on the floor of Bukin 6
    assert landscape.minima == found.points
    assert not found.many


def test_the_lowest_place_of_the_eggholder_is_on_the_edge_and_no_minimum() -> None:
    landscape = Expression(EGGHOLDER, square(512))
    assert landscape.minima == ()
    assert landscape.found.kind == "edge"
    assert landscape.found.points[0] == pytest.approx((512, 404.2318), abs=1e-4)
    assert landscape.found.value == pytest.approx(-959.6406627)
    wider = Expression(EGGHOLDER, square(600)).found
    assert wider.value < landscape.found.value, "it is lower beyond, as the sentence says"


@pytest.mark.parametrize("seed", range(24))
def test_wells_at_random_places_are_found(seed: int) -> None:
    """One a hundredth of the window wide, in a bowl that hides all of it but the well itself."""
    random = np.random.default_rng(seed)
    half = float(random.choice([1.0, 10.0, 300.0]))
    a, b = random.uniform(-0.9 * half, 0.9 * half, 2)
    narrow = 1 / (2 * (0.02 * half) ** 2)
    bowl = 0.2 / half**2
    text = f"{bowl:.12f}(x^2+y^2) - exp(-{narrow:.9g}((x-({a:.9f}))^2+(y-({b:.9f}))^2))"
    landscape = Expression(text, square(half))
    assert landscape.found.kind == "inside"
    assert math.dist(landscape.minima[0], (a, b)) < 0.002 * half
    curvature = np.linalg.eigvalsh(landscape.hessian(*np.array(landscape.minima[0]))[:, :, 0])[-1]
    assert landscape.rate < 2 / curvature
    assert landscape.found.curvature == pytest.approx(curvature, rel=1e-3)


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        ((5.0, 0.3), "inside"),
        ((0.4, -5.0), "inside"),
        ((5.0, 5.0), "inside"),
        ((-5.0, 5.0), "inside"),
        ((5.5, 0.0), "edge"),
        ((6.0, -7.0), "edge"),
    ],
)
def test_edges_and_corners(at: Point, kind: str) -> None:
    """A bottom on the edge itself is a minimum; where the function is lower beyond, the edge is all that was found."""
    landscape = Expression(f"(x-({at[0]}))^2 + 3(y-({at[1]}))^2 + 0.1(x-({at[0]}))(y-({at[1]}))", square(5))
    found = landscape.found
    assert found.kind == kind
    if kind == "inside":
        assert found.points[0] == pytest.approx(at, abs=1e-9)
    else:
        assert max(map(abs, found.points[0])) == 5
        assert landscape.minima == ()


def test_a_well_that_looks_shallow_from_the_grid_counts_by_its_depth() -> None:
    """Two thousand hollows look deeper than this one, which is nine times as deep."""
    landscape = Expression("sin(40x) sin(40y) - 10exp(-3000((x-1.37)^2+(y-0.61)^2))", square(5))
    assert landscape.minima[0] == pytest.approx((1.37, 0.61), abs=1e-3)


@pytest.mark.parametrize("period", [1, 2, 3, 4, 8, 16])
def test_a_wave_with_its_crests_at_all_points_of_the_grid_is_seen(period: int) -> None:
    """Along a regular grid of 129 points this wave is a constant."""
    waves = 128 // period
    found = Expression(f"cos({waves}pi x) cos({waves}pi y) + 0.01(x-0.3)^2 + 0.01(y-0.2)^2", ((0.0, 2.0), (0.0, 2.0))).found
    assert found.kind == "inside"
    assert found.value == pytest.approx(-1, abs=0.01)


NOTHING: dict[str, tuple[str, str]] = {
    "x + y": ("edge", "Beyond the edge the function is lower"),
    "x^2 - y^2": ("edge", "Beyond the edge the function is lower"),
    "5": ("level", "the value is 5 at all points that were tried"),
    "1/x": ("hole", "beside it the function is not defined, or it gets lower and lower"),
    "log(abs(x - 0.7)) + y^2": ("hole", "beside it"),
    "log(x) + y^2": ("hole", "beside it"),
    "sqrt(x) + y^2": ("hole", "beside it"),
    "-1/(x^2+y^2)": ("hole", "beside it"),
}


@pytest.mark.parametrize("text", NOTHING)
def test_what_has_no_lowest_point_is_told_as_it_was_found(text: str) -> None:
    landscape = Expression(text, square(2))
    kind, words = NOTHING[text]
    assert landscape.found.kind == kind
    assert landscape.minima == ()
    assert words in said(landscape.found, landscape.window)


def test_the_sentence_claims_only_what_was_found() -> None:
    window = square(2)
    for kind in ("inside", "edge", "hole", "level", "nothing"):
        found = Found(kind, ((1.0, 0.0),), value=-3.0, gap=(0.03, 0.03))
        sentence = said(found, window)
        assert "The search tried points 0.03 apart, so it can miss a well that is narrower." in sentence
        assert "flat" not in sentence
        assert "found" in sentence
    assert said(Found("inside", ((1.0, 0.0),), gap=(0.1, 0.2)), window).startswith("Lowest point found in this window: (1, 0). ")
    assert "0.1 in x and 0.2 in y apart" in said(Found("inside", ((1.0, 0.0),), gap=(0.1, 0.2)), window)
    assert said(Found("inside", ((1.0, 0.0), (0.0, 1.0))), window).startswith("Lowest points found in this window: (1, 0), (0, 1). ")
    assert "(0, 0) and many others." in said(Expression("max(0, x^2 + y^2 - 1) + 0x").found._replace(points=((0.0, 0.0),)), window)


def test_a_floor_of_lowest_points_is_told_by_one_of_them() -> None:
    for text in ("y^2", "(x-2y)^2", "max(0, x^2+y^2-1)"):
        found = Expression(text, square(2)).found
        assert (found.kind, len(found.points), found.many) == ("inside", 1, True)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("-exp(-2000((x-2.2)^2+(y-1.3)^2))", 2 / 4000),
        ("-exp(-300(x^2+y^2))+exp(-((x-1)^2+y^2))", 2 / 600),
        ("x^2+200y^2", 2 / 400),
        ("abs(x)+50y^2", 2 / 100),
        ("1e7x^2+y^2", 2 / 2e7),
        ("1e13(x^2+y^2)", 2 / 2e13),
    ],
)
def test_the_suggested_rate_is_below_the_bound_of_the_sharpest_minimum(text: str, most: float) -> None:
    landscape = Expression(text, square(10))
    assert landscape.found.kind == "inside"
    assert landscape.rate < most
    near = np.add(landscape.minima[0], (0.0, 1e-4))
    end = final(descend(SGD(landscape.rate), landscape, near), 200)
    assert end.loss <= landscape.value(*near)


def test_a_tip_has_no_bound_and_does_not_stop_the_run() -> None:
    assert Expression("sqrt(x^2+y^2)", square(2)).found.curvature == 0
    assert Expression("sqrt(x^2+y^2)", square(2)).rate > 0.01


@pytest.mark.parametrize("cls", LANDSCAPES)
def test_the_search_finds_the_minima_of_the_catalogue(cls: type[Landscape]) -> None:
    landscape = cls()
    if landscape.terms > 1:
        point = lowest_within(landscape, landscape.window)
        assert point is not None
        assert min(math.dist(point, minimum) for minimum in landscape.minima) < 1e-9
        return
    found = search(landscape, landscape.window)
    assert (found.kind == "inside") == bool(landscape.minima)
    for minimum in landscape.minima:
        assert min(math.dist(point, minimum) for point in found.points) < 1e-6
