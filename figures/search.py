"""Charts of a search over η: the result of each rate, the range of good rates of each method, and the change of the ranking."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from figures.theme import Style, Theme, canvas
from optim_core.batch.tuning import FIRST, RATES, STARTS, Criterion, Search
from optim_core.claims import Remark, Words

FLOOR = 1e-16
"""Smaller shares are drawn at this value, because rounding decides there."""

LUCK = Words(Remark(f"Either it is not good from the other {STARTS - FIRST}, or neither η beside it is good.", "definition"))
"""What makes the lowest point from the first starts luck."""


class Searched(NamedTuple):
    """The search of one method, with its name and its style."""

    name: str
    style: Style
    found: Search


def curves(searches: Sequence[Searched], criterion: Criterion, theme: Theme, same: float | None, height: int = 420) -> go.Figure:
    """The height left or the steps taken at each rate, and below it a bar over the good rates of each method, with the best one marked.

    A lowest point that is luck has an open mark, and the word beside it. `same` is the rate that all methods run at, or None.
    """
    figure = make_subplots(2, 1, shared_xaxes=True, row_heights=[0.64, 0.36], vertical_spacing=0.03)
    figure.update_layout(canvas(theme, height).layout)
    for i, (name, style, found) in enumerate(searches):
        values = found.steps if criterion == "steps" else np.maximum(found.share, FLOOR)
        shown = np.where(np.isfinite(values), values, np.nan)
        line = {"color": style.colour, "width": 2.2, "dash": style.dash}
        unit = "%{y:.0f} steps" if criterion == "steps" else "%{y:.3g} of the height left"
        hover = name + ": η %{x:.3g}, " + unit + "<extra></extra>"
        figure.add_scatter(x=RATES, y=shown, mode="lines", line=line, name=name, hovertemplate=hover, row=1, col=1)
        low, high = RATES[found.good[0]], RATES[found.good[1]]
        words = f"{name}: good from η = {low:g} to {high:g}, a factor of {factor(found.width)}; best at {RATES[found.best]:g}"
        bar = {"color": style.colour, "width": 7}
        hover = words + "<extra></extra>"
        figure.add_scatter(x=[low, high], y=[i, i], mode="lines", line=bar, hovertemplate=hover, row=2, col=1)
        figure.add_scatter(
            x=[RATES[found.best]], y=[i], mode="markers", hovertemplate=hover, row=2, col=1,
            marker={"symbol": style.marker, "size": 13, "color": style.colour, "line": {"width": 2, "color": theme.paper}},
        )  # fmt: skip
        if found.luck:
            figure.add_scatter(
                x=[RATES[found.lowest]], y=[i], mode="markers+text", row=2, col=1, cliponaxis=False,
                text=["luck"], textposition="middle left" if found.lowest < found.best else "middle right", textfont={"size": 11},
                marker={"symbol": f"{style.marker}-open", "size": 15, "color": style.colour, "line": {"width": 2}},
                hovertemplate=f"{name}: luck at η = {RATES[found.lowest]:g}, lowest from the first {FIRST} starts. {LUCK}<extra></extra>",
            )  # fmt: skip
    if same is not None:
        figure.add_vline(x=same, line={"color": theme.ink, "dash": "dot", "width": 1.5})
    grid = {"gridcolor": theme.line, "zeroline": False, "color": theme.faint}
    figure.update_xaxes(type="log", exponentformat="power", **grid)
    figure.update_xaxes(title="η", row=2)
    title = "steps to a thousandth" if criterion == "steps" else "share of the height left"
    figure.update_yaxes(type="log", title=title, exponentformat="power", nticks=6, row=1, **grid)
    names = [f"{each.name}  ×{factor(each.found.width)}" for each in searches]
    figure.update_yaxes(
        tickvals=list(range(len(names))), ticktext=names, autorange="reversed", showgrid=False, zeroline=False, color=theme.ink, row=2
    )
    figure.update_layout(margin={"l": 130})
    return figure


def factor(width: float) -> str:
    """A factor, rounded to two digits: 2.4, 56, 3,200."""
    return f"{float(f'{width:.2g}'):,.0f}" if width >= 10 else f"{width:.2g}"


def ranks(searches: Sequence[Searched], before: Sequence[int], after: Sequence[int], theme: Theme, height: int = 420) -> go.Figure:
    """The rankings at one rate for all, and at the best rate of each, with a line for each method between its places."""
    figure = canvas(theme, height)
    for i, (name, style, _) in enumerate(searches):
        places = [before.index(i) + 1, after.index(i) + 1]
        figure.add_scatter(
            x=[0, 1], y=places, mode="lines+markers+text", text=["", f"  {name}"], textposition="middle right", cliponaxis=False,
            line={"color": style.colour, "width": 3, "dash": style.dash}, marker={"symbol": style.marker, "size": 11},
            hovertemplate=f"{name}: from place {places[0]} to place {places[1]}<extra></extra>",
        )  # fmt: skip
    figure.update_layout(margin={"r": 86})  # space for the names, however narrow the chart is
    figure.update_xaxes(tickvals=[0, 1], ticktext=["same η", "each at<br>its best"], range=[-0.15, 1.15], showgrid=False)
    figure.update_yaxes(tickvals=list(range(1, len(searches) + 1)), autorange="reversed", title="place", showgrid=False)
    return figure
