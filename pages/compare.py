"""Compare: all optimizers from one start, overlaid or side by side."""

import streamlit as st

from optim_core import OPTIMIZERS
from ui.compare.layout import MOST_CURVES, curve_control, draw_ground, layout_controls
from ui.compare.panels import Panelled, panels, place_of_panel, say_rates
from ui.compare.presets import presets
from ui.compare.rate_search import explained, made_fair, rates_control
from ui.compare.words import ALIKE, TRY
from ui.controls.forms import counted
from ui.controls.keys import menu_name, place_of
from ui.controls.landscape import plain
from ui.controls.optimizer import optimizer_controls
from ui.controls.setting import setting_controls
from ui.controls.shelves import methods_offered
from ui.controls.widgets import Controls
from ui.page import theme
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.view import Panel, View
from ui.workspace import workspace

look = theme()
controls = Controls()
place = workspace()
with place.controls:
    transport = st.container(key="transport")
    where, methods, more = (st.container() for _ in range(3))
with where:
    setting = setting_controls(controls, more=more)
with methods:
    offered = methods_offered(controls)
    chosen = controls.several("Optimizers", offered, "show", menu_name, usual=OPTIMIZERS)
    asked = st.container(key="asked")
place.title.title(f"One start, {counted(len(chosen))} way{'s' * (len(chosen) != 1)} down")
landscape, bare = setting.landscape, plain(setting.landscape)

with place.options:
    layout = layout_controls(controls)
    rates = rates_control(controls)
with place.readings:
    per_evaluation = curve_control(controls)
panelled: list[Panelled] = []
shown: tuple[Panel, ...] = ()
# The map is sent before the knobs, because the browser takes longest for it.
if layout.overlaid:
    with place.picture:
        shown = draw_ground(layout.view, bare, look, len(chosen))
    with methods:
        alone = len(chosen) == 1
        choices = [optimizer_controls(controls, cls, landscape, place_of(bare), opened=alone) for cls in chosen]
else:
    with transport:
        place_for_transport()
    with place.picture:
        panelled = panels(controls, chosen, landscape, look)
    choices = [each.choice for each in panelled]
with asked:
    fairness = made_fair(controls, rates, choices, setting)
choices = list(fairness.choices)
controls.report()

if not layout.overlaid:
    say_rates(panelled, choices)
    shown = tuple(Panel(place_of_panel(choice), (i,)) for i, choice in enumerate(choices))
with place.readings:
    fit = len(choices) <= MOST_CURVES
    view = View(shown, look, per_evaluation=per_evaluation, together=layout.together, fit=fit)
    show_runs(Comparison(choices, setting, controls.values, controls.knobs), controls.handles, view)
    alike = [each.cls.name for each in choices if each.cls().examples_per_step is not None]
    if not controls.frame.names_controls:  # who frames a page asks for something else
        if landscape.examples == 1 and alike:
            st.info(f"The steps of {' and '.join(alike)} coincide with those of plain gradient descent. {ALIKE}")
        st.caption(TRY)
    if controls.frame.open:  # a preset turns many controls at once
        presets(bare)
explained(fairness, setting, look)
