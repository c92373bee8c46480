"""The search for lowest points: published functions whose minima are known, wells wherever they lie, and no word more than was found."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Landscape
from landscapes.landscape import Point, Window
from landscapes.minima.downhill import AT_ONCE
from landscapes.minima.search import MOST_EVALUATIONS, MOST_MINIMA, Found, search
from landscapes.minima.stationary import MOST_HALVINGS, lowest_near, lowest_within
from landscapes.table import TableLogistic, TableNetwork
from optim_core import SGD, descend, final
from ui.controls.own_formula import said


def square(half: float) -> Window:
    return (-half, half), (-half, half)


HOLDER, TRAY, SCHAFFER = (8.05502348, 9.66459002), (1.34940662, 1.34940662), 1.25313183
EGGHOLDER = "-(y+47) sin(sqrt(abs(x/2+y+47))) - x sin(sqrt(abs(x-(y+47))))"
SCHAFFER_2 = "0.5 + (sin(x^2-y^2)^2 - 0.5) / (1 + 0.001(x^2+y^2))^2"
SCHAFFER_4 = "0.5 + (cos(sin(abs(x^2-y^2)))^2 - 0.5) / (1 + 0.001(x^2+y^2))^2"


def corners(point: Point) -> list[Point]:
    return [(a * point[0], b * point[1]) for a in (-1, 1) for b in (-1, 1)]


PUBLISHED: list[tuple[str, str, Window, list[Point], float, float]] = [
    # name, formula, window, minima, value there, how near the search must come
    ("Schaffer 2", SCHAFFER_2, square(100), [(0, 0)], 0, 1e-9),
    ("Schaffer 2, off the middle", SCHAFFER_2, ((-93.7, 104.2), (-88.0, 71.3)), [(0, 0)], 0, 1e-6),
    ("Schaffer 4", SCHAFFER_4, square(10), [(0, SCHAFFER), (0, -SCHAFFER), (SCHAFFER, 0), (-SCHAFFER, 0)], 0.292578632, 1e-6),
    ("Easom", "-cos(x) cos(y) exp(-((x-pi)^2+(y-pi)^2))", square(100), [(math.pi, math.pi)], -1, 1e-9),
    ("Hölder table", "-abs(sin(x) cos(y) exp(abs(1-sqrt(x^2+y^2)/pi)))", square(10), corners(HOLDER), -19.2085026, 1e-6),
    (
        "Cross in tray",
        "-0.0001(abs(sin(x) sin(y) exp(abs(100-sqrt(x^2+y^2)/pi)))+1)^0.1",
        square(10),
        corners(TRAY),
        -2.06261187,
        1e-6,
    ),
    ("McCormick", "sin(x+y)+(x-y)^2-1.5x+2.5y+1", ((-1.5, 4.0), (-3.0, 4.0)), [(-0.54719755, -1.54719755)], -1.91322295, 1e-6),
    (
        "Goldstein-Price",
        "(1+(x+y+1)^2 (19-14x+3x^2-14y+6x y+3y^2)) (30+(2x-3y)^2 (18-32x+12x^2+48y-36x y+27y^2))",
        square(2),
        [(0, -1)],
        3,
        1e-9,
    ),
    ("Lévi 13", "sin(3pi x)^2+(x-1)^2 (1+sin(3pi y)^2)+(y-1)^2 (1+sin(2pi y)^2)", square(10), [(1, 1)], 0, 1e-9),
    ("Bukin 6", "100 sqrt(abs(y-0.01x^2))+0.01abs(x+10)", ((-15.0, -5.0), (-3.0, 3.0)), [(-10, 1)], 0, 1e-3),
    (
        "Michalewicz",
        "-sin(x) sin(x^2/pi)^20 - sin(y) sin(2y^2/pi)^20",
        ((0.0, math.pi), (0.0, math.pi)),
        [(2.20290552, 1.57079633)],
        -1.80130341,
        1e-6,
    ),
    ("Drop-wave", "-(1+cos(12sqrt(x^2+y^2)))/(0.5(x^2+y^2)+2)", square(5.12), [(0, 0)], -1, 1e-6),
    ("Three-hump camel", "2x^2-1.05x^4+x^6/6+x y+y^2", square(5), [(0, 0)], 0, 1e-9),
    (
        "Six-hump camel",
        "(4-2.1x^2+x^4/3)x^2+x y+(4y^2-4)y^2",
        ((-3.0, 3.0), (-2.0, 2.0)),
        [(0.0898420, -0.7126564), (-0.0898420, 0.7126564)],
        -1.03162845,
        1e-6,
    ),
    ("Ackley, with its tip", "20+e-20exp(-0.2sqrt((x^2+y^2)/2))-exp((cos(2pi x)+cos(2pi y))/2)", square(32), [(0, 0)], 0, 1e-6),
    ("Rastrigin", "20+x^2-10cos(2pi x)+y^2-10cos(2pi y)", square(5.12), [(0, 0)], 0, 1e-9),
    ("Booth", "(x+2y-7)^2+(2x+y-5)^2", square(10), [(1, 3)], 0, 1e-9),
    ("Matyas", "0.26(x^2+y^2)-0.48x y", square(10), [(0, 0)], 0, 1e-6),
    ("Rosenbrock, steep", "(1-x)^2+100000(y-x^2)^2", square(2), [(1, 1)], 0, 1e-6),
]


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


class Counted:
    """A landscape that counts the points at which it is asked, and the most between two pauses."""

    def __init__(self, value: Callable[[Any, Any], Any], slope: Callable[[Any, Any], Any]) -> None:
        self.written, self.slope, self.points, self.since, self.most = value, slope, 0, 0, 0

    def count(self, x: Any, times: int = 1) -> None:
        self.points += times * x.size
        self.since += times * x.size
        self.most = max(self.most, self.since)

    def value(self, x: Any, y: Any) -> Any:
        self.count(x)
        return self.written(x, y)

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        self.count(x)
        return np.array(self.slope(x, y))

    def hessian(self, x: Any, y: Any) -> Any:
        self.count(x, 2)
        return np.array([[1 + 0 * x, 0 * x], [0 * x, 1 + 0 * x]])

    def pause(self) -> None:
        self.since = 0


def noise(x: Any, y: Any) -> Any:
    """No two points have anything to do with each other."""
    return np.modf(np.sin(x * 12.9898 + y * 78.233) * 43758.5453)[0]


COSTLY: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "noise": (noise, lambda x, y: [noise(y, x), noise(x, y)]),
    "noise beside nothing": (lambda x, y: np.where(noise(y, x) > 0.9, np.nan, noise(x, y)), lambda x, y: [x, y]),
    "a board": (lambda x, y: np.floor(40 * x) % 2 + np.floor(40 * y) % 2 + 1e-3 * noise(x, y), lambda x, y: [0 * x, 0 * y]),
    "a kink": (lambda x, y: np.abs(y - x**2) + 1e-3 * np.abs(x - 0.3), lambda x, y: [1 + 0 * x, 1 + 0 * x]),
    "a crease": (lambda x, y: np.sqrt(np.abs(y - np.sin(3 * x))) + 1e-3 * noise(x, y), lambda x, y: [1 + 0 * x, 1 + 0 * x]),
    "plain": (lambda x, y: x**2 + y**2, lambda x, y: [2 * x, 2 * y]),
    "level": (lambda x, y: 0 * x, lambda x, y: [0 * x, 0 * y]),
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_search_costs_what_it_says_and_gives_way(kind: str) -> None:
    landscape = Counted(*COSTLY[kind])
    found = search(landscape, square(1.7), landscape.pause)
    assert found.evaluations == landscape.points <= MOST_EVALUATIONS
    assert landscape.most <= 2 * AT_ONCE
    assert len(found.points) <= MOST_MINIMA


def test_a_search_is_given_up_where_it_pauses_and_made_once() -> None:
    text = "(x-0.123)^2 + cosh(y)"
    pauses: list[int] = []

    def giving_up() -> None:
        pauses.append(1)
        if len(pauses) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Expression(text, pause=giving_up)
    landscape = Expression(text, pause=lambda: pauses.append(1))
    asked = len(pauses)
    assert asked > 10
    assert Expression(text, pause=lambda: pauses.append(1)) == landscape
    assert len(pauses) == asked, "an equal landscape is not searched again"


class Reads:
    """How many rows the models of a table read while one is made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cls: Any) -> None:
        self.points = 0
        for name in ("value", "gradient"):
            written = getattr(cls, name)

            def counted(landscape: Any, x: Any, y: Any, *rows: Any, written: Any = written) -> Any:
                self.points += np.size(x)
                return written(landscape, x, y, *rows)

            monkeypatch.setattr(cls, name, counted)


@pytest.mark.parametrize("cls", [TableLogistic, TableNetwork])
@pytest.mark.parametrize("seed", range(6))
def test_the_search_in_a_table_is_bounded(cls: Any, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(seed)
    x = random.standard_t(1.2, 9)
    y = (random.random(9) < 0.5).astype(float) if cls is TableLogistic else random.standard_t(1.5, 9)
    y[:2] = 0, 1
    reads = Reads(monkeypatch, cls)
    table = cls(tuple(x), tuple(y))
    assert reads.points <= 8_000
    for minimum in table.minima:
        at = np.array(minimum)[:, np.newaxis]
        assert table.rate < 2 / np.linalg.eigvalsh(table.hessian(*at)[:, :, 0])[-1]


MISSED: list[tuple[list[float], list[float], bool, Point]] = [
    # rows, whether standardised, and the bottom that Newton's method did not reach from the lowest point of a grid
    ([7.11, -1.16, 1.3, 2.1, -0.53, 1.34, 0.27], [-0.83, 0.56, -2.4, 0.75, 0.55, 0.0, -2.95], True, (0.09933794, -1.13394528)),
    (
        [0.05, 0.97, 0.7, -0.07, -0.08, 1.51, -0.24, -0.58],
        [-3.01, 1.02, -0.89, 0.1, -16.71, 1.1, 7.34, 1.15],
        False,
        (3.09287885, -0.20627943),
    ),
]


@pytest.mark.parametrize(("x", "y", "standardise", "bottom"), MISSED)
def test_hollows_of_a_network_are_compared_at_their_bottoms(x: list[float], y: list[float], standardise: bool, bottom: Point) -> None:
    table = TableNetwork(tuple(x), tuple(y), standardise)
    assert len(table.minima) == 2
    assert min(math.dist(bottom, minimum) for minimum in table.minima) < 1e-6


class Stuck(Landscape):
    """A value that says nothing of its slope: no step downhill is ever one."""

    name = "Stuck"
    asked = 0

    @property
    def survey(self) -> Any:
        raise NotImplementedError

    def value(self, x: Any, y: Any) -> Any:
        type(self).asked += 1
        return -(x**2) - y**2 + 0 * x

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        return np.array([-2 * x, -2 * y])


def test_newton_ends_where_no_step_is_downhill() -> None:
    class Uphill(Stuck):
        def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
            return np.array([2 * x, 2 * y])

    assert lowest_near(Uphill(), (1.0, 1.0)) == (1.0, 1.0)
    assert Stuck.asked <= MOST_HALVINGS + 2
    assert Uphill.asked <= MOST_HALVINGS + 2


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
