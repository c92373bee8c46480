"""The stage in a real browser: the start, the knobs and the playhead are moved, and the paths follow."""

import re
from typing import Any

import pytest

from landscapes import Himmelblau
from tests.conftest import Visitor, Window, at_both
from tests.pages import run
from tests.stage import COMPARE, KNOB, NUMBER, becomes, centre, drawing, lies_at, map_is_the_same, ready, still, watch_the_map


@at_both
def test_the_start_is_dragged_and_the_paths_follow(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    watch_the_map(page)
    before = drawing(page)
    x, y = centre(page, ".lab-start")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=5)
    assert becomes(page, lambda now: now != before)
    assert "himmelblau.x" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile(r"himmelblau\.x=-.*himmelblau\.y=-"))
    visitor.settle()
    assert map_is_the_same(page)
    lies_at(page, ".lab-start", x - 60, y + 40)
    typed = page.locator(".st-key-himmelblau-x input")
    assert float(typed.input_value()) < 0
    typed.fill(str(Himmelblau().start[0]))
    typed.press("Enter")
    page.wait_for_url(lambda url: "himmelblau.x" not in url)
    lies_at(page, ".lab-start", x)
    assert visitor.complaints == []


@pytest.mark.parametrize("held", [".lab-start", KNOB])
def test_a_run_under_a_hand_that_rests_takes_nothing_from_it(visitor: Visitor, held: str) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.locator("[data-testid=stExpander] summary").nth(5).click()
    visitor.settle()
    page.locator(held).scroll_into_view_if_needed()
    x, y = still(page, held)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=5)
    page.wait_for_timeout(1000)  # the last move has its picture
    of_one_less = drawing(page)
    page.locator(".st-key-show button", has_text="RMSprop").evaluate("pill => pill.click()")
    assert becomes(page, lambda now: now != of_one_less)
    visitor.settle()
    under_the_hand = drawing(page)
    page.mouse.up()
    page.wait_for_url(re.compile(r"himmelblau\."))
    ready(page)
    assert drawing(page) == under_the_hand
    assert visitor.complaints == []


def test_the_start_is_moved_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.locator(".lab-start").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(rf"himmelblau\.x={Himmelblau().start[0] + 0.5:g}(&|$)"))


@at_both
def test_a_knob_is_dragged_typed_and_reset(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.locator("[data-testid=stExpander] summary").nth(5).click()
    visitor.settle()  # an expander that opens has Python run from the top, which may draw the sliders anew
    page.locator(KNOB).scroll_into_view_if_needed()
    before = drawing(page)
    x, y = still(page, KNOB)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=6)
    assert becomes(page, lambda now: now != before)
    assert "learning_rate" not in page.url
    page.mouse.up()
    page.wait_for_url(re.compile(r"himmelblau\.adam\.learning_rate="))
    dragged = drawing(page)
    number = page.locator(NUMBER)
    number.fill("0.0123")
    number.press("Enter")
    page.wait_for_url(re.compile(r"learning_rate=0\.0123"))
    visitor.settle()
    assert becomes(page, lambda now: now not in (before, dragged))
    page.locator(KNOB).dblclick()
    page.wait_for_url(lambda url: "learning_rate" not in url)
    assert becomes(page, lambda now: now == before)


@at_both
def test_play_scrub_and_step(visitor: Visitor) -> None:
    page = visitor.open("/compare?t=10")
    ready(page)
    label = page.locator(".lab-t")
    assert label.inner_text() == "t = 10"
    outcomes = page.locator(".lab-outcomes")
    assert "step 10, at (" in outcomes.inner_text()
    stage = page.locator(".st-key-ground .js-plotly-plot")
    stage.focus()
    for key, t in (("ArrowRight", 11), ("ArrowLeft", 10), ("Home", 0), ("End", 300)):
        page.keyboard.press(key)
        assert label.inner_text() == f"t = {t}"
        assert (f"step {t}, at (" in outcomes.inner_text()) is (t < 300)
    page.locator(".lab-scrub").fill("42")
    assert label.inner_text() == "t = 42"
    assert "step 42, at (" in outcomes.inner_text()
    page.wait_for_url(re.compile(r"[?&]t=42"))
    page.locator(".lab-transport select").select_option("0.25")  # so that it is not at its end before the second press
    stage.focus()
    page.keyboard.press(" ")
    page.wait_for_function("document.querySelector('.lab-t').textContent !== 't = 42'")
    page.keyboard.press(" ")
    playing = int(label.inner_text().split()[-1])
    assert 42 < playing < 300
    page.wait_for_timeout(300)
    assert label.inner_text() == f"t = {playing}"
    assert visitor.complaints == []


@at_both
def test_a_finger_drags_the_start(window: Window) -> None:
    visitor = window((390, 844), phone=True)
    page = visitor.open(COMPARE)
    ready(page)
    x, y = centre(page, ".lab-start")
    touch = page.context.new_cdp_session(page)
    for kind, dx in (("touchStart", 0), ("touchMove", 15), ("touchMove", 30)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + dx, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(re.compile(r"himmelblau\.x=1"))
    assert visitor.complaints == []


def test_two_visitors_do_not_see_each_other(browser: Any, lab: str) -> None:
    contexts = [browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}) for _ in range(2)]
    one, other = (Visitor(context, lab) for context in contexts)
    for visitor in (one, other):
        ready(visitor.open(COMPARE))
    before = drawing(other.page)
    x, y = centre(one.page, ".lab-start")
    one.page.mouse.move(x, y)
    one.page.mouse.down()
    one.page.mouse.move(x - 80, y - 50, steps=4)
    one.page.wait_for_timeout(500)
    one.page.mouse.up()
    one.page.wait_for_url(re.compile("himmelblau.x"))
    assert drawing(other.page) == before
    assert "himmelblau" not in other.page.url
    for context in contexts:
        context.close()


def test_what_is_left_of_the_run_before_does_not_take_the_stage(visitor: Visitor) -> None:
    """Streamlit may mount it anew, beside what the new run shows and after it, and then takes it away."""
    page = visitor.open(COMPARE)
    ready(page)
    (picture,) = (block.proto.bytes for block in run("pages/compare.py").get("bidi_component") if block.proto.bytes)
    mount = """async (bytes) => {
      const left = document.createElement("div"), parentElement = document.createElement("div");
      left.dataset.stale = "true";
      left.append(parentElement);
      document.querySelector(".stApp").append(left);
      (await optimizerLab).stage({ data: new Uint8Array(bytes), parentElement, setStateValue() {} });
      left.remove();
    }"""
    page.evaluate(mount, list(picture))
    assert page.locator(".lab-outcomes td").count(), "the stage that is shown stays"
    assert visitor.complaints == []
