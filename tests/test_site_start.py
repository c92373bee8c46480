"""The static site before Python is there: what the page says, and that the lab comes where the page showed it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.site import FOLDER, START
from tests.stage import comes

HEAR = """new MutationObserver(() => {
  const now = document.querySelector("#loading .coming p")?.innerText;
  const map = document.querySelector("#loading .map")?.getBoundingClientRect();
  if (now && said.at(-1) !== now) said.push(now);
  if (map) place = { x: map.x, y: map.y, width: map.width, height: map.height };
}).observe(document, { childList: true, subtree: true, characterData: true });
window.said = [];
window.place = null;"""
DRAWN = (
    "(({ x, y, width, height }) => ({ x, y, width, height }))(document.querySelector('.st-key-ground .nsewdrag').getBoundingClientRect())"
)
NEAR = 8
"""Pixels by which the map may lie elsewhere than the page showed it."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    yield context
    context.close()


def problem(page: Page) -> str:
    """What keeps the lab from starting."""
    shown = page.locator(".problem:visible")
    shown.wait_for()
    assert page.locator("#loading :is(.skeleton, .coming):visible").count() == 0
    return shown.inner_text()


def test_bytes_are_counted_until_python_starts_and_the_lab_comes_in_place(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.add_init_script(HEAR)
    page.goto(f"{site}/compare/?t=300")
    assert page.locator("#loading b").inner_text() == "Compare"
    assert page.evaluate("document.getElementById('root').inert")
    assert page.evaluate("document.querySelector('#loading i').getAnimations().length") == 0, "where motion is not wanted"
    expect(page.locator("#loading")).to_have_count(0, timeout=START)
    assert not page.evaluate("document.getElementById('root').inert")
    said = page.evaluate("said")
    counts = [re.fullmatch(r"Getting Python, (\d+) of (\d+) MB", each) for each in said if "MB" in each]
    assert len(counts) > 2
    assert all(counts)
    assert len({found[2] for found in counts if found}) == 1
    come = [int(found[1]) for found in counts if found]
    assert come == sorted(come)
    assert said[-1] == "Starting"
    shown = {side: pytest.approx(value, abs=NEAR) for side, value in page.evaluate("place").items()}
    assert comes(page, lambda: page.evaluate(DRAWN), lambda drawn: drawn == shown) == shown
    page.locator("canvas.lab-paths").wait_for()
    page.locator(".lab-actions").wait_for()


def test_python_starts_beside_the_front_end(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.route("**/stlite/stlite.js", lambda _: None)  # it never comes
    page.goto(f"{site}/compare/")
    expect(page.locator("#loading .bytes")).to_have_text(re.compile(r", (9|\d\d) of"), timeout=START)


def answer(page: Page, name: str, **answer: Any) -> None:
    """Answer what the page asks for a file."""
    page.route(f"**/{name}", lambda route: route.fulfill(**answer))


def test_a_file_that_does_not_come_is_named(context: BrowserContext, site: str) -> None:
    for name in ("numpy.tgz", "boot.js", "stlite.js"):
        page = context.new_page()
        answer(page, name, status=404, body="")
        page.goto(f"{site}/compare/?t=7")
        said = problem(page)
        assert "did not arrive" in said
        assert name in said
        page.unroute_all(behavior="ignoreErrors")
        page.get_by_role("link", name="Try again").click()
        page.locator("#loading .coming:visible").wait_for()
        assert page.url.endswith("?t=7")
        page.close()


def test_what_the_browser_lacks_is_said(context: BrowserContext, site: str, space: Path) -> None:
    page = context.new_page()
    page.goto(f"{(space / FOLDER).as_uri()}/index.html")
    assert "has to come from a web server" in problem(page)
    page.add_init_script("delete window.WebAssembly")
    page.goto(f"{site}/")
    assert "needs WebAssembly" in problem(page)
    page.close()


def test_what_stops_python_is_said(context: BrowserContext, site: str) -> None:
    for error, words in (("WebAssembly.Memory(): could not allocate memory", "too little memory"), ("surprise", "surprise")):
        page = context.new_page()
        said = f"self.postMessage({{ type: 'event:loadError', data: {{ error: new RangeError({error!r}) }} }})"
        answer(page, "stlite/worker.js", body=said, content_type="text/javascript")
        page.goto(f"{site}/")
        assert words in problem(page)
        page.close()
