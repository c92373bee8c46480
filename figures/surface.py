"""The landscape in three dimensions. The stage draws the paths over it."""

import numpy as np
import plotly.graph_objects as go

from figures.cached import remembered
from figures.contour import plain, relief
from figures.theme import Theme, canvas, shades
from landscapes import Landscape
from optim_core.spec import Array

RESOLUTION = 140
"""Points per side, unless a point costs much to compute."""
MOST_TERMS = 20_000_000
"""The most examples read for all points of a surface together: a tenth of a second of computing."""
MOST_TERMS_SCALE = 10_000_000
"""The same limit for the scale, which every landscape needs."""


@remembered
def scale(landscape: Landscape) -> tuple[float, float]:
    """Floor and unit of the height that is drawn, which is ln(1 + (loss - floor) / unit)."""
    value = relief(landscape, _resolution(landscape, MOST_TERMS_SCALE)).value
    return float(np.nanmin(value)), float(np.nanmax(value) - np.nanmin(value)) / 300 or 1.0


def surface(landscape: Landscape, theme: Theme, height: int = 560) -> go.Figure:
    """The surface. Its height is logarithmic, above its lowest point, with ticks in units of the loss."""
    ground = relief(landscape, _resolution(landscape, MOST_TERMS))
    floor, unit = scale(landscape)

    def drawn(value: Array) -> Array:
        return np.log1p(np.maximum(value - floor, 0) / unit)

    figure = canvas(theme, height, uirevision=type(landscape).__name__)
    figure.add_surface(
        x=ground.x,
        y=ground.y,
        z=drawn(ground.value),
        surfacecolor=ground.rank,
        customdata=ground.value,
        colorscale=shades(theme),
        showscale=False,
        opacity=0.94,
        lighting={"ambient": 0.85, "diffuse": 0.35, "specular": 0.02},
        hovertemplate="(%{x:.3g}, %{y:.3g})<br>loss %{customdata:.4g}<extra></extra>",
    )
    ticks = floor + unit * np.expm1(np.linspace(0, float(np.nanmax(drawn(ground.value))), 5))
    axis = {"color": theme.faint, "gridcolor": theme.line, "backgroundcolor": "rgba(0,0,0,0)", "nticks": 5, "exponentformat": "power"}
    figure.update_scenes(
        xaxis={**axis, "title": plain(landscape.survey.axes[0])},
        yaxis={**axis, "title": plain(landscape.survey.axes[1])},
        zaxis={**axis, "title": "loss", "tickvals": drawn(ticks), "ticktext": [f"{tick:.2g}" for tick in ticks]},
        aspectratio={"x": 1, "y": 1, "z": 0.6},
        camera={"eye": {"x": -0.9, "y": -1.5, "z": 1.35}},
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def _resolution(landscape: Landscape, most: int) -> int:
    """Points per side: fewer if each is a sum over many examples, so that all points together read at most `most` examples."""
    return min(RESOLUTION, int(np.sqrt(most / landscape.terms)))
