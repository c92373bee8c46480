"""The parts of a page that works with one picture, and where they stand: `ui/web/layout.css` places them by the width of the window.

Wide: title and options in a row, and below them the controls beside the picture, and the readings beside both. On a phone the picture is
pinned at the top, and options, controls and readings pass below it.
"""

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


class Workspace(NamedTuple):
    """The containers of a page, in their order on a phone."""

    title: DeltaGenerator
    picture: DeltaGenerator
    """The map, with its transport. Always in sight."""
    options: DeltaGenerator
    """What is shown, and how: a few switches."""
    controls: DeltaGenerator
    """What is turned."""
    readings: DeltaGenerator
    """What is read beside the picture: curves, outcomes, numbers."""


def workspace() -> Workspace:
    """Make the parts of a page."""
    with st.container(key="workspace"):
        with st.container(key="head", horizontal=True, vertical_alignment="center"):
            title = st.container(key="title").empty()
            options = st.container(key="options", horizontal=True, vertical_alignment="bottom")
        controls = st.container(key="controls")
        picture = st.container(key="picture")
        readings = st.container(key="readings")
    return Workspace(title, picture, options, controls, readings)
