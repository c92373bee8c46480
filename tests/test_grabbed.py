"""Whoever grabs a symbol of a formula grabs its knob: every symbol of every method's formulas, on every page that has them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page

from optim_core import CARD, OPTIMIZERS, SHORTHANDS, Optimizer, knobs
from optim_core.substitution import steps_of
from optim_core.symbols import plain
from tests.conftest import Visitor, Window
from tests.hand import Hand
from tests.stage import ear, point, still
from ui.controls.keys import formula_place, lines_place, url_name
from ui.controls.method_text import formula_of, step_in_one

PAIRS = [OPTIMIZERS[i : i + 2] for i in range(0, len(OPTIMIZERS), 2)]
AT_REST = "t=300"  # a link that names a step opens at rest
CARDS = "&".join(f"{url_name(cls)}.form={quote_plus(CARD)}" for cls in SHORTHANDS)
METHODS: Mapping[str, tuple[str, Sequence[tuple[type[Optimizer[Any]], type[Optimizer[Any]]]]]] = {
    "as published": (AT_REST, [(cls, cls) for cls in OPTIMIZERS]),
    CARD: (CARDS + "".join(f"&show={quote_plus(cls.name)}" for cls in SHORTHANDS), list(SHORTHANDS.items())),
}


def written(cls: type, form: type[Optimizer[Any]], tex: str) -> Counter[tuple[str, str]]:
    """How often a formula has the symbol of each knob: by the end of the knob's key, and its letters as they are read."""
    found: Counter[tuple[str, str]] = Counter()
    for name, knob in knobs(form).items():
        times = len(re.findall(rf"(?<![\\a-zA-Z]){re.escape(knob.symbol)}(?![a-zA-Z0-9_])", tex))
        found[f"{url_name(cls)}.{name}", letters(plain(knob.symbol))] = times
    return +found


def letters(text: str) -> str:
    """A symbol without the difference between a letter and its variants, raised or lowered or not."""
    return unicodedata.normalize("NFKC", text).replace("\u200b", "")


def grabbed(page: Page, place: str, form: type[Optimizer[Any]]) -> Counter[tuple[str, str]]:
    """How often a formula on the page has the symbol of each knob: by the end of the knob's key, and its letters."""
    nodes = page.evaluate(
        f"[...document.querySelectorAll('.st-key-{place} .lab-symbol')].map((node) => [node.dataset.knob, node.textContent])"
    )
    names = sorted((letters(plain(knob.symbol)) for knob in knobs(form).values()), key=len, reverse=True)
    return Counter(
        (".".join(key.split(".")[-2:]), next((name for name in names if letters(text).startswith(name)), text)) for key, text in nodes
    )


def see(page: Page, cls: type, form: type[Optimizer[Any]], place: str, tex: str) -> None:
    """See that a formula has all symbols of its knobs, each of them the right knob's."""
    expected = written(cls, form, tex)
    assert expected
    for _ in range(200):  # for Streamlit writes in its own time
        if grabbed(page, place, form) == expected:
            return
        page.wait_for_timeout(100)
    assert grabbed(page, place, form) == expected, form.name


def middle(page: Page, place: str, key: str) -> tuple[float, float]:
    """Where the first symbol of a knob is in a formula, brought into view."""
    symbol = f".st-key-{place} .lab-symbol[data-knob='{key}']"
    page.locator(symbol).first.scroll_into_view_if_needed()
    return still(page, symbol)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("layout", ["layout=Side+by+side", "layout=Overlaid"])
def test_every_symbol_on_compare_is_its_knobs(visitor: Visitor, layout: str, name: str) -> None:
    settings, methods = METHODS[name]
    page = visitor.open(f"/compare?{layout}&{settings}")
    side_by_side = "Side" in layout
    if not side_by_side:
        hand = Hand(page)
        for cls, _ in methods:
            hand.open(cls.name)
    for cls, form in methods:
        see(page, cls, form, formula_place(url_name(cls)), step_in_one(form) if side_by_side else formula_of(form))
    assert visitor.complaints == []


def test_every_symbol_on_the_page_of_a_method_is_its_knobs(visitor: Visitor) -> None:
    """One page shows one formula after the other, and Streamlit keeps the nodes that fit."""
    page = visitor.open("/optimizers")
    for cls in OPTIMIZERS:
        page.get_by_role("radio", name=cls.name, exact=True).click()
        for form in (cls, *(short for long, short in SHORTHANDS.items() if long is cls)):
            if form is not cls:
                page.get_by_role("radio", name=CARD, exact=True).click()
            see(page, cls, form, formula_place(url_name(cls)), formula_of(form))
    assert visitor.complaints == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: " and ".join(cls.__name__ for cls in pair))
def test_every_symbol_in_the_lines_of_a_step_is_its_knobs(visitor: Visitor, pair: Sequence[type[Optimizer[Any]]]) -> None:
    first, *second = (quote_plus(cls.name) for cls in pair)
    page = visitor.open(f"/step_by_step?optimizer={first}{''.join(f'&beside={name}' for name in second)}")
    for cls in pair:
        see(page, cls, cls, formula_place(url_name(cls)), formula_of(cls))
        see(page, cls, cls, lines_place(url_name(cls)), "\n".join(steps_of(cls).values()))
    assert visitor.complaints == []


HANDS = {
    # address, the container of the formula, and the knob
    "Side by side": (f"/compare?layout=Side+by+side&{AT_REST}", "formula-minibatch", "minibatch.batch_size"),
    "Overlaid": (f"/compare?show=Adam&{AT_REST}", "formula-adam", "adam.beta1"),
    "Optimizers": ("/optimizers?optimizer=Adadelta&landscape=Himmelblau", "formula-adadelta", "adadelta.rho"),
    "Step by step": ("/step_by_step?optimizer=RMSprop", "lines-rmsprop", "himmelblau.rmsprop.learning_rate"),
}


@pytest.mark.parametrize("name", HANDS)
def test_a_symbol_that_is_dragged_moves_its_knob_as_the_slider_does(visitor: Visitor, name: str) -> None:
    path, place, key = HANDS[name]
    page = visitor.open(path)
    hand = Hand(page)
    if name == "Overlaid":
        hand.open("Adam")
    x, y = middle(page, place, key)
    point(page, x, y)
    assert page.evaluate("([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor", [x, y]) == "ew-resize"
    slider = "document.querySelector('input.lab-knob.lab-lit')"
    assert page.evaluate(f"{slider}.name") == key, "its knob is highlighted"
    track, most, at = page.evaluate(f"[{slider}.clientWidth - 14, Number({slider}.max), Number({slider}.value)]")
    hand.watch("paths")
    linked = hand.linked(key)
    way = -18 if at > most / 2 else 18
    hand.down(x, y)
    heard = ear(page, x + way, y + 5)
    hand.move(x + way, y + 5)
    heard()
    hand.sees("paths", f"{key}: the paths follow")
    held = hand.held(key)
    assert page.evaluate(f"Number({slider}.value)") == pytest.approx(at + way * most / track, abs=1), "as its thumb would"
    assert hand.linked(key) == linked, "nothing is settled while the hand holds it"
    assert page.evaluate("String(getSelection())") == ""
    hand.up()
    hand.arrives(key, held)
    page.mouse.dblclick(*middle(page, place, key))
    hand.until("(key) => hand.linked(key) === null", key, "a double click puts it back")
    assert visitor.complaints == []


def test_a_finger_moves_a_knob_sideways_and_the_page_up_and_down(window: Window) -> None:
    page = window((390, 844), touch=True, motion=False).open(f"/compare?layout=Side+by+side&{AT_REST}")
    hand = Hand(page, page.context.new_cdp_session(page))
    key = "himmelblau.sgd.learning_rate"
    x, y = middle(page, "formula-sgd", key)
    before = page.evaluate("(key) => hand.value(key)", key)
    hand.watch("paths")
    hand.down(x, y)
    heard = ear(page, x - 45, y)
    for moved in range(5, 50, 5):
        hand.move(x - moved, y)
    heard()
    hand.sees("paths", "the paths follow the finger")
    held = hand.held(key)
    assert held < before
    assert page.locator("[class*=st-key-panels-]").evaluate("node => node.scrollLeft") == 0, "the panels stay where they are"
    hand.up()
    hand.arrives(key, held)
    x, y = middle(page, "formula-sgd", key)
    hand.down(x, y)
    for moved in range(10, 110, 10):
        hand.move(x, y - moved)
    hand.up()
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 20")
    assert page.evaluate("(key) => hand.value(key)", key) == held
