"""A shorter way from the hand to the picture, where the server has room for one: a WebSocket beside Streamlit's own.

Streamlit answers a move of the hand by running a fragment, for which the browser renders the whole page three times. While a knob
or the start moves, all that is needed is another picture of the same scene, so `serve.py` lays this wire and the stage uses it. It
carries nothing that lasts: what is settled goes through Streamlit and its URL. Without it (`streamlit run app.py`, a lab that
runs in the browser, a proxy that cuts it) the stage goes the long way, and all else is the same. Here is what may be said on
it; its end at the server is in `serve.py`.
"""

import hashlib
import json
import os
from typing import Protocol

import streamlit as st

from ui.compute import Shelf
from ui.stage.hand import Hand, read

PATH = "/_wire"
SCENES_KEPT = 1000
LONGEST = 4000
"""Characters of a message; a hand with every knob of the lab in motion says less."""
GONE = "gone"
"""The answer to what is not understood, and to a scene that is no longer known: take the long way."""
LAID = "OPTIMIZER_LAB_WIRE"
"""The variable in the environment that says that this process has a wire."""


class Drawn(Protocol):
    """A scene: anything that makes a picture of a hand, and whose `repr` names all that the picture depends on."""

    def picture(self, hand: Hand, address: str | None = None) -> bytes: ...


@st.cache_resource(show_spinner=False)
def _scenes() -> Shelf[str, Drawn]:
    return Shelf(SCENES_KEPT)


def lay(scene: Drawn) -> str | None:
    """Make a scene known, and return the address that it has on the wire; None where there is no wire.

    The address says what the scene is, not whose: visitors with equal scenes share it, and nobody can change what it stands for.
    """
    if LAID not in os.environ:
        return None
    found = address(scene)
    _scenes().put({found: scene})
    return found


def address(scene: Drawn) -> str:
    """The address of a scene: the hash of all that its pictures depend on."""
    return hashlib.sha256(repr(scene).encode()).hexdigest()


def answer(text: str) -> bytes | None:
    """The picture for a message, {scene, hand} in JSON; None for anything else."""
    if len(text) > LONGEST:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    place = said.get("scene") if isinstance(said, dict) else None
    scene = _scenes().take([place]).get(place) if isinstance(place, str) else None
    return scene.picture(read(said.get("hand")), place) if scene else None
