"""Share, Present and frames in a real browser."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from optim_core import OPTIMIZERS, knobs
from tests.conftest import Visitor, at_both
from tests.qr_reader import read
from tests.stage import COMPARE, ready
from tests.test_guarded import lab as lab_of_its_own
from tests.test_guarded import served
from ui.controls.keys import url_name
from ui.pages import PAGES, address


def press(page: Page, name: str) -> None:
    page.locator(".lab-actions").get_by_role("button", name=name, exact=True).click()


def shared(page: Page) -> str:
    """The link in the dialog Share, which is opened."""
    press(page, "Share")
    return page.get_by_label("Link", exact=True).input_value()


@pytest.mark.parametrize("path", [address(page) for page in PAGES])
def test_the_three_buttons_are_on_every_page(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    buttons = page.locator(".st-key-nav .lab-actions button:visible")
    expect(buttons).to_have_text(["Share", "Present", "Save"])
    row, last = page.locator(".st-key-nav").bounding_box(), buttons.last.bounding_box()
    assert row
    assert last
    assert abs(row["x"] + row["width"] - last["x"] - last["width"]) < 16, "at the right end"
    assert visitor.complaints == []


def test_they_come_along_to_the_next_page_once(visitor: Visitor) -> None:
    page = visitor.open("/compare")
    page.locator(".st-key-nav a", has_text="Maps").click()
    page.wait_for_url("**/maps")
    visitor.settle()
    expect(page.locator(".lab-actions")).to_have_count(1)
    expect(page.locator(".st-key-nav > *").last).to_have_class("lab-actions")


def test_on_a_phone_one_button_leads_to_all_three(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    page = visitor.open("/compare")
    more = page.get_by_role("button", name="More", exact=True)
    expect(page.locator(".lab-actions button:visible")).to_have_count(1)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 390")
    box = more.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    more.click()
    page.get_by_role("dialog", name="More").get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_visible()
    inside = dialog.bounding_box()
    assert inside
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= 390


@at_both
def test_the_link_is_copied_and_its_code_says_it(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open("/compare?landscape=Beale&t=40&show=Adam")
    ready(page)
    link = shared(page)
    assert link == page.url
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    code = page.get_by_alt_text("QR code of the link")
    expect(code).to_be_visible()
    assert read(code.get_attribute("src") or "") == link
    expect(page.get_by_text("This link works on this computer only")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert visitor.complaints == []


def test_a_code_asks_for_nothing_else(visitor: Visitor) -> None:
    page = visitor.open(COMPARE)
    ready(page)
    page.evaluate("window.drawn = 0; window.addEventListener('lab-drawn', () => (window.drawn += 1))")
    shared(page)
    expect(page.get_by_alt_text("QR code of the link")).to_be_visible()
    assert page.evaluate("window.drawn") == 0, "the stage was not drawn anew"


def test_a_long_link_has_no_code(visitor: Visitor) -> None:
    settings = {
        f"{'himmelblau.' * (name == 'learning_rate')}{url_name(cls)}.{name}": "0.5123456789012"
        if knob.domain[1] <= 1
        else "0.0123456789012"
        for cls in OPTIMIZERS
        for name, knob in knobs(cls).items()
        if not knob.whole
    }
    page = visitor.open(f"/compare?{urlencode(settings)}")
    ready(page)
    assert len(shared(page)) > 600
    expect(page.get_by_text("too long for a code that can be scanned")).to_be_visible()
    expect(page.get_by_alt_text("QR code of the link")).to_be_hidden()


def test_the_operator_says_where_links_begin(browser: Browser) -> None:
    base = "https://lab.example.org/optimizers"
    with lab_of_its_own({"PUBLIC_URL": base}) as port:
        visitor = Visitor(browser.new_context(bypass_csp=True), f"http://localhost:{port}")
        page = visitor.open(COMPARE)
        ready(page)
        link = shared(page)
        assert link == f"{base}/compare?t=300"
        expect(page.get_by_text("This link works on this computer only")).to_be_hidden()
        code = page.get_by_alt_text("QR code of the link")
        expect(code).to_be_visible()
        assert read(code.get_attribute("src") or "") == link
        assert f'src="{base}/compare?t=300&amp;embed=true"' in page.get_by_label("HTML of a frame").input_value()
        page.context.close()


def test_the_html_shows_picture_and_knobs_on_another_site(browser: Browser) -> None:
    with lab_of_its_own() as port:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        own = Visitor(context, f"http://127.0.0.1:{port}").open("/compare?show=Adam&t=300")
        ready(own)
        press(own, "Share")
        html = own.get_by_label("HTML of a frame").input_value()
        with served(f"<h1>A lesson</h1>{html}") as (school, _):
            page = context.new_page()
            heard: list[str] = []
            page.on(
                "console", lambda message: heard.append(f"{message.text} {message.location['url']}") if message.type == "error" else None
            )
            page.goto(f"http://localhost:{school}/")
            frame = page.frame_locator("iframe")
            frame.locator("canvas.lab-paths").wait_for(timeout=40_000)
            expect(frame.locator(".lab-outcomes td").first).to_be_visible(timeout=20_000)
            expect(frame.locator("input.lab-knob").first).to_be_attached()
            expect(frame.locator(".st-key-himmelblau-x input")).to_be_visible()
            for gone in (".st-key-nav", "h1:visible", ".lab-actions", ".st-key-options:visible"):
                expect(frame.locator(gone)).to_have_count(0)
            way = frame.get_by_role("link", name="Open in the Optimizer Lab")
            way.focus()
            href = way.get_attribute("href") or ""
            assert parse_qs(urlsplit(href).query) == {"show": ["Adam"], "t": ["300"]}
            assert way.get_attribute("target") == "_blank"
            with context.expect_page() as opened:
                way.click()
            opened.value.wait_for_selector(".st-key-nav", timeout=30_000)
            assert not [text for text in heard if "/_stcore/" not in text]
        context.close()


@pytest.mark.parametrize("path", [address(page) for page in PAGES if page.runs])
def test_a_frame_has_no_row_of_links_and_no_title(visitor: Visitor, path: str) -> None:
    visitor.page.set_viewport_size({"width": 700, "height": 720})
    page = visitor.page
    page.goto(f"{visitor.lab}{path}?embed=true")
    page.wait_for_selector(".js-plotly-plot .main-svg, .lab-cut canvas", timeout=30_000)
    visitor.settle()
    for gone in (".st-key-nav", "h1:visible", ".lab-actions", "[class*=st-key-preset]:visible", ".st-key-lessons:visible"):
        expect(page.locator(gone)).to_have_count(0)
    assert "embed=true" in page.url
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollWidth <= 700")
