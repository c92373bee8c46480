"""The landscape in three dimensions, with the paths on it."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.contour import relief
from figures.paths import Path, visible
from figures.theme import Theme, canvas
from landscapes import Landscape
from optim_core.spec import Array

DASHES_IN_3D = {"solid": "solid", "dot": "dot", "dash": "dash", "longdash": "longdash", "dashdot": "dashdot", "longdashdot": "longdashdot"}
MARKERS_IN_3D = {"circle": "circle", "square": "square", "diamond": "diamond", "cross": "cross", "x": "x"}


def surface(landscape: Landscape, paths: Sequence[Path], theme: Theme, height: int = 560) -> go.Figure:
    """The surface, its height drawn on a logarithmic scale above its lowest point, ticks in units of the loss.

    Paths end at the edge of the view: a surface has no place to draw what lies outside it.
    """
    ground = relief(landscape, 140)
    floor, unit = float(ground.value.min()), float(np.ptp(ground.value)) / 300

    def drawn(value: Array) -> Array:
        return np.log1p(np.maximum(value - floor, 0) / unit)

    figure = canvas(theme, height, uirevision=type(landscape).__name__)
    figure.add_surface(
        x=ground.x,
        y=ground.y,
        z=drawn(ground.value),
        surfacecolor=ground.rank,
        customdata=ground.value,
        colorscale=[[0, theme.low], [1, theme.high]],
        showscale=False,
        opacity=0.94,
        lighting={"ambient": 0.85, "diffuse": 0.35, "specular": 0.02},
        hovertemplate="(%{x:.3g}, %{y:.3g})<br>loss %{customdata:.4g}<extra></extra>",
    )
    low, high = np.array(landscape.window).T
    for path in paths:
        points = visible(path.trajectory)
        inside = np.all((points >= low) & (points <= high), axis=1)
        points = points[: None if inside.all() else int(np.argmin(inside))]
        if not len(points):
            continue
        z = drawn(path.trajectory.loss[: len(points)]) + 0.12
        style = path.style
        figure.add_scatter3d(
            x=points[:, 0], y=points[:, 1], z=z, mode="lines", name=path.name,
            line={"color": style.colour, "width": 6, "dash": DASHES_IN_3D[style.dash]}, hoverinfo="name",
        )  # fmt: skip
        marker = {"symbol": MARKERS_IN_3D.get(style.marker, "circle"), "size": 6, "color": style.colour}
        figure.add_scatter3d(x=points[-1:, 0], y=points[-1:, 1], z=z[-1:], mode="markers", marker=marker, hoverinfo="skip")
    ticks = floor + unit * np.expm1(np.linspace(0, float(drawn(ground.value).max()), 5))
    axis = {"color": theme.faint, "gridcolor": theme.line, "backgroundcolor": "rgba(0,0,0,0)", "nticks": 5}
    figure.update_scenes(
        xaxis={**axis, "title": landscape.survey.axes[0]},
        yaxis={**axis, "title": landscape.survey.axes[1]},
        zaxis={**axis, "title": "loss", "tickvals": drawn(ticks), "ticktext": [f"{tick:.2g}" for tick in ticks]},
        aspectratio={"x": 1, "y": 1, "z": 0.6},
        camera={"eye": {"x": -0.9, "y": -1.5, "z": 1.35}},
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure
