"""No words stay at a place that the pointer has left, in two dimensions and in three."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.conftest import Visitor
from tests.stage import point
from tests.walks import rest

WORDS = """document.querySelectorAll(".hovertext").length
    + [...document.querySelectorAll(".lab-tip")].filter((tip) => !tip.hidden).length"""
FRAME = """document.body.append(Object.assign(document.createElement("iframe"),
    { style: "position: fixed; inset: 0; width: 100vw; height: 100vh; z-index: 9999" }))"""


def away(page: Page) -> None:
    page.mouse.move(5, 5)


def to_a_dialog(page: Page) -> None:
    page.keyboard.press("?")
    page.mouse.move(640, 360)


def to_a_frame(page: Page) -> None:
    page.evaluate(FRAME)
    page.mouse.move(640, 360)


def to_another_window(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('blur'))")


def hover(page: Page, x: float, y: float) -> None:
    """Point at this share of the chart."""
    box = page.locator(".st-key-ground .js-plotly-plot").bounding_box()
    assert box
    for step in (-4, 0):
        point(
            page, box["x"] + x * box["width"] + step, box["y"] + y * box["height"] + step
        )  # a move that is to come would bring words back
    page.wait_for_function(f"{WORDS} > 0")


@pytest.mark.parametrize("leave", [away, to_a_dialog, to_a_frame, to_another_window])
@pytest.mark.parametrize(("path", "at"), [("/compare?t=300", (0.862, 0.62)), ("/compare?t=300&view=3D", (0.5, 0.5))])
def test_words_go_when_the_pointer_leaves(visitor: Visitor, path: str, at: tuple[float, float], leave: Callable[[Page], None]) -> None:
    page = visitor.open(path)
    rest(page)
    hover(page, *at)
    leave(page)
    page.wait_for_function(f"{WORDS} === 0")  # a surface is drawn anew for it, which takes some frames
    page.wait_for_timeout(300)
    assert page.evaluate(WORDS) == 0, "and none come back"
