"""A landscape that a visitor types."""

import functools
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray

from landscapes.algebra import read
from landscapes.landscape import Landscape, Point, Survey, Window
from landscapes.program import run
from optim_core.spec import Array, Citation, Rows, keep, real_numbers, told

HALVES = (2.0, 3.0, 5.0, 10.0)
"""Half the sides of the windows that are tried."""
GRID = 81
MOST_MINIMA = 12
EXAMPLES = {
    "a volcano": "4 exp(-(x^2+y^2-2)^2) + 0.4(x^2+y^2)",
    "an egg box": "sin(3x) sin(3y) + 0.1(x^2+y^2)",
    "a canyon with a ridge": "(1-x)^2 + 20(y-x^2)^2 + 4 exp(-8x^2)",
}
"""Formulas to start from."""


@final
@dataclass(frozen=True)
class Expression(Landscape):
    """f(x, y) as typed, with its exact gradient. ValueError for a text that is no formula, an empty window, or a function that is no
    finite number anywhere in the window.

    Where the function is not defined its value is NaN. Minima are found, not known: on a grid over the window, then by Newton's method.
    """

    text: str
    view: Window | None = None
    """The part worth seeing; None: chosen so that the lowest points are in it."""

    name = "Your own"
    lesson = "A function of your own. Its slope is derived by rule, not by differences; its minima are searched in the window."
    source = Citation("You", 2026, "", "")

    def __post_init__(self) -> None:
        if type(self.text) is not str:  # whatever its annotation says
            raise ValueError(f"Expression.text must be text, got {told(self.text)}")
        read(self.text)
        if self.view is not None:
            keep(self, "view", _sides(self.view))
        _survey(self.text, self.view)

    @property
    def survey(self) -> Survey:
        return _survey(self.text, self.view)

    def value(self, x: Array, y: Array) -> Array:
        return run(read(self.text).value, np.asarray(x), np.asarray(y))[0]

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        formula = read(self.text)
        slope = np.array(run(formula.gradient, np.asarray(x), np.asarray(y)))
        # Where there is no value there is no slope, whatever the rules give: 1/x for log x, below 0 as well.
        return np.where(np.isnan(self.value(x, y)), np.nan, slope) if formula.value.partial else slope


def _sides(view: object) -> Window:
    """A window as floats; ValueError where it is empty or too large."""
    try:
        (x_low, x_high), (y_low, y_high) = real_numbers(view).tolist()
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Expression.view must be ((x_low, x_high), (y_low, y_high)), in real numbers, got {told(view)}") from None
    for axis, low, high in (("x", x_low, x_high), ("y", y_low, y_high)):
        if not -1e6 <= low < high <= 1e6:
            raise ValueError(f"Expression.view must run from a lower to a higher {axis} in [-1e6, 1e6], got {low:g} to {high:g}")
    return (x_low, x_high), (y_low, y_high)


@functools.lru_cache(maxsize=256)
@np.errstate(all="ignore")  # there may be poles and holes
def _survey(text: str, view: Window | None) -> Survey:
    """What can be found out about a formula."""
    views = [view] if view else [((-half, half), (-half, half)) for half in HALVES]
    surveyed = [(each, *_lowest(text, each)) for each in views]
    defined = [each for each in surveyed if each[2]]
    if not defined:
        (x_low, x_high), (y_low, y_high) = views[-1]
        raise ValueError(
            f"This function is hardly anywhere a finite number with x from {x_low:g} to {x_high:g} and y from {y_low:g} to {y_high:g}."
        )
    # The smallest window that holds minima; where none does, the second smallest in which the function is defined.
    window, minima, _ = next((each for each in defined if each[1]), defined[min(1, len(defined) - 1)])
    return Survey(
        formula=read(text).latex,
        window=window,
        start=_start(text, window),
        minima=minima,
        rate=_rate(text, window, minima),
        stride=float(f"{np.ptp(window[0]) / 250:.1g}"),
    )


def _lowest(text: str, window: Window) -> tuple[tuple[Point, ...], bool]:
    """The lowest points inside a window, and whether the function is a finite number in some room there."""
    sides = [np.linspace(*side, GRID) for side in window]
    x, y = np.meshgrid(*sides)
    value = run(read(text).value, x, y)[0]
    finite = np.isfinite(value)
    if not _has_room(finite):
        return (), False
    level = np.where(finite, value, np.inf)
    span = float(np.ptp(value[finite]))
    around = [np.roll(level, shift, (0, 1)) for shift in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))]
    hollow = np.isfinite(level) & np.all([level <= each for each in around], axis=0)
    hollow[[0, -1], :] = hollow[:, [0, -1]] = False
    places = np.flatnonzero(hollow)
    places = places[np.argsort(level.flat[places], kind="stable")][:200]
    if not len(places) or span == 0:
        return (), True
    cell = np.array([np.ptp(side) / (GRID - 1) for side in window])
    found = _polished(text, np.array([x.flat[places], y.flat[places]]), cell)
    height = run(read(text).value, *found)[0]
    inside = np.all([(low < c) & (c < high) for c, (low, high) in zip(found, window, strict=True)], axis=0)
    # Beside a pole a point falls by more than the function spans on the whole grid.
    good = inside & np.isfinite(height) & (level.flat[places] - height <= span) & _bottoms(text, found, height, cell)
    if not good.any():
        return (), True
    floor = float(height[good].min())
    if float(level.min()) < floor - 1e-9 * span:
        return (), True  # it falls further towards an edge
    distinct: list[Point] = []
    reach = 2 * np.hypot(*cell)
    for at in np.flatnonzero(good & (height <= floor + 1e-9 * span)):
        point = (float(found[0, at]), float(found[1, at]))
        if all(np.hypot(point[0] - a, point[1] - b) > reach for a, b in distinct):
            distinct.append(point)
    # A whole valley floor of lowest points is told by the one nearest the middle.
    middle = np.mean(window, axis=1)
    distinct.sort(key=lambda point: float(np.hypot(*(np.array(point) - middle))))
    return tuple(distinct if len(distinct) <= MOST_MINIMA else distinct[:1]), True


def _has_room(finite: NDArray[np.bool_]) -> bool:
    """Whether a square of three points a side is in it: of √(-x²), a number on one line only, a coarser grid would see nothing."""
    rows = finite[:-2] & finite[1:-1] & finite[2:]
    return bool((rows[:, :-2] & rows[:, 1:-1] & rows[:, 2:]).any())


def _polished(text: str, points: Array, cell: Array) -> Array:
    """Points of a grid moved to the bottom of their hollows: by ever finer grids, which stand kinks, then by Newton's method."""
    formula = read(text)
    offsets = np.stack(np.meshgrid(*[np.linspace(-1, 1, 5)] * 2)).reshape(2, 1, -1)
    for round_ in range(12):
        near = points[:, :, np.newaxis] + offsets * (cell / 2**round_)[:, np.newaxis, np.newaxis]
        height = run(formula.value, near[0], near[1])[0]
        best = np.argmin(np.where(np.isfinite(height), height, np.inf), axis=1)
        points = np.take_along_axis(near, best[np.newaxis, :, np.newaxis], axis=2)[:, :, 0]
    h = 1e-100
    for _ in range(12):
        g = np.array(run(formula.gradient, points[0], points[1]))
        along = [np.imag(run(formula.gradient, *np.add(points, 1j * h * np.eye(2)[axis][:, np.newaxis]))) / h for axis in (0, 1)]
        hessian = np.moveaxis(np.array(along), -1, 0)
        sound = np.isfinite(g).all(axis=0) & np.isfinite(hessian).all(axis=(1, 2))
        step = np.zeros_like(points)
        if sound.any():
            step[:, sound] = -np.einsum("nij,jn->in", np.linalg.pinv(hessian[sound], rcond=1e-10, hermitian=True), g[:, sound])
        moved = points + np.where(np.abs(step) <= cell[:, np.newaxis] / 100, step, 0)
        before, after = run(formula.value, points[0], points[1])[0], run(formula.value, moved[0], moved[1])[0]
        slope_after = np.hypot(*run(formula.gradient, moved[0], moved[1]))
        better = (after < before) | ((after <= before + 1e-12 * np.abs(before)) & (slope_after < np.hypot(*g)))
        points = np.where(better, moved, points)
    return points


def _bottoms(text: str, points: Array, height: Array, cell: Array) -> NDArray[np.bool_]:
    """Whether the function is defined all around a point and nowhere lower: not so beside a pole, or at the edge of a hole."""
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ring = np.array([np.cos(angles), np.sin(angles)])[:, np.newaxis]
    slack = 1e-12 * (1 + np.abs(height))[:, np.newaxis]
    near = [points[:, :, np.newaxis] + ring * (cell / part)[:, np.newaxis, np.newaxis] for part in (4, 64)]
    around = [run(read(text).value, each[0], each[1])[0] for each in near]
    higher: NDArray[np.bool_] = np.all([each >= height[:, np.newaxis] - slack for each in around], axis=(0, 2))
    return higher


def _start(text: str, window: Window) -> Point:
    """A place to start from: high, but not at the very top, off the middle, and where there is a slope."""
    (x_low, x_high), (y_low, y_high) = window
    shares = ((0.16, 0.78), (0.82, 0.8), (0.2, 0.22), (0.84, 0.18), (0.35, 0.6), (0.7, 0.45), (0.3, 0.74), (0.52, 0.56))
    points = [(float(f"{x_low + u * (x_high - x_low):.3g}"), float(f"{y_low + v * (y_high - y_low):.3g}")) for u, v in shares]
    formula, at = read(text), np.array(points).T
    height, slope = run(formula.value, at[0], at[1])[0], np.hypot(*run(formula.gradient, at[0], at[1]))
    every = run(formula.value, *np.meshgrid(np.linspace(x_low, x_high, 41), np.linspace(y_low, y_high, 41)))[0]
    top = np.quantile(every[np.isfinite(every)], 0.9)
    good = [i for i in range(len(points)) if np.isfinite(height[i]) and height[i] <= top and 0 < slope[i] < np.inf]
    return points[max(good, key=lambda i: float(height[i]), default=-1)]


def _rate(text: str, window: Window, minima: tuple[Point, ...]) -> float:
    """An η that is stable at the first minimum, and that does not leap across half the window from most places in it."""
    x, y = np.meshgrid(*[np.linspace(*side, 21) for side in window])
    slope = np.hypot(*run(read(text).gradient, x, y))
    slope = slope[np.isfinite(slope) & (slope > 0)]
    limits = [0.1 * np.ptp(window[0]) / float(np.quantile(slope, 0.7))] if len(slope) else [0.1]
    if minima:
        at = np.array(minima[0])[:, np.newaxis]
        h = 1e-100
        curved = [np.imag(run(read(text).gradient, *(at + 1j * h * np.eye(2)[axis][:, np.newaxis]))) / h for axis in (0, 1)]
        largest = float(np.max(np.abs(curved))) if np.isfinite(curved).all() else 0.0
        # Not where the minimum is a kink: it curves without limit there.
        limits += [0.3 / largest] if largest > 0 and 0.3 / largest > 1e-4 * limits[0] else []
    return float(f"{min(max(min(limits), 1e-9), 1e3):.1g}")
