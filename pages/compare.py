"""Compare: all optimizers from one start, overlaid or side by side."""

import streamlit as st

from optim_core import OPTIMIZERS
from ui.compare.layout import grounds, layout_controls
from ui.compare.panels import panels
from ui.compare.presets import presets
from ui.compare.rate_search import explained, made_fair, rates_control
from ui.compare.words import ALIKE, TRY
from ui.controls.forms import counted
from ui.controls.keys import place_of
from ui.controls.landscape import plain
from ui.controls.optimizer import optimizer_controls
from ui.controls.setting import setting_controls
from ui.controls.widgets import Controls
from ui.page import theme
from ui.stage.comparison import Comparison, show_runs
from ui.stage.view import Panel, View, all_on

look = theme()
st.title(f"One start, {counted(len(OPTIMIZERS))} ways down")
controls = Controls()
with st.sidebar:
    setting = setting_controls(controls)
    chosen = controls.several("Optimizers", OPTIMIZERS, "show", lambda cls: cls.name)
landscape, bare = setting.landscape, plain(setting.landscape)

with st.container(horizontal=True):
    layout = layout_controls(controls)
    rates = rates_control(controls)
asked = st.container()
# The map is sent before the knobs, because the browser takes longest for it.
grid, side = grounds(layout, bare, look)
with st.sidebar:
    choices = [optimizer_controls(controls, cls, landscape, place_of(bare)) for cls in chosen]
with asked:
    fairness = made_fair(controls, rates, choices, setting)
choices = list(fairness.choices)
controls.report()

shown = all_on("ground", len(choices))
if not layout.overlaid:
    with grid:
        shown = tuple(Panel(place, (i,)) for i, place in enumerate(panels(bare, choices, controls.values, look)))
with side:
    view = View(shown, look, per_evaluation=layout.per_evaluation, together=layout.together)
    show_runs(Comparison(choices, setting, controls.values, controls.knobs), controls.handles, view)
    alike = [cls.name for cls in chosen if cls().examples_per_step is not None]
    if landscape.examples == 1 and alike:
        st.info(f"The steps of {' and '.join(alike)} coincide with those of plain gradient descent. {ALIKE}")
explained(fairness, setting, look)
st.caption(TRY)
presets(bare)
