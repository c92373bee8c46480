"""The Optimizer Lab: page settings and the way to the pages, nothing else."""

import streamlit as st

from ui import stage, visit
from ui.page import ICON, style_sheet, theme
from ui.pages import PAGES

page = st.navigation(
    [st.Page(each.path, title=each.title, url_path=each.name, default=each is PAGES[0]) for each in PAGES],
    position="top",
)
st.set_page_config(page_title=f"{page.title} · Optimizer Lab", page_icon=ICON, layout="wide")
st.html(style_sheet(theme()))
stage.load()
visit.enter(page.url_path)
page.run()
