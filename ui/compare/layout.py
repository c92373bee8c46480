"""How the runs of a comparison are laid out: overlaid on one map in two or three dimensions, or each on a map of its own."""

from typing import NamedTuple

from figures.surface import surface
from figures.theme import Theme
from landscapes import Landscape
from ui import compute
from ui.controls.widgets import Controls
from ui.page import ground
from ui.stage.comparison import place_for_transport

PER_STEP = "Loss per step"
MOST_CURVES = 7
"""The most curves of models over the rows of a landscape: more could not be told apart."""
TOGETHER, ALONE = "Zoom together", "Zoom each alone"


class Layout(NamedTuple):
    """The values of the controls of the layout."""

    overlaid: bool
    in_3d: bool
    together: bool
    """Whether all maps zoom together."""


def layout_controls(controls: Controls) -> Layout:
    """One map or many, two or three dimensions, and whether the maps zoom together."""
    overlaid = controls.switch("Layout", ("Overlaid", "Side by side"), "layout", label_visibility="collapsed") == "Overlaid"
    view = controls.switch("View", ("2D", "3D"), "view", label_visibility="collapsed") if overlaid else controls.elsewhere("view")
    zoom = controls.elsewhere("zoom") if overlaid else controls.switch("Zoom", (TOGETHER, ALONE), "zoom", label_visibility="collapsed")
    return Layout(overlaid, view == "3D", zoom != ALONE)


def curve_control(controls: Controls) -> bool:
    """Whether the loss curves run over gradient evaluations instead of steps."""
    return controls.switch("Loss", (PER_STEP, "per gradient evaluation"), "per", label_visibility="collapsed") != PER_STEP


def draw_ground(layout: Layout, landscape: Landscape, look: Theme) -> None:
    """Draw the map of all runs, and the place for the transport below it."""
    words = f"{landscape.name}{' in 3D' * layout.in_3d}. The outcomes are in the list."
    figure = surface(landscape, look, 500) if layout.in_3d else compute.ground(landscape, look, 500)
    ground(figure, f"map-{'3D' if layout.in_3d else '2D'}", words)
    place_for_transport()
