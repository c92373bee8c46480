"""Pictures for paper, as SVG that is made without a browser: black on white, and runs that differ by dash and marker, too."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from figures.contour import Relief, is_square, relief
from figures.frame import CHARACTER, ticks
from figures.isolines import isolines
from figures.round_numbers import tick_text
from figures.saddles import saddles
from figures.theme import DASHES, MARKERS, Style
from landscapes import Landscape
from landscapes.landscape import Point
from optim_core.batch.maps import Axis
from optim_core.spec import Array

SIDE = 300
"""Pixels of the longer side of what is plotted: on paper a pixel is 1/96 of an inch."""
LEFT, RIGHT, TOP, BOTTOM = 58, 12, 8, 46
FONT = 'font-family="sans-serif" font-size="13"'
LINES = 10
"""Levels of height, and one more."""
APART = 34
"""Pixels between the numbers on lines, and from them to what is marked."""
FAR = 1e4
"""The most pixels of a step: what is so far out of the picture is cut off."""
LARGEST = 1e150
"""The largest coordinate that is drawn: with larger ones, lengths would be infinite."""
MARKED = 4
"""How often a run shows its marker."""
SPOT = 13
"""Pixels of a side of a grey place."""


class Trace(NamedTuple):
    """A run on paper: its name, its look, and its path, (steps + 1, 2)."""

    name: str
    style: Style
    theta: Array


class _Sheet:
    """A picture that grows: a frame with numbers beside it, and what is drawn inside."""

    def __init__(self, x: Axis, y: Axis, titles: tuple[str, str], width: float, height: float) -> None:
        self.x, self.y, self.titles, self.width, self.height = x, y, titles, width, height
        self.inside: list[str] = []

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point, in pixels from the upper left corner of the frame."""
        return self.x.share(x) * self.width, (1 - self.y.share(y)) * self.height

    def spot(self, places: Iterable[tuple[float, float]]) -> None:
        """Make places grey, in pixels: where they are close together, an area."""
        found = "".join(f"M{x - SPOT / 2:.1f} {y - SPOT / 2:.1f}h{SPOT}v{SPOT}h-{SPOT}z" for x, y in places)
        self.inside.append(f'<path d="{found}" fill="#ccc"/>')

    def rule(self, size: int) -> None:
        """Draw thin lines between cells."""
        across = (f"M{self.width * k / size:.1f} 0v{self.height}" for k in range(1, size))
        up = (f"M0 {self.height * k / size:.1f}h{self.width}" for k in range(1, size))
        self.inside.append(f'<path d="{"".join(across)}{"".join(up)}" stroke="#bbb" stroke-width=".5"/>')

    def written(self, says: str) -> str:
        """The picture as SVG, with a description for those who do not see it."""
        wide, high = self.width + LEFT + RIGHT, self.height + TOP + BOTTOM
        marks: list[str] = []
        words: list[str] = []
        for value in ticks(self.x, self.width, across=True):
            at = self.x.share(value) * self.width
            marks.append(f"M{at:.1f} {self.height}v5")
            words.append(_text(at, self.height + 18, tick_text(value), 'text-anchor="middle"'))
        for value in ticks(self.y, self.height):
            at = (1 - self.y.share(value)) * self.height
            marks.append(f"M0 {at:.1f}h-5")
            words.append(_text(-8, at + 4.5, tick_text(value), 'text-anchor="end"'))
        words.append(_text(self.width / 2, self.height + 38, self.titles[0], 'text-anchor="middle"'))
        words.append(_text(0, 0, self.titles[1], f'text-anchor="middle" transform="translate(-44 {self.height / 2}) rotate(-90)"'))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(says)}" width="{wide:g}" height="{high:g}" '
            f'viewBox="{-LEFT} {-TOP} {wide:g} {high:g}" {FONT}><svg width="{self.width:g}" height="{self.height:g}" fill="none">'
            f'{"".join(self.inside)}</svg><path d="M0 0h{self.width:g}v{self.height:g}h-{self.width:g}z{"".join(marks)}" fill="none" '
            f'stroke="#000"/>{"".join(words)}</svg>'
        )


def paper_map(landscape: Landscape, start: Point | None = None, runs: Sequence[Trace] = (), spots: Sequence[Point] = ()) -> str:
    """A landscape from above: lines at round heights, rings at the minima, crosses at the saddles, a disc at the start, and runs.

    The places `spots` are grey.
    """
    (x_low, x_high), (y_low, y_high) = landscape.window
    ratio = (y_high - y_low) / (x_high - x_low) if is_square(landscape) else 0.8
    width, height = SIDE / max(ratio, 1), SIDE * min(ratio, 1)
    sheet = _Sheet(Axis("x", x_low, x_high), Axis("y", y_low, y_high), landscape.survey.axes, round(width), round(height))
    sheet.spot(map(sheet.at, *_columns(spots)))
    crosses = saddles(landscape)
    marked = [sheet.at(*point) for point in (*landscape.minima, *crosses, *([start] if start else []))]
    sheet.inside += _heights(sheet, relief(landscape, 60), marked)
    for run in runs:
        sheet.inside += _run(sheet, run)
    for at in map(sheet.at, *_columns(landscape.minima)):
        sheet.inside.append(f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="6" stroke="#000" stroke-width="1.5"/>')
    for x, y in map(sheet.at, *_columns(crosses)):
        sheet.inside.append(f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8" stroke="#000" stroke-width="1.5"/>')
    if start:
        x, y = sheet.at(*start)
        sheet.inside.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#000" stroke="#fff" stroke-width="1.5"/>')
    return sheet.written(f"Map of {landscape.name}" + "".join(f", with the path of {run.name}" for run in runs))


def paper_cells(x: Axis, y: Axis, titles: tuple[str, str], spots: Sequence[Point] = ()) -> str:
    """An empty map of two knobs, on which some places are grey."""
    sheet = _Sheet(x, y, titles, SIDE, round(SIDE * 0.8))
    sheet.spot(map(sheet.at, *_columns(spots)))
    sheet.rule(10)
    return sheet.written(f"Map over {titles[0]} and {titles[1]}")


def swatch(style: Style) -> str:
    """A piece of a run's line with its marker, for a list beside the map."""
    line = f'<path d="M0 8H46" {_stroke(style)}/>'
    return f'<svg width="46" height="16" viewBox="0 0 46 16" fill="none" aria-hidden="true">{line}{_marker(style, (23.0, 8.0))}</svg>'


def _columns(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [x for x, _ in points], [y for _, y in points]


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'


def _line(points: Iterable[tuple[float, float]]) -> str:
    """Points as a path, each place once."""
    texts: list[str] = []
    for x, y in points:
        text = f"{x:.1f} {y:.1f}"
        if not texts or text != texts[-1]:
            texts.append(text)
    return "M" + "L".join(texts)


def _stroke(style: Style) -> str:
    dash = " ".join(str(each) for each in DASHES[style.dash])
    return f'stroke="{style.colour}" stroke-width="2" stroke-linejoin="round"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _marker(style: Style, at: tuple[float, float]) -> str:
    place = f"translate({at[0]:.1f} {at[1]:.1f}) scale(6)"
    return f'<path d="{MARKERS[style.marker]}" transform="{place}" fill="{style.colour}" stroke="#fff" stroke-width=".2"/>'


def _run(sheet: _Sheet, run: Trace) -> list[str]:
    """A run: its line, and its marker at equal distances along it and at its end."""
    theta = run.theta[(np.abs(run.theta) < LARGEST).all(axis=1)]
    points = np.array([sheet.at(x, y) for x, y in theta])
    lengths = np.hypot(*np.diff(points, axis=0).T)
    out = np.flatnonzero(lengths > FAR)
    if len(out):
        i = int(out[0])
        points = np.vstack([points[: i + 1], points[i] + (points[i + 1] - points[i]) * FAR / lengths[i]])
    near = points[(points > 0).all(axis=1) & (points < [sheet.width, sheet.height]).all(axis=1)]
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(near, axis=0).T))]) if len(near) else np.zeros(0)
    places = [near[np.searchsorted(walked, walked[-1] * share)] for share in np.arange(1, MARKED + 1) / MARKED] if len(near) else []
    white = f'<path d="{_line(points)}" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>'
    return [white, f'<path d="{_line(points)}" {_stroke(run.style)}/>', *(_marker(run.style, (float(x), float(y))) for x, y in places)]


def _heights(sheet: _Sheet, ground: Relief, marked: Sequence[tuple[float, float]]) -> list[str]:
    """Lines at round heights, each with its number where there is room."""
    known = np.isfinite(ground.value)
    order = np.argsort(ground.value[known])
    value, rank = ground.value[known][order], ground.rank[known][order]
    drawn: list[str] = []
    words: list[str] = []
    taken = list(marked)
    for height in _round(np.interp(np.arange(1, LINES) / LINES, rank, value)):
        lines = isolines(ground.x, ground.y, ground.rank, float(np.interp(height, value, rank)))
        pixels = [np.array([sheet.at(x, y) for x, y in line]) for line in lines]
        drawn += map(_line, pixels)
        text = tick_text(height)
        at = _free(sheet, np.vstack(pixels), taken, CHARACTER * len(text)) if pixels else None
        if at is not None:
            taken.append(at)
            words.append(_text(at[0], at[1] + 4, text, 'text-anchor="middle"'))
    style = 'fill="#333" font-size="11" stroke="#fff" stroke-width="3" paint-order="stroke"'
    return [f'<path d="{"".join(drawn)}" stroke="#777" stroke-width=".8"/>', f"<g {style}>{''.join(words)}</g>"]


def _round(heights: Array) -> list[float]:
    """Heights in ascending order, each rounded as far as its neighbours allow."""
    found: list[float] = []
    gaps = np.diff(heights)
    for i, height in enumerate(heights):
        gap = float(min(gaps[max(i - 1, 0) : i + 1]))
        rounded = float(round(height, -int(np.floor(np.log10(gap))))) if gap > 0 else float(height)
        found += [rounded] * (rounded not in found)
    return found


def _free(sheet: _Sheet, points: Array, taken: Sequence[tuple[float, float]], wide: float) -> tuple[float, float] | None:
    """The point of a line with the most room around it, if there is enough."""
    room = np.min([np.hypot(points[:, 0] - x, points[:, 1] - y) for x, y in taken], axis=0) if taken else np.full(len(points), np.inf)
    inside = (np.abs(points[:, 0] - sheet.width / 2) < sheet.width / 2 - wide) & (
        np.abs(points[:, 1] - sheet.height / 2) < sheet.height / 2 - 9
    )
    room = np.where(inside, room, 0)
    best = int(np.argmax(room))
    return (float(points[best, 0]), float(points[best, 1])) if room[best] > APART else None
