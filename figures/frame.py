"""The frame of a map: an empty chart from 0 to 1 along each axis, with round values beside it. Cells are painted on it later."""

import math

import numpy as np
import plotly.graph_objects as go

from figures.theme import Theme, canvas
from optim_core.batch.maps import Axis


def frame(x: Axis, y: Axis, titles: tuple[str, str], theme: Theme, height: int) -> go.Figure:
    """An empty chart with these titles on its axes."""
    figure = canvas(theme, height)
    for axis, title, update in ((x, titles[0], figure.update_xaxes), (y, titles[1], figure.update_yaxes)):
        values = ticks(axis, 7 if height > 300 else 4)
        shares = [axis.share(value) for value in values]
        update(
            range=[0, 1], tickvals=shares, ticktext=[tick_text(value) for value in values], title={"text": title, "standoff": 6},
            showgrid=False, fixedrange=True, ticks="outside", ticklen=4, tickcolor=theme.faint, tickangle=0,
        )  # fmt: skip
    figure.update_layout(dragmode=False, hovermode=False, margin={"l": 68, "t": 10})
    return figure


def ticks(axis: Axis, most: int = 7) -> list[float]:
    """A few round values between the ends of an axis, about `most`."""
    low, high = axis.low, axis.high
    if axis.scale == "log":
        decades = range(math.ceil(np.log10(low) - 1e-9), math.floor(np.log10(high) + 1e-9) + 1)
        found = [10.0**decade for decade in decades[:: -(-len(decades) // most) or 1]]
        if len(found) < 3:
            found = [step * 10.0**d for d in range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1) for step in (1, 2, 5)]
    elif axis.scale == "linear":
        spacing = (high - low) / (most - 1)
        unit = 10 ** np.floor(np.log10(spacing))
        spacing = unit * next(step for step in (1, 2, 5, 10) if step * unit >= spacing * 0.999)
        found = [float(step * spacing) for step in range(math.ceil(low / spacing), math.floor(high / spacing + 1e-9) + 1)]
    else:
        found = [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999] if most > 4 else [0.0, 0.8, 0.95, 0.99, 0.998]
    inside = [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9) or low <= value <= high]
    if len(inside) < 2:  # the range lies between two round numbers
        inside = [float(f"{value:.3g}") for value in axis.at(np.array([0.1, 0.5, 0.9]))]
    return inside


def tick_text(value: float) -> str:
    """A number in its shortest form: 0.01, 10⁻⁵."""
    if value and not 1e-3 <= abs(value) < 1e4:
        mantissa, exponent = f"{value:.3g}".split("e") if "e" in f"{value:.3g}" else (f"{value:.0e}").split("e")
        power = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"10{power}" if float(mantissa) == 1 else f"{mantissa}·10{power}"
    return f"{value + 0.0:.4g}"  # + 0.0 removes the sign of -0.0
