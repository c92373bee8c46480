"""The QR code of a link."""

import re

import segno

from ui.controls.visit import LONGEST_LINK

LONGEST_CODE = 600
"""Characters of a link whose code a telephone still reads from a screen: it has about a hundred squares a side."""


def code(link: object) -> str | None:
    """The QR code of a link, as the address of an SVG that holds it; None for what is no link, or is too long to be read.

    A browser may send anything. The code is drawn, and the link itself is in no text of it.
    """
    if not isinstance(link, str) or len(link) > min(LONGEST_CODE, LONGEST_LINK):
        return None
    if not re.fullmatch(r"https?://\S+", link) or not link.isprintable():
        return None
    made = segno.make(link, micro=False)
    return str(made.svg_data_uri(scale=4, border=4, dark="#000", light="#fff", omitsize=True))
