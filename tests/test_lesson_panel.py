"""Frames and “Make a lesson” in a real browser: no hand moves what is locked, and the panel makes links that open as they were made."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, expect

from lessons.plans.lesson_file import parse
from tests.conftest import Visitor
from tests.stage import ready
from tests.walks import rest
from ui.lessons.plan import ADDRESSES

LOCKED = {"show": "Adam", "adam.beta1": "0.5", "controls": "*.x,*.y,*.adam.learning_rate,adam.beta1", "locked": "*.y,adam.beta1"}
SPACE, ENTER = "Space", "Enter"


def settings(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def drag(page: Page, selector: str, far: float = 60) -> None:
    node = page.locator(selector).first
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + far, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()


def test_no_hand_moves_what_is_locked(visitor: Visitor) -> None:
    page = visitor.open(f"/compare?{urlencode(LOCKED)}&t=20")
    ready(page)
    if page.locator(".st-key-open-adam details").get_attribute("open") is None:
        page.locator(".st-key-open-adam summary").click()
    beta1, rate = page.locator(".st-key-adam-beta1"), page.locator(".st-key-himmelblau-adam-learning_rate")
    expect(beta1.locator("input.lab-knob")).to_be_disabled()
    expect(beta1.locator("input").first).to_be_disabled()
    expect(rate.locator("input.lab-knob")).to_be_enabled()
    expect(page.locator(".st-key-steps, .st-key-landscape, .st-key-show, .st-key-adam-beta2")).to_have_count(0)
    expect(page.locator(".lab-symbol[data-knob='himmelblau.adam.learning_rate']").first).to_be_attached()
    expect(page.locator(".lab-symbol[data-knob='adam.beta1']")).to_have_count(0)
    expect(page.locator(".lab-start")).to_be_disabled()
    rest(page)
    before = settings(page)
    assert before == {key: [value] for key, value in LOCKED.items()} | {"t": ["20"]}
    for part in (".lab-start", ".st-key-adam-beta1 input.lab-knob", ".st-key-formula-adam .katex .mord:text('β')"):
        drag(page, part)
    beta1.locator("label").dblclick(force=True)
    rest(page)
    assert settings(page) == before
    # Whoever opens the browser's tools can make the box accept a number. Python still has the value of the link.
    beta1.locator("input").first.evaluate("(box) => box.removeAttribute('disabled')")
    beta1.locator("input").first.fill("0.9")
    page.keyboard.press(ENTER)
    rest(page)
    assert settings(page)["adam.beta1"] == ["0.5"]
    drag(page, ".st-key-himmelblau-adam-learning_rate input.lab-knob")
    page.wait_for_url(re.compile("himmelblau.adam.learning_rate"))
    rest(page)
    assert settings(page).items() >= {key: [value] for key, value in LOCKED.items()}.items()
    page.reload()
    ready(page)
    expect(page.locator(".lab-start")).to_be_disabled()
    page.locator(".st-key-nav a", has_text="Maps").click()
    page.wait_for_url("**/maps*")
    rest(page)
    assert not settings(page).keys() & {"controls", "locked"}
    expect(page.locator(".st-key-steps")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/compare*")
    rest(page)
    assert settings(page).items() >= {key: [value] for key, value in LOCKED.items()}.items()
    expect(page.locator(".st-key-steps")).to_have_count(0)
    expect(page.locator(".lab-start")).to_be_disabled()


def press(page: Page, name: str, key: str = ENTER) -> None:
    button = page.get_by_role("button", name=name, exact=True).last
    button.focus()
    page.keyboard.press(key)


def test_the_panel_makes_a_link_that_opens_as_made_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.open("/compare?adam.beta1=0.5&t=20")
    ready(page)
    press(page, "Share")
    press(page, "Make a lesson")
    dialog = page.get_by_role("dialog", name="Make a lesson")
    dialog.locator("summary").nth(0).focus()
    page.keyboard.press(ENTER)
    press(page, "None")
    for label in ("Start x: seen", "Adam: β₁ memory of the mean gradient: seen", "Adam: β₁ memory of the mean gradient: locked"):
        dialog.get_by_label(label, exact=True).focus()
        page.keyboard.press(SPACE)
    dialog.locator("summary").nth(1).focus()
    page.keyboard.press(ENTER)
    dialog.locator("details").nth(1).get_by_role("button", name="None").focus()
    page.keyboard.press(ENTER)
    dialog.get_by_label("Adam: offered", exact=True).focus()
    page.keyboard.press(SPACE)
    dialog.get_by_label("Task").focus()
    page.keyboard.type("Move the start. <b>Where</b> does $x$ end?")
    press(page, "Show link and code")
    expect(page.get_by_alt_text("QR code of the link")).to_be_visible()
    link = page.get_by_label("Link", exact=True).input_value()
    assert "embed=true" in page.get_by_label("HTML of a frame").input_value()
    made = {"controls": ["*.x,adam.beta1"], "locked": ["adam.beta1"], "optimizers": ["Adam"]}
    made["says"] = ["Move the start. <b>Where</b> does $x$ end?"]
    assert parse_qs(urlsplit(link).query) == {"adam.beta1": ["0.5"], "t": ["20"], **made}
    page.goto(link)
    ready(page)
    expect(page.get_by_role("note")).to_have_text(made["says"][0])
    expect(page.locator(".st-key-himmelblau-x input")).to_be_visible()
    expect(page.locator(".st-key-show, .st-key-landscape")).to_have_count(0)
    expect(page.locator(".lab-outcomes tbody tr")).to_have_count(1)
    expect(page.locator(".stAlert")).to_have_count(0)
    assert visitor.complaints == []


def test_on_a_phone_a_lesson_of_several_pages_is_kept_and_saved(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    page = visitor.page
    for path, task in (("/compare?landscape=Beale", "First."), ("/?eta=0.5", "Second.\nMinutes: 7")):
        visitor.open(path)
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("dialog", name="More").get_by_role("button", name="Share").click()
        page.get_by_role("button", name="Make a lesson").click()
        dialog = page.get_by_role("dialog", name="Make a lesson")
        dialog.locator("summary").first.click()
        assert dialog.evaluate("(node) => node.scrollWidth <= node.clientWidth && node.getBoundingClientRect().right <= 390")
        dialog.get_by_label("Task").fill(task)
        dialog.get_by_label("Minutes").fill("4")
        dialog.get_by_role("button", name="Add to the lesson").click()
    expect(dialog.locator("li")).to_have_count(2)
    assert dialog.evaluate("(node) => node.scrollWidth <= node.clientWidth")
    dialog.get_by_role("button", name="Move up page 2").click()
    dialog.get_by_label("Title").fill("My hour")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save the lesson").click()
    text = download.value.path().read_text(encoding="utf-8")
    head, *stops = text.split("\n\n")
    assert head == "Optimizer Lab lesson 1\nTitle: My hour"
    assert [stop.strip().split("\n")[1:] for stop in stops] == [["Minutes: 4", "Second. Minutes: 7"], ["Minutes: 4", "First."]]
    assert [stop.split("?")[0] for stop in stops] == ["/", "/compare"]
    assert [stop.says for stop in parse(text, ADDRESSES).stops] == ["Second. Minutes: 7", "First."]
    assert visitor.complaints == []
