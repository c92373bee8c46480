"""The landscape from above: the map on which paths are drawn."""

import re
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from figures.round_numbers import settled
from figures.saddles import saddles
from figures.theme import Theme, canvas, shades
from landscapes import Landscape
from optim_core.outcomes import point_text
from optim_core.spec import Array

LEVELS = 18
RESOLUTION = 72
"""Points per side. More points would look the same, and the browser would take longer to draw them."""

EVEN, UNEVEN = 0.13, 0.17
"""How far the share of the view that is lower is from that of the height, at most, where heights are even, and where they are not.

No plane is farther than 0.125; with one minimum a landscape is, from about 0.25 up.
"""


@dataclass(frozen=True, eq=False)
class Relief:
    """The landscape on a grid; NaN where it is not defined, and 0 where there is only a rounding error beside the size of the view.

    `rank` runs from 0 at the lowest point to 1 at the highest; see `_ranks`.
    """

    x: Array
    y: Array
    value: Array
    rank: Array


def relief(landscape: Landscape, resolution: int = RESOLUTION) -> Relief:
    """The landscape over its window, with `resolution` points per side."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    x, y = np.linspace(x_low, x_high, resolution), np.linspace(y_low, y_high, resolution)
    value = np.asarray(landscape.value(*np.meshgrid(x, y)))
    value = np.where(np.isfinite(value), value, np.nan)
    value = settled(value, float(np.nanmax(value) - np.nanmin(value)), 1e-12)
    x, y = settled(x, x_high - x_low), settled(y, y_high - y_low)
    return Relief(x, y, value, np.interp(value, *_ranks(value)))


def contour(landscape: Landscape, theme: Theme, height: int = 560, small: bool = False) -> go.Figure:
    """Filled contours at equal steps of rank, with rings at the known minima and crosses at the saddles.

    A `small` map has axes without titles and numbers.
    """
    ground = relief(landscape)
    figure = canvas(theme, height, dragmode="pan")
    figure.add_contour(
        x=ground.x,
        y=ground.y,
        z=ground.rank,
        contours={"start": 0, "end": 1, "size": 1 / LEVELS},
        colorscale=shades(theme),
        line={"color": theme.line, "width": 0.7},
        showscale=False,
        hoverinfo="skip",  # the stage shows values at the pointer
    )
    for kind, points, symbol, size in (("minimum", landscape.minima, "circle-open", 13), ("saddle", saddles(landscape), "x-thin", 7)):
        if points:
            x, y = zip(*points, strict=True)
            marker = {"symbol": symbol, "size": size, "color": theme.ink, "line": {"width": 1.5, "color": theme.ink}}
            words = [f"{kind} {point_text(point, landscape.window, 4)}" for point in points]
            figure.add_scatter(x=x, y=y, mode="markers", marker=marker, hovertemplate="%{text}<extra></extra>", text=words)
    (x_low, x_high), (y_low, y_high) = landscape.window
    x_title, y_title = map(plain, landscape.survey.axes)
    figure.update_xaxes(title=x_title, range=[x_low, x_high], showgrid=False, constrain="domain")
    figure.update_yaxes(title=y_title, range=[y_low, y_high], showgrid=False, constrain="domain")
    if is_square(landscape):
        figure.update_yaxes(scaleanchor="x", scaleratio=1)
    if small:
        figure.update_layout(margin={"l": 2, "r": 2, "t": 2, "b": 2})
        figure.update_xaxes(title=None, showticklabels=False)
        figure.update_yaxes(title=None, showticklabels=False)
    return figure


def plain(text: str) -> str:
    """A text that Plotly shows as it is, without tags, entities or formulas.

    An invisible character is put after each character that could begin one.
    """
    return re.sub(r"([<&$])", "\\1\u2060", text)


def _ranks(value: Array) -> tuple[Array, Array]:
    """The different heights, ascending, and the rank of each: the share of the view that is lower.

    Equal steps of it make valleys visible. Where heights are spread about evenly, as on a plane, equal steps of height do so, too, and the
    rank is the height: a plane gets straight lines at equal distances. Between both there is a gradual transition.
    """
    every = np.sort(value[np.isfinite(value)])
    same = max(1e-9 * np.ptp(every), 64 * np.finfo(float).eps * np.abs(every).max())
    first = np.flatnonzero(np.concatenate([[True], np.diff(every) > same]))
    counts = np.diff(first, append=len(every))
    heights = np.add.reduceat(every, first) / counts
    if len(heights) == 1:
        return heights, np.zeros(1)
    # A flat part counts as half a level at most: its edge is no cliff.
    weights = np.minimum(counts, len(every) / (2 * LEVELS))
    middles = np.cumsum(weights) - weights / 2
    rank, even = ((each - each[0]) / (each[-1] - each[0]) for each in (middles, heights))
    uneven = (np.abs(rank - even).max() - EVEN) / (UNEVEN - EVEN)
    return heights, even + min(max(float(uneven), 0.0), 1.0) * (rank - even)


def is_square(landscape: Landscape) -> bool:
    """Whether both axes get the same scale, so that circles stay circles: only if the sides of the window have similar lengths."""
    width, height = np.ptp(landscape.window, axis=1)
    return bool(0.6 < width / height < 1.7)
