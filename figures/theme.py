"""The look of the lab: the colours of its light and dark themes, and the marks of methods in these colours."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from optim_core.marks import Colour, Dash, Marker, Marks

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Theme:
    """The colours of a theme: one hue for the landscape, `ink` for text, `paper` behind everything.

    `tests/test_contrast.py` computes what has to stand out from what, and says why.
    """

    paper: str
    ink: str
    faint: str
    low: str
    middle: str
    high: str
    """The lowest, the middle and the highest level of the landscape. The outline of a path, in `paper`, is visible on each of them."""
    line: str
    accent: str
    border: str
    second: str
    ramp: tuple[str, ...]
    """The colours of maps, from low to high values. Low values stand out from the paper, high values are close to it."""


THEMES: dict[Mode, Theme] = {
    "light": Theme(
        paper="#ffffff",
        ink="#1f2933",
        faint="#64707d",
        low="#f4f7f9",
        middle="#c8d6e0",
        high="#8096a8",
        line="rgba(60, 90, 115, 0.36)",
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
        middle="#2d3a46",
        high="#536677",
        line="rgba(160, 190, 215, 0.28)",
        accent="#6fa8d0",
        border="#2c3844",
        second="#1a222b",
        ramp=("#d8f0ff", "#8cc8ee", "#4c93c2", "#2a628a", "#1d3c54"),
    ),
}


# The hues of Okabe & Ito, Color Universal Design, 2008, https://jfly.uni-koeln.de/color/, with a lightness of their own in each theme;
# the ink of the theme replaces black, and olive is a darker yellow.
COLOURS: dict[Mode, dict[Colour, str]] = {
    "light": {
        "sky": "#1f95da", "orange": "#b88507", "green": "#289464", "pink": "#a15c8c",
        "vermilion": "#bd580a", "blue": "#136bb5", "olive": "#5d570b",
    },
    "dark": {
        "sky": "#56b4e9", "orange": "#f6b75c", "green": "#009e73", "pink": "#cc79a7",
        "vermilion": "#d55e00", "blue": "#0072b2", "olive": "#b8a800",
    },
}  # fmt: skip
DASHES: dict[Dash, list[int]] = {
    "solid": [], "dot": [2, 4], "dash": [9, 6], "longdash": [15, 6], "dashdot": [10, 4, 2, 4], "longdashdot": [16, 5, 2, 5],
}  # fmt: skip
"""Plotly's dashes, in pixels."""


MARGIN = {"l": 52, "r": 8, "t": 8, "b": 44}
"""Pixels around what is plotted, by side, as Plotly names the sides."""
RADIUS = 0.8
"""Half of the size of Plotly's symbols, in units of the size of ours."""
Corner = tuple[float, float]


def _closed(corners: Sequence[Corner]) -> str:
    """A closed path through corners in units of half of Plotly's size."""
    return "M" + "L".join(f"{RADIUS * x:.3g} {RADIUS * y:.3g}" for x, y in corners) + "Z"


def _around(radii: Sequence[float]) -> list[Corner]:
    """A corner for each radius, the first on top."""
    angles = (2 * math.pi * i / len(radii) for i in range(len(radii)))
    return [(r * math.sin(angle), -r * math.cos(angle)) for r, angle in zip(radii, angles, strict=True)]


def _four(corners: Sequence[Corner]) -> list[Corner]:
    """Corners, and the same after one, two and three quarter turns."""
    found = list(corners)
    for _ in range(3):
        found += [(-y, x) for x, y in found[-len(corners) :]]
    return found


BAR = 0.8 / math.sqrt(2)
"""The width of a stroke of Plotly's x, along an axis."""
MARKERS: dict[Marker, str] = {
    "circle": f"M{RADIUS} 0A{RADIUS} {RADIUS} 0 1 1-{RADIUS} 0A{RADIUS} {RADIUS} 0 1 1 {RADIUS} 0Z",
    "square": _closed(_four([(1, 1)])),
    "diamond": _closed(_around([1.3] * 4)),
    "cross": _closed(_four([(0.4, -1.2), (0.4, -0.4), (1.2, -0.4)])),
    "triangle-up": _closed([(0, -1), (2 / math.sqrt(3), 0.5), (-2 / math.sqrt(3), 0.5)]),
    "star": _closed(_around([1.4, 1.4 * 0.382] * 5)),
    "pentagon": _closed(_around([1] * 5)),
    "x": _closed(_four([(BAR, 0), (2 * BAR, BAR), (BAR, 2 * BAR)])),
}
"""The symbols that Plotly draws under these names, as SVG paths around (0, 0), in units of the marker's size."""

SERIES: tuple[Marks, ...] = (
    Marks("ink", "solid", "circle"),
    Marks("sky", "dot", "square"),
    Marks("orange", "dash", "diamond"),
    Marks("green", "longdash", "cross"),
    Marks("pink", "dashdot", "triangle-up"),
    Marks("vermilion", "solid", "star"),
    Marks("blue", "longdashdot", "pentagon"),
    Marks("olive", "dot", "x"),
)
"""Marks for series that are not methods, such as batch sizes: the first, the second, and so on."""


@dataclass(frozen=True)
class Style:
    """Marks in the colours of a theme."""

    colour: str
    dash: Dash
    marker: Marker


def colour_in(theme: Theme, colour: Colour) -> str:
    """How a colour of marks looks in a theme."""
    mode: Mode = "dark" if theme is THEMES["dark"] else "light"
    return theme.ink if colour == "ink" else COLOURS[mode][colour]


def style(marks: Marks, theme: Theme) -> Style:
    """How marks look in a theme."""
    return Style(colour_in(theme, marks.colour), marks.dash, marks.marker)


def shades(theme: Theme) -> list[tuple[float, str]]:
    """The scale of colours of the landscape, by the share of the view that is lower. The lower half stays close to the paper."""
    return [(0.0, theme.low), (0.5, theme.middle), (1.0, theme.high)]


def nth(i: int, theme: Theme) -> Style:
    """The style of the i-th of several series that are not methods."""
    return style(SERIES[i % len(SERIES)], theme)


def canvas(theme: Theme, height: int, **layout: object) -> go.Figure:
    """An empty figure in the lab's look: transparent, few and short tick labels, no box."""
    # Powers of ten: by default Plotly would write B for 10⁹ and μ for 10⁻⁶.
    axis = {
        "color": theme.faint, "gridcolor": theme.line, "zeroline": False, "nticks": 6, "title": {"standoff": 8}, "exponentformat": "power",
    }  # fmt: skip
    # No default template: it would be sent with every chart, and checking it would take longer than all the rest.
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        height=height,
        margin=dict(MARGIN),
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
