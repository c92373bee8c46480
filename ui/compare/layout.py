"""How the runs of a comparison are laid out: overlaid on one map in two or three dimensions, or each on a map of its own."""

from typing import NamedTuple

import streamlit as st

from figures.poster import Ground
from figures.surface import surface
from figures.theme import Theme
from landscapes import Landscape
from ui import compute
from ui.controls.widgets import Controls
from ui.page import ground
from ui.stage.comparison import place_for_transport
from ui.stage.view import Panel, all_on

PER_STEP = "Loss per step"
BOTH = "Both"
VIEWS = ("2D", "3D", BOTH)
MOST_CURVES = 7
"""The most curves of models over the rows of a landscape: more could not be told apart."""
TOGETHER, ALONE = "Zoom together", "Zoom each alone"


class Layout(NamedTuple):
    """The values of the controls of the layout."""

    overlaid: bool
    view: str
    together: bool
    """Whether all maps zoom together."""


def layout_controls(controls: Controls) -> Layout:
    """One map or many, two or three dimensions, and whether the maps zoom together."""
    overlaid = controls.switch("Layout", ("Overlaid", "Side by side"), "layout", label_visibility="collapsed") == "Overlaid"
    view = controls.switch("View", VIEWS, "view", label_visibility="collapsed") if overlaid else controls.elsewhere("view")
    zoom = controls.elsewhere("zoom") if overlaid else controls.switch("Zoom", (TOGETHER, ALONE), "zoom", label_visibility="collapsed")
    return Layout(overlaid, view, zoom != ALONE)


def curve_control(controls: Controls) -> bool:
    """Whether the loss curves run over gradient evaluations instead of steps."""
    return controls.switch("Loss", (PER_STEP, "per gradient evaluation"), "per", label_visibility="collapsed") != PER_STEP


def draw_ground(view: str, landscape: Landscape, look: Theme, paths: int) -> tuple[Panel, ...]:
    """Draw the map of all runs, or the surface, or both under one playhead, and the place for the transport below."""
    words, solid = f"{landscape.name}. The outcomes are in the list.", f"{landscape.name} in 3D. The outcomes are in the list."
    if view == BOTH:
        with st.container(key="both"):
            ground(compute.ground(landscape, look, 500), "map-2D", words)
            ground(Ground(surface(landscape, look, 500)), "map-3D", solid, "solid")
    elif view == "3D":
        ground(Ground(surface(landscape, look, 500)), "map-3D", solid)
    else:
        ground(compute.ground(landscape, look, 500), "map-2D", words)
    place_for_transport()
    return (*all_on("ground", paths), *(all_on("solid", paths) if view == BOTH else ()))
