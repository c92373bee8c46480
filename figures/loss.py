"""How high each run still stands, step by step or per gradient evaluation."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from figures.paths import Path
from figures.theme import Theme, canvas
from landscapes import Landscape


def loss(paths: Sequence[Path], landscape: Landscape, theme: Theme, height: int = 260, per_evaluation: bool = False) -> go.Figure:
    """The height above the lowest minimum on a log scale; the bare loss on a linear one where there is no minimum."""
    floor = lowest(landscape)
    figure = canvas(theme, height)
    for path in paths:
        t = np.arange(path.trajectory.steps + 1)
        with np.errstate(all="ignore"):
            above = path.trajectory.loss - (floor or 0.0)
            above = np.where(np.isfinite(above) & (np.abs(above) < 1e30), above, np.nan)
        figure.add_scatter(
            x=t * path.evaluations_per_step if per_evaluation else t,
            y=above if floor is None else np.where(above > 0, above, np.nan),
            customdata=path.trajectory.loss,
            mode="lines",
            name=path.name,
            line={"color": path.style.colour, "width": 2, "dash": path.style.dash},
            hovertemplate=f"{path.name}, {'evaluation' if per_evaluation else 't ='} %{{x}}<br>loss %{{customdata:.4g}}<extra></extra>",
        )
    figure.update_xaxes(title="gradient evaluations" if per_evaluation else "step t", showgrid=False)
    if per_evaluation and len({path.evaluations_per_step for path in paths}) > 1:
        figure.update_xaxes(type="log")
    if floor is None:
        figure.update_yaxes(title="loss")
    else:
        figure.update_yaxes(title="loss above the minimum", type="log", exponentformat="power", automargin=True)
    return figure


def lowest(landscape: Landscape) -> float | None:
    """The least value of the landscape; None where it has none."""
    return float(np.min(landscape.value(*np.array(landscape.minima).T))) if landscape.minima else None
