"""Cached compute: pure functions of frozen values, of which Streamlit hands every visitor a copy.

The cache goes by `repr`, which for frozen dataclasses names every class and every number in full. Streamlit's own hash of a
dataclass drops the classes of its fields: a run on one landscape would be answered with a run on another.
"""

import plotly.graph_objects as go
import streamlit as st

from figures.contour import contour
from figures.theme import Theme
from landscapes import Landscape
from optim_core import Outcome, Run, Trajectory, outcome


def walked(run: Run) -> tuple[Trajectory, Outcome]:
    """The trajectory of a run, and what became of it."""
    return _walked(repr(run), run)


def ground(landscape: Landscape, theme: Theme, height: int, resolution: int = 160) -> go.Figure:
    """The contour map of a landscape, without paths."""
    return _ground(repr(landscape), landscape, theme, height, resolution)


@st.cache_data(max_entries=256, show_spinner=False)
def _walked(key: str, _run: Run) -> tuple[Trajectory, Outcome]:
    trajectory = _run.record()
    return trajectory, outcome(trajectory, _run.landscape)  # type: ignore[arg-type]


@st.cache_data(max_entries=64, show_spinner=False)
def _ground(key: str, _landscape: Landscape, theme: Theme, height: int, resolution: int) -> go.Figure:
    return contour(_landscape, theme, height, resolution)
