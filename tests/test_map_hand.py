"""What the hand does on a map: clicks, drags, fingers and buttons."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Visitor, Window
from tests.stage import becomes, centre, comes, drawing, lies_at, ready, still
from tests.walks import rest

COMPARE = "/compare?noise=0&show=Adam&t=300"
X, Y = ".st-key-himmelblau-x input", ".st-key-himmelblau-y input"
FAR = """(() => {
  const { eye, center } = document.querySelector(".st-key-ground .js-plotly-plot")._fullLayout.scene._scene.getCamera();
  return Math.hypot(eye.x - center.x, eye.y - center.y, eye.z - center.z);
})()"""
"""How far the camera stands from what it looks at."""
VIEW = """(() => {
    const { xaxis, yaxis } = document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout;
    return [...xaxis.range, ...yaxis.range];
})()"""
PIXEL = """([x, y]) => {
    const plot = document.querySelector('.st-key-ground .js-plotly-plot');
    const { xaxis, yaxis } = plot._fullLayout;
    const { left, top } = plot.getBoundingClientRect();
    return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)];
}"""

MIDDLE = (
    "(({ left, top, width, height }) => [left + width / 2, top + height / 2])(document.querySelector('.lab-start').getBoundingClientRect())"
)
WHERE_IT_GOES = f"""() => {{
    window.went = [];
    const look = () => window.went.push({MIDDLE}) && requestAnimationFrame(look);
    look();
}}"""


def start_of(page: Page) -> tuple[float, float]:
    return float(page.input_value(X)), float(page.input_value(Y))


def test_a_click_sets_the_start_and_a_drag_pans(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.mouse.click(*page.evaluate(PIXEL, [-2.0, 1.0]))
    page.wait_for_url(re.compile(r"himmelblau\.x="))
    rest(page)
    assert start_of(page) == pytest.approx((-2, 1), abs=0.05)
    before, here = page.evaluate(VIEW), start_of(page)
    x, y = page.evaluate(PIXEL, [2.0, 0.0])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 40, steps=5)
    page.mouse.up()
    rest(page)
    after = page.evaluate(VIEW)
    assert start_of(page) == here
    assert after[0] < before[0] - 0.5
    assert after[1] - after[0] == pytest.approx(before[1] - before[0])


def test_buttons_zoom_and_bring_the_whole_map_back(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    whole = page.evaluate(VIEW)
    page.get_by_role("button", name="Zoom in").click()
    closer = comes(page, lambda: page.evaluate(VIEW), lambda view: view != whole)
    assert closer[1] - closer[0] == pytest.approx(0.7 * (whole[1] - whole[0]))
    page.wait_for_url(re.compile("[?&]at="))
    page.get_by_role("button", name="The whole map").click()
    assert comes(page, lambda: page.evaluate(VIEW), lambda view: view == pytest.approx(whole)) == pytest.approx(whole)
    page.wait_for_function("!location.search.includes('at=')")
    assert start_of(page) == (0.5, -1.8), "a button is no click on the map"


def test_the_number_boxes_follow_the_disc(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    x, y = centre(page, ".lab-start")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y - 50, steps=4)
    lies_at(page, ".lab-start", x + 50, y - 50)
    moved = start_of(page)
    assert moved[0] > 0.9
    assert moved[1] > -1.4
    assert f"({moved[0]:g}, {moved[1]:g})" in str(page.locator(".lab-start").get_attribute("aria-label"))
    page.mouse.up()
    rest(page)
    assert start_of(page) == moved


def test_the_start_is_dragged_on_the_surface(visitor: Visitor) -> None:
    page = visitor.open(COMPARE + "&view=3D")
    ready(page)
    rest(page)
    x, y = centre(page, ".lab-start")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 10, steps=6)
    lies_at(page, ".lab-start", x + 60, y + 10)
    page.evaluate(WHERE_IT_GOES)
    page.mouse.up()
    page.wait_for_url(re.compile(r"himmelblau\.y"))
    rest(page)
    for now in [centre(page, ".lab-start"), *page.evaluate("window.went")]:
        assert now == pytest.approx((x + 60, y + 10), abs=2), "the disc is where the hand has left it, all the time"
    assert "eye=" not in page.url, "the camera stands still"


def test_a_fast_hand_on_the_surface_does_not_turn_the_camera(visitor: Visitor) -> None:
    page = visitor.open(COMPARE + "&view=3D")
    ready(page)
    rest(page)
    camera = "JSON.stringify(document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.scene._scene.getCamera().eye)"
    before = page.evaluate(camera)
    x, y = centre(page, ".lab-start")
    page.mouse.move(x, y)
    page.mouse.down()
    for far in (150, 60, 170):  # each jump leaves the disc behind
        page.mouse.move(x + far, y + far / 3)
        page.wait_for_timeout(120)
    assert page.evaluate(camera) == before
    page.mouse.up()


def test_camera_and_zoom_survive_the_other_view(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile("[?&]at="))
    zoomed = page.evaluate(VIEW)
    page.get_by_role("radio", name="3D").or_(page.get_by_role("button", name="3D")).first.click()
    page.wait_for_function("document.querySelector('.st-key-ground .js-plotly-plot')?._fullLayout?.scene?._scene?.glplot")
    rest(page)
    x, y = centre(page, ".st-key-ground .js-plotly-plot")
    page.mouse.move(x, y + 150)
    page.mouse.down()
    page.mouse.move(x + 80, y + 170, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile(r"[?&]eye="))
    rest(page)
    eye = re.search(r"eye=([^&]*)", page.url)
    page.get_by_role("radio", name="2D").or_(page.get_by_role("button", name="2D")).first.click()
    page.wait_for_function("document.querySelector('.st-key-ground .js-plotly-plot')?._fullLayout?.xaxis?._length")
    rest(page)
    page.wait_for_function(f"(zoomed) => {VIEW}.every((end, i) => Math.abs(end - zoomed[i]) < 1e-3 * Math.abs(zoomed[i]))", arg=zoomed)
    again = re.search(r"eye=([^&]*)", page.url)
    assert eye
    assert again
    assert eye[1] == again[1]


@pytest.fixture
def finger(window: Window) -> Any:
    """A phone's page, and what touches it."""
    page = window((390, 844), phone=True, motion=False).open(COMPARE)
    ready(page)
    rest(page)
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]}
        )

    return page, touch


def test_one_finger_scrolls_the_page_and_two_zoom_the_map(finger: Any) -> None:
    page, touch = finger
    x, y = page.evaluate(PIXEL, [0.0, 2.0])
    view, at = page.evaluate(VIEW), start_of(page)
    touch("touchStart", (x, y))
    for i in range(1, 11):
        touch("touchMove", (x, y - 12 * i))
        page.wait_for_timeout(16)
    touch("touchEnd")
    page.wait_for_function("document.querySelector('.stMain').scrollTop > 50")
    still(page, ".st-key-controls")
    assert page.evaluate(VIEW) == view
    assert start_of(page) == at
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    whole = page.get_by_role("button", name="The whole map")
    expect(whole).to_be_hidden()  # it would cover a corner of the map for nothing
    x, y = page.evaluate(PIXEL, [0.0, 0.0])
    touch("touchStart", (x - 20, y), (x + 20, y))
    for i in range(1, 9):
        touch("touchMove", (x - 20 - 5 * i, y), (x + 20 + 5 * i, y))
        page.wait_for_timeout(16)
    touch("touchEnd")
    third = pytest.approx((view[1] - view[0]) / 3, rel=0.1)
    closer = comes(page, lambda: page.evaluate(VIEW), lambda closer: closer[1] - closer[0] == third)
    assert closer[1] - closer[0] == third
    whole.tap()
    page.wait_for_function(f"Math.abs({VIEW}[0] - {view[0]}) < 1e-6")
    expect(whole).to_be_hidden()


def test_one_finger_turns_a_surface_with_its_paths_and_two_come_closer(finger: Any) -> None:
    page, touch = finger
    page.get_by_role("radio", name="3D").or_(page.get_by_role("button", name="3D")).first.click()
    page.wait_for_function("document.querySelector('.st-key-ground .js-plotly-plot')?._fullLayout?.scene?._scene?.glplot")
    rest(page)
    paths = drawing(page)
    x, y = centre(page, ".st-key-ground .js-plotly-plot")
    touch("touchStart", (x - 60, y + 120))
    for i in range(1, 11):
        touch("touchMove", (x - 60 + 8 * i, y + 120))
        page.wait_for_timeout(16)
    touch("touchEnd")
    assert becomes(page, lambda now: now != paths), "the paths lie on the surface, which has turned"
    page.wait_for_url(re.compile(r"[?&]eye="))
    far = page.evaluate(FAR)
    touch("touchStart", (x - 20, y + 120), (x + 20, y + 120))
    for i in range(1, 5):
        touch("touchMove", (x - 20 - 5 * i, y + 120), (x + 20 + 5 * i, y + 120))
        page.wait_for_timeout(16)
    touch("touchEnd")
    half = pytest.approx(far / 2, rel=0.05)
    assert comes(page, lambda: page.evaluate(FAR), lambda near: near == half) == half


def test_a_tap_sets_the_start_and_the_disc_is_as_large_as_a_finger(finger: Any) -> None:
    page, touch = finger
    x, y = page.evaluate(PIXEL, [-2.0, 1.0])
    page.touchscreen.tap(x, y)
    expect(page.locator(X)).to_have_value(re.compile(r"-(2|1\.9)"))
    rest(page)
    x, y = centre(page, ".lab-start")
    touch("touchStart", (x + 18, y))
    for i in range(1, 6):
        touch("touchMove", (x + 18 + 10 * i, y + 10 * i))
        page.wait_for_timeout(30)
    touch("touchEnd")
    rest(page)
    assert start_of(page)[0] > -1.5, "the finger came down 18 pixels beside its middle"
