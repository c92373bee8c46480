"""The posters of the static site: one for each page, window and theme, shown at once where they are right, and like what comes after."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from figures.theme import THEMES, Mode
from static_site.posters import FOLDER, SIZES, Size, name
from tests.site import FOLDER as WHERE
from tests.site import START, served, shell
from tests.walks import rest
from ui.pages import PAGES

MOST_BYTES = 120_000
SOON = 500
"""Milliseconds after which there is something to see."""
ALIKE = 4
"""How far a poster may be from the page, on average, in 255 shades. Another layout, or another landscape, is further."""
SHOWN = "document.querySelector('.poster img').currentSrc.split('/').pop()"


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[str]:
    """The address of a site without Python."""
    shell(tmp_path / WHERE)
    with served(tmp_path) as host:
        yield f"{host}/{WHERE}"


def opened(browser: Browser, size: Size, mode: Mode, address: str, starts: bool = False) -> Page:
    page = browser.new_page(
        viewport={"width": size.width, "height": size.height}, device_scale_factor=size.sharper, color_scheme=mode, reduced_motion="reduce"
    )
    if not starts:
        page.route("**/boot.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(address, wait_until="commit")
    return page


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size.width))
@pytest.mark.parametrize("mode", THEMES)
def test_every_page_has_a_small_poster(size: Size, mode: Mode) -> None:
    for page in PAGES:
        path = FOLDER / name(page.name, size, mode)
        with Image.open(path) as image:
            assert image.size == (size.width * size.sharper, size.height * size.sharper)
        assert path.stat().st_size < MOST_BYTES


def test_there_is_no_poster_without_a_page() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {name(page.name, size, mode) for page in PAGES for size in SIZES for mode in THEMES}


def test_a_window_gets_the_poster_of_its_width_and_theme_at_once(browser: Browser, outside: str) -> None:
    tried: list[tuple[Size, Mode]] = [(SIZES[0], "dark"), (SIZES[-1], "light")]
    for size, mode in tried:
        page = opened(browser, size, mode, f"{outside}/maps/")
        page.locator("#loading.still .poster img").wait_for()
        assert page.evaluate(SHOWN) == name("maps", size, mode)
        painted = []
        for _ in range(3):  # this machine may be busy with something else
            page.reload()
            page.locator("#loading.still .poster img").wait_for()
            painted.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        assert min(painted) < SOON
        assert page.get_by_text("this is a picture").is_visible()
        page.close()


def test_a_link_with_settings_and_a_window_of_another_width_get_the_skeleton(browser: Browser, outside: str) -> None:
    between = Size(SIZES[0].widest + 1, 800, 0, 0)
    for size, link in ((SIZES[1], "?t=7"), (between, "")):
        page = opened(browser, size, "light", f"{outside}/compare/{link}")
        page.wait_for_load_state()
        page.wait_for_timeout(SOON)
        assert page.locator(".poster:visible").count() == 0
        assert page.locator(".skeleton .map").first.is_visible()
        page.close()


def test_what_comes_looks_like_the_poster(browser: Browser, site: str) -> None:
    size = SIZES[1]
    page = opened(browser, size, "dark", f"{site}/compare/", starts=True)
    expect(page.locator("#loading")).to_have_count(0, timeout=START)
    rest(page)
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    with Image.open(FOLDER / name("compare", size, "dark")) as poster:
        apart = ImageStat.Stat(ImageChops.difference(shown, poster.convert("RGB"))).mean
    assert max(apart) < ALIKE, "the posters are old: make posters"
