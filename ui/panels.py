"""Side by side: a panel for each run, with its formula, its knobs' values, its path and its outcome."""

from collections.abc import Sequence

import streamlit as st

from figures.paths import Path, add_paths
from figures.theme import Theme
from landscapes import Landscape
from optim_core import Outcome, Run, knobs
from ui import compute
from ui.controls import brief
from ui.outcomes import swatch
from ui.page import chart


def panels(landscape: Landscape, runs: Sequence[Run], paths: Sequence[Path], found: Sequence[Outcome], look: Theme) -> None:
    """Up to four equal panels a row."""
    a_row = 4 if len(runs) > 4 else max(1, len(runs))
    for first in range(0, len(runs), a_row):
        for column, index in zip(st.columns(a_row), range(first, min(first + a_row, len(runs))), strict=False):
            with column, st.container(border=True):
                panel(landscape, runs[index], paths[index], found[index], look)


def panel(landscape: Landscape, run: Run, path: Path, end: Outcome, look: Theme) -> None:
    """One run alone."""
    st.html(f"{swatch(path.style)} <strong>{path.name}</strong><br>{end.sentence}")
    figure = add_paths(compute.ground(landscape, look, 270, 80), [path], look)
    figure.update_layout(margin={"l": 28, "r": 4, "t": 4, "b": 24})
    figure.update_xaxes(title=None)
    figure.update_yaxes(title=None)
    chart(figure, f"panel.{path.name}", f"Path of {path.name}: {end.sentence}.")
    st.latex(type(run.optimizer).lines()["step"])
    values = [f"${knob.symbol}$ = {brief(getattr(run.optimizer, field))}" for field, knob in knobs(type(run.optimizer)).items()]
    st.caption(", ".join(values))
