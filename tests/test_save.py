"""Save and paper in a real browser: pictures with all that they show, runs with every digit, one sheet of A4."""

import json
import re
import struct
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from optim_core import OPTIMIZERS
from tests.conftest import Visitor
from tests.stage import COMPARE, ready
from tests.test_runs_export import again, same, table
from tests.test_share import press
from tests.walks import rest

SVG = "{http://www.w3.org/2000/svg}"
LAYOUTS = [COMPARE, "/compare?layout=Side+by+side&t=300", "/compare?view=3D&t=300", "/optimizers?t=100", "/compare?t=20&arrows=1"]


def saved(page: Page, name: str, folder: Path) -> bytes:
    press(page, "Save")
    with page.expect_download(timeout=30_000) as coming:
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    expect(page.get_by_role("dialog")).to_be_hidden()
    return path.read_bytes()


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


def test_map_and_surface_are_named_on_the_picture_of_both(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/compare?view=Both&t=300")
    ready(page)
    page.wait_for_selector(".st-key-solid .js-plotly-plot canvas.lab-paths")
    texts = [node.text or "" for node in ET.fromstring(saved(page, "SVG", tmp_path)).iter(f"{SVG}text")]
    assert [text for text in texts if text in {"2D", "3D"}] == ["2D", "3D"]
    assert not [text for text in texts if text.startswith("SGD, ")]


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


BOXES = "nodes => nodes.map(node => node.getBoundingClientRect()).map(({ left, top, right, bottom }) => [left, top, right, bottom])"


def apart(one: list[float], other: list[float]) -> float:
    """How far two boxes are apart, in pixels; below 0 if they overlap."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])


@pytest.mark.parametrize(
    "path",
    [COMPARE, "/compare?layout=Side+by+side&t=300", "/optimizers?t=100", "/maps?t=300", "/maps?t=300&of=Adam&of=SGD", "/step_by_step?t=9"],
)
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
    charts = page.locator(".js-plotly-plot:visible").evaluate_all(BOXES)
    below = page.locator(".lab-outcomes, .lab-about, .lab-atlas-key, .lab-atlas-words").evaluate_all(BOXES)
    for i, one in enumerate(charts):
        assert not [other for other in charts[i + 1 :] + below if apart(one, other) < -1], "nothing lies on a chart"
    pdf = page.pdf(prefer_css_page_size=True)
    (tmp_path / "page.pdf").write_bytes(pdf)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


@pytest.mark.parametrize("view", ["3D", "Both"])
def test_a_surface_is_on_paper_too(visitor: Visitor, view: str) -> None:
    page = visitor.open(f"/compare?view={view}&t=300")
    ready(page)
    surface = page.locator(".st-key-solid .js-plotly-plot, .st-key-ground .js-plotly-plot:has(.gl-container canvas)").first
    expect(surface.locator("canvas.lab-paths")).to_be_visible()
    page.emulate_media(media="print")
    expect(surface.locator("canvas.lab-surface")).to_be_visible()
    colours = surface.locator("canvas.lab-surface").evaluate(
        "copy => new Set(new Uint32Array(copy.getContext('2d').getImageData(0, 0, copy.width, copy.height).data.buffer)).size"
    )
    assert colours > 100


@pytest.mark.parametrize("path", [COMPARE, "/maps?t=300", "/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_there_is_dark_on_white(visitor: Visitor, path: str, scheme: Literal["light", "dark"]) -> None:
    visitor.page.emulate_media(color_scheme=scheme)
    page = visitor.open(path)
    page.wait_for_selector("canvas.lab-paths, .lab-cut canvas")
    rest(page)
    page.emulate_media(media="print", color_scheme=scheme)
    for drawn in page.locator(".js-plotly-plot:visible, .lab-graph canvas:visible, .lab-outcomes canvas:visible").all():
        with Image.open(BytesIO(drawn.screenshot())) as picture:
            assert np.asarray(picture.convert("L")).mean() > 128, "most of it is light"
