"""Paths drawn on a map, for figures that are downloaded or need no playhead."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.round_numbers import settled
from figures.theme import Style, Theme
from optim_core.spec import Array

WIDTH, OUTLINE = 2.5, 1.5
"""Pixels of a path, and of its outline on either side."""


def overlay(ground: go.Figure, names: Sequence[str], thetas: Sequence[Array], styles: Sequence[Style], theme: Theme) -> go.Figure:
    """A copy of the map with a path of shape (steps + 1, 2) for each name; the view stays that of the map.

    Each path has an outline in the colour of the paper, as on the stage (`ui/web/stage/draw.js`).
    """
    figure = go.Figure(ground)
    for name, theta, style in zip(names, thetas, styles, strict=True):
        x, y = on_ground(ground, theta.T)
        outline = {"color": theme.paper, "width": WIDTH + 2 * OUTLINE}
        figure.add_scatter(x=x, y=y, mode="lines", line=outline, hoverinfo="skip", showlegend=False)
        line = {"color": style.colour, "width": WIDTH, "dash": style.dash}
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line=line,
            name=name,
            hovertemplate=name + " (%{x:.4g}, %{y:.4g})<extra></extra>",
        )
    start = thetas[0][0]
    figure.add_scatter(x=[start[0]], y=[start[1]], mode="markers", marker={"color": theme.ink, "size": 10}, hoverinfo="skip")
    return figure


def on_ground(ground: go.Figure, points: Array) -> list[Array]:
    """Points of shape (2, n) on a map. What is only a rounding error beside the size of the map is 0, also in the words at the pointer."""
    axes = (ground.layout.xaxis, ground.layout.yaxis)
    return [settled(values, float(np.ptp(axis.range))) for values, axis in zip(points, axes, strict=True)]
