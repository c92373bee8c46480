"""Numbers as people type and paste them: read, or refused with a sentence; no sign is dropped in silence."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Visitor
from tests.modules import importing

BOX = "<button>elsewhere</button><div><div class='stNumberInput'><input type=number step=0.1 value=7></div></div>"
LISTEN = """async () => {
  const { plain, readNumbers } = await IMPORT;
  readNumbers();
  window.plain = plain;
  window.box = document.querySelector("input");
  window.said = () => document.querySelector(".lab-note")?.textContent ?? "";
}""".replace("IMPORT", importing("number_boxes.js"))
COMMA = "A comma is read as a decimal point."
MINUS, FULL = "\N{MINUS SIGN}0,5", "\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH COMMA}\N{FULLWIDTH DIGIT FIVE}"
READ = {
    "0,5": "0.5",
    "0,500": "0.500",
    "12,5": "12.5",
    "1,0000": "1.0000",
    ",5": ".5",
    "5,": "5",
    " 0.5\n": "0.5",
    MINUS: "-0.5",
    FULL: "0.5",
    "1e-3": "1e-3",
    "1,5E3": "1.5E3",
    "+5": "5",
    "1.000,5": "1000.5",
    "1,000.5": "1000.5",
    "1,000,000": "1000000",
    "1.000.000": "1000000",
    "1 000": "1000",
    "1\N{NARROW NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}000,25": "1000000.25",
    "1'000.5": "1000.5",
    "1.000": "1.000",
}
REFUSED = [
    "1,000",
    "-12,345",
    "1\t2",
    "0,5 0,6",
    "1.2.3",
    "1,2,3",
    "1.00.000",
    "1/2",
    "x",
    "10\N{SUPERSCRIPT TWO}",
    ".",
    "",
    "9" * 100,
    "NaN",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content(BOX)
    page.evaluate(LISTEN)
    yield page
    page.close()


def test_what_has_one_meaning_is_read_and_the_rest_refused(page: Page) -> None:
    assert page.evaluate("(texts) => texts.map(plain)", list(READ)) == list(READ.values())
    assert page.evaluate("(texts) => texts.map(plain)", REFUSED) == [None] * len(REFUSED)


@pytest.mark.parametrize(
    ("typed", "value", "said"),
    [
        ("0,5", "0.5", COMMA),
        ("1,000", "1.000", COMMA),
        (MINUS, "-0.5", COMMA),
        ("1e-3", "1e-3", ""),
        ("+5", "5", ""),
        ("1 000", "1000", ""),
        (FULL, "0.5", ""),
        ("0.5q", "0.5", "q"),
        ("1.000,5", "7", ","),
        ("1,2,3", "7", ","),
        ("1/2", "7", "/"),
        ("(1)", "7", "("),
        ("1.2.3", "7", "."),
        ("abc", "7", "a"),
        ("5e", "7", "not a number"),
        ("--1", "7", "not a number"),
        ("1e400", "7", "not a number"),
    ],
)
def test_what_is_typed_is_read_or_leaves_the_box_as_it_was(page: Page, typed: str, value: str, said: str) -> None:
    box = page.locator("input")
    box.focus()
    box.press("Control+a")
    page.keyboard.type(typed, delay=20)
    box.press("Enter")
    assert page.evaluate("box.value") == value
    assert said in page.evaluate("said()")
    page.locator("button").focus()
    assert page.evaluate("box.value") == value


@pytest.mark.parametrize(("first", "value"), [("\N{MINUS SIGN}", "-0.5"), ("q", "7")])
def test_a_key_that_is_faster_than_what_came_without_one(page: Page, first: str, value: str) -> None:
    """As where a page is busy for a while: its timers wait, and its keys do not."""
    page.evaluate("window.setTimeout = (act) => { window.late = act; }")
    box = page.locator("input")
    box.focus()
    box.press("Control+a")
    page.keyboard.insert_text(first)
    page.keyboard.type("0.5")
    box.press("Enter")
    page.evaluate("late()")
    assert page.evaluate("box.value") == value


def test_what_is_refused_can_be_mended_at_once(page: Page) -> None:
    box = page.locator("input")
    box.focus()
    box.press("Control+a")
    page.keyboard.type("1/2")
    box.press("Backspace")
    page.keyboard.type("0.5")
    box.press("Enter")
    assert page.evaluate("[box.value, said()]") == ["0.5", ""]


@pytest.mark.parametrize("text", ["0,5", FULL, "1.000,5", "1,000", "1/2"])
@pytest.mark.parametrize("way", ["pasted", "composed", "at once"])
def test_what_is_pasted_or_composed_is_read_as_a_whole(page: Page, text: str, way: str) -> None:
    box = page.locator("input")
    if way == "pasted":
        page.evaluate(
            """(text) => {
              const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
              area.select();
              document.execCommand("copy");
              area.remove();
            }""",
            text,
        )
    box.focus()
    box.press("Control+a")
    if way == "pasted":
        box.press("Control+v")
    elif way == "at once":
        page.keyboard.insert_text(text)
    else:
        cdp = page.context.new_cdp_session(page)
        for end in range(1, len(text) + 1):
            cdp.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})
        cdp.send("Input.insertText", {"text": text})
    wanted = READ.get(text)
    if wanted is None:
        page.wait_for_function("said().includes('cannot be read')")
    else:
        page.wait_for_function("(wanted) => box.value === wanted", arg=wanted)
    box.press("Enter")
    assert page.evaluate("box.value") == (wanted or "7")


def test_the_labs_own_boxes_take_a_comma_and_keep_their_value_otherwise(visitor: Visitor) -> None:
    page = visitor.page
    page.set_default_timeout(60_000)
    page.goto(f"{visitor.lab}/compare?show=Adam&t=300")
    box = page.locator(".st-key-himmelblau-x input:not(.lab-knob)")
    box.wait_for()
    page.wait_for_selector(".lab-outcomes td")
    box.focus()
    box.press("Control+a")
    page.keyboard.type("1,25", delay=20)
    box.press("Enter")
    page.wait_for_url(re.compile(r"himmelblau\.x=1\.25(&|$)"))
    visitor.settle()
    box.focus()
    box.press("Control+a")
    page.keyboard.type("1/2", delay=20)
    page.get_by_text("cannot be read here").wait_for()
    page.locator(".st-key-himmelblau-y input:not(.lab-knob)").focus()
    page.wait_for_timeout(1000)
    assert box.input_value() == "1.25"
    assert "himmelblau.x=1.25" in page.url
    assert visitor.complaints == []
