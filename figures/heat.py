"""Whole maps side by side, as a figure for download."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.frame import tick_text, ticks
from figures.map_table import Cells
from figures.theme import Theme, canvas
from optim_core.batch.kinds import DIVERGED, LEFT, in_words

Colour = Literal["steps", "loss", "where"]


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
            texts = [tick_text(value) for value in values]
            update(title=title, range=[0, 1], tickvals=shares, ticktext=texts, showgrid=False, row=1, col=i + 1)
    figure.update_layout(paper_bgcolor=theme.paper, margin={"l": 60, "r": 20, "t": 50, "b": 60})
    return figure


def _words(kind: float, t: int, loss: float) -> str:
    return f"{in_words(kind)}, step {t}" + ("" if kind < LEFT else f", loss {loss:.3g}")
