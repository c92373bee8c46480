"""What the browser needs to share a picture: the address that links begin with, and the QR code of a link."""

import streamlit as st

from ui import components
from ui.controls.frame import LANDSCAPE_NAMES, METHODS
from ui.controls.visit import visit
from ui.pages import PAGES, address
from ui.share.public_url import PUBLIC_URL
from ui.share.qr import LONGEST_CODE, code
from ui.share.records import Code

KEPT = "code of a link"


@st.fragment
def sharing() -> None:
    """Answer the browser where it asks for a code. It is a fragment: for a code nothing else runs."""
    link = components.link_to_encode()
    kept: Code | None = st.session_state.get(KEPT)
    if isinstance(link, str) and len(link) <= LONGEST_CODE and (kept is None or kept["link"] != link):
        # Nothing longer is kept, because there is no code for it. In the session and in no cache: a link may hold what a visitor typed.
        st.session_state[KEPT] = kept = {"link": link, "picture": code(link)}
    components.show_share({"public": PUBLIC_URL, "code": kept, "optimizers": METHODS, "landscapes": LANDSCAPE_NAMES})


def address_of(page: str) -> str:
    """The address of a page, without settings, as a link to it begins; empty where it is not known, as in tests."""
    if PUBLIC_URL:
        return PUBLIC_URL + next((address(each) for each in PAGES if each.name == page), "/")
    return st.context.url or ""


def root() -> str:
    """The address of the lab, without a slash at its end; empty where it is not known."""
    here = visit().page or ""
    return address_of(here).removesuffix(here).rstrip("/")
