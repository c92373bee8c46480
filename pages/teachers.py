"""For teachers: how to predict, discuss and reveal; the plan of each lesson; and what to print for it."""

from functools import partial

import streamlit as st

from lessons.plans import LESSONS
from ui.controls.widgets import Controls
from ui.handouts.guide import heading, introduction, plan
from ui.handouts.sheets import sheets
from ui.page import theme
from ui.share.sharing import root

theme()
controls = Controls()
base = root()
with st.container(key="guide"):
    st.title("For teachers")
    st.markdown(introduction())
    for lesson in LESSONS:
        st.markdown(heading(lesson))
        with st.container(horizontal=True):
            for sheet in sheets(lesson):
                st.download_button(sheet.label, partial(sheet.html, base), sheet.name, "text/html", key=sheet.name, on_click="ignore")
        st.markdown(plan(lesson, base))
controls.report()
