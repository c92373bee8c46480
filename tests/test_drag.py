"""Nothing stops the hand: every knob of every method, every landscape's knobs and the start are dragged on every page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser

from landscapes import LANDSCAPES
from optim_core import OPTIMIZERS, SHORTHANDS, Adam, MiniBatch, knobs
from optim_core.ladder import LADDERS
from tests.conftest import Visitor
from tests.hand import Hand
from ui.controls import CARD, url_name

AT_REST = "t=300"  # a link that names a step opens at rest
HIMMELBLAU = "himmelblau"


def keys_of(cls: type, form: type, place: str) -> list[str]:
    """The keys of a method's knobs on the page of a landscape; η last, for where it is much too large the others change nothing."""
    return [f"{place}." * (field == "learning_rate") + f"{url_name(cls)}.{field}" for field in reversed(knobs(form))]


class Wired:
    """Counts what goes the short way, and what Streamlit hears."""

    def __init__(self, visitor: Visitor) -> None:
        self.pictures = 0
        visitor.page.on("websocket", self._listen)

    def _listen(self, socket: Any) -> None:
        if socket.url.endswith("/_wire"):
            socket.on("framereceived", self._count)

    def _count(self, frame: Any) -> None:
        self.pictures += isinstance(frame, bytes)


def open_at(visitor: Visitor, path: str) -> Hand:
    page = visitor.page
    page.set_default_timeout(60_000)
    page.goto(visitor.lab + path)
    page.wait_for_selector("h1")
    return Hand(page)


CARDS = "&".join(f"{url_name(cls)}.form={quote_plus(CARD)}" for cls in SHORTHANDS)
FORMS: Mapping[str, tuple[str, Sequence[tuple[type, type]]]] = {
    "as published": ("", [(cls, cls) for cls in OPTIMIZERS]),
    CARD: (f"&{CARDS}", list(SHORTHANDS.items())),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_knob_of_every_method(visitor: Visitor, form: str) -> None:
    more, methods = FORMS[form]
    shown = "".join(f"&show={quote_plus(cls.name)}" for cls, _ in methods) if form == CARD else ""
    wired = Wired(visitor)
    hand = open_at(visitor, f"/compare?{AT_REST}{more}{shown}")
    keys = [key for cls, made in methods for key in keys_of(cls, made, HIMMELBLAU)]
    for cls, made in methods:
        hand.open(cls.name)
        for key in keys_of(cls, made, HIMMELBLAU):
            hand.drag(key)
    carried = wired.pictures
    hand.drag(keys[0])
    hand.drag_start(HIMMELBLAU)
    assert wired.pictures > carried, "the short way still carries"
    assert visitor.complaints == []


@pytest.mark.parametrize("cls", LANDSCAPES)
def test_every_landscapes_knobs_and_its_start(visitor: Visitor, cls: Any) -> None:
    place = url_name(cls)
    hand = open_at(visitor, f"/compare?landscape={quote_plus(cls.name)}&show=Adam&steps=100&{AT_REST}")
    for field in knobs(cls):
        hand.drag(f"{place}.{field}", "charts")  # the map is drawn anew when the hand has let go
    hand.drag_start(place)
    hand.open(Adam.name)
    hand.drag(f"{place}.adam.learning_rate")
    assert visitor.complaints == []
