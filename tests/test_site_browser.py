"""The lab without a server: the pages of the static site in a browser that reaches no other host."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from optim_core import Adam, knobs
from static_site.installable import MANIFEST
from static_site.stand_ins.late import COMES
from tests.conftest import Visitor
from tests.hand import Hand
from tests.site import START
from tests.stage import comes
from tests.test_save import saved
from ui.pages import PAGES, address

LISTEN = """() => {
  window.pictures = 0;
  new BroadcastChannel(window.optimizerLabChannel).onmessage = ({ data }) => (pictures += data.answer instanceof Uint8Array);
}"""


class Learner(Visitor):
    """A visitor of the site, and what the page asked other hosts for."""

    def open(self, path: str) -> Page:
        self.strangers: list[str] = []
        self.page.route(lambda url: not url.startswith(self.lab), self._refuse)
        return super().open(path)

    def _refuse(self, route: Route) -> None:
        if not route.request.url.startswith(("data:", "blob:")):
            self.strangers.append(route.request.url)
        route.abort()


@pytest.fixture
def learner(browser: Browser, site: str) -> Iterator[Learner]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    learner = Learner(context, site, START)
    yield learner
    assert not learner.complaints
    assert not learner.strangers
    context.close()


def expect_links(learner: Learner) -> None:
    """The row of pages leads to each of them. The lab names them a moment after Streamlit has mounted them."""
    for each in PAGES:
        expect(learner.page.locator(f'.st-key-nav a[href="{learner.lab}{address(each)}"]')).to_have_count(1)
    expect(learner.page.locator(".st-key-nav a")).to_have_count(len(PAGES))


def test_a_link_shows_its_settings_and_a_knob_takes_the_short_way(learner: Learner, tmp_path: Path) -> None:
    page = learner.open("/compare?landscape=Beale&show=Adam&t=300")
    assert page.url == f"{learner.lab}/compare?landscape=Beale&show=Adam&t=300"
    expect_links(learner)
    assert page.context.new_cdp_session(page).send("Page.getAppManifest")["url"] == f"{learner.lab}/{MANIFEST}"
    expect(page.locator(".st-key-landscape input")).to_have_value("Beale")
    expect(page.locator("input.lab-knob")).to_have_count(len(knobs(Adam)))  # one method
    hand = Hand(page)
    page.evaluate(LISTEN)
    value = hand.drag("beale.adam.learning_rate")
    page.wait_for_function("pictures > 0")
    assert f"{value:g}" in saved(page, "CSV", tmp_path).decode()
    page.reload()
    page.wait_for_selector("h1", timeout=START)
    Hand(page).arrives("beale.adam.learning_rate", value)  # the link has what the hand left


def test_a_first_picture_brings_nothing_late(learner: Learner) -> None:
    late: list[str] = []
    learner.page.on("console", lambda message: late.append(message.text) if message.text.endswith(COMES) else None)
    for each in (PAGES[0], next(page for page in PAGES if page.name == "maps")):
        learner.open(address(each))
        assert late == [], "static_site/first.txt is old: make first"
    learner.page.workers[0].evaluate(
        "python.runPython(`import plotly.offline; plotly.offline.get_plotlyjs(); import plotly.graph_objs.pie`)"
    )
    named = comes(learner.page, lambda: [text.split()[0] for text in late], lambda found: len(found) == 2)
    assert named == ["plotly/package_data/plotly.min.js", "plotly.graph_objs.pie"]


def test_a_card_over_the_page_has_the_letters_of_the_page(learner: Learner) -> None:
    page = learner.open("/compare?t=300")
    page.get_by_role("button", name="Keys (?)").click()
    letters = "node => getComputedStyle(node).fontFamily.split(',')[0]"
    assert page.locator(".lab-keys td").first.evaluate(letters) == page.locator(".lab-outcomes").evaluate(letters)


def test_every_page_and_what_needs_a_server(learner: Learner) -> None:
    page = learner.open("/")
    expect_links(learner)
    for each in PAGES[1:]:
        page.locator(f'.st-key-nav a[href="{learner.lab}{address(each)}"]').click()
        page.wait_for_function("title => document.title.startsWith(title)", arg=each.title)
        learner.settle()
        assert page.url == f"{learner.lab}{address(each)}"
        if each.runs:
            page.locator(".js-plotly-plot .main-svg").first.wait_for()
        assert not page.get_by_test_id("stException").count()
        if each.name == "challenges":
            page.get_by_role("button", name="Ask the class").click()
            page.get_by_text("This copy of the lab runs without one").wait_for()
        if each.name == "maps":
            page.get_by_text(re.compile(r"^40,000 runs|of 40,000 runs")).wait_for()
