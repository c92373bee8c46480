"""The Optimizer Lab: page settings and navigation, nothing else."""

import streamlit as st

from ui import components
from ui.controls import visit
from ui.lessons.bar import lesson_bar
from ui.page import ICON, navigation, style_sheet, theme
from ui.pages import PAGES

pages = [st.Page(each.path, title=each.title, url_path=each.name, default=each is PAGES[0]) for each in PAGES]
page = st.navigation(pages, position="hidden")
st.set_page_config(page_title=f"{page.title} · Optimizer Lab", page_icon=ICON, layout="wide")
st.html(style_sheet(theme()))
components.load_code()
navigation(pages)
visit.enter(page.url_path)
lesson_bar()
page.run()
