"""What all pages share: icon, style sheet, theme, and charts with a description."""

import inspect
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from figures.theme import THEMES, Theme
from ui.components import CSS

# A path down a contour, drawn here so that no file has to be found.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Cg fill='none'%3E%3Cellipse cx='17' cy='18' rx='14' ry='11' stroke='%239db4c6' stroke-width='2'/%3E"
    "%3Cellipse cx='19' cy='20' rx='7.5' ry='5.5' stroke='%239db4c6' stroke-width='2'/%3E"
    "%3Cpath d='M4 4 L9 14 L15 15 L19 20' stroke='%23d55e00' stroke-width='3' stroke-linejoin='round'/%3E%3C/g%3E"
    "%3Ccircle cx='19' cy='20' r='3' fill='%23d55e00'/%3E%3C/svg%3E"
)
# Streamlit leaves six rem above the first word and wide gaps; in a lecture hall the picture needs that room.
STYLE = """.stMainBlockContainer { padding-top: 4.2rem; padding-bottom: 2rem; max-width: 1500px; }
.stMainBlockContainer h1 { font-size: 1.9rem; font-weight: 600; padding: 0 0 .25rem; }
.stMainBlockContainer h2 { font-size: 1.35rem; font-weight: 600; }
.stMainBlockContainer h3 { font-size: 1.1rem; font-weight: 600; }
[data-testid="stSidebar"] .katex { font-size: .95em; }
.st-key-examples { gap: .35rem; }
.st-key-examples button { min-height: 0; padding: .1rem .6rem; border-radius: 1rem; font-size: .88rem; }
.st-key-formula .katex { white-space: normal; }
.st-key-formula .katex .base { margin: .15em 0; }
.katex-display { overflow-x: auto; overflow-y: hidden; margin: .35em 0; }
td { font-variant-numeric: tabular-nums; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
}
"""
_HAS_ALT = "alt" in inspect.signature(st.plotly_chart).parameters  # newer than the oldest Streamlit the lab runs on


def theme() -> Theme:
    """The colours for the theme that this visitor's browser shows. Every page asks for them first."""
    if PagesManager.uses_pages_directory:
        # On a new server the first page runs without app.py: because of the folder pages/, Streamlit treats the lab as an app of the
        # older kind until st.navigation has run once. So run again, this time through app.py.
        PagesManager.uses_pages_directory = False
        st.rerun()
    return THEMES["dark" if st.context.theme.type == "dark" else "light"]


def style_sheet(look: Theme) -> str:
    """The lab's style sheet, with its colours as variables."""
    colours = {"ink": look.ink, "paper": look.paper, "accent": look.accent, "border": look.border, "second": look.second}
    variables = " ".join(f"--lab-{name}: {colour};" for name, colour in colours.items())
    return f"<style>:root {{ {variables} }}\n{STYLE}\n{CSS}</style>"


def chart(figure: go.Figure, key: str, alt: str) -> None:
    """A figure at full width, with a description for those who do not see it."""
    config = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False}
    described: Any = {"alt": alt} if _HAS_ALT else {}
    st.plotly_chart(figure, key=key, theme=None, config=config, **described)
