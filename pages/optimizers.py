"""Optimizers: what each one does, how and where, with its formula, its path and its code."""

import streamlit as st

from figures.theme import style
from landscapes import LANDSCAPES
from landscapes.noisy import default_noise
from lessons.own_method import OwnMethod
from optim_core import OPTIMIZERS, SHELVED
from ui import compute
from ui.controls.forms import counted
from ui.controls.keys import place_of, url_name
from ui.controls.landscape import landscape_controls, start_controls
from ui.controls.method_text import formula_of, show_code, show_formula, show_reference
from ui.controls.optimizer import defaults, knob_controls
from ui.controls.own_rule import typed_method
from ui.controls.schedule import schedule_controls
from ui.controls.setting import Setting
from ui.controls.shelves import MUON, one_method
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.page import ground, theme
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.view import View, all_on
from ui.workspace import workspace

look = theme()
controls = Controls()
place = workspace()
with place.options:
    cls = one_method(controls)
place.title.title(f"{counted(len(SHELVED if controls.all_forms else OPTIMIZERS)).capitalize()} ways to take a step")
with place.controls:
    says, how, turned, chooser = (st.container() for _ in range(4))
with chooser:
    landscape = landscape_controls(controls, cls.scene.landscape if cls.scene else LANDSCAPES[0].name)
    start_keys = start_controls(controls, landscape)
    pace = schedule_controls(controls)
with how:
    if cls is OwnMethod:
        cls = typed_method(controls, landscape)
    form = controls.form(cls)
    show_formula(formula_of(form, scheduled=controls.scheduled), url_name(cls))
    if form.difference:
        st.info(form.difference)
noisy = default_noise(landscape)
instead, first = {}, ""
if cls.scene and cls.scene.landscape == landscape.name and form is cls:
    if not controls.frame.names_controls:  # who frames a page asks for something else
        says.markdown(cls.scene.says)
    instead, first = dict(cls.scene.settings), cls.scene.drag
with place.picture:
    ground(compute.ground(noisy, look, 350), "map", f"{landscape.name} from above. The outcome is in the list.")
    place_for_transport()
with turned:
    choice = knob_controls(controls, cls, form, noisy, place_of(landscape), instead=instead, first=first)
with place.readings:
    st.html(f"<h2 style='margin:0'>{swatch(style(cls.marks, look))} {cls.name}</h2>")
    st.markdown(f"**What.** {cls.what}")
    comparison = Comparison([choice], Setting(noisy, landscape.steps, None, 1, start_keys, pace), controls.values, controls.knobs)
    show_runs(comparison, controls.handles, View(all_on("ground", 1), look))
    st.markdown(f"**Where.** {cls.where}")
    show_reference(form, defaults(form, noisy, instead))
    if controls.all_forms:
        st.markdown(f"**Not here.** {MUON}")
show_code(form)
controls.report()
