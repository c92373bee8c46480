"""The Optimizer Lab: page settings and the way to the pages, nothing else."""

import streamlit as st

from ui import stage, visit
from ui.page import ICON, style_sheet, theme

page = st.navigation(
    [
        st.Page("pages/start.py", title="Start", url_path="start", default=True),
        st.Page("pages/optimizers.py", title="Optimizers", url_path="optimizers"),
        st.Page("pages/compare.py", title="Compare", url_path="compare"),
        st.Page("pages/step_by_step.py", title="Step by step", url_path="step_by_step"),
        st.Page("pages/maps.py", title="Maps", url_path="maps"),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · Optimizer Lab", page_icon=ICON, layout="wide")
st.html(style_sheet(theme()))
stage.load()
visit.enter(page.url_path)
page.run()
