"""How the lab looks: the colours of light and dark, and the colour, dash and marker of each optimizer."""

from dataclasses import dataclass
from typing import Any, Literal

import plotly.graph_objects as go

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """One hue for the landscape, ink for words, and paper behind everything."""

    paper: str
    ink: str
    faint: str
    low: str
    high: str
    line: str
    accent: str
    border: str
    second: str
    ramp: tuple[str, ...]
    """From most to least: what is soon there stands out from the paper, what takes long comes near it."""


THEMES: dict[Mode, Theme] = {
    "light": Theme(
        paper="#ffffff",
        ink="#1f2933",
        faint="#7b8794",
        low="#f4f7f9",
        high="#9db4c6",
        line="rgba(60, 90, 115, 0.30)",
        accent="#2f6690",
        border="#d5dee6",
        second="#f4f7f9",
        ramp=("#08395c", "#1d6a9e", "#4f9cc9", "#97c5e0", "#d3e6f2"),
    ),
    "dark": Theme(
        paper="#11161c",
        ink="#e4e9ee",
        faint="#8a97a5",
        low="#141b22",
        high="#46596b",
        line="rgba(160, 190, 215, 0.26)",
        accent="#6fa8d0",
        border="#2c3844",
        second="#1a222b",
        ramp=("#d8f0ff", "#8cc8ee", "#4c93c2", "#2a628a", "#1d3c54"),
    ),
}


@dataclass(frozen=True)
class Style:
    """What marks an optimizer on every page: never colour alone."""

    colour: str
    dash: str
    marker: str


# Okabe & Ito, Color Universal Design, 2008, https://jfly.uni-koeln.de/color/; black gives way to the ink of the theme.
COLOURS = ("ink", "#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#0072b2", "#b8a800")
DASHES = ("solid", "dot", "dash", "longdash", "dashdot", "solid", "longdashdot", "dot")
DASHES_PX = {
    "solid": [], "dot": [2, 4], "dash": [9, 6], "longdash": [15, 6], "dashdot": [10, 4, 2, 4], "longdashdot": [16, 5, 2, 5],
}  # fmt: skip
"""The same dashes for canvases, in pixels."""
MARKERS = ("circle", "square", "diamond", "cross", "triangle-up", "star", "pentagon", "x")
BRIGHTER = {"#0072b2": "#3d9be0", "#009e73": "#1fbf91", "#d55e00": "#ef7a22"}
"""On dark paper three of the eight need more light to stand out."""


def style(index: int, theme: Theme) -> Style:
    """The style of the optimizer at this place in the catalogue."""
    colour = COLOURS[index % len(COLOURS)].replace("ink", theme.ink)
    if theme is THEMES["dark"]:
        colour = BRIGHTER.get(colour, colour)
    return Style(colour, DASHES[index % len(DASHES)], MARKERS[index % len(MARKERS)])


def canvas(theme: Theme, height: int, **layout: Any) -> go.Figure:
    """An empty figure in the lab's look: transparent, few and short tick labels, no box."""
    axis = {"color": theme.faint, "gridcolor": theme.line, "zeroline": False, "nticks": 6, "title": {"standoff": 8}}
    # Without the default template, which would travel with every chart, and take longer to be checked, whenever a page runs, than all else.
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        height=height,
        margin={"l": 52, "r": 8, "t": 8, "b": 44},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": theme.ink, "size": 13, "family": "Source Sans, Source Sans Pro, sans-serif"},
        hoverlabel={"bgcolor": theme.paper, "font": {"color": theme.ink}},
        showlegend=False,
        xaxis=axis,
        yaxis=axis,
        **layout,
    )
    return figure
