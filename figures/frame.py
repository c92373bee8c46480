"""The frame of a map: an empty chart from 0 to 1 along each axis, with round values beside it. Cells are painted on it later."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import plotly.graph_objects as go

from figures.round_numbers import tick_text
from figures.theme import Theme, canvas
from optim_core.batch.maps import Axis

CHARACTER, GAP = 7.0, 8.0
"""Pixels of a character in the labels' font, and between labels beside each other."""
TITLE = 7.5
"""Pixels of a character in the titles' font."""
CALM = 36.0
"""Pixels between ticks, however short their labels are: twice a line."""
NARROWEST, NARROWEST_SMALL = 350, 228
"""Pixels of the narrowest frame, and of the narrowest below 300 pixels of height: those of several maps."""
TOP, RIGHT, BOTTOM, LEFT = 10, 22, 44, 68
"""The margins of a frame. The left one is wider if the labels are."""
BESIDE = 26
"""Pixels between the labels of the side and the edge: the axis's title, and the ticks."""
ROUND = (0.0, 0.9, 0.99, 0.999, 0.9999, 0.5, 0.95, 0.995, 0.8, 0.98, 0.998, 0.9995, 0.7, 0.97, 0.6, 0.85)
"""Values near 1, the most welcome first."""


def frame(x: Axis, y: Axis, titles: tuple[str, str], theme: Theme, height: int) -> go.Figure:
    """An empty chart with these titles on its axes. Where there is no room for a title, its letter stands alone.

    A title stands at the middle of its axis, so it may reach beyond the axis as far as the narrower margin.
    """
    figure = canvas(theme, height)
    across, up, left = labelled(x, y, height)
    wide = (NARROWEST if height > 300 else NARROWEST_SMALL) - left
    sides = ((x, titles[0], across, wide + RIGHT, figure.update_xaxes), (y, titles[1], up, height - BOTTOM + TOP, figure.update_yaxes))
    for axis, whole, values, room, update in sides:
        title = whole if TITLE * len(whole) <= room else whole.split(",")[0]
        shares = [axis.share(value) for value in values]
        update(
            range=[0, 1], tickvals=shares, ticktext=[tick_text(value) for value in values], title={"text": title, "standoff": 6},
            showgrid=False, fixedrange=True, ticks="outside", ticklen=4, tickcolor=theme.faint, tickangle=0,
        )  # fmt: skip
    figure.update_layout(dragmode=False, hovermode=False, margin={"l": left, "r": RIGHT, "t": TOP, "b": BOTTOM})
    return figure


def labelled(x: Axis, y: Axis, height: int) -> tuple[list[float], list[float], int]:
    """The values that are written across and up, and the margin at the left that the latter need."""
    up = ticks(y, height - TOP - BOTTOM)
    left = max(LEFT, BESIDE + round(CHARACTER * max(len(tick_text(value)) for value in up)))
    return ticks(x, (NARROWEST if height > 300 else NARROWEST_SMALL) - left - RIGHT, across=True), up, left


def ticks(axis: Axis, room: float, across: bool = False) -> list[float]:
    """A few round values between the ends of an axis of `room` pixels. Their labels do not touch, and none is cut off at the right."""
    low, high = axis.low, axis.high

    def inside(values: Iterable[float]) -> list[float]:
        return sorted({value for value in values if -1e-9 <= axis.share(value) <= 1 + 1e-9})

    if axis.scale == "log":
        decades = inside(10.0**d for d in range(math.floor(np.log10(low)), math.ceil(np.log10(high)) + 1))
        found = next(each for step in range(1, len(decades) + 2) if _apart(axis, each := decades[::step], room, across))
        if len(found) < 3:
            every = range(math.floor(np.log10(low)), math.ceil(np.log10(high)))
            found = _fitting(axis, [*found, *inside(step * 10.0**d for step in (2, 5, 1) for d in every)], room, across)
    elif axis.scale == "linear":
        units = (10.0**d for d in range(math.floor(np.log10(high - low)) - 1, 14))
        spacings = (step * unit for unit in units for step in (1, 2, 5))
        even = (inside(each * step for step in range(math.ceil(low / each), math.floor(high / each + 1e-9) + 1)) for each in spacings)
        found = next(each for each in even if _apart(axis, each, room, across))
    else:
        found = _fitting(axis, [value for value in ROUND if inside([value])], room, across)
    if len(found) < 2:  # the range lies between two round numbers
        rough = [[float(f"{value:.{digits}g}") for value in axis.at(np.array([0.1, 0.9, 0.5]))] for digits in (3, 4, 6, 9)]
        found = max((_fitting(axis, inside([*each, *found]), room, across) for each in [*rough, [low, high]]), key=len)
    return found


def _apart(axis: Axis, values: Sequence[float], room: float, across: bool) -> bool:
    """Whether the labels of ascending values have room beside, or above, each other, and the last one ends within the frame."""
    places = [axis.share(value) * room for value in values]
    sizes = [CHARACTER * len(tick_text(value)) + GAP if across else 0.0 for value in values]
    for place, following, size, other in zip(places, places[1:], sizes, sizes[1:], strict=False):
        if following - place < max(CALM, (size + other) / 2):
            return False
    return not across or not places or places[-1] + (sizes[-1] - GAP) / 2 <= room + RIGHT


def _fitting(axis: Axis, values: Iterable[float], room: float, across: bool) -> list[float]:
    """Of values in the order of their welcome, each that has room among those before it, in ascending order."""
    found: list[float] = []
    for value in values:
        tried = sorted({*found, value})
        if _apart(axis, tried, room, across):
            found = tried
    return found
