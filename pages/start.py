"""Start: what an optimizer is and how it works, in five steps on a real landscape."""

import streamlit as st

from landscapes import PenguinsStandardised
from optim_core import OPTIMIZERS
from ui import compute
from ui.controls.forms import counted
from ui.controls.landscape import start_controls
from ui.controls.widgets import Controls
from ui.page import ground, theme
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.start.five_steps import ETA, STEPS, charts, descent, setting_of, view
from ui.workspace import workspace

look = theme()
controls = Controls()
place = workspace()
place.title.title("An optimizer walks downhill")
landscape = PenguinsStandardised()
with place.options:
    now = controls.switch("Step", tuple(STEPS), "step", label_visibility="collapsed")
stage = list(STEPS).index(now) + 1
with place.picture:
    ground(compute.ground(landscape, look, 520), "map", f"{landscape.name} from above.")
    place_for_transport()
with place.controls:
    st.markdown(STEPS[now])
    controls.knob(ETA, 0.3, "eta")
    start_keys = start_controls(controls, landscape)
with place.readings:
    setting = setting_of(landscape, stage, start_keys)
    comparison = Comparison([descent(landscape)], setting, controls.values, controls.knobs)
    show_runs(comparison, controls.handles, view(stage, look))
    walk, _ = compute.walked(comparison.runs(Gesture()))[0]
    charts(landscape, walk, stage, look)
with place.controls:
    st.page_link(
        "pages/optimizers.py",
        label=f"Next: the {counted(len(OPTIMIZERS))} optimizers, each with its formula",
        icon=":material/arrow_forward:",
    )
controls.report()
