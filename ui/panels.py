"""Side by side: a panel for each run, with its formula, its knobs' values and its own map."""

from collections.abc import Mapping, Sequence

import streamlit as st

from figures.theme import Theme
from landscapes import Landscape
from optim_core import knobs
from ui import compute
from ui.controls import brief, url_name
from ui.page import chart
from ui.setting import Choice


def panels(landscape: Landscape, choices: Sequence[Choice], values: Mapping[str, float], look: Theme) -> list[str]:
    """Up to four equal panels a row; returns the keys of the containers that hold the maps."""
    a_row = 4 if len(choices) > 4 else max(1, len(choices))
    places: list[str] = []
    for first in range(0, len(choices), a_row):
        for column, choice in zip(st.columns(a_row), choices[first : first + a_row], strict=False):
            with column, st.container(border=True):
                places.append(panel(landscape, choice, values, look))
    return places


def panel(landscape: Landscape, choice: Choice, values: Mapping[str, float], look: Theme) -> str:
    """One run alone."""
    place = f"panel-{url_name(choice.cls)}"
    st.markdown(f"**{choice.form.name}**")
    ground = compute.ground(landscape, look, 250, 80)
    ground.update_layout(margin={"l": 28, "r": 4, "t": 4, "b": 24})
    ground.update_xaxes(title=None)
    ground.update_yaxes(title=None)
    with st.container(key=place):
        chart(ground, f"map-{place}", f"Map under the path of {choice.form.name}.")
    st.latex(choice.form.lines()["step"])
    shown = [f"${knob.symbol}$ = {brief(values[choice.keys[field]])}" for field, knob in knobs(choice.form).items()]
    st.caption(", ".join(shown))
    return place
