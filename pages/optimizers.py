"""Optimizers: what each one does, how and where, with its formula, its path and its code."""

import streamlit as st

from figures.theme import style
from landscapes.noisy import default_noise
from optim_core import OPTIMIZERS
from ui import compute
from ui.controls.forms import counted
from ui.controls.keys import place_of
from ui.controls.landscape import landscape_controls, start_controls
from ui.controls.method_text import CODE, formula_of, source_of, symbols_of
from ui.controls.optimizer import knob_controls
from ui.controls.setting import Setting
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.page import chart, theme
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.view import View, all_on

look = theme()
st.title(f"{counted(len(OPTIMIZERS)).capitalize()} ways to take a step")
controls = Controls()
cls = controls.pick("Optimizer", OPTIMIZERS, "optimizer", lambda cls: cls.name)
marks = style(cls.marks, look)

words, picture = st.columns(2, gap="large")
with words:
    st.html(f"<h2 style='margin:0'>{swatch(marks)} {cls.name}</h2>")
    st.markdown(f"**What.** {cls.what}")
    st.markdown("**How.**")
    form = controls.form(cls)
    st.latex(formula_of(form))
    if form.difference:
        st.info(form.difference)
    st.markdown(f"**Where.** {cls.where}")
with picture:
    place = landscape_controls(controls)
    landscape = default_noise(place)
    with st.container(key="ground"):
        chart(compute.ground(landscape, look, 430), "map", f"{place.name} from above. The outcome is below.")
    place_for_transport()
    slot = st.container()
    choice = knob_controls(controls, cls, form, landscape, place_of(place))
    setting = Setting(landscape, steps=300, batch_size=None, seed=1, start_keys=start_controls(controls, place))
    with slot:
        show_runs(Comparison([choice], setting, controls.values, controls.knobs), controls.handles, View(all_on("ground", 1), look))
with words:
    st.markdown("**What each symbol means**")
    st.markdown(symbols_of(form))
    paper = form.paper
    st.markdown(f"**Published in** {paper.authors} ({paper.year}), [{paper.title}]({paper.url}).")
with st.expander("The code that runs"):
    st.caption(CODE)
    st.code(source_of(form), language="python")
controls.report()
