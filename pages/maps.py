"""Maps: where many runs end, over two knobs or over all starts; and how close to a minimum noise lets a run come."""

import streamlit as st

from ui.controls.setting import setting_controls
from ui.controls.widgets import Controls
from ui.maps.knob_maps import MOST_TERMS_A_CELL, mapped
from ui.maps.noise_floor import noise_floor
from ui.page import theme
from ui.workspace import workspace

KINDS = {
    "Two knobs": "Where it converges, crawls, explodes",
    "All starts": "Which start ends where",
    "Noise floor": "How close can it get with noise?",
}

look = theme()
controls = Controls()
place = workspace()
with place.options:
    kind = controls.switch("Map", tuple(KINDS), "kind", label_visibility="collapsed")
place.title.title(KINDS[kind])
with place.controls:
    turned = st.container()
    setting = setting_controls(controls, longest=2000, terms=MOST_TERMS_A_CELL)
place = place._replace(controls=turned)
if kind == "Noise floor":
    for key in ("of", "colour", "across", "up"):
        controls.elsewhere(key)
    noise_floor(controls, place, setting, look)
else:
    mapped(controls, place, setting, look, starts=kind == "All starts")
controls.report()
