"""Maps: where many runs end, over two knobs or over all starts; and how close to a minimum noise lets a run come."""

import streamlit as st

from ui.controls.setting import setting_controls
from ui.controls.widgets import Controls
from ui.maps.knob_maps import MOST_TERMS_A_CELL, mapped
from ui.maps.noise_floor import noise_floor
from ui.page import theme

KINDS = {
    "Two knobs": "Where it converges, crawls, explodes",
    "All starts": "Which start ends where",
    "Noise floor": "How close can it get with noise?",
}

look = theme()
title = st.empty()
controls = Controls()
row = st.container(horizontal=True, vertical_alignment="bottom")
with row:
    kind = controls.switch("Map", tuple(KINDS), "kind", label_visibility="collapsed")
title.title(KINDS[kind])
with st.sidebar:
    setting = setting_controls(controls, longest=2000, terms=MOST_TERMS_A_CELL)
if kind == "Noise floor":
    for key in ("of", "colour", "across", "up"):
        controls.elsewhere(key)
    noise_floor(controls, setting, look)
else:
    mapped(controls, setting, look, row, starts=kind == "All starts")
controls.report()
