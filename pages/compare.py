"""Compare: all optimizers from one start, overlaid or side by side."""

import streamlit as st

from figures.surface import surface
from optim_core import OPTIMIZERS
from ui import compute
from ui.controls import Controls, url_name
from ui.page import chart, theme
from ui.panels import panels
from ui.race import Race, perform, transport_here
from ui.setting import optimizer_controls, plain, setting_controls
from ui.stage.picture import Panel

look = theme()
st.title("One start, seven ways down")
controls = Controls()
with st.sidebar:
    setting = setting_controls(controls)
    landscape = setting.landscape
    chosen = controls.several("Optimizers", OPTIMIZERS, "show", lambda cls: cls.name)
    place = url_name(type(plain(landscape)))
    choices = []
    for cls in chosen:
        with st.expander(cls.name):
            choices.append(optimizer_controls(controls, cls, landscape, place))

with st.container(horizontal=True):
    layout = controls.switch("Layout", ("Overlaid", "Side by side"), "layout", label_visibility="collapsed")
    view = controls.switch("View", ("2D", "3D"), "view", label_visibility="collapsed")
    per = controls.switch("Loss", ("Loss per step", "per gradient evaluation"), "per", label_visibility="collapsed")
    together = (
        controls.switch("Zoom", ("Zoom together", "each alone"), "zoom", label_visibility="collapsed") if layout != "Overlaid" else ""
    )
controls.report()

race = Race(choices, setting, controls)
everyone = tuple(range(len(choices)))
if layout == "Side by side":
    transport_here()
    places = panels(landscape, choices, controls.values, look)
    perform(
        race, [Panel(at, (i,)) for i, at in enumerate(places)], look, per_evaluation=per[0] == "p", together=together == "Zoom together"
    )
else:
    picture, side = st.columns([11, 9])
    with picture, st.container(key="ground"):
        if view == "3D":
            chart(surface(landscape, look, 500), "surface", f"{plain(landscape).name} in three dimensions. The outcomes are in the list.")
        else:
            ground = compute.ground(landscape, look, 500)
            chart(ground, "contour", f"{plain(landscape).name} from above. The outcomes are in the list.")
    with picture:
        transport_here()
    with side:
        perform(race, [Panel("ground", everyone)], look, per_evaluation=per[0] == "p")
        if landscape.examples == 1 and len(choices) > 1:
            st.info(
                "SGD and mini-batch coincide with plain gradient descent here: the landscape is one function, so every example, "
                "and every batch of them, has the same slope. Add noise, or choose a penguin landscape, to see them part."
            )
st.caption(
    "Try: drag the start, or open an optimizer and drag its η until the path leaves the valley. η is not the same for all: each method has "
    "a rate that suits its kind of step here. All read one shuffled stream of examples."
)
