"""Compare: all optimizers from one start, overlaid or side by side."""

import streamlit as st

from figures.surface import surface
from optim_core import OPTIMIZERS
from ui import compute
from ui.compare.panels import panels
from ui.compare.rate_search import explained, made_fair, rates_control
from ui.controls.forms import counted
from ui.controls.keys import place_of
from ui.controls.landscape import plain
from ui.controls.optimizer import optimizer_controls
from ui.controls.setting import setting_controls
from ui.controls.widgets import Controls
from ui.page import chart, theme
from ui.stage.comparison import Race, perform, transport_here
from ui.stage.view import Panel, View

look = theme()
st.title(f"One start, {counted(len(OPTIMIZERS))} ways down")
controls = Controls()
with st.sidebar:
    setting = setting_controls(controls)
    chosen = controls.several("Optimizers", OPTIMIZERS, "show", lambda cls: cls.name)
landscape, bare = setting.landscape, plain(setting.landscape)

with st.container(horizontal=True):
    layout = controls.switch("Layout", ("Overlaid", "Side by side"), "layout", label_visibility="collapsed")
    overlaid = layout == "Overlaid"
    view = controls.switch("View", ("2D", "3D"), "view", label_visibility="collapsed") if overlaid else controls.elsewhere("view")
    per = controls.switch("Loss", ("Loss per step", "per gradient evaluation"), "per", label_visibility="collapsed")
    zoom = ("Zoom together", "Zoom each alone")
    together = controls.switch("Zoom", zoom, "zoom", label_visibility="collapsed") if not overlaid else controls.elsewhere("zoom")
    rates = rates_control(controls)

asked = st.container()
# The map goes out before the knobs: it is what takes the browser longest.
if overlaid:
    picture, side = st.columns([1, 1])
    with picture:
        with st.container(key="ground"):
            words = f"{bare.name}{' in 3D' * (view == '3D')}. The outcomes are in the list."
            chart(surface(bare, look, 500) if view == "3D" else compute.ground(bare, look, 500), f"map-{view}", words)
        transport_here()
else:
    transport_here()
    grid, side = st.container(), st.container()

with st.sidebar:
    choices = [optimizer_controls(controls, cls, landscape, place_of(bare)) for cls in chosen]
with asked:
    fairness = made_fair(controls, rates, choices, setting)
choices = list(fairness.choices)
controls.report()

shown = [Panel("ground", tuple(range(len(choices))))]
if not overlaid:
    with grid:
        shown = [Panel(place, (i,)) for i, place in enumerate(panels(bare, choices, controls.values, look))]
with side:
    race = Race(choices, setting, controls.values, controls.knobs)
    perform(race, controls.handles, View(tuple(shown), look, per_evaluation=per != "Loss per step", together=together != "Zoom each alone"))
    if landscape.examples == 1 and len(choices) > 1:
        st.info(
            "SGD and mini-batch coincide with plain gradient descent here: the landscape is one function, so every example, "
            "and every batch of them, has the same slope. Add noise, or choose a penguin landscape, to see them part."
        )
explained(fairness, setting, look)
st.caption(
    "Try: drag the start, or open an optimizer and drag its η until the path leaves the valley. η is not the same for all unless you "
    "ask for it: each method has a rate that suits its kind of step here. All read one shuffled stream of examples."
)
