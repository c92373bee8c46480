"""Links between stops. Each is an ordinary one, and behind it stands Streamlit's own, unseen, which the browser presses in its place.

Streamlit's opens another page without loading everything anew, but looks and leads otherwise: on the page that it leads to it does nothing.
There the browser asks for the link (`ui/web/lessons/lessons.js`).
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import parse_qs

import streamlit as st

from ui.pages import PAGES, address


class Way(NamedTuple):
    """A link to a page with settings."""

    link: str
    """Below the address of the lab."""
    words: str
    look: str = ""
    """The class of its node."""
    aside: str = ""
    """What stands at its end."""
    tip: str = ""

    def html(self, half: str) -> str:
        """The link, with the key of its other half. It is relative, because the lab may be anywhere on its host."""
        aside = f"<span>{escape(self.aside)}</span>" if self.aside else ""
        data = f'class="{self.look}" data-half="{half}" title="{escape(self.tip)}"'
        return f'<a href="{escape(relative(self.link))}" {data}><span>{escape(self.words)}</span>{aside}</a>'


def relative(link: str) -> str:
    """A link below the address of the lab, seen from any of its pages."""
    return f".{link}"


def written(place: str, ways: Sequence[Way]) -> list[str]:
    """The links as HTML. `place` is the name of all of them together."""
    return [way.html(f"{place}-{i}") for i, way in enumerate(ways)]


def behind(place: str, ways: Sequence[Way]) -> None:
    """Streamlit's halves of these links, which nobody sees."""
    with st.container(key=place):
        for i, way in enumerate(ways):
            path, _, query = way.link.partition("?")
            page = next(page for page in PAGES if address(page) == path)
            with st.container(key=f"{place}-{i}"):
                st.page_link(page.path, label=f"{i}", query_params=parse_qs(query, keep_blank_values=True))
