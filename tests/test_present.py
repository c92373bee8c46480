"""Present: the picture for an audience, with large letters, and nothing else but what is asked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Visitor
from tests.stage import COMPARE, at_the_end, becomes, drawing, ready
from tests.test_share import press


def sizes(page: Page, selector: str) -> list[float]:
    return [
        float(size) for size in page.locator(selector).evaluate_all("(nodes) => nodes.map((n) => parseFloat(getComputedStyle(n).fontSize))")
    ]


def test_a_presentation_is_large_and_bare_and_esc_ends_it(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    usual = drawing(page)
    press(page, "Present")
    page.wait_for_url(re.compile(r"[?&]present=1"))
    for gone in (".st-key-nav", ".st-key-options", "[class*=st-key-preset]", ".stCode"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    for there in ("canvas.lab-paths", ".lab-transport", ".lab-outcomes td", ".lab-loss canvas"):
        expect(page.locator(there).first).to_be_visible()
    for selector in (".lab-outcomes td:visible", ".lab-t", ".st-key-controls .stNumberInput label p:visible"):
        assert min(sizes(page, selector)) >= 24, selector
    assert becomes(page, lambda now: now != usual), "the paths are thicker"
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 1440")
    page.wait_for_function("document.querySelector('.st-key-ground').getBoundingClientRect().height > 600")
    page.reload()
    ready(page)
    expect(page.locator("html.lab-present")).to_have_count(1)
    assert "present=1" in page.url
    assert not page.locator(".stAlert:visible").count(), "no complaint about the link"
    page.keyboard.press("Escape")
    expect(page.locator("html.lab-present")).to_have_count(0)
    page.wait_for_url(lambda url: "present" not in url)
    expect(page.locator(".st-key-nav")).to_be_visible()
    press(page, "Present")
    page.get_by_role("button", name="Esc").click()
    expect(page.locator("html.lab-present")).to_have_count(0)
    assert visitor.complaints == []


def test_back_keeps_a_presentation(visitor: Visitor) -> None:
    page = visitor.open("/compare")
    page.locator(".st-key-nav a", has_text="Maps").click()
    page.wait_for_url("**/maps")
    visitor.settle()
    press(page, "Present")
    page.wait_for_url(re.compile(r"/maps\?.*present=1"))
    page.go_back()
    page.wait_for_url(re.compile(r"/compare"))
    visitor.settle()
    expect(page.locator("html.lab-present")).to_have_count(0)
    page.go_forward()
    page.wait_for_url(re.compile(r"/maps\?.*present=1"))
    visitor.settle()
    expect(page.locator("html.lab-present")).to_have_count(1)


def test_a_presented_task_shows_what_is_asked_and_what_is_said_of_the_answer(visitor: Visitor) -> None:
    page = visitor.open("/challenges?past-the-bottom.beta1=0.5&present=1")
    visitor.settle()
    asked, button = page.locator(".st-key-words p").last, page.get_by_role("button", name="See what happens")
    expect(asked).to_be_visible()
    colour = "(node) => getComputedStyle(node).color"
    assert button.locator("p").evaluate(colour) == button.evaluate(colour) != asked.evaluate(colour), "letters on a full button are light"
    button.click()
    expect(page.locator(".st-key-verdict p").first).to_be_visible()
    assert min(sizes(page, ":is(.st-key-words, .st-key-verdict) p")) >= 24


def test_a_lesson_is_led_through_in_a_presentation(visitor: Visitor) -> None:
    page = visitor.open("/challenges?task=A+quarter+of+the+noise&plan=a-fair-race.2&present=1")
    visitor.settle()
    expect(page.locator(".lab-says")).to_be_visible()
    assert min(sizes(page, ".lab-says")) >= 24
    page.locator(".lab-next").click()
    page.wait_for_url(re.compile(r"task=A\+fixed\+budget.*present=1"))
    expect(page.locator("html.lab-present .lab-says")).to_contain_text("512")


BROKEN = """() => {
  const walk = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT), broken = [];
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.parentElement.checkVisibility({ visibilityProperty: true }) || node.parentElement.closest(".katex, svg")) continue;
    for (const word of node.data.matchAll(/[a-z]+/gi)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""The words on the page that do not stand on one line."""

CUT = """(rows) => rows.filter((row) => {
  const range = document.createRange(), room = row.getBoundingClientRect();
  return [...row.querySelectorAll(".lab-now > span")].some((text) => {
    if (!text.checkVisibility()) return false;
    range.selectNodeContents(text);
    const { top, bottom, right } = range.getBoundingClientRect();
    return top < room.top || bottom > room.bottom || right > innerWidth;
  });
}).map((row) => row.innerText)"""
"""The rows of the list that have no room for a text of theirs."""


@pytest.mark.parametrize("path", ["/maps", "/step_by_step", "/"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_no_word_of_a_presentation_breaks(visitor: Visitor, path: str, width: int, height: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": height})
    page = visitor.open(f"{path}?present=1")
    page.wait_for_selector(".st-key-controls input.lab-knob")
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_what_a_presented_list_says_has_room(visitor: Visitor, width: int, height: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": height})
    page = visitor.open("/compare?landscape=Beale&t=120&present=1")
    ready(page)
    assert page.locator(".lab-outcomes tbody tr").evaluate_all(CUT) == []


def test_on_a_phone_the_numbers_of_the_ball_stay_off_it(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    page = visitor.open("/?present=1")
    at_the_end(page)
    numbers, ball = (page.locator(place).bounding_box() for place in (".lab-numbers", ".lab-ball"))
    assert numbers
    assert ball
    assert numbers["y"] + numbers["height"] <= ball["y"]


def test_the_card_of_keys_is_as_large_as_the_rest(visitor: Visitor) -> None:
    page = visitor.open(f"{COMPARE}&present=1")
    ready(page)
    page.keyboard.press("?")
    expect(page.locator(".lab-keys")).to_be_visible()
    assert min(sizes(page, ".lab-keys :is(th, td, label, button)")) >= 24


def test_a_presented_start_offers_no_lessons(visitor: Visitor) -> None:
    page = visitor.open("/?present=1")
    page.wait_for_selector(".st-key-lessons", state="attached")
    expect(page.locator(".st-key-lessons:visible")).to_have_count(0)


def test_what_is_said_of_a_map_is_large_and_in_sight(visitor: Visitor) -> None:
    page = visitor.open("/maps?present=1")
    page.wait_for_selector(".lab-atlas progress[hidden]", state="attached")
    assert min(sizes(page, ".lab-atlas-count, .lab-atlas-key span, .lab-atlas-words")) >= 24
    words = page.locator(".lab-atlas-words").bounding_box()
    assert words
    assert words["y"] + words["height"] <= 900
