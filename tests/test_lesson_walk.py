"""A newcomer goes through a lesson in a browser, leaves it, and comes back to it."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from lessons.plans import LESSONS
from tests.conftest import Visitor, Window
from tests.walks import TABS, rest
from ui.lessons.plan import Place

FIRST = LESSONS[0]
BAR, NEXT, BACK = ".lab-lesson", ".lab-ways .lab-next", ".lab-ways .lab-back"
SIZES = {"screen": (1440, 900), "phone": (390, 844)}
SEEN = """() => {
    const box = (selector) => document.querySelector(selector).getBoundingClientRect();
    const nodes = [...document.querySelectorAll('.st-key-picture :is(.st-key-ground, .lab-graph)')];
    const pictures = nodes.map((node) => node.getBoundingClientRect());
    const bar = box('.lab-lesson');
    return {
        bar: [bar.top >= 0, bar.bottom <= Math.min(...pictures.map(({ top }) => top)) + 1],
        picture: pictures.length > 0 && pictures.every(({ top, bottom, height }) => height > 60 && bottom <= innerHeight),
        sideways: document.querySelector('.stMain').scrollWidth <= innerWidth,
    };
}"""

ALL_SEEN = '{"bar":[true,true],"picture":true,"sideways":true}'


def said(url: str) -> tuple[str, list[tuple[str, str]]]:
    """The page and the settings of a link, in whatever order and letters."""
    parts = urlsplit(url)
    return parts.path, sorted(parse_qsl(parts.query))


def arrives(page: Page, place: Place) -> None:
    """Wait until a stop is open."""
    page.wait_for_url(lambda url: said(url) == said(place.link))
    expect(page.locator(f"{BAR} .lab-lesson-title")).to_contain_text(f"{place.number} of {len(place.lesson.stops)}")
    rest(page)
    assert said(page.url) == said(place.link)


@pytest.fixture(params=SIZES)
def newcomer(request: pytest.FixtureRequest, window: Window) -> Visitor:
    width, height = SIZES[request.param]
    visitor = window((width, height), touch=width < 500, motion=False)
    visitor.page.set_default_timeout(30_000)
    return visitor


def test_a_newcomer_goes_from_start_through_the_first_lesson(newcomer: Visitor) -> None:
    page = newcomer.open("/")
    rest(page)
    page.locator(".lab-lessons a", has_text=FIRST.title).click()
    arrives(page, Place(FIRST, 1))
    entries = page.evaluate("history.length")
    for number in range(1, len(FIRST.stops) + 1):
        place = Place(FIRST, number)
        if number > 1:
            page.locator(NEXT).click()
            arrives(page, place)
        expect(page.locator(".lab-says")).to_contain_text(place.stop.says)
        page.wait_for_function(f"JSON.stringify(({SEEN})()) === '{ALL_SEEN}'")  # a chart may be laid out a moment after the page rests
    assert page.evaluate("history.length") == entries + len(FIRST.stops) - 1
    expect(page.locator(NEXT)).to_contain_text("Next lesson")
    page.locator(NEXT).click()
    arrives(page, Place(LESSONS[1], 1))
    assert newcomer.complaints == []


@pytest.mark.parametrize("stop", [3, 6, 7, 8])
def test_on_a_phone_what_is_asked_to_turn_is_right_below_the_picture(stop: int, newcomer: Visitor) -> None:
    page = newcomer.open(Place(FIRST, stop).link)
    rest(page)
    # A chart may be laid out a moment after the page rests.
    page.wait_for_function("document.querySelector('input.lab-knob').getBoundingClientRect().bottom <= innerHeight")


def test_back_forward_and_reload_find_each_stop(visitor: Visitor) -> None:
    page = visitor.open(Place(FIRST, 4).link)
    arrives(page, Place(FIRST, 4))
    for number in (5, 6, 7, 8):  # two pages with two stops each
        page.locator(NEXT).click()
        arrives(page, Place(FIRST, number))
    for number in (7, 6, 5, 4):
        page.go_back()
        arrives(page, Place(FIRST, number))
    page.go_forward()
    arrives(page, Place(FIRST, 5))
    page.reload()
    arrives(page, Place(FIRST, 5))
    page.locator(BACK).click()
    arrives(page, Place(FIRST, 4))
    assert visitor.complaints == []


def test_leaving_and_returning_is_free(visitor: Visitor) -> None:
    third = Place(FIRST, 3)
    page = visitor.open(third.link)
    arrives(page, third)
    page.locator(TABS, has_text="Maps").click()
    page.wait_for_url("**/maps*")
    rest(page)
    assert "plan" not in page.url
    expect(page.locator(".lab-says")).to_have_count(0)
    page.get_by_role("link", name="Back to the lesson: 3 of 9").click()
    arrives(page, third)
    page.get_by_role("button", name="Leave the lesson").click()
    expect(page.locator(BAR)).to_have_count(0)
    rest(page)
    assert said(page.url) == said(third.stop.link)
    page.goto(visitor.lab)  # another day
    rest(page)
    page.get_by_role("link", name="Go on: How an optimizer learns, 3 of 9").click()
    arrives(page, third)
    assert visitor.complaints == []


def test_a_lesson_is_gone_through_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/")
    rest(page)
    page.locator(".lab-lessons a").nth(1).focus()
    page.keyboard.press("Enter")
    arrives(page, Place(FIRST, 1))
    for number in (2, 3):
        page.locator(TABS).last.focus()
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") == "lab-next":
                break
        page.keyboard.press("Enter")
        arrives(page, Place(FIRST, number))


def test_a_lesson_file_is_opened(visitor: Visitor) -> None:
    page = visitor.open("/")
    rest(page)
    stops = "/compare?landscape=Beale\nLook: $x$ <i>here</i>.\n\n/compare?landscape=Rosenbrock\nNow *this*."
    text = f"Optimizer Lab lesson 1\nTitle: Mine <b>\n\n{stops}"
    page.get_by_text("Open a lesson file").click()
    page.locator("[class*=st-key-lesson-file] input[type=file]").set_input_files(
        {"name": "mine.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.locator(".lab-lessons a", has_text="Mine <b>").click()
    expect(page.locator(".lab-says")).to_have_text("Look: $x$ <i>here</i>.")
    page.locator(NEXT).click()
    expect(page.locator(".lab-says")).to_have_text("Now *this*. This was the last stop.")
    rest(page)
    link = page.url
    page.context.clear_cookies()
    page.goto("about:blank")
    page.goto(link)  # the link carries it
    expect(page.locator(".lab-says")).to_have_text("Now *this*. This was the last stop.")
    assert visitor.complaints == []
