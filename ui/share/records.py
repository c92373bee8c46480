"""The records that Share and Python send each other.

`python -m tests.twin` writes the types of JavaScript, `ui/web/share/records.d.ts`, from the classes below.
"""

from collections.abc import Sequence
from typing import TypedDict


class ControlRecord(TypedDict):
    """A control of the page that is open, for whoever makes a lesson of it."""

    key: str
    """Its key as a frame names it: without the name of the landscape that is chosen now."""
    label: str
    hidden: bool
    locked: bool


class CodeRequest(TypedDict):
    """The link whose QR code the browser asks for."""

    link: str


class Code(CodeRequest):
    """The QR code of a link."""

    picture: str | None
    """The address of an SVG that holds it. None: there is no code that can be read."""


class ShareData(TypedDict):
    """What the browser needs to share a picture."""

    public: str | None
    """The address that links begin with. None: the one at which the browser is."""
    code: Code | None
    """The code that was asked for last."""
    optimizers: Sequence[str]
    """The names of all methods and landscapes that a lesson can offer."""
    landscapes: Sequence[str]
