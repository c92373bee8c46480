"""Side by side: a panel for each run, with its formula, its knobs' values and its own map."""

from collections.abc import Mapping, Sequence

import streamlit as st

from figures.theme import Theme
from landscapes import Landscape
from optim_core import knobs
from ui import compute
from ui.controls.forms import brief
from ui.controls.keys import url_name
from ui.controls.optimizer import Choice
from ui.page import chart

WIDTH = 232
"""In pixels: four panels fit into a row at 1440, two at 1024, one on a phone."""


def panels(landscape: Landscape, choices: Sequence[Choice], values: Mapping[str, float], look: Theme) -> list[str]:
    """Draw equal panels, as many in a row as fit. Returns the keys of the containers that hold the maps."""
    with st.container(horizontal=True):
        return [panel(landscape, choice, values, look) for choice in choices]


def panel(landscape: Landscape, choice: Choice, values: Mapping[str, float], look: Theme) -> str:
    """Draw the panel of one run. Returns the key of the container that holds its map."""
    with st.container(border=True, width=WIDTH):
        return _contents(landscape, choice, values, look)


def _contents(landscape: Landscape, choice: Choice, values: Mapping[str, float], look: Theme) -> str:
    place = f"panel-{url_name(choice.cls)}"
    st.markdown(f"**{choice.form.name}**")
    with st.container(key=place):
        chart(compute.ground(landscape, look, WIDTH - 20, small=True), f"map-{place}", f"Map under the path of {choice.form.name}.")
    st.html(f'<div class="lab-said lab-said-{place}"></div>')  # the stage writes the outcome here
    st.latex(choice.form.lines()["step"])
    optimizer = choice.build(values)
    shown = [f"${knob.symbol}$ = {brief(getattr(optimizer, field))}" for field, knob in knobs(choice.form).items()]
    st.caption(", ".join(shown))
    return place
