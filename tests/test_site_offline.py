"""The service worker of the static site: the lab without a network, and a newer build in the place of an older one."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from static_site.fetch import HERE
from static_site.offline import NAME, digest, kept, write_service_worker
from tests.site import FOLDER, START, served
from ui.pages import PAGES

REGISTER = f"navigator.serviceWorker.register('/{FOLDER}/{NAME}').then(() => navigator.serviceWorker.ready).then(() => null)"
CONTROLLED = "navigator.serviceWorker.controller !== null"
WORDS = "fetch('words.txt').then((found) => found.text())"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(60_000)
    yield context
    context.close()


def small(folder: Path, words: str) -> Path:
    """A site of two pages and a file, in the place of the one before."""
    (folder / "maps").mkdir(parents=True, exist_ok=True)
    (folder / NAME).unlink(missing_ok=True)
    shutil.copy(HERE / "keeping.js", folder)
    (folder / "posters").mkdir(exist_ok=True)
    (folder / "posters/maps.webp").write_text(words)
    for page, root in (("index.html", "./"), ("maps/index.html", "../")):
        script = f'import {{ renew }} from "{root}keeping.js"; renew(new URL("{root}", location.href));'
        (folder / page).write_text(f'<!doctype html><title>{words}</title><script type="module">{script}</script>')
    (folder / "words.txt").write_text(words)
    write_service_worker(folder)
    return folder


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def kept_visit(context: BrowserContext, host: str) -> Page:
    """The first page of the site at this host, once the browser keeps it."""
    page = opened(context, f"{host}/{FOLDER}/")
    page.evaluate(REGISTER)
    page.wait_for_function(CONTROLLED)
    return page


def test_the_name_of_a_build_changes_with_all_it_holds(tmp_path: Path) -> None:
    first = digest(small(tmp_path / "a", "one"))
    assert digest(small(tmp_path / "b", "one")) == first
    assert digest(small(tmp_path / "b", "two")) != first
    (tmp_path / "a/words.txt").rename(tmp_path / "a/words.text")
    assert digest(tmp_path / "a") != first


def test_every_page_is_kept_and_what_no_page_asks_for_is_not(tmp_path: Path) -> None:
    (tmp_path / "stlite").mkdir()
    for name in ("mermaid.core-1.js", "PlotlyChart-1.js", "flowDiagram-1.js"):
        (tmp_path / "stlite" / name).write_text("")
    small(tmp_path, "one")
    assert kept(tmp_path) == ["./", "keeping.js", "maps/", "stlite/PlotlyChart-1.js", "words.txt"]


def test_a_newer_build_begins_when_no_tab_needs_the_older_one(context: BrowserContext, tmp_path: Path) -> None:
    site = small(tmp_path / FOLDER, "one")
    with served(tmp_path) as host:
        first = kept_visit(context, host)
        first.evaluate("caches.open('another site of this host')")
        small(site, "two")
        first.evaluate("navigator.serviceWorker.ready.then((ours) => ours.update())")
        first.wait_for_function("navigator.serviceWorker.ready.then((ours) => ours.waiting !== null)")
        assert first.evaluate(WORDS) == "one", "an open tab goes on with what it has"
        second = opened(context, f"{host}/{FOLDER}/maps?t=1")
        assert second.url == f"{host}/{FOLDER}/maps/?t=1"
        assert second.title() == "one"
        second.close()
        first.reload()
        try:
            expect(first).to_have_title("two", timeout=5000)
        except AssertionError:  # the tab that was closed was still there for a moment: the next time it is not
            first.reload()
            expect(first).to_have_title("two")
        assert first.evaluate(WORDS) == "two"
        names = first.evaluate("caches.keys()")
        assert len(names) == 2
        assert "another site of this host" in names


def test_a_poster_is_kept_when_it_has_been_seen(context: BrowserContext, tmp_path: Path) -> None:
    site = small(tmp_path / FOLDER, "one")
    with served(tmp_path) as host:
        page = kept_visit(context, host)
        poster = "fetch('posters/maps.webp').then((found) => found.text())"
        assert page.evaluate(poster) == "one"
        page.wait_for_function("caches.match(new URL('posters/maps.webp', location.href)).then((found) => found !== undefined)")
        (site / "posters/maps.webp").unlink()
        assert page.evaluate(poster) == "one"


def test_after_the_first_visit_every_page_opens_without_a_network(context: BrowserContext, space: Path, site: str) -> None:
    with ExitStack() as stack:
        host = stack.enter_context(served(space))
        page = opened(context, f"{host}/{FOLDER}/compare?landscape=Beale")
        expect(page.locator("#loading")).to_have_count(0, timeout=START)
        page.wait_for_function(CONTROLLED)
        stack.close()
        for each in (PAGES[-1], next(each for each in PAGES if each.name == "maps")):  # no visit has loaded what these need
            page.goto(f"{host}/{FOLDER}/{each.name}?adam.beta1=0.8")
            expect(page.locator("#loading")).to_have_count(0, timeout=START)
            assert page.url.split("?")[0] == f"{host}/{FOLDER}/{each.name}"
            assert page.title().startswith(each.title)
            assert page.get_by_test_id("stException").count() == 0
        page.get_by_text(re.compile(r"^40,000 runs|of 40,000 runs")).wait_for()
