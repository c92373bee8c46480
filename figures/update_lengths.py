"""How long the first steps are, in units of η: a group of bars for each method."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.theme import Style, Theme, canvas
from optim_core.spec import Array


def bars(names: Sequence[str], lengths: Sequence[Array], styles: Sequence[Style], theme: Theme, height: int = 260) -> go.Figure:
    """‖Δθ‖/η of the first steps on a log scale. Each method's bars have a colour and a pattern, so that colour is not needed to tell them
    apart."""
    patterns = ("", "/", "x", ".", "-", "+", "|", "\\")
    figure = canvas(theme, height, barmode="group", bargap=0.25)
    for i, (name, length, style) in enumerate(zip(names, lengths, styles, strict=True)):
        figure.add_bar(
            x=np.arange(1, len(length) + 1),
            y=length,
            name=name,
            marker={"color": style.colour, "pattern": {"shape": patterns[i % len(patterns)], "size": 5}},
            hovertemplate="step %{x}: %{y:.4g} η<extra>" + name + "</extra>",
        )
    figure.update_xaxes(title="step t")
    figure.update_yaxes(title="‖Δθ‖ / η", type="log", nticks=4, exponentformat="power")
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})
    return figure
