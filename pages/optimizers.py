"""Optimizers: the seven, each with what, how and where, its formula, its path and its code."""

import streamlit as st

from figures.paths import Path, add_paths
from figures.theme import style
from landscapes import LANDSCAPES
from optim_core import OPTIMIZERS, Run
from ui import compute
from ui.controls import Controls, url_name
from ui.outcomes import swatch
from ui.page import chart, theme
from ui.setting import default_noise, formula_of, knob_controls, source_of, symbols_of

look = theme()
st.title("Seven ways to take a step")
controls = Controls()
cls = controls.pick("Optimizer", OPTIMIZERS, "optimizer", lambda cls: cls.name)
marks = style(OPTIMIZERS.index(cls), look)

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
    place = controls.choice("Landscape", LANDSCAPES, "landscape", lambda cls: cls.name)
    landscape = default_noise(place())
    stage = st.container()
    optimizer = knob_controls(controls, form, landscape, url_name(place), url_name(cls))
run = Run(optimizer, landscape, landscape.start, steps=300, seed=1)
path, end = Path(optimizer.name, marks, compute.trajectory(run)), compute.ending(run)
with stage:
    chart(add_paths(compute.ground(landscape, look, 430), [path], look), "path", f"Path of {cls.name} on {place.name}: {end.sentence}.")
    st.caption(f"After {run.steps} steps: {end.sentence}. {place.lesson}")
with words:
    st.markdown("**What each symbol means**")
    st.markdown(symbols_of(form))
    paper = form.paper
    st.markdown(f"**Published in** {paper.authors} ({paper.year}), [{paper.title}]({paper.url}).")
with st.expander("The code that runs"):
    st.caption("Each line of the formula is a field of the state and a line of the update; the tests execute the one against the other.")
    st.code(source_of(form), language="python")
controls.report()
