"""A landscape that a visitor types."""

import functools
from dataclasses import InitVar, dataclass, field
from typing import final

import numpy as np

from landscapes.landscape import Landscape, Point, Survey, Window
from landscapes.minima.search import GRID, Found, search
from landscapes.typed import read, run
from landscapes.typed.grammar import parsed
from landscapes.typed.tree import Node, moved
from landscapes.written import tex
from optim_core.claims import Remark, Words
from optim_core.spec import Array, Citation, Pause, Rows, keep, no_pause, quoted, real_numbers

HALVES = (2.0, 3.0, 5.0, 10.0)
"""Half-widths of the windows that are tried, in this order."""
LEAST_RATE = 1e-15
"""The smallest η that the number boxes of the pages accept."""
EXAMPLES = {
    "a volcano": "4 exp(-(x^2+y^2-2)^2) + 0.4(x^2+y^2)",
    "an egg box": "sin(3x) sin(3y) + 0.1(x^2+y^2)",
    "a canyon with a ridge": "(1-x)^2 + 20(y-x^2)^2 + 4 exp(-8x^2)",
}
"""Formulas to start from."""


@final
@dataclass(frozen=True)
class Expression(Landscape):
    """f(x, y) as typed, with its exact gradient.

    Where the function is not defined its value is NaN. The minima are not known, but searched when the landscape is made: `found` says what
    the search has established. It takes as long as some hundred thousand evaluations, calls `pause` on the way, and is cached for equal
    landscapes.

    Raises ValueError if the text is not a formula, if the window is empty or too large, or if the function has hardly any finite values in
    it.
    """

    text: str
    view: Window | None = None
    """The window; None: chosen so that it contains the lowest points."""
    pause: InitVar[Pause | None] = None

    name = "Your own"
    lesson = Words(
        Remark(
            "A function of your own. Its slope is derived by rule, not by differences; its minima are searched in the window.", "definition"
        )
    )
    source = Citation("You", 2026, "", "")

    def __post_init__(self, pause: Pause | None) -> None:
        if type(self.text) is not str:  # callers may ignore the annotation
            raise ValueError(f"Expression.text must be text, got {quoted(self.text)}")
        read(self.text)
        if self.view is not None:
            keep(self, "view", _sides(self.view))
        _surveyed(_Question(self, pause or no_pause))

    @property
    def survey(self) -> Survey:
        return _surveyed(_Question(self))[0]

    @property
    def found(self) -> Found:
        """What the search for the lowest points of the window has established."""
        return _surveyed(_Question(self))[1]

    def tree(self, x: Node = tex.X, y: Node = tex.Y) -> Node:
        return moved(parsed(self.text), x, y)

    def value(self, x: Array, y: Array) -> Array:
        return run(read(self.text).value, np.asarray(x), np.asarray(y))[0]

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        return np.array(run(read(self.text).gradient, np.asarray(x), np.asarray(y)))


def _sides(view: object) -> Window:
    """A window as floats; ValueError where it is empty or too large."""
    try:
        (x_low, x_high), (y_low, y_high) = real_numbers(view).tolist()
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"Expression.view must be ((x_low, x_high), (y_low, y_high)), in real numbers, got {quoted(view)}") from None
    for axis, low, high in (("x", x_low, x_high), ("y", y_low, y_high)):
        if not -1e6 <= low < high <= 1e6:
            raise ValueError(f"Expression.view must run from a lower to a higher {axis} in [-1e6, 1e6], got {low:g} to {high:g}")
    return (x_low, x_high), (y_low, y_high)


@dataclass(frozen=True)
class _Question:
    """The argument of the cached `_surveyed`. The pause does not change the result, so it does not count in comparisons."""

    landscape: Expression
    pause: Pause = field(default=no_pause, compare=False)


@functools.lru_cache(maxsize=256)
@np.errstate(all="ignore")  # there may be poles and holes
def _surveyed(asked: _Question) -> tuple[Survey, Found]:
    """The survey of a typed formula, and the search that it is based on."""
    landscape, (x_low, x_high), (y_low, y_high) = asked.landscape, (0.0, 0.0), (0.0, 0.0)
    seen: list[tuple[Window, Found]] = []
    for window in [landscape.view] if landscape.view else [((-half, half), (-half, half)) for half in HALVES]:
        (x_low, x_high), (y_low, y_high) = window
        found = search(landscape, window, asked.pause)
        if found.kind != "nowhere":
            seen.append((window, found))
        if found.kind == "inside" and all(_amid(point, window) for point in found.points):
            break
    if not seen:
        raise ValueError(
            f"This function has hardly any finite values with x from {x_low:g} to {x_high:g} and y from {y_low:g} to {y_high:g}."
        )
    # Prefer a window with its minima well inside, then the smallest with minima near its edge, then the second smallest with values.
    amid = seen[-1:] if seen[-1][1].kind == "inside" else []
    window, found = [*amid, *(each for each in seen if each[1].kind == "inside"), seen[min(1, len(seen) - 1)]][0]
    survey = Survey(
        formula=read(landscape.text).latex,
        window=window,
        start=_start(landscape.text, window),
        minima=found.points if found.kind == "inside" else (),
        rate=_rate(landscape.text, window, found.curvature),
        stride=float(f"{np.ptp(window[0]) / 250:.1g}"),
    )
    return survey, found


def _amid(point: Point, window: Window) -> bool:
    """Whether a point is inside the window, and not nearer to an edge than a hundredth of the window's side."""
    return all(low + 0.01 * (high - low) < c < high - 0.01 * (high - low) for c, (low, high) in zip(point, window, strict=True))


def _start(text: str, window: Window) -> Point:
    """A start that is high, but not in the top tenth, away from the middle, and has a finite nonzero slope.

    If there is no such point, any point with a finite value.
    """
    (x_low, x_high), (y_low, y_high) = window
    shares = ((0.16, 0.78), (0.82, 0.8), (0.2, 0.22), (0.84, 0.18), (0.35, 0.6), (0.7, 0.45), (0.3, 0.74), (0.52, 0.56))
    picked = np.array([(float(f"{x_low + u * (x_high - x_low):.3g}"), float(f"{y_low + v * (y_high - y_low):.3g}")) for u, v in shares]).T
    formula, nodes = read(text), np.reshape(np.meshgrid(*[np.linspace(*side, GRID) for side in window]), (2, -1))
    every = run(formula.value, *nodes)[0]
    top = np.quantile(every[np.isfinite(every)], 0.9)
    for places in (picked, nodes):  # the picked points may all miss a function that is defined on a strip or ring only
        height, slope = run(formula.value, *places)[0], np.hypot(*run(formula.gradient, *places))
        good = np.flatnonzero((height <= top) & (slope > 0) & (slope < np.inf))
        if len(good):
            return _point(places[:, good[np.argmax(height[good])]])
    level = nodes[:, np.isfinite(every)]
    return _point(level[:, level.shape[1] // 2])


def _point(place: Array) -> Point:
    return float(place[0]), float(place[1])


def _rate(text: str, window: Window, curvature: float) -> float:
    """An η for a typed formula, rounded to one digit. `curvature` is the largest second derivative at its minima.

    Gradient descent diverges from a minimum above 2/curvature, so η stays well below that. In 70 % of the window a step is also at most a
    tenth of the window's width.
    """
    x, y = np.meshgrid(*[np.linspace(*side, 21) for side in window])
    slope = np.hypot(*run(read(text).gradient, x, y))
    slope = slope[np.isfinite(slope) & (slope > 0)]
    limits = [0.1 * np.ptp(window[0]) / float(np.quantile(slope, 0.7))] if len(slope) else [0.1]
    limits += [0.3 / curvature] if curvature > 0 else []
    return float(f"{min(max(min(limits), LEAST_RATE), 1e3):.1g}")
