"""Whole maps side by side, as a figure for download."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.frame import ticks
from figures.map_table import Cells, in_words
from figures.round_numbers import tick_text
from figures.theme import Theme, canvas, nth
from optim_core.batch.ends import NEVER, Ends
from optim_core.spec import Array

Colour = Literal["steps", "loss", "where"]
MINIMA = (6, 1, 3, 4, 2, 5)
"""The colours of the minima, by place in `figures.theme.SERIES`."""
ROOM = 400
"""Pixels of a side of a map; it has more, however many maps there are."""


def heat(maps: Sequence[Cells], colour: Colour, scale: tuple[float, float], floor: float, theme: Theme) -> go.Figure:
    """The maps side by side, with one scale of colours: for the minimum where runs end, or for the powers of ten of steps or losses.

    `scale` is the lowest and the highest power of ten of the losses above `floor`.
    """
    figure = make_subplots(1, len(maps), subplot_titles=[each.name for each in maps])
    figure.update_layout(canvas(theme, 620, width=160 + 520 * len(maps)).layout)
    for i, each in enumerate(maps):
        size = each.map.size
        words = np.array([_words(each.ends, place, 10 ** (scale[1] - 12)) for place in range(size * size)])
        at = (np.arange(size) + 0.5) / size
        figure.add_heatmap(
            x=at,
            y=at,
            z=_shown(each.ends, colour, floor).reshape(size, size),
            text=words.reshape(size, size),
            hovertemplate="%{text}<extra></extra>",
            showscale=i == len(maps) - 1 and colour != "where",
            **_colours(each, colour, scale, theme),
            row=1,
            col=i + 1,
        )
        gone = each.ends.became("diverged").reshape(size, size)
        if gone.any() and not gone.all():
            line = {"color": theme.ink, "width": 1.5}
            figure.add_contour(
                x=at, y=at, z=gone.astype(float), contours={"start": 0.5, "end": 0.5, "size": 1, "coloring": "none"},
                line=line, showscale=False, hoverinfo="skip", row=1, col=i + 1,
            )  # fmt: skip
        for axis, title, across, update in (
            (each.map.x, each.titles[0], True, figure.update_xaxes),
            (each.map.y, each.titles[1], False, figure.update_yaxes),
        ):
            values = ticks(axis, ROOM, across)
            shares = [axis.share(value) for value in values]
            texts = [tick_text(value) for value in values]
            update(title=title, range=[0, 1], tickvals=shares, ticktext=texts, showgrid=False, row=1, col=i + 1)
    figure.update_layout(paper_bgcolor=theme.paper, margin={"l": 60, "r": 20, "t": 50, "b": 60})
    return figure


def colour_of(minimum: int, theme: Theme) -> str:
    """The colour of the runs that end at a minimum, by its place from 0."""
    return nth(MINIMA[minimum % len(MINIMA)], theme).colour


def _shown(ends: Ends, colour: Colour, floor: float) -> Array:
    """The number that a cell's colour shows; NaN where it has none."""
    with np.errstate(all="ignore"):
        if colour == "where":
            return np.where(ends.minimum > 0, ends.minimum, np.nan)
        if colour == "steps":
            return np.where(ends.reached, np.log10(ends.passed + 1), np.nan)
        return np.where(ends.became("diverged"), np.nan, np.log10(ends.loss - floor))


def _colours(each: Cells, colour: Colour, scale: tuple[float, float], theme: Theme) -> dict[str, Any]:
    """The scale of colours of a map."""
    if colour == "where":
        count = max(1, len(each.map.landscape.minima))
        edges = [(k / count, colour_of(minimum, theme)) for minimum in range(count) for k in (minimum, minimum + 1)]
        return {"zmin": 0.5, "zmax": count + 0.5, "colorscale": edges}
    low, high = scale if colour == "loss" else (0.0, float(np.log10(each.map.steps + 1)))
    title = "log₁₀ of the loss above the lowest" if colour == "loss" else "log₁₀ of the first step with a thousandth left"
    return {
        "zmin": low,
        "zmax": high,
        "colorscale": [[k / (len(theme.ramp) - 1), stop] for k, stop in enumerate(theme.ramp)],
        "colorbar": {"title": title, "outlinewidth": 0, "exponentformat": "power"},
    }


def _words(ends: Ends, place: int, least: float) -> str:
    """What a cell shows. A loss below `least` is only a rounding error."""
    loss = ends.loss[place] if not abs(ends.loss[place]) < least else 0.0
    passed = "" if ends.passed[place] == NEVER else f"; a thousandth left at step {ends.passed[place]}"
    return f"{in_words(ends, place)}, step {ends.t[place]}, loss {loss:.3g}{passed}"
