"""Nothing stops the hand: every knob of every method, every landscape's knobs and the start are dragged on every page."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote_plus

import pytest

from landscapes import LANDSCAPES
from lessons.ladder import LADDERS
from optim_core import CARD, OPTIMIZERS, SHORTHANDS, Adam, Optimizer, knobs
from tests.conftest import Visitor
from tests.hand import Hand
from ui.controls.keys import url_name

AT_REST = "t=300"  # a link that names a step opens at rest
HIMMELBLAU = "himmelblau"


def keys_of(cls: type[Optimizer[Any]], form: type[Optimizer[Any]], place: str) -> list[str]:
    """The keys of a method's knobs on the page of a landscape; η last, for where it is much too large the others change nothing."""
    return [f"{place}." * (field == "learning_rate") + f"{url_name(cls)}.{field}" for field in reversed(list(knobs(form)))]


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
FORMS: Mapping[str, tuple[str, Sequence[tuple[type[Optimizer[Any]], type[Optimizer[Any]]]]]] = {
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
    hand.open(Adam.name)
    hand.drag(f"{place}.adam.learning_rate")  # first, because at the other end of its knobs a landscape may have no slope at the start
    for field in knobs(cls):
        hand.drag(f"{place}.{field}", "charts")  # the map is drawn anew when the hand has let go
    hand.drag_start(place)
    assert visitor.complaints == []


def rung_keys(ladder: str, at: int) -> list[str]:
    """Of the two rungs in the picture, the knobs of those that are no method of the catalogue, and of the ladder's last."""
    rungs = LADDERS[ladder]
    own = [i for i in (at - 1, at) if rungs[i].cls not in {*OPTIMIZERS, *SHORTHANDS.values()} or i == len(rungs) - 1]
    return [f"{HIMMELBLAU}.rung{i + 1}.{field}" for i in own for field in reversed(list(knobs(rungs[i].cls)))]


PAGES: Mapping[str, tuple[str, str | None, Sequence[tuple[str, str]]]] = {
    # address, where the start is, and one knob of each kind that the page has: what follows is the paths, or the charts
    "Start, a step": ("/?step=4+Update", "penguinsstandardised", [("eta", "paths")]),
    "Start, the loop": ("/?step=5+Repeat", "penguinsstandardised", [("eta", "paths")]),
    "Optimizers, Mini-batch": (
        "/optimizers?optimizer=Mini-batch&landscape=Himmelblau",
        HIMMELBLAU,
        [("minibatch.batch_size", "paths"), ("himmelblau.minibatch.learning_rate", "paths")],
    ),
    "Optimizers, Adam's card on the ravine": (
        f"/optimizers?optimizer=Adam&adam.form={quote_plus(CARD)}&landscape=Ravine",
        "ravine",
        [("ravine.angle", "charts"), ("adam.epsilon", "paths"), ("adam.beta1", "paths"), ("ravine.adam.learning_rate", "paths")],
    ),
    "Compare, side by side": (
        f"/compare?layout=Side+by+side&show=Mini-batch&show=Adam&landscape=Ravine&{AT_REST}",
        "ravine",
        [("ravine.condition", "charts"), ("minibatch.batch_size", "paths"), ("adam.epsilon", "paths"), ("adam.beta2", "paths")],
    ),
    "Compare in 3D": (
        f"/compare?view=3D&show=Mini-batch&show=Adam&landscape=Ravine&{AT_REST}",
        None,
        [("minibatch.batch_size", "paths"), ("adam.epsilon", "paths"), ("adam.beta1", "paths"), ("ravine.adam.learning_rate", "paths")],
    ),
    "Compare, your own function": (f"/compare?landscape=Your+own+%E2%80%A6&show=Adam&{AT_REST}", "own", [("adam.beta1", "paths")]),
    "Compare, your own data": (f"/compare?landscape=Your+own+data+%E2%80%A6&show=Adam&{AT_REST}", "own", [("adam.beta1", "paths")]),
    "Step by step, the numbers": (
        "/step_by_step?beside=Mini-batch&landscape=Ravine",
        "ravine",
        [("ravine.condition", "charts"), ("minibatch.batch_size", "paths"), ("adam.epsilon", "paths"), ("adam.beta2", "paths")],
    ),
    **{
        f"Step by step, {ladder}, {rungs[at].adds}": (
            f"/step_by_step?lesson=One+term+at+a+time&ladder={quote_plus(ladder)}&rung={quote_plus(rungs[at].adds)}"
            "&landscape=Himmelblau&steps=100",
            HIMMELBLAU,
            [(key, "paths") for key in rung_keys(ladder, at)],
        )
        for ladder, rungs in LADDERS.items()
        for at in (1, len(rungs) - 1)
        if rung_keys(ladder, at)
    },
    "Step by step, what changes nothing": (
        "/step_by_step?lesson=What+changes+nothing&landscape=Ravine",
        None,
        [("ravine.condition", "charts"), *((key, "charts") for key in ("scaled.factor", "rotated.degrees"))],
    ),
    "Maps of two knobs": (
        "/maps?landscape=Ravine&of=Mini-batch&of=Adam&steps=50",
        "ravine",
        [("minibatch.batch_size", "paths"), ("adam.epsilon", "paths"), ("adam.beta2", "charts"), ("ravine.condition", "charts")],
    ),
    "Maps of all starts": (
        "/maps?kind=All+starts&steps=50",
        HIMMELBLAU,
        [("adam.beta1", "paths"), ("adam.beta2", "charts"), ("himmelblau.adam.learning_rate", "paths")],
    ),
    "The noise floor": ("/maps?kind=Noise+floor&steps=50", None, [("himmelblau.floor.learning_rate", "charts")]),
}


@pytest.mark.parametrize("name", PAGES)
def test_one_knob_of_each_kind_and_the_start_on_every_page(visitor: Visitor, name: str) -> None:
    path, place, keys = PAGES[name]
    hand = open_at(visitor, path)
    hand.open_all()
    for key, follows in keys:
        hand.drag(key, follows)
    if place == "own":
        place = hand.own()
    if place:
        hand.drag_start(place)
        hand.drag_start(place, part=11)  # another way than the first, which would lead back to the default
    assert visitor.complaints == []
