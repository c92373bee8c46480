"""Step by step: the formula with this step's numbers, what each of its terms is for, and which changes make no difference."""

import streamlit as st

from landscapes import LANDSCAPES
from optim_core import Adam
from ui.controls.keys import menu_name
from ui.controls.setting import setting_controls
from ui.controls.shelves import methods_offered
from ui.controls.widgets import Controls
from ui.lessons.invariance import invariance
from ui.lessons.ladder import ladder, term_controls
from ui.lessons.step_inspector import inside
from ui.page import theme
from ui.workspace import workspace

LESSONS = {
    "The numbers of one step": "Inside one step",
    "One term at a time": "What each term is for",
    "What changes nothing": "Other units, other axes",
}

look = theme()
controls = Controls()
place = workspace()
with place.options:
    lesson = controls.switch("Lesson", tuple(LESSONS), "lesson", label_visibility="collapsed")
place.title.title(LESSONS[lesson])
one_step = lesson == "The numbers of one step"
with place.controls:
    opened = term_controls(controls) if lesson == "One term at a time" else None
    chosen = []
    if one_step:
        offered = methods_offered(controls)
        first = controls.choice("Optimizer", offered, "optimizer", menu_name, index=offered.index(Adam))
        others = (None, *(cls for cls in offered if cls is not first))
        second = controls.choice("Beside it", others, "beside", lambda cls: menu_name(cls) if cls else "none")
        chosen = [first, second] if second else [first]
    turned = st.container()
    setting = setting_controls(controls, usual=opened.landscape if opened else LANDSCAPES[0].name)
place = place._replace(controls=turned)
if opened:
    ladder(controls, place, opened, setting, look)
else:
    for key in ("ladder", "rung"):
        controls.elsewhere(key)
    if one_step:
        inside(controls, place, setting, chosen, look)
    else:
        invariance(controls, place, setting, look)
controls.report()
