"""Share, Present, Save, paper and frames in a real browser."""

import json
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from optim_core import OPTIMIZERS, knobs
from tests.conftest import Visitor
from tests.qr_reader import read
from tests.stage import COMPARE, drawing, ready
from tests.test_guarded import lab as lab_of_its_own
from tests.test_guarded import served
from tests.test_runs_export import again, same, table
from ui.controls.keys import url_name
from ui.pages import PAGES, address

SVG = "{http://www.w3.org/2000/svg}"
LAYOUTS = [COMPARE, "/compare?layout=Side+by+side&t=300", "/compare?view=3D&t=300", "/optimizers?t=100", "/compare?t=20&arrows=1"]


def press(page: Page, name: str) -> None:
    page.locator(".lab-actions").get_by_role("button", name=name, exact=True).click()


def shared(page: Page) -> str:
    """The link in the dialog Share, which is opened."""
    press(page, "Share")
    return page.get_by_label("Link", exact=True).input_value()


def saved(page: Page, name: str, folder: Path) -> bytes:
    press(page, "Save")
    with page.expect_download(timeout=30_000) as coming:
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    expect(page.get_by_role("dialog")).to_be_hidden()
    return path.read_bytes()


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
    box = more.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    more.click()
    page.get_by_role("dialog", name="More").get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog", name="Share")
    expect(dialog).to_be_visible()
    inside = dialog.bounding_box()
    assert inside
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= 390


def test_the_link_is_copied_and_its_code_says_it(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.open("/compare?landscape=Beale&t=40&show=Adam")
    ready(page)
    link = shared(page)
    assert link == page.url
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    expect(page.get_by_role("button", name="Copy link")).to_be_visible(timeout=4_000)
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
        assert read(page.get_by_alt_text("QR code of the link").get_attribute("src") or "") == link
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
            page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
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


@pytest.mark.parametrize("path", [address(page) for page in PAGES])
def test_a_frame_has_no_row_of_links_and_no_title(visitor: Visitor, path: str) -> None:
    visitor.page.set_viewport_size({"width": 700, "height": 720})
    page = visitor.page
    page.goto(f"{visitor.lab}{path}?embed=true")
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=30_000)
    visitor.settle()
    for gone in (".st-key-nav", "h1:visible", ".lab-actions", "[class*=st-key-preset]:visible"):
        expect(page.locator(gone)).to_have_count(0)
    assert "embed=true" in page.url
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 700


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
        found = sizes(page, selector)
        assert found
        assert min(found) >= 24, selector
    page.wait_for_timeout(800)
    assert drawing(page) != usual, "the paths are thicker"
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1440
    box = page.locator(".st-key-ground").bounding_box()
    assert box
    assert box["height"] > 600
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


@pytest.mark.parametrize("path", LAYOUTS)
def test_the_picture_is_saved_with_all_that_it_shows(visitor: Visitor, path: str, tmp_path: Path) -> None:
    page = visitor.open(path)
    ready(page)
    rows = page.locator(".lab-outcomes tbody tr")
    names = rows.locator("td:nth-child(2)").all_inner_texts()
    svg = saved(page, "SVG", tmp_path)
    root = ET.fromstring(svg)
    text = " ".join(node.text or "" for node in root.iter(f"{SVG}text"))
    assert all(f"{name}: " in text for name in names)
    assert "η = " in text
    assert "J(x, y) = (x² + y - 11)²" in text or "optimizers" in path
    assert "steps" in text
    assert page.url in "".join(node.text or "" for node in root.iter(f"{SVG}text"))
    lines = [node for node in root.iter(f"{SVG}path") if node.get("fill") == "none" and len(node.get("d") or "") > 60]
    assert len(lines) >= 2 * len(names), "each path with its outline"
    assert "3D" not in path or root.findall(f".//{SVG}image")
    png = saved(page, "PNG", tmp_path)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (2 * int(root.get("width") or 0), 2 * int(root.get("height") or 0))
    assert len(png) > 20_000
    assert visitor.complaints == []


def test_the_runs_are_saved_with_every_digit(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/compare?landscape=Rosenbrock&noise=2&batch=4&seed=9&steps=200&t=200&adam.beta1=0.7")
    ready(page)
    file: Any = json.loads(saved(page, "JSON", tmp_path))
    assert [each["name"] for each in file["runs"]] == [cls.name for cls in OPTIMIZERS]
    assert parse_qs(urlsplit(file["link"]).query)["adam.beta1"] == ["0.7"]
    assert next(each for each in file["runs"] if each["name"] == "Adam")["hyperparameters"]["beta1"] == 0.7
    said, rows = table(saved(page, "CSV", tmp_path).decode())
    assert said["link"] == [file["link"]]
    for each, run in zip(file["runs"], again(file), strict=True):
        computed = run.record().theta
        assert same(np.array(each["theta"]), computed)
        assert same(np.array([[float(row[2]), float(row[3])] for row in rows if row[0] == each["name"]]), computed)


def test_a_page_without_runs_says_so(visitor: Visitor) -> None:
    page = visitor.open("/maps?kind=Noise+floor")
    press(page, "Save")
    dialog = page.get_by_role("dialog", name="Save")
    expect(dialog.get_by_text("no runs")).to_be_visible()
    for name in ("PNG", "SVG", "CSV", "JSON"):
        expect(dialog.get_by_role("button", name=name, exact=True)).to_be_disabled()
    expect(dialog.get_by_role("button", name="Print", exact=True)).to_be_enabled()


@pytest.mark.parametrize("path", [COMPARE, "/compare?layout=Side+by+side&t=300", "/optimizers?t=100"])
def test_on_paper_there_is_one_sheet(visitor: Visitor, path: str, tmp_path: Path) -> None:
    page = visitor.open(path)
    ready(page)
    link = page.url
    page.evaluate("window.print = () => (window.printed = true)")
    press(page, "Save")
    page.get_by_role("dialog").get_by_role("button", name="Print", exact=True).click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    for gone in (".st-key-nav", ".st-key-controls", ".lab-transport", "h1", "[class*=st-key-preset]", "button"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    expect(page.locator(".lab-about")).to_be_visible()
    expect(page.locator(".lab-print-link")).to_have_text(link)
    for there in (".js-plotly-plot .main-svg", ".lab-outcomes td", ".lab-about li"):
        expect(page.locator(there).first).to_be_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    (tmp_path / "page.pdf").write_bytes(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
