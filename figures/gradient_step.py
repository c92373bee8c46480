"""One step of an optimizer from the side, with height, slope and step, and the model that a point of the map stands for."""

import numpy as np
import plotly.graph_objects as go

from figures.round_numbers import base, tick_text
from figures.theme import Theme, canvas
from landscapes import Landscape, PenguinsStandardised
from optim_core import Trajectory
from optim_core.spec import Array

UPHILL, DOWNHILL = "#e0661f", "#2b8fd6"


def cut(landscape: Landscape, trajectory: Trajectory, stage: int, theme: Theme, height: int = 250) -> go.Figure:
    """A section of the landscape along the gradient at the start: height over distance.

    `stage` says what is drawn on it: the height from 2, the tangent at 3 and 4, the step from 4. Heights that differ by little, far
    from 0, are counted from a round number below them, which the axis names.
    """
    start, gradient = trajectory.theta[0], trajectory.gradient[0]
    slope = float(np.hypot(*gradient))
    downhill = -gradient / slope if slope else np.array([1.0, 0.0])
    first = float((trajectory.theta[1] - start) @ downhill)
    reach = np.linspace(-1.0, max(4.5, 1.1 * min(first, 9.0)), 200)
    curve = _height(landscape, start, downhill, reach)
    level, low = float(trajectory.loss[0]), float(landscape.value(*trajectory.theta[1]))
    ground = base([*curve, level, low] if stage >= 4 else [*curve, level])
    figure = canvas(theme, height)
    figure.add_scatter(x=reach, y=curve - ground, mode="lines", line={"color": theme.high, "width": 4}, hoverinfo="skip")
    level, low = level - ground, low - ground
    if stage >= 2:
        figure.add_scatter(x=[0, 0], y=[0, level], mode="lines", line={"color": theme.ink, "width": 2, "dash": "dot"}, hoverinfo="skip")
    if stage in (3, 4):
        tangent = np.array([-0.6, 0.6])
        figure.add_scatter(x=tangent, y=level - slope * tangent, mode="lines", line={"color": UPHILL, "width": 3}, hoverinfo="skip")
    if stage >= 4:
        _arrow(figure, np.array([0.0, level]), np.array([first, level]), DOWNHILL, "−η∇J")
        figure.add_scatter(
            x=[first, first], y=[level, low], mode="lines", line={"color": DOWNHILL, "width": 1.5, "dash": "dot"}, hoverinfo="skip"
        )
        figure.add_scatter(x=[first], y=[low], mode="markers", hoverinfo="skip",
                           marker={"symbol": "circle-open", "size": 12, "color": theme.ink, "line": {"width": 2}})  # fmt: skip
    figure.add_scatter(x=[0], y=[level], mode="markers", marker={"size": 12, "color": theme.ink}, hoverinfo="skip")
    figure.update_xaxes(title="distance downhill", showgrid=False)
    figure.update_yaxes(title=f"J above {tick_text(ground)}" if ground else "loss J", rangemode="tozero", showgrid=False)
    return figure


def model(landscape: PenguinsStandardised, theta: Array, residuals: bool, theme: Theme, height: int = 250) -> go.Figure:
    """The penguins and the line of θ = (slope, intercept); with `residuals`, also some of the errors that the loss averages."""
    X, Y = landscape.points()
    ends = np.array([X.min(), X.max()])
    figure = canvas(theme, height)
    if residuals:
        some = slice(None, None, 9)
        gaps = np.stack([Y[some], theta[0] * X[some] + theta[1], np.full(Y[some].shape, np.nan)], axis=1).ravel()
        figure.add_scatter(x=np.repeat(X[some], 3), y=gaps, mode="lines", line={"color": UPHILL, "width": 1}, hoverinfo="skip")
    figure.add_scatter(x=X, y=Y, mode="markers", marker={"size": 4, "color": theme.faint, "opacity": 0.75}, hoverinfo="skip")
    figure.add_scatter(x=ends, y=theta[0] * ends + theta[1], mode="lines", line={"color": theme.ink, "width": 3}, hoverinfo="skip")
    figure.update_xaxes(title="flipper length", showgrid=False, range=[-2.3, 2.5])
    figure.update_yaxes(title="body mass", showgrid=False, range=[-3, 3.2])
    return figure


def _height(landscape: Landscape, start: Array, direction: Array, reach: Array) -> Array:
    x, y = start[:, np.newaxis] + direction[:, np.newaxis] * reach
    return landscape.value(x, y)


def _arrow(figure: go.Figure, tail: Array, tip: Array, colour: str, text: str, right: int = 0) -> None:
    figure.add_annotation(
        x=tip[0], y=tip[1], ax=tail[0], ay=tail[1], xref="x", yref="y", axref="x", ayref="y",
        showarrow=True, arrowhead=2, arrowsize=1.1, arrowwidth=3, arrowcolor=colour, text="",
    )  # fmt: skip
    figure.add_annotation(
        x=tip[0],
        y=tip[1],
        text=f"<b>{text}</b>",
        showarrow=False,
        font={"size": 14},
        xshift=right,
        yshift=0 if right else 16,
    )
