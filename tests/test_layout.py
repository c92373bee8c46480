"""Where things stand: the picture is in sight, and what turns it is beside it, on every page and at every width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from optim_core import OPTIMIZERS, knobs
from tests.conftest import Window
from tests.stage import comes, still
from tests.walks import rest
from ui.pages import PAGES as EVERY_PAGE
from ui.pages import address

PAGES = [
    "/",
    "/?step=Two+weights",
    "/optimizers?optimizer=Adam",
    "/compare",
    "/compare?view=3D",
    "/compare?view=Both",
    "/step_by_step",
    "/step_by_step?lesson=One+term+at+a+time",
    "/step_by_step?lesson=What+changes+nothing",
    "/maps",
    "/maps?kind=All+starts&of=Adam&of=SGD",
    "/maps?kind=Noise+floor",
    "/challenges",
    "/challenges?longer-than-eta.seen=1",
]
WIDE = [(1440, 900), (1280, 720)]
PHONE = (390, 844)
PICTURE = ".st-key-picture :is(.js-plotly-plot, .lab-cut)"
Opened = Callable[[str, int, int], Page]
BOX = "node => { const { left, top, right, bottom } = node.getBoundingClientRect(); return { left, top, right, bottom }; }"


@pytest.fixture
def opened(window: Window) -> Opened:
    """Opens a page in a window of a size."""

    def opened(path: str, width: int, height: int) -> Page:
        page = window((width, height), touch=width < 500, motion=False).open(path)
        rest(page)
        page.wait_for_selector(PICTURE if "Side" not in path else "[class*=st-key-panel-] .js-plotly-plot")
        return page

    return opened


def box(page: Page, selector: str, which: int = 0) -> dict[str, float]:
    """The edges of a node, in pixels of the window."""
    found: dict[str, float] = page.locator(selector).nth(which).evaluate(BOX)
    return found


def inside(edges: dict[str, float], width: float, height: float) -> bool:
    """Whether a node lies within the window, but for a pixel of rounding."""
    return edges["left"] >= -1 and edges["top"] >= -1 and edges["right"] <= width + 1 and edges["bottom"] <= height + 1


def sideways(page: Page) -> int:
    """How far the page scrolls sideways."""
    return int(page.evaluate("(() => { const main = document.querySelector('.stMain'); return main.scrollWidth - main.clientWidth; })()"))


@pytest.mark.parametrize("path", PAGES)
def test_picture_and_knobs_are_on_one_screen(opened: Opened, path: str) -> None:
    page = opened(path, *WIDE[0])
    for size in WIDE:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        still(page, ".st-key-picture")
        rest(page)
        assert inside(box(page, PICTURE), *size), size
        assert sideways(page) == 0, size
        knobs_in_sight = [
            inside(each.evaluate(BOX), *size) for each in page.locator(".st-key-controls :is(input.lab-knob, .stSelectbox)").all()
        ]
        assert any(knobs_in_sight), size
        if page.locator(".st-key-picture .lab-transport:visible").count():
            assert inside(box(page, ".lab-transport"), *size), size
        # The main area uses the width that it has.
        workspace = box(page, ".st-key-workspace")
        assert workspace["right"] - workspace["left"] > 0.95 * size[0] - 30, size


@pytest.mark.parametrize("path", [*PAGES, "/compare?layout=Side+by+side"])
def test_on_a_phone_the_picture_stays_while_the_controls_pass(opened: Opened, path: str) -> None:
    width, height = PHONE
    page = opened(path, width, height)
    assert sideways(page) == 0
    links = [each.evaluate(BOX) for each in page.locator(".st-key-nav a").all()]
    assert len(links) == len(EVERY_PAGE)
    assert all(inside(each, width, height) and each["bottom"] - each["top"] >= 44 for each in links)
    assert box(page, ".st-key-picture")["top"] - box(page, ".st-key-title")["bottom"] < 24, "the picture comes first"
    page.locator(".st-key-controls").evaluate("node => node.scrollIntoView({ block: 'end' })")
    still(page, ".st-key-picture")
    nav, picture = box(page, ".st-key-nav"), box(page, ".st-key-picture")
    assert -1 < nav["top"] < 12, "it is pinned, or the page is too short to scroll it up"
    assert picture["top"] >= nav["bottom"] - 1
    chart = box(page, PICTURE if "Side" not in path else "[class*=st-key-panel-] .js-plotly-plot")
    assert inside(chart, width, height)
    assert 0.3 * height < picture["bottom"] < 0.7 * height, "the picture leaves room for the controls, and has some itself"


@pytest.mark.parametrize("path", ["/compare?t=300", "/optimizers?optimizer=Adam", "/step_by_step"])
def test_on_a_phone_the_legend_stands_right_below_the_picture(opened: Opened, path: str) -> None:
    width, height = PHONE
    page = opened(path, width, height)
    picture, legend = box(page, ".st-key-picture"), box(page, ".lab-outcomes")
    assert 0 <= legend["top"] - picture["bottom"] < 24
    assert legend["top"] < 0.75 * height, "its first rows are in sight"
    assert legend["left"] >= 0
    assert legend["right"] <= width
    words = page.locator(".lab-outcomes tbody tr").first.locator("td").nth(3).evaluate(BOX)
    assert words["right"] - words["left"] > 0.3 * width, "the words have the room that they need"
    assert box(page, ".st-key-options")["top"] >= legend["bottom"], "nothing stands beside it"
    assert box(page, ".lab-loss")["top"] >= box(page, ".st-key-controls")["bottom"], "what else is read comes last"


@pytest.mark.parametrize("width", [PHONE[0], 360])
def test_seven_labels_have_room_on_a_phone(opened: Opened, width: int) -> None:
    page = opened("/", width, PHONE[1])
    assert page.locator(".st-key-nav a").count() == len(EVERY_PAGE) == 7
    assert all(inside(each.evaluate(BOX), width, PHONE[1]) for each in page.locator(".st-key-nav a, .lab-actions button:visible").all())
    assert page.locator(".st-key-nav").evaluate("node => node.scrollWidth - node.clientWidth") <= 0


@pytest.mark.parametrize("size", WIDE, ids=str)
def test_side_by_side_all_seven_are_whole(opened: Opened, size: tuple[int, int]) -> None:
    """At 1280 x 720 a panel shows its first knob, and the others when it has the focus."""
    page = opened("/compare?layout=Side+by+side", *size)
    page.wait_for_function("document.querySelectorAll('canvas.lab-paths').length === 7")
    for cls in OPTIMIZERS:
        name = cls.__name__.lower()
        panel = f".st-key-box-{name}"
        assert inside(box(page, panel), *size), name
        for part in (f".st-key-head-{name}", ".katex-display", ".js-plotly-plot", "input.lab-knob", ".lab-panel-loss", ".lab-said"):
            edges, whole = box(page, f"{panel} {part}"), box(page, panel)
            assert edges["bottom"] > edges["top"], (name, part)
            assert edges["bottom"] <= whole["bottom"] + 1, (name, part)
            assert edges["right"] <= whole["right"] + 1, (name, part)
        plot = page.locator(f"{panel} .js-plotly-plot").evaluate("({ _fullLayout: { xaxis, yaxis } }) => [xaxis._length, yaxis._length]")
        assert min(plot) >= 150, (name, plot)
        seen = page.locator(f"{panel} input.lab-knob:visible").count()
        assert seen == (len(knobs(cls)) if size == WIDE[0] else 1), name
    assert inside(box(page, ".lab-transport"), *size)
    assert sideways(page) == 0


def test_a_panel_in_focus_opens_its_other_knobs_beside_its_path(opened: Opened) -> None:
    page = opened("/compare?layout=Side+by+side", *WIDE[1])
    page.locator(".st-key-box-adam input.lab-knob").first.focus()
    assert page.locator(".st-key-box-adam input.lab-knob:visible").count() == len(knobs(OPTIMIZERS[-2]))
    chart = box(page, ".st-key-box-adam .js-plotly-plot")
    for i in range(4):
        knob = box(page, ".st-key-box-adam input.lab-knob", i)
        assert knob["left"] >= chart["right"] - 1 or knob["top"] >= chart["bottom"] - 1


def test_a_symbol_that_is_pointed_at_shows_its_knob_where_the_panel_has_room(opened: Opened) -> None:
    page = opened("/compare?layout=Side+by+side", *WIDE[1])
    knob, chart = ".st-key-box-adamax .st-key-adamax-beta1 input.lab-knob", ".st-key-box-adamax .js-plotly-plot"
    page.wait_for_selector(".st-key-formula-adamax [data-knob='adamax.beta1']")
    before = box(page, ".st-key-box-adamax"), box(page, chart)
    assert not page.locator(knob).is_visible()
    page.locator(".st-key-formula-adamax [data-knob='adamax.beta1']").hover()
    page.locator(knob).wait_for()
    assert box(page, knob)["bottom"] <= box(page, ".st-key-box-adamax .lab-panel-loss")["top"]
    assert (box(page, ".st-key-box-adamax"), box(page, chart)) == before


def test_the_links_say_which_page_is_shown_and_lead_to_each(opened: Opened) -> None:
    page = opened("/maps", *WIDE[0])
    links = page.locator(".st-key-nav a")
    shown = page.locator(".st-key-nav a[aria-current=page]")
    expect(shown).to_have_text(["Maps"])
    root = page.url.split("/maps")[0]
    named = [root + address(each) for each in EVERY_PAGE]
    for each in ("Teach", "Start"):  # without sliders, and with them
        links.filter(has_text=each).click()
        expect(shown).to_have_text([each])
        assert comes(page, lambda: links.evaluate_all("links => links.map((link) => link.href)"), named.__eq__) == named


@pytest.mark.parametrize("path", ["/", "/compare?view=Both", "/maps?of=Adam&of=SGD", "/step_by_step?lesson=What+changes+nothing"])
def test_the_picture_does_not_pass_over_what_stands_below_it(opened: Opened, path: str) -> None:
    page = opened(path, 1024, 700)
    page.locator(".st-key-readings").evaluate("node => node.scrollIntoView({ block: 'end' })")
    still(page, ".st-key-picture")
    assert box(page, ".st-key-picture")["bottom"] <= box(page, ".st-key-readings")["top"] + 1


@pytest.mark.parametrize("size", [*WIDE, (1024, 768), PHONE])
def test_the_last_link_of_start_is_read_to_its_end(opened: Opened, size: tuple[int, int]) -> None:
    words = opened("/", *size).locator(".st-key-controls .stPageLink a", has_text="Next:").locator("span", has_text="Next:").first
    expect(words).to_contain_text("its formula")
    assert words.evaluate("node => node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight + 1")
