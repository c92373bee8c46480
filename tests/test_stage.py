"""The stage in a real browser: what the hand does, and what follows."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import Visitor

KNOB = ".st-key-himmelblau-adam-learning_rate input.lab-knob"
NUMBER = ".st-key-himmelblau-adam-learning_rate input:not(.lab-knob)"
COMPARE = "/compare?t=300"  # a link that names a step opens at rest


def ready(page: Page) -> None:
    page.wait_for_selector("canvas.lab-paths")
    page.wait_for_selector(".lab-outcomes td")
    page.wait_for_timeout(600)


def drawing(page: Page) -> str:
    """What the paths look like now."""
    # A new landscape takes the old one's canvas away before its own is there.
    return str(page.wait_for_function("document.querySelector('canvas.lab-paths')?.toDataURL()").json_value())


def becomes(page: Page, wanted: Callable[[str], bool]) -> bool:
    """Whether the paths come to look as wanted, within five seconds: a busy machine answers late."""
    for _ in range(50):
        if wanted(drawing(page)):
            return True
        page.wait_for_timeout(100)
    return False


def centre(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def watch_the_map(page: Page) -> None:
    """Mark the map, so that a map drawn anew can be told from the one that was there."""
    page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark = 'same'")


def map_is_the_same(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark === 'same'"))


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
    assert centre(page, ".lab-start") == pytest.approx((x - 60, y + 40), abs=2)
    typed = page.locator(".st-key-himmelblau-x input")
    assert float(typed.input_value()) < 0
    typed.fill("0.4")
    typed.press("Enter")
    page.wait_for_url(lambda url: "himmelblau.x" not in url)
    visitor.settle()
    assert centre(page, ".lab-start")[0] == pytest.approx(x, abs=2)
    assert visitor.complaints == []


def test_the_start_is_moved_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.locator(".lab-start").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"himmelblau\.x=0\.9"))


def test_a_knob_is_dragged_typed_and_reset(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.locator("[data-testid=stExpander] summary").nth(5).click()
    page.wait_for_timeout(1000)  # the expander takes its time
    page.locator(KNOB).scroll_into_view_if_needed()
    before = drawing(page)
    x, y = centre(page, KNOB)
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


def test_play_scrub_and_step(visitor: Visitor) -> None:
    page = visitor.open("/compare?t=10")
    ready(page)
    label = page.locator(".lab-t")
    assert label.inner_text() == "t = 10"
    stage = page.locator(".st-key-ground .js-plotly-plot")
    stage.focus()
    for key, t in (("ArrowRight", 11), ("ArrowLeft", 10), ("Home", 0), ("End", 300)):
        page.keyboard.press(key)
        assert label.inner_text() == f"t = {t}"
    page.locator(".lab-scrub").fill("42")
    assert label.inner_text() == "t = 42"
    page.wait_for_url(re.compile(r"[?&]t=42"))
    stage.focus()
    page.keyboard.press(" ")
    page.wait_for_timeout(300)
    page.keyboard.press(" ")
    playing = int(label.inner_text().split()[-1])
    assert 42 < playing < 300
    page.wait_for_timeout(300)
    assert label.inner_text() == f"t = {playing}"
    assert visitor.complaints == []


def test_zoom_survives_a_knob_and_is_in_the_link(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    watch_the_map(page)
    x, y = centre(page, ".st-key-ground .nsewdrag")
    page.mouse.move(x + 40, y - 120)
    page.mouse.down()
    page.mouse.move(x + 150, y - 20, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"[?&]at="))
    zoomed = page.evaluate("document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range")
    assert zoomed[1] - zoomed[0] < 5
    number = page.locator(NUMBER)
    page.locator("[data-testid=stExpander] summary").nth(5).click()
    number.fill("0.1")
    number.press("Enter")
    page.wait_for_url(re.compile(r"learning_rate=0\.1"))
    visitor.settle()
    assert map_is_the_same(page)
    assert page.evaluate("document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range") == zoomed
    page.goto(page.url)
    ready(page)
    page.wait_for_timeout(500)
    again = page.evaluate("document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range")
    assert again == pytest.approx(zoomed, rel=1e-3)


def test_side_by_side_zooms_together(visitor: Visitor) -> None:
    page = visitor.open("/compare?layout=Side+by+side&t=300")
    page.wait_for_selector(".st-key-panel-adamax canvas.lab-paths")
    page.wait_for_timeout(800)
    assert page.locator("canvas.lab-paths").count() == 7
    page.wait_for_function(
        "[...document.querySelectorAll('.lab-said')].filter((said) => said.textContent.includes('minimum')).length === 7"
    )
    x, y = centre(page, ".st-key-panel-sgd .nsewdrag")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(1000)
    ranges = page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].map((p) => p._fullLayout.xaxis.range.map(Number))")
    assert ranges[0][1] - ranges[0][0] < 8
    assert all(each == pytest.approx(ranges[0]) for each in ranges)


def test_a_finger_drags_the_start(browser: Any, lab: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visitor = Visitor(context, lab)
    page = visitor.open(COMPARE)
    ready(page)
    x, y = centre(page, ".lab-start")
    touch = context.new_cdp_session(page)
    for kind, dx in (("touchStart", 0), ("touchMove", 15), ("touchMove", 30)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + dx, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(re.compile(r"himmelblau\.x=1"))
    assert visitor.complaints == []
    context.close()


def test_whoever_prefers_rest_finds_the_paths_at_their_end(browser: Any, lab: str) -> None:
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = Visitor(context, lab).open("/compare")
    page.wait_for_selector(".lab-outcomes td")
    assert page.locator(".lab-t").inner_text() == "t = 300"
    context.close()


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


ROWS_OF_ADAM = """(() => {
    const canvas = document.querySelector('.lab-loss canvas');
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const orange = (i) => data[i] > 180 && data[i + 1] < 140 && data[i + 2] < 60 && data[i + 3] > 200;
    const columns = Array.from({ length: width }, (_, x) => x);
    return Array.from({ length: height }, (_, y) => y).filter((y) => columns.some((x) => orange(4 * (y * width + x)))).length;
})()"""


@pytest.mark.parametrize("place", ["Saddle", "Rosenbrock&steps=5000&noise=1"], ids=["falls for ever", "diverges"])
def test_a_run_that_leaves_all_bounds_leaves_the_other_curves_readable(visitor: Visitor, place: str) -> None:
    page = visitor.open(f"/compare?landscape={place}&show=Adadelta&show=Adam&t=300")
    ready(page)
    assert page.evaluate(ROWS_OF_ADAM) > 60
    assert visitor.complaints == []


def test_the_surface_opens_with_the_paths_on_it(visitor: Visitor) -> None:
    page = visitor.open("/compare?view=3D&t=300")
    ready(page)
    drawn = "[...document.querySelector('canvas.lab-paths').getContext('2d').getImageData(0, 0, 600, 600).data].some((v) => v)"
    page.wait_for_function(drawn)
    assert visitor.complaints == []


def test_the_camera_and_the_arrows_are_in_the_link_and_survive_the_hand(visitor: Visitor) -> None:
    page = visitor.open("/compare?view=3D&t=120")
    ready(page)
    x, y = centre(page, ".st-key-ground .js-plotly-plot")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 20, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile(r"[?&]eye="))
    page.get_by_label("Arrows").check()
    page.wait_for_url(re.compile(r"[?&]arrows=1"))
    assert "t=120" in page.url
    camera = "(() => document.querySelector('.js-plotly-plot')._fullLayout.scene._scene.getCamera().eye.x)()"
    # On a slow machine the surface still turns when the link first speaks of it.
    page.wait_for_function(f"Math.abs({camera} - new URL(location).searchParams.get('eye').split(',')[0]) < 1e-3")
    turned = page.evaluate(camera)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    ready(page)
    page.wait_for_function(f"Math.abs({camera} - {turned}) < 1e-2")
    assert page.get_by_label("Arrows").is_checked()
    assert page.url == link


def test_a_diverging_run_is_named_for_the_eye_and_for_the_ear(visitor: Visitor) -> None:
    page = visitor.open("/compare?himmelblau.sgd.learning_rate=1&t=300")
    ready(page)
    page.get_by_role("cell", name=re.compile("diverged at step")).wait_for()
    page.wait_for_function("document.querySelector('[aria-live=polite].lab-unseen').textContent.includes('SGD: diverged at step')")
