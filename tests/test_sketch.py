"""A visitor draws a line on the map in a real browser: the text box and the link have it, and it stays beside the path."""

from collections.abc import Sequence
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Draw
from lessons.challenges.challenge import Challenge
from tests.conftest import Visitor, Window
from tests.hand import Hand
from tests.stage import at_the_end, becomes, comes, drawing
from tests.walks import rest
from ui.challenges.acting import landscape_of
from ui.challenges.answering import points

TASKS = [each for each in CHALLENGES if isinstance(each.answer, Draw)]
one = pytest.mark.parametrize("task", TASKS[:1], ids=lambda task: task.name)
WAY = ((0.25, 0.3), (0.45, 0.35), (0.6, 0.55), (0.5, 0.8))
"""From the upper left corner of the map, in parts of its sides."""
ELSEWHERE = ((0.8, 0.2), (0.8, 0.5), (0.7, 0.8))
MARKS = """() => {
  const canvas = document.querySelector("canvas.lab-paths");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [ink, colour] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    const [least, most] = [Math.min(...data.slice(i, i + 3)), Math.max(...data.slice(i, i + 3))];
    if (data[i + 3] === 255 && most < 70) ink += 1;
    if (data[i + 3] === 255 && most - least > 60) colour += 1;
  }
  return [ink > 50, colour > 50];
}"""
VIEW = "(({ xaxis, yaxis }) => [xaxis.range, yaxis.range])(document.querySelector('.js-plotly-plot')._fullLayout)"


def address(task: Challenge) -> str:
    return f"/challenges?task={quote_plus(task.title)}"


def draw(hand: Hand, way: Sequence[tuple[float, float]]) -> None:
    box = hand.page.locator(".nsewdrag").first.bounding_box()
    assert box
    seen = [(box["x"] + across * box["width"], box["y"] + down * box["height"]) for across, down in way]
    hand.down(*seen[0])
    for x, y in seen[1:]:
        hand.move(x, y)
    hand.up()


def pinch(hand: Hand) -> None:
    """Two fingers come one after the other, and move apart."""
    box = hand.page.locator(".nsewdrag").first.bounding_box()
    assert box
    assert hand.touch
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for kind, apart in (("touchStart", 0), ("touchStart", 20), ("touchMove", 40), ("touchMove", 60), ("touchEnd", None)):
        fingers = [] if apart is None else [{"x": x - apart, "y": y, "id": 0}, {"x": x + 40 + apart, "y": y, "id": 1}][: 2 if apart else 1]
        hand.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def arrives(hand: Hand, task: Challenge, before: str) -> str:
    """Wait until another line than before is in the text box and in the link; which."""
    key = f"{task.name}.answer"
    hand.until(
        "([key, before]) => hand.box(key).value && hand.box(key).value !== before && hand.linked(key) === hand.box(key).value",
        [key, before],
        "the line arrives",
    )
    return written(hand.page, task)


def written(page: Page, task: Challenge) -> str:
    return page.locator(f".st-key-{task.name}-answer input").input_value()


def lies_on(text: str, task: Challenge, way: Sequence[tuple[float, float]]) -> None:
    """A line goes where the pointer went, within a pixel or two."""
    found = points(text)
    assert found
    (x_low, x_high), (y_low, y_high) = landscape_of(task).window
    for across, down in (way[0], way[-1]):
        x, y = x_low + across * (x_high - x_low), y_high - down * (y_high - y_low)
        near = min(max(abs(x - a) / (x_high - x_low), abs(y - b) / (y_high - y_low)) for a, b in found)
        assert near < 0.01, (text, x, y)


@one
def test_a_mouse_draws_the_line_and_it_stays_beside_the_path(visitor: Visitor, task: Challenge) -> None:
    page = visitor.open(address(task))
    page.wait_for_selector(".lab-drawing canvas.lab-paths")
    hand = Hand(page)
    before = page.evaluate(VIEW)
    draw(hand, ELSEWHERE)
    first = arrives(hand, task, "")
    lies_on(first, task, ELSEWHERE)
    draw(hand, WAY)
    line = arrives(hand, task, first)
    lies_on(line, task, WAY)
    assert page.evaluate(VIEW) == before, "the map stays where it is"
    rest(page)
    assert comes(page, lambda: page.evaluate(MARKS), lambda marks: marks == [True, False]) == [True, False], "the line alone"
    page.get_by_role("button", name="See what happens").click()
    page.wait_for_selector(".js-plotly-plot:not(.lab-drawing) canvas.lab-paths")
    rest(page)
    at_the_end(page)
    assert comes(page, lambda: page.evaluate(MARKS), lambda marks: marks == [True, True]) == [True, True], "the line and the path"
    shown, url = drawing(page), page.url
    draw(hand, ELSEWHERE)
    page.wait_for_timeout(1000)
    assert written(page, task) == line, "it cannot be changed now"
    page = visitor.open(url.removeprefix(visitor.lab))
    expect(page.locator(f".st-key-{task.name}-answer input")).to_have_value(line)
    at_the_end(page)
    assert becomes(page, lambda now: now == shown), "the link shows the same"
    assert visitor.complaints == []


@one
def test_a_finger_draws_the_line_and_the_page_stays(window: Window, task: Challenge) -> None:
    page = window((390, 844), touch=True, motion=False).open(address(task))
    page.wait_for_selector(".lab-drawing canvas.lab-paths")
    hand = Hand(page, page.context.new_cdp_session(page))
    draw(hand, WAY)
    lies_on(arrives(hand, task, ""), task, WAY)
    assert page.evaluate("document.querySelector('.stMain').scrollTop") == 0
    line, before = written(page, task), page.evaluate(VIEW)
    pinch(hand)
    hand.until(f"(before) => String({VIEW}) !== before", ",".join(str(end) for side in before for end in side), "two fingers zoom")
    page.wait_for_timeout(500)
    assert written(page, task) == line, "and draw nothing"
