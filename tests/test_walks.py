"""The law of links: whenever nothing is held or in flight, the URL in a new browser shows the same controls and the same picture."""

import os

import pytest
from playwright.sync_api import Browser

from tests.conftest import Visitor
from tests.walks import Walker, differ, rest, same_views, shown
from ui.pages import PAGES as EVERY_PAGE
from ui.pages import address

FUZZ = int(os.environ.get("FUZZ_CASES", "0"))
WALKS, ACTS = (max(1, FUZZ // 50), 10) if FUZZ else (6, 5)
PAGES = [*map(address, EVERY_PAGE), "/compare?landscape=Beale&beale.x=1.5&t=40&arrows=1"]


@pytest.mark.parametrize("seed", range(WALKS))
def test_the_url_shows_what_the_page_shows(browser: Browser, lab: str, seed: int) -> None:
    contexts = [browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, reduced_motion="reduce") for _ in range(2)]
    visitor, other = (Visitor(context, lab) for context in contexts)
    page = visitor.open(PAGES[seed % len(PAGES)])
    rest(page)
    walker = Walker(page, seed)
    for _ in range(ACTS):
        before = page.evaluate("history.length")
        walker.act()
        walked = (seed, walker.did, page.url)
        assert page.evaluate("history.length") - before <= 1, walked
        assert visitor.complaints == [], walked
        path = page.url.removeprefix(lab)
        assert len(path) <= 2000, walked
        rest(other.open(path))
        here, there = shown(page), shown(other.page)
        assert not any("could not be read" in alert for alert in there["picture"]["alerts"]), (walked, there["picture"]["alerts"])
        both = here["controls"].keys() & there["controls"].keys()
        assert {key: here["controls"][key] for key in both} == {key: there["controls"][key] for key in both}, walked
        assert not differ(here["picture"].pop("paths"), there["picture"].pop("paths")), walked
        assert same_views(here["picture"].pop("views"), there["picture"].pop("views")), walked
        assert here["picture"] == there["picture"], walked
        assert other.page.url == page.url, walked
    for context in contexts:
        context.close()
