"""The landscape in three dimensions. The stage draws the paths over it."""

import math

import numpy as np
import plotly.graph_objects as go

from figures.cached import remembered
from figures.contour import plain, relief
from figures.round_numbers import tick_text
from figures.theme import Theme, canvas, shades
from landscapes import Landscape
from optim_core.spec import Array

RESOLUTION = 140
"""Points per side, unless a point costs much to compute."""
MOST_TERMS = 20_000_000
"""The most examples read for all points of a surface together: a tenth of a second of computing."""
MOST_TERMS_SCALE = 10_000_000
"""The same limit for the scale, which every landscape needs."""

HEIGHT = 300
"""The height in view, in its unit."""
SHORT, ENOUGH = 5, 3
"""The most letters of a label of the height, and how many labels there are at least where they can be found."""
APART = 0.9
"""The least distance between two labels; the whole height is ln 301, or 5.7."""
SLACK = 0.02
"""How far below the floor a label may be, in units of the height: 0 for a floor of 0.0003."""
NAME = 13
"""Pixels of the names of θ₁ and θ₂: the longest, with its unit, has room beside the surface on a phone."""
EYE, CENTER = {"x": -1.115, "y": -1.677, "z": 1.553}, {"x": -0.08, "y": 0.048, "z": 0}
"""Where the camera stands, and what it looks at: a little beside the middle, so that the labels of the height have room at the left."""


@remembered
def scale(landscape: Landscape) -> tuple[float, float]:
    """Floor and unit of the height that is drawn, which is ln(1 + (loss - floor) / unit)."""
    value = relief(landscape, _resolution(landscape, MOST_TERMS_SCALE)).value
    return float(np.nanmin(value)), float(np.nanmax(value) - np.nanmin(value)) / HEIGHT or 1.0


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
    ground_level, heights = labels(floor, unit, float(np.nanmax(ground.value)))
    axis = {
        "color": theme.faint, "gridcolor": theme.line, "backgroundcolor": "rgba(0,0,0,0)", "nticks": 5, "exponentformat": "power",
        "tickfont": {"size": 12},
    }  # fmt: skip
    figure.update_scenes(
        xaxis={**axis, "title": {"text": plain(landscape.survey.axes[0]), "font": {"size": NAME}}},
        yaxis={**axis, "title": {"text": plain(landscape.survey.axes[1]), "font": {"size": NAME}}},
        zaxis={
            **axis,
            "title": f"loss above {tick_text(ground_level)}" if ground_level else "loss",
            "tickvals": drawn(np.array(heights) + ground_level).tolist(),
            "ticktext": [tick_text(height) for height in heights],
        },
        aspectratio={"x": 1, "y": 1, "z": 0.6},
        camera={"eye": EYE, "center": CENTER},
    )
    figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def labels(floor: float, unit: float, top: float) -> tuple[float, list[float]]:
    """What the heights are counted from, and the round heights that are written: short, and apart from each other.

    They are counted from 0, or from a round number below the floor if from 0 there are too few short numbers.
    """
    found = (0.0, _labels(floor, unit, top))
    size = math.floor(math.log10(abs(floor))) if floor else 0
    for digits in range(15):
        if len(found[1]) >= ENOUGH:
            return found
        place = 10.0 ** (size - digits)
        ground = float(f"{math.floor(floor / place) * place:.15g}")
        found = max(found, (ground, _labels(floor - ground, unit, top - ground)), key=lambda each: len(each[1]))
    return found


def _labels(floor: float, unit: float, top: float) -> list[float]:
    """Round heights from the floor to the top, the lowest of them close to the floor, in ascending order."""
    slack = SLACK * unit

    def drawn(height: float) -> float:
        return math.log1p(max(height - floor, 0.0) / unit)

    size = math.floor(math.log10(max(abs(floor), abs(top), top - floor) or 1.0))
    steps = [float(f"{step}e{power}") for power in range(size, size - 8, -1) for step in (5, 2, 1)]
    every = [float(f"{(math.ceil((floor - slack) / step) + k) * step:.12g}") for step in steps for k in range(6)]
    every = [height for height in every if height <= top + slack and len(tick_text(height)) <= SHORT]
    if not every:
        return []
    found = [next((height for height in every if drawn(height) < APART / 4), min(every, key=drawn))]
    for height in every:
        if all(abs(drawn(height) - drawn(other)) >= APART for other in found):
            found.append(height)
    return sorted(found)


def _resolution(landscape: Landscape, most: int) -> int:
    """Points per side: fewer if each is a sum over many examples, so that all points together read at most `most` examples."""
    return min(RESOLUTION, int(np.sqrt(most / landscape.terms)))
