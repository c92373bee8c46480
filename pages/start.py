"""Start: what an optimizer is and how it works, in five steps on a real landscape."""

import streamlit as st

from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS
from ui import compute
from ui.controls.forms import counted
from ui.controls.landscape import start_controls
from ui.controls.widgets import Controls
from ui.page import chart, theme
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.start.five_steps import ETA, STEPS, charts, descent, setting_of, view

look = theme()
st.title("An optimizer walks downhill")
controls = Controls()
landscape = PenguinsStandardised()

st.markdown(
    "A model learns by changing its numbers until its predictions are less wrong. An **optimizer** decides each change. "
    f"It never sees the whole landscape, only the slope under its feet, and repeats the same {counted(len(STEPS))} steps."
)
now = controls.switch("Step", tuple(STEPS), "step", label_visibility="collapsed")
stage = list(STEPS).index(now) + 1

picture, side = st.columns([3, 2], gap="large")
with side:
    st.markdown(STEPS[now])
    controls.knob(ETA, 0.3, "eta")
with picture:
    with st.container(key="ground"):
        chart(compute.ground(landscape, look, 520), "map", f"The landscape from above. {STEPS[now]}")
    place_for_transport()
with side:
    with st.container(horizontal=True):
        start_keys = start_controls(controls, landscape)
    setting = setting_of(landscape, stage, start_keys)
    comparison = Comparison([descent(landscape)], setting, controls.values, controls.knobs)
    show_runs(comparison, controls.handles, view(stage, look))
    walk, _ = compute.walked(comparison.runs(Gesture()))[0]
    charts(landscape, walk, stage, look)
st.page_link(
    "pages/optimizers.py", label=f"Next: the {counted(len(OPTIMIZERS))} optimizers, each with its formula", icon=":material/arrow_forward:"
)
controls.report()
