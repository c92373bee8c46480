"""The scenes that the socket knows, and what a message on it asks for. The server's end of the socket is in `ui.channel.server`.

Streamlit answers a gesture by running a fragment, for which the browser renders the whole page three times. While a knob or the start
moves, all that is needed is another picture of the same scene, so `serve.py` adds this socket and the stage uses it; a lab that runs in
a browser has something in its place (`ui.channel.in_page`). It carries nothing that lasts: what is settled goes through Streamlit, and so
into the link. Without it (`streamlit run app.py`, a proxy that cuts it) gestures go through Streamlit, too, and everything else is the
same.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol
from weakref import WeakValueDictionary

import streamlit as st

from optim_core.batch.workers import Rest
from optim_core.identity import cache_key
from optim_core.spec import Pause, no_pause
from ui.cache import Asker, asker
from ui.stage.gesture import Gesture, mapping, read

PATH = "/_wire"
LONGEST = 4000
"""The most characters of a message. A gesture with every knob of the lab in motion is shorter."""
GONE = "gone"
"""The answer to a message that is not understood, or whose scene is not known: the browser asks Streamlit."""
BUSY = "busy"
"""Sent as soon as a message has come, and repeatedly while its picture is made, to show that the socket works."""
HAS_SOCKET = "OPTIMIZER_LAB_WIRE"
"""The environment variable that says that this process has a socket."""


class Drawn(Protocol):
    """A scene: makes a picture of a gesture, and has a `cache_key` of all that the picture depends on."""

    @property
    def waits(self) -> bool:
        """Whether other processes do the work, so that the thread that makes the picture mostly waits."""
        ...

    def picture(self, gesture: Gesture, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        """The packed message that answers a gesture."""
        ...


@dataclass(frozen=True, eq=False)
class Registered:
    """A scene that the socket knows, and who showed it."""

    scene: Drawn
    by: Asker


class Scenes:
    """The scenes that the socket knows. Each is forgotten with the sessions that show it, because the references here are weak."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._known: WeakValueDictionary[str, Registered] = WeakValueDictionary()
        self._lock = threading.Lock()

    def address(self, scene: Drawn) -> str:
        """The address of a scene: a keyed hash of all that its pictures depend on, so that nobody can compute it from a guess."""
        return hmac.new(self._secret, cache_key(scene).encode(), hashlib.sha256).hexdigest()

    def register(self, scene: Drawn, by: Asker) -> str:
        """Make a scene known for as long as its session shows it. Equal scenes share one entry, which lasts until the last session ends."""
        address = self.address(scene)
        with self._lock:
            registered = self._known.get(address)
            if registered is None or registered.by.owner.gone:
                registered = self._known[address] = Registered(scene, by)
            if registered in by.scenes:
                by.scenes.remove(registered)
            by.scenes.append(registered)
        return address

    def at(self, address: str) -> Registered | None:
        """The scene at an address; None if none is known."""
        return self._known.get(address)


@st.cache_resource(show_spinner=False)
def _scenes() -> Scenes:
    return Scenes()


def register(scene: Drawn) -> str | None:
    """Make a scene known, and return its address; None where there is no socket.

    The address depends on the scene and not on the visitor: visitors with equal scenes share it, and nobody can change its scene.
    """
    return _scenes().register(scene, asker()) if HAS_SOCKET in os.environ else None


def address(scene: Drawn) -> str:
    """The address of a scene, whether it is known or not."""
    return _scenes().address(scene)


class Request(NamedTuple):
    """What a message asks for."""

    registered: Registered
    gesture: Gesture
    place: str

    @property
    def waits(self) -> bool:
        """Whether other processes do the work."""
        return self.registered.scene.waits

    def picture(self, pause: Pause = no_pause, whose: str | None = None, rest: Rest = nullcontext) -> bytes:
        """Make the picture. `whose` names the visitor who takes the turn for its work."""
        by = self.registered.by if whose is None else replace(self.registered.by, whose=whose, rest=rest)
        return self.registered.scene.picture(self.gesture, self.place, pause, by)


def parse(text: str) -> Request | None:
    """What a message, {scene, gesture} in JSON, asks for; None for anything else."""
    if len(text) > LONGEST:
        return None
    try:
        sent = mapping(json.loads(text)) or {}
    except (ValueError, RecursionError):
        return None
    place = sent.get("scene")
    if not isinstance(place, str):
        return None
    registered = _scenes().at(place)
    return Request(registered, read(sent.get("gesture")), place) if registered else None
