"""Whole maps for download: as a figure, and as a table of numbers."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.export import csv_text
from figures.frame import ticks, written
from figures.theme import Theme, canvas
from optim_core.batch.ends import Ends
from optim_core.batch.maps import Map
from optim_core.spec import Array

Colour = Literal["steps", "loss", "where"]
LEFT, DIVERGED, UNDEFINED, SLOPELESS = -1, -2, -3, -4
"""The kind of a run that is not at a minimum; 0 is a run that is still in view. Minima count from 1."""


class Cells(NamedTuple):
    """A map with all its cells, row by row from below. `kinds` says what became of each run."""

    name: str
    titles: tuple[str, str]
    map: Map
    ends: Ends
    kinds: Array


def heat(maps: Sequence[Cells], colour: Colour, scale: tuple[float, float], theme: Theme) -> go.Figure:
    """The maps side by side, with one scale of colours for the powers of ten of steps or losses.

    `scale` is the lowest and the highest power of ten of the losses.
    """
    figure = make_subplots(1, len(maps), subplot_titles=[each.name for each in maps])
    figure.update_layout(canvas(theme, 620, width=160 + 520 * len(maps)).layout)
    low, high = scale if colour == "loss" else (0.0, float(np.log10(maps[0].map.steps + 1)))
    for i, each in enumerate(maps):
        size = each.map.size
        with np.errstate(all="ignore"):
            shown = np.log10(each.ends.loss) if colour == "loss" else np.log10(each.ends.t + 1)
        there = each.kinds >= LEFT if colour == "loss" else each.kinds > 0
        words = np.array([_words(kind, t, loss) for kind, t, loss in zip(each.kinds, each.ends.t, each.ends.loss, strict=True)])
        at = (np.arange(size) + 0.5) / size
        figure.add_heatmap(
            x=at,
            y=at,
            z=np.where(there, shown, np.nan).reshape(size, size),
            text=words.reshape(size, size),
            hovertemplate="%{text}<extra></extra>",
            zmin=low,
            zmax=high,
            colorscale=[[k / (len(theme.ramp) - 1), stop] for k, stop in enumerate(theme.ramp)],
            showscale=i == len(maps) - 1,
            colorbar={"title": "log₁₀ loss" if colour == "loss" else "log₁₀ steps", "outlinewidth": 0},
            row=1,
            col=i + 1,
        )
        gone = (each.kinds == DIVERGED).reshape(size, size)
        if gone.any() and not gone.all():
            line = {"color": theme.ink, "width": 1.5}
            figure.add_contour(
                x=at, y=at, z=gone.astype(float), contours={"start": 0.5, "end": 0.5, "size": 1, "coloring": "none"},
                line=line, showscale=False, hoverinfo="skip", row=1, col=i + 1,
            )  # fmt: skip
        for axis, title, update in (
            (each.map.x, each.titles[0], figure.update_xaxes),
            (each.map.y, each.titles[1], figure.update_yaxes),
        ):
            values = ticks(axis)
            shares = [axis.share(value) for value in values]
            texts = [written(value) for value in values]
            update(title=title, range=[0, 1], tickvals=shares, ticktext=texts, showgrid=False, row=1, col=i + 1)
    figure.update_layout(paper_bgcolor=theme.paper, margin={"l": 60, "r": 20, "t": 50, "b": 60})
    return figure


def table(maps: Sequence[Cells]) -> str:
    """The maps as CSV text, with a line for each cell.

    It has the optimizer, the values on both axes, what became of the run, its steps, its loss and where it ended.
    """
    first = maps[0].map
    rows: list[list[object]] = [["optimizer", first.x.name, first.y.name, "became", "steps", "loss", "end_x", "end_y"]]
    for each in maps:
        size = each.map.size
        x, y = each.map.x.cells(size), each.map.y.cells(size)
        for place, (kind, t, loss) in enumerate(zip(each.kinds, each.ends.t, each.ends.loss, strict=True)):
            end_x, end_y = each.ends.theta[:, place]
            rows.append([each.name, x[place % size], y[place // size], _became(kind), t, loss, end_x, end_y])
    return csv_text(rows)


def _became(kind: float) -> str:
    said = {SLOPELESS: "no slope", UNDEFINED: "entered a hole", DIVERGED: "diverged", LEFT: "out of view", 0: "in view"}
    return said.get(int(kind), f"at minimum {int(kind)}")


def _words(kind: float, t: int, loss: float) -> str:
    return f"{_became(kind)}, step {t}" + ("" if kind < LEFT else f", loss {loss:.3g}")
