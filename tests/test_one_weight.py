"""One weight first, in a real browser: the ball rolls on arrival, follows hand, finger and keys, and the second weight is a click away."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import Visitor, Window
from tests.stage import centre, lies_at
from tests.walks import rest

BALL = ".lab-ball"
NUMBERS = "[...document.querySelectorAll('.lab-numbers dd')].map((number) => Number(number.textContent.replace('−', '-')))"
PRESS_FIVE_TIMES = """(ball) => {
    // At one moment: half a second between two would let it roll back.
    const key = { key: 'ArrowLeft', shiftKey: true, bubbles: true, cancelable: true };
    for (let i = 0; i < 5; i++) ball.dispatchEvent(new KeyboardEvent('keydown', key));
}"""
BEST = 0.871
WINDOWS = [(1440, 900), (1280, 720), (390, 844)]


def numbers(page: Page) -> list[float]:
    """Weight, loss, slope, and the step."""
    found: list[float] = page.evaluate(NUMBERS)
    return found


def rolls_to_the_bottom(page: Page) -> None:
    page.wait_for_function(f"Math.abs({NUMBERS}[0] - {BEST}) < 0.04")


def line(page: Page) -> str:
    return str(page.evaluate("document.querySelectorAll('.lab-fit canvas')[1].toDataURL()"))


@pytest.fixture
def opened(window: Window) -> Any:
    """Opens Start in a window of a size."""

    def opened(size: tuple[int, int] = WINDOWS[0], motion: bool = True, path: str = "/") -> Visitor:
        visitor = window(size, phone=size[0] < 500, motion=motion)
        visitor.open(path)
        visitor.page.wait_for_selector(BALL)
        return visitor

    return opened


def test_the_ball_rolls_on_arrival_and_the_line_swings_with_it(opened: Any) -> None:
    page = opened().page
    page.reload()
    page.wait_for_function(f"{NUMBERS}[0] < 0.5")  # under way
    before = line(page)
    rolls_to_the_bottom(page)
    assert line(page) != before
    weight, loss, slope, step = numbers(page)
    assert loss == pytest.approx(((weight - BEST) ** 2 + 1 + 1 - BEST**2) / 2, abs=0.01)
    assert slope == pytest.approx(weight - BEST, abs=0.01)
    assert step == pytest.approx(-0.3 * slope, abs=0.01)


def test_the_curve_and_the_line_are_the_picture_that_is_saved(opened: Any, tmp_path: Path) -> None:
    visitor = opened(motion=False)
    page = visitor.page
    rest(page)
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("dialog", name="Save").get_by_role("button", name="SVG", exact=True).click()
    download.value.save_as(tmp_path / "picture.svg")
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").count('href="data:image/png') == 2
    assert visitor.complaints == []


@pytest.mark.parametrize("size", WINDOWS, ids=str)
def test_picture_sentence_knob_and_the_next_thing_are_on_one_screen(opened: Any, size: tuple[int, int]) -> None:
    page = opened(size, motion=False).page
    rest(page)
    for part in (".lab-cut", ".lab-fit", ".lab-numbers", ".st-key-words", ".st-key-eta input.lab-knob", ".st-key-add button"):
        found = page.locator(part).bounding_box()
        assert found, part
        assert found["x"] >= 0, part
        assert found["y"] >= 0, part
        assert found["x"] + found["width"] <= size[0] + 1, part
        assert found["y"] + found["height"] <= size[1] + 1, part
    assert min(numbers(page)[1:2]) < 0.63, "who prefers rest finds it at the end"


def test_a_hand_takes_the_ball_up_the_curve_and_lets_it_go(opened: Any) -> None:
    visitor = opened()
    page = visitor.page
    rolls_to_the_bottom(page)
    x, y = centre(page, BALL)
    still = line(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y, steps=4)
    page.mouse.move(x + 160, y, steps=4)
    lies_at(page, BALL, x + 160)
    assert numbers(page)[0] > 1.9
    assert line(page) != still, "the line follows the hand"
    assert "?" not in page.url
    page.mouse.up()
    rolls_to_the_bottom(page)
    page.wait_for_url(re.compile(r"/\?penguinsstandardised\.x=2\.\d+$"))
    link = page.url
    rest(page)
    page.reload()
    page.wait_for_function(f"{NUMBERS}[0] > 1.2")
    rolls_to_the_bottom(page)
    rest(page)
    assert page.url == link
    page.get_by_role("button", name="Add the second weight").click()
    page.wait_for_selector("canvas.lab-paths")
    page.wait_for_url(re.compile("step=Two"))
    rest(page)
    assert re.search(r"penguinsstandardised\.x=2", page.url), "the point is where the ball was let go"
    assert page.locator(BALL).count() == 0 or page.locator(BALL).is_hidden()
    assert visitor.complaints == []


def test_a_finger_and_keys_take_it_too(opened: Any) -> None:
    visitor = opened(WINDOWS[2], motion=False)
    page = visitor.page
    rolls_to_the_bottom(page)
    x, y = centre(page, BALL)
    touch = page.context.new_cdp_session(page)
    for kind, dx in (("touchStart", 0), ("touchMove", 20), ("touchMove", 60)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + dx, "y": y}]})
    lies_at(page, BALL, x + 60)
    assert numbers(page)[0] > 1.4
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(re.compile(r"penguinsstandardised\.x=1\.\d"))
    rest(page)
    rolls_to_the_bottom(page)
    ball = page.get_by_role("slider", name="Weight w")
    ball.focus()
    ball.evaluate(PRESS_FIVE_TIMES)
    page.wait_for_url(re.compile(r"penguinsstandardised\.x=-0\.0\d"))
    rest(page)
    assert ball.evaluate("node => node === document.activeElement"), "the keys stay with the ball"
    page.wait_for_function("document.querySelector('.lab-ball').getAttribute('aria-valuetext').includes('loss 0.62')")
    assert visitor.complaints == []
