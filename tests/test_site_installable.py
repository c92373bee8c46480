"""The static site as an app: its manifest, its icons, and what a browser thinks of them."""

import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from figures import icon
from static_site.installable import ICONS, MANIFEST, pixels, write_manifest
from tests.site import FOLDER, served, shell


def test_every_icon_exists_in_the_size_that_the_manifest_says(tmp_path: Path) -> None:
    write_manifest(tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    assert manifest["start_url"] == manifest["scope"] == "./"
    sizes = set()
    for each in manifest["icons"]:
        path = tmp_path / each["src"]
        assert path.resolve().is_relative_to(tmp_path.resolve())
        assert not each["src"].startswith("/")
        if each["type"] == "image/png":
            with Image.open(path) as image:
                assert each["sizes"] == f"{image.width}x{image.height}"
            assert path.stat().st_size < 20_000
            sizes.add((each["sizes"], each.get("purpose")))
    assert sizes == {("192x192", None), ("512x512", None), ("512x512", "maskable")}
    ElementTree.parse(tmp_path / "icons/icon.svg")


def test_a_maskable_icon_keeps_within_the_circle_that_is_always_shown() -> None:
    side, margin = ICONS["maskable"]
    image = pixels(side, margin).convert("RGB")
    paper = image.getpixel((0, 0))
    drawn = [(x, y) for x in range(0, side, 4) for y in range(0, side, 4) if image.getpixel((x, y)) != paper]
    assert drawn
    assert max((x - side / 2) ** 2 + (y - side / 2) ** 2 for x, y in drawn) < (0.4 * side) ** 2, "https://www.w3.org/TR/appmanifest/"


def test_pixels_and_svg_are_one_drawing(browser: Browser) -> None:
    side = 192
    page = browser.new_page(viewport={"width": side, "height": side})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{icon.svg()}")
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    apart = ImageChops.difference(shown, pixels(side, 0).convert("RGB"))
    assert ImageStat.Stat(apart).mean == pytest.approx([0, 0, 0], abs=2)


def test_a_browser_can_install_it_below_a_path(browser: Browser, tmp_path: Path) -> None:
    shell(tmp_path / FOLDER)
    context = browser.new_context()
    with served(tmp_path) as host:
        page = context.new_page()
        page.goto(f"{host}/{FOLDER}/maps/?t=1")
        found = context.new_cdp_session(page).send("Page.getAppManifest")
        assert found["url"] == f"{host}/{FOLDER}/{MANIFEST}"
        assert found["errors"] == []
        assert found["manifest"]["scope"] == found["manifest"]["startUrl"] == f"{host}/{FOLDER}/"
    context.close()
