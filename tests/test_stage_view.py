"""What the stage shows in a real browser: zoom, camera and surface, and runs that leave all bounds."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import Visitor, Window
from tests.stage import COMPARE, NUMBER, centre, comes, map_is_the_same, ready, watch_the_map
from tests.walks import rest


def test_zoom_survives_a_knob_and_is_in_the_link(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    watch_the_map(page)
    x, y = centre(page, ".st-key-ground .nsewdrag")
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    page.mouse.move(x + 40, y - 120)
    page.mouse.down()
    page.mouse.move(x + 90, y - 60, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"[?&]at="))
    rest(page)
    zoomed = page.evaluate("document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range")
    assert zoomed[1] - zoomed[0] < 5
    assert sum(zoomed) < -0.5, "a drag pans"
    number = page.locator(NUMBER)
    page.locator("[data-testid=stExpander] summary").nth(5).click()
    visitor.settle()
    number.fill("0.1")
    number.press("Enter")
    page.wait_for_url(re.compile(r"learning_rate=0\.1"))
    visitor.settle()
    assert map_is_the_same(page)
    assert page.evaluate("document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range") == zoomed
    page.goto(page.url)
    ready(page)
    near = pytest.approx(zoomed, rel=1e-3)
    ends = "document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout.xaxis.range"
    assert comes(page, lambda: page.evaluate(ends), lambda found: found == near) == near


def test_side_by_side_zooms_together(visitor: Visitor) -> None:
    page = visitor.open("/compare?layout=Side+by+side&t=300")
    page.wait_for_selector(".st-key-panel-adamax canvas.lab-paths")
    expect(page.locator("canvas.lab-paths")).to_have_count(7)
    page.wait_for_function(
        "[...document.querySelectorAll('.lab-said')].filter((said) => /minimum|still moving/.test(said.textContent)).length === 7"
    )
    x, y = centre(page, ".st-key-panel-sgd .nsewdrag")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y + 40, steps=4)
    page.mouse.up()
    ranges = "[...document.querySelectorAll('.js-plotly-plot')].map((p) => p._fullLayout.xaxis.range.map(Number))"
    page.wait_for_function(f"{ranges}[0][0] < -5.5")  # a drag pans
    page.wait_for_function(f"{ranges}.every((each, _, all) => each.every((end, i) => Math.abs(end - all[0][i]) < 1e-6))")


def test_whoever_prefers_rest_finds_the_paths_at_their_end(window: Window) -> None:
    page = window(motion=False).open("/compare")
    page.wait_for_selector(".lab-outcomes td")
    assert page.locator(".lab-t").inner_text() == "t = 300"


ROWS_OF_ADAM = """(() => {
    const canvas = document.querySelector('.lab-loss canvas:nth-of-type(2)');
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const orange = (i) => data[i] > 180 && data[i + 1] < 140 && data[i + 2] < 60 && data[i + 3] > 200;
    const columns = Array.from({ length: width }, (_, x) => x);
    return Array.from({ length: height }, (_, y) => y).filter((y) => columns.some((x) => orange(4 * (y * width + x)))).length;
})()"""


@pytest.mark.parametrize("place", ["Saddle", "Rosenbrock&steps=5000&noise=1"], ids=["falls for ever", "diverges"])
def test_a_run_that_leaves_all_bounds_leaves_the_other_curves_readable(visitor: Visitor, place: str) -> None:
    page = visitor.open(f"/compare?landscape={place}&show=Adadelta&show=Adam&t=300")
    ready(page)
    assert comes(page, lambda: int(page.evaluate(ROWS_OF_ADAM)), lambda found: found > 60) > 60
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


def test_a_map_gets_its_height_back_when_its_place_grows(visitor: Visitor) -> None:
    """It is made lower in a narrow place, which may be one only while the page is laid out."""
    plot = "document.querySelector('.st-key-ground .js-plotly-plot')"
    page = visitor.open("/compare?noise=0&steps=20")
    ready(page)
    high = page.evaluate(f"{plot}._fullLayout.height")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"{plot}._fullLayout.height < {high} - 20")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(f"{plot}._fullLayout.height === {high}")


def test_a_map_that_is_drawn_anew_in_another_place_takes_all_of_it(visitor: Visitor) -> None:
    """Plotly keeps in the figure what part of its place a square map took, and begins with that part."""
    page = visitor.open("/maps?steps=20")
    ready(page)
    page.locator(".st-key-of button", has_text="SGD").click()
    page.wait_for_selector(".st-key-atlas-several")
    ready(page)
    page.wait_for_function(
        "(({ xaxis, yaxis }) => String([xaxis, yaxis].map((axis) => axis._inputDomain)) === '0,1,0,1')"
        "(document.querySelector('.st-key-ground .js-plotly-plot')._fullLayout)"
    )
