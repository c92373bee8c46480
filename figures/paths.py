"""Paths over a contour map: each in its optimizer's colour, dash and marker, outlined so that crossing paths stay apart."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from figures.theme import Style, Theme
from optim_core import Trajectory


class Path(NamedTuple):
    """What a figure needs of a run: its name, its marks, what was recorded, and how many example gradients a step cost."""

    name: str
    style: Style
    trajectory: Trajectory
    evaluations_per_step: int = 1


def add_paths(figure: go.Figure, paths: Sequence[Path], theme: Theme) -> go.Figure:
    """Draw the paths, their last visible points and their common starts. Nothing is clipped: the axes end, the path goes on."""
    for path in paths:
        x, y = visible(path.trajectory).T
        figure.add_scatter(x=x, y=y, mode="lines", line={"color": theme.paper, "width": 5}, opacity=0.55, hoverinfo="skip")
    for path in paths:
        points = visible(path.trajectory)
        loss = path.trajectory.loss[: len(points)]
        line = {"color": path.style.colour, "width": 2.5, "dash": path.style.dash}
        figure.add_scatter(
            x=points[:, 0],
            y=points[:, 1],
            mode="lines",
            line=line,
            name=path.name,
            customdata=np.stack([np.arange(len(points)), loss], axis=1),
            hovertemplate=f"{path.name}, t = %{{customdata[0]}}<br>(%{{x:.4g}}, %{{y:.4g}})<br>loss %{{customdata[1]:.4g}}<extra></extra>",
        )
    for path in paths:
        x, y = visible(path.trajectory)[-1]
        marker = {"symbol": path.style.marker, "size": 12, "color": path.style.colour, "line": {"color": theme.paper, "width": 1.5}}
        figure.add_scatter(x=[x], y=[y], mode="markers", marker=marker, hoverinfo="skip")
    starts = np.unique([path.trajectory.theta[0] for path in paths], axis=0) if paths else np.empty((0, 2))
    disc = {"symbol": "circle", "size": 11, "color": theme.paper, "line": {"color": theme.ink, "width": 3}}
    figure.add_scatter(
        x=starts[:, 0], y=starts[:, 1], mode="markers", marker=disc, hovertemplate="start (%{x:.3g}, %{y:.3g})<extra></extra>"
    )
    return figure


def visible(trajectory: Trajectory) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """The positions up to the last finite one; beyond 10¹⁵ a screen has no place for them."""
    with np.errstate(all="ignore"):
        gone = ~(np.abs(trajectory.theta).max(axis=1) < 1e15)
    return trajectory.theta[: int(np.argmax(gone)) if gone.any() else None]
