"""Takes the posters: the first picture of each page, which stands there until Python does. `make posters`, after `make site`.

They are kept with the sources: a build needs no browser then, and two builds are equal. `tests/test_site_posters.py` says when
they are old.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from figures.theme import THEMES, Mode
from static_site.fetch import HERE
from tests.browser import FLAGS, find
from ui.pages import PAGES

FOLDER = HERE / "posters"
QUALITY = 72
START = 180_000
CALM = 800
"""Milliseconds in which nothing may change."""
TRIES = 60


class Size(NamedTuple):
    """A window in which posters are taken, and the windows for which they are good."""

    width: int
    height: int
    narrowest: int
    widest: int
    sharper: int = 1
    """How many pixels of an image make one of the page's."""


SIZES = (
    Size(390, 844, 340, 480, sharper=2),
    Size(1280, 720, 1180, 1360),
    Size(1440, 900, 1361, 1680),
)


def name(page: str, size: Size, mode: Mode) -> str:
    """The file of a poster."""
    return f"{page}-{size.width}-{mode}.webp"


def sources(page: str, root: str) -> str:
    """What lets a browser choose the poster of a page for its window and its theme; in a window of another width it finds none."""
    found = [
        f'<source media="(min-width: {size.narrowest}px) and (max-width: {size.widest}px) and (prefers-color-scheme: {mode})"'
        f' srcset="{root}posters/{name(page, size, mode)}" />'
        for size in SIZES
        for mode in THEMES
    ]
    return "\n".join(found)


def take(browser: Browser, site: str, size: Size, mode: Mode) -> Iterator[tuple[str, Image.Image]]:
    """The first pictures of all pages, with the names of the pages."""
    context = browser.new_context(
        viewport={"width": size.width, "height": size.height},
        device_scale_factor=size.sharper,
        has_touch=size is SIZES[0],
        color_scheme=mode,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector("#loading", state="detached", timeout=START)
    for each in PAGES:
        page.locator(".st-key-nav a").nth(PAGES.index(each)).click()
        page.wait_for_function("title => document.title.startsWith(title)", arg=each.title, timeout=START)
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        page.wait_for_selector(".lab-atlas progress", state="hidden", timeout=START)  # all of a map
        yield each.name, rested(page)
    context.close()


def rested(page: Page) -> Image.Image:
    """What a page shows when nothing changes any more."""
    before = b""
    for _ in range(TRIES):
        page.wait_for_timeout(CALM)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=START)
        shown = page.screenshot()
        if shown == before:
            return Image.open(io.BytesIO(shown)).convert("RGB")
        before = shown
    raise AssertionError(f"{page.url} does not come to rest")


def main(site: str, into: Path = FOLDER) -> None:
    """Take all posters of the site at this address."""
    chromium = find() or sys.exit("No Chromium: see python -m tests.browser")
    into.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for size in SIZES:
            for mode in THEMES:
                for page, image in take(browser, site, size, mode):
                    image.save(into / name(page, size, mode), quality=QUALITY, method=6)
        browser.close()


if __name__ == "__main__":
    from tests.site import served

    with served(HERE / "dist") as host:
        main(f"{host}/", *map(Path, sys.argv[1:]))
