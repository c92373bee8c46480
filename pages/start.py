"""Start: what an optimizer is and how it works: one weight, two, and the five steps, on a real landscape."""

import streamlit as st

from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS
from ui import compute
from ui.controls import visit
from ui.controls.forms import counted
from ui.controls.landscape import start_controls
from ui.controls.widgets import Controls
from ui.lessons.offer import lessons_offered
from ui.page import ground, theme
from ui.pages import path_of
from ui.stage.comparison import Comparison, place_for_cut, place_for_fit, place_for_transport, show_runs
from ui.start.five_steps import CHOICES, ETA, ONE, RATE, STEPS, TWO, descent, setting_of, view
from ui.workspace import workspace

look = theme()
controls = Controls()
place = workspace()
place.title.title("An optimizer walks downhill")
landscape = PenguinsStandardised()
with place.options:
    now = controls.switch("Step", CHOICES, "step", label_visibility="collapsed")
with place.picture:
    if now == ONE:
        place_for_cut()
    else:
        ground(compute.ground(landscape, look, 520), "map", f"{landscape.name} from above.")
    place_for_transport()
    place_for_fit()
with place.controls:
    with st.container(key="words"):
        sentence, instruction = STEPS[now].sentences
        st.markdown(sentence.text)
        if not controls.frame.names_controls:  # who frames a page asks for something else
            st.markdown(f"**{instruction.text}**")
    controls.knob(ETA, RATE, "eta")
    if now == ONE and not controls.fixed("step"):
        st.button("Add the second weight", key="add", on_click=lambda: visit.go({**controls.query, "step": [TWO]}))
    start_keys = start_controls(controls, landscape, 1 if now == ONE else 2)
with place.readings:
    setting = setting_of(landscape, now, start_keys)
    comparison = Comparison([descent(landscape)], setting, controls.values, controls.knobs)
    show_runs(comparison, controls.handles, view(now, look))
with place.controls:
    lessons_offered()
    if not controls.frame.names_controls:
        st.page_link(
            path_of("optimizers"),
            label=f"Next: the {counted(len(OPTIMIZERS))} optimizers, each with its formula",
            icon=":material/arrow_forward:",
        )
controls.report()
