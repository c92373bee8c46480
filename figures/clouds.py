"""Where runs that differ only in their noise end: clouds of points on the map, and their radius against η."""

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from figures.overlay import OUTLINE, on_ground
from figures.theme import Style, Theme, canvas
from optim_core.spec import Array

SIZE = 6
"""Pixels of a point."""


class Law(NamedTuple):
    """The radius that theory predicts at each rate, for examples drawn anew and for shuffled examples."""

    rates: Array
    drawn_anew: Array
    shuffled: Array


def cloud(ground: go.Figure, names: Sequence[str], ends: Sequence[Array], styles: Sequence[Style], theme: Theme) -> go.Figure:
    """A copy of the map with a cloud of points of shape (2, seeds) for each name. The largest cloud lies below.

    Each cloud has an outline in the colour of the paper, made of a larger point below each of its points.
    """
    figure = go.Figure(ground)
    for name, points, style in zip(names, ends, styles, strict=True):
        x, y = on_ground(ground, points)
        below = {"color": theme.paper, "size": SIZE + 2 * OUTLINE, "symbol": style.marker}
        figure.add_scatter(x=x, y=y, mode="markers", marker=below, hoverinfo="skip")
        figure.add_scatter(
            x=x,
            y=y,
            mode="markers",
            name=name,
            marker={
                "color": style.colour,
                "size": SIZE,
                "symbol": style.marker,
                "line": {"width": 0.5, "color": theme.paper},
            },
            hovertemplate=name + " (%{x:.4g}, %{y:.4g})<extra></extra>",
        )
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, margin={"t": 40})
    for trace in figure.data:
        trace.showlegend = trace.name in names
    return figure


def floor(
    names: Sequence[str],
    rates: Sequence[float],
    radii: Sequence[Array],
    laws: Sequence[Law] | None,
    styles: Sequence[Style],
    theme: Theme,
    height: int,
) -> go.Figure:
    """The measured radius at each rate as points, and both laws as lines, on logarithmic axes."""
    figure = canvas(theme, height)
    for i, (name, radius, style) in enumerate(zip(names, radii, styles, strict=True)):
        marker = {"color": style.colour, "size": 9, "symbol": style.marker}
        figure.add_scatter(
            x=rates, y=radius, mode="markers", name=name, marker=marker, hovertemplate="η %{x:.3g}: radius %{y:.3g}<extra></extra>"
        )
        if laws is None:
            continue
        for law, dash, width in ((laws[i].drawn_anew, "dash", 1.5), (laws[i].shuffled, "solid", 2)):
            line = {"color": style.colour, "dash": dash, "width": width}
            figure.add_scatter(x=laws[i].rates, y=law, mode="lines", line=line, showlegend=False, hoverinfo="skip")
    figure.update_xaxes(type="log", title="η", exponentformat="power")
    figure.update_yaxes(type="log", title="radius of the cloud", exponentformat="power")
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, margin={"t": 40})
    return figure
