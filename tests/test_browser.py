"""What only a real browser can show."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.conftest import Visitor
from tests.servers import free_port, serve
from tests.stage import at_the_end
from tests.walks import rest

PATHS = ["/", "/optimizers", "/compare", "/compare?layout=Side+by+side", "/compare?view=3D"]
LESSONS = ["/step_by_step", *(f"/step_by_step?lesson={name}" for name in ("One+term+at+a+time", "What+changes+nothing"))]


@pytest.mark.parametrize("path", [*PATHS, *LESSONS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_draw_in_both_themes_with_an_empty_console(visitor: Visitor, path: str, scheme: Literal["light", "dark"]) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    page = visitor.open(path)
    page.wait_for_selector(".js-plotly-plot .main-svg, .js-plotly-plot canvas, .lab-cut canvas")
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(17, 22, 28)")
    assert visitor.complaints == []


@pytest.mark.parametrize("path", [*PATHS, *LESSONS])
@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_scrolls_sideways(visitor: Visitor, path: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 844})
    page = visitor.open(path)
    # On a busy machine a chart fits itself into a narrow page a moment later.
    page.wait_for_function(f"document.querySelector('[data-testid=stMain]').scrollWidth <= {width}")


def test_the_first_deep_link_to_a_new_server_goes_through_the_router(visitor: Visitor) -> None:
    port = free_port()
    server = serve(port)
    try:
        visitor.lab = f"http://localhost:{port}"
        page = visitor.open("/compare?seed=5")
        page.wait_for_selector(".st-key-nav a")
        expect(page).to_have_title("Compare · Optimizer Lab")
    finally:
        server.kill()
        server.wait()


def test_a_choice_goes_into_the_url_and_the_url_opens_the_same_picture(visitor: Visitor) -> None:
    page = visitor.open("/compare")
    assert "?" not in page.url
    page.get_by_text("Side by side", exact=True).click()
    page.wait_for_url("**layout=Side**")
    rest(page)
    seed = page.get_by_label("Seed", exact=True)
    seed.fill("42")
    seed.press("Enter")
    page.wait_for_url("**seed=42**")
    rest(page)  # the link is written before the picture is there
    at_the_end(page)
    outcomes = page.locator("table.lab-outcomes").inner_text()
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_selector("table.lab-outcomes td")
    expect(page.get_by_label("Seed", exact=True)).to_have_value("42", timeout=30_000)  # a box is mounted a moment before it has its value
    expect(page.locator(".st-key-panel-adam canvas.lab-paths")).to_have_count(1)
    at_the_end(page)
    page.wait_for_function("(outcomes) => document.querySelector('table.lab-outcomes').innerText === outcomes", arg=outcomes)


def test_the_stepper_leads_through_the_loop(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.get_by_text("the best tilt").first.wait_for()
    said = {"Two weights": "on the map", "1 Initialize": "a random guess"}
    said |= {"2 Compute the loss": "how wrong the guess is", "3 Calculate gradients": "straight uphill", "4 Update": "other way"}
    for name, words in said.items():
        page.get_by_text(name, exact=True).click()
        visitor.settle()
        page.get_by_text(words).first.wait_for()
    page.get_by_text("5 Repeat", exact=True).click()
    page.get_by_text("t = 12", exact=True).wait_for()
    assert visitor.complaints == []
