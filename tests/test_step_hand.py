"""A visitor takes steps by hand in a real browser: the way grows, the fog lifts, and the link shows the same."""

import pytest
from playwright.sync_api import Page, expect

from landscapes.landscape import Point
from lessons.by_hand import HIDDEN, read
from tests.conftest import Visitor, Window
from tests.hand import Hand
from tests.stage import at_the_end, becomes, comes, drawing
from tests.walks import rest

GAME = "/challenges?play=Be+the+optimizer"
KEY = "hand.1.12"


def drag(hand: Hand, start: Point, end: Point) -> None:
    """Drag between two places on the map, in parts of its sides from the upper left corner."""
    box = hand.page.locator(".nsewdrag").first.bounding_box()
    assert box
    (x, y), *way = [(box["x"] + across * box["width"], box["y"] + down * box["height"]) for across, down in (start, end)]
    hand.down(x, y)
    for x, y in way:
        hand.move(x, y)
    hand.up()


def arrives(hand: Hand, steps: int) -> tuple[Point, ...]:
    """Wait until so many steps are in the link; which."""
    hand.until("([key, many]) => (hand.linked(key) ?? '').split(';').filter(Boolean).length === many", [KEY, steps], f"{steps} steps")
    return read(hand.page.evaluate("(key) => hand.linked(key)", KEY), HIDDEN[0], 12)


def opened(page: Page) -> Page:
    page.wait_for_selector(".lab-stepping canvas.lab-paths")
    return page


def test_steps_are_dragged_and_pressed_and_the_fog_lifts(visitor: Visitor) -> None:
    page = opened(visitor.open(GAME))
    hand = Hand(page)
    before = drawing(page)
    drag(hand, (0.05, 0.45), (0.3, 0.6))
    ((dx, dy),) = arrives(hand, 1)
    assert (-1.8 + dx, 0.2 + dy) == pytest.approx((-0.8, -0.4), abs=0.02), "the step ends where the pointer let go"
    assert becomes(page, lambda now: now != before)
    drag(hand, (0.9, 0.9), (0.5, 0.5))
    assert len(arrives(hand, 2)) == 2
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    *_, pressed = arrives(hand, 3)
    assert pressed == pytest.approx((0.08, 0.0))
    rest(page)
    page.get_by_role("button", name="Lift the fog").click()
    page.wait_for_selector(".lab-outcomes td")
    expect(page.locator(".st-key-verdict")).to_contain_text("After three steps")
    rest(page)
    at_the_end(page)
    shown, said = drawing(page), page.locator(".st-key-verdict").inner_text()
    page = visitor.open(page.url.removeprefix(visitor.lab))
    at_the_end(page)
    assert becomes(page, lambda now: now == shown), "the link shows the same"
    assert comes(page, page.locator(".st-key-verdict").inner_text, lambda now: now == said) == said
    assert visitor.complaints == []


def test_a_finger_takes_a_step_and_the_page_stays(window: Window) -> None:
    page = opened(window((390, 844), touch=True, motion=False).open(GAME))
    hand = Hand(page, page.context.new_cdp_session(page))
    drag(hand, (0.05, 0.45), (0.3, 0.6))
    ((dx, dy),) = arrives(hand, 1)
    assert (-1.8 + dx, 0.2 + dy) == pytest.approx((-0.8, -0.4), abs=0.03)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
