"""What all pages share: icon, style sheet, theme, and charts with a description."""

import inspect
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go
import streamlit as st
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.pages_manager import PagesManager

from figures.icon import svg
from figures.poster import Ground
from figures.theme import MARGIN, THEMES, Theme, colour_in, style
from ui.components import CSS, EMBEDDED_CSS
from ui.controls.keys import url_name
from ui.controls.shelves import WHOLE
from ui.controls.swatch import address
from ui.pages import PAGES
from ui.share.sharing import sharing

ICON = f"data:image/svg+xml,{quote(svg())}"
"""As an address, so that no file has to be found."""
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
    colours["over"] = colour_in(look, "vermilion")
    colours["dark"] = str(int(look is THEMES["dark"]))
    colours["map-margin"] = " ".join(f"{MARGIN[side]}px" for side in "trbl")
    variables = " ".join(f"--lab-{name}: {colour};" for name, colour in colours.items())
    # Streamlit's labels hold no images: a method's line and marker come before its name through its key.
    swatches = " ".join(
        f'.st-key-open-{url_name(cls)} summary p::before {{ content: url("{address(style(cls.marks, look))}"); }}' for cls in WHOLE
    )
    return f"<style>:root {{ {variables} }}\n{CSS}\n{swatches}\n{EMBEDDED_CSS * embedded()}</style>"


def embedded() -> bool:
    """Whether another site shows the page in a frame: picture and controls, without what leads to other pages."""
    return bool(st.context.is_embedded)


def navigation(pages: Sequence[StreamlitPage]) -> None:
    """A row of links to all pages, at whose end the browser puts Share, Present and Save. Streamlit's own becomes a drawer on a phone."""
    sharing()
    if embedded():
        return
    with st.container(key="nav", horizontal=True):
        for page, each in zip(pages, PAGES, strict=True):
            st.page_link(page, label=each.short or each.title, width="content")


def chart(figure: go.Figure, key: str, alt: str, fills: bool = False) -> None:
    """A figure at full width, with a description for those who do not see it; `fills`: as high as its container."""
    config = {"displaylogo": False, "displayModeBar": False, "scrollZoom": False, "doubleClick": False}
    described: Any = {"alt": alt} if _HAS_ALT else {}
    st.plotly_chart(figure, key=key, theme=None, config=config, height="stretch" if fills else "content", **described)


def ground(drawn: Ground, key: str, alt: str, place: str = "ground") -> None:
    """The map that the stage draws on, as large as the page has room for; `place` is the key of its container."""
    with st.container(key=place):
        if drawn.poster:  # plain Markdown: for HTML, Streamlit loads one more piece of itself first
            st.container(key=f"poster-{'square' if drawn.poster.square else 'free'}").markdown(f"![]({drawn.poster.address})")
        chart(drawn.figure, key, alt, fills=True)
