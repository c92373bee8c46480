"""Writes `static_site/first.txt`, the modules that travel first: those that the pages of the site have imported: `make first`.

What a visitor may do soon is done here, too, so that nothing has to be waited for under the hand.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from static_site.archives import FIRST
from static_site.build import build
from static_site.stand_ins.late import COMES
from tests.browser import FLAGS, find
from tests.site import START, served
from ui.pages import PAGES, address

LOADED = """python.runPython(`
import json, late, pathlib, sys
" ".join(sys.modules.keys() & json.loads(pathlib.Path(late.__file__).with_name("late.json").read_text()).keys())
`)"""


def visit(page: Page, site: str) -> set[str]:
    """Open every page one after the other; the modules that were imported then, and did not travel first."""
    found: set[str] = set()
    page.on("console", lambda message: found.update(message.text.split()[:1] if message.text.endswith(COMES) else ()))
    page.goto(site)
    page.wait_for_selector("h1", timeout=START)
    for each in PAGES:
        page.locator(f'.st-key-nav a[href="{site}{address(each)}"]').click()
        page.wait_for_function("title => document.title.startsWith(title)", arg=each.title, timeout=START)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=START)
        page.wait_for_timeout(2000)
        if each.name == "compare":
            for look in ("3D", "2D", "Side by side", "Overlaid"):
                page.get_by_text(look, exact=True).first.click()
                page.wait_for_timeout(2000)
    return found.union(page.workers[0].evaluate(LOADED).split())


def write() -> None:
    """Build the site with nothing that travels first, visit it, and write the list, until nothing comes late any more."""
    path = find()
    if path is None:
        raise SystemExit("no Chromium: see python -m tests.browser")
    first: set[str] = set()
    while True:
        FIRST.write_text("".join(f"{name}\n" for name in sorted(first)), encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            build(Path(folder, "site"))
            with served(Path(folder, "site")) as site:
                page = playwright.chromium.launch(executable_path=path, args=FLAGS).new_page(viewport={"width": 1440, "height": 900})
                more = visit(page, site) - first
        if not more:
            return
        first |= more


if __name__ == "__main__":
    write()
