"""The stage in a real browser, for the tests: when it is ready, what is drawn on it, and where its parts are."""

from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

from tests.conftest import SOON
from tests.walks import rest

T = TypeVar("T")

KNOB = ".st-key-himmelblau-adam-learning_rate input.lab-knob"
NUMBER = ".st-key-himmelblau-adam-learning_rate input:not(.lab-knob)"
COMPARE = "/compare?t=300"  # a link that names a step opens at rest


def ready(page: Page) -> None:
    page.wait_for_selector("canvas.lab-paths")
    page.wait_for_selector(".lab-outcomes td")
    rest(page)


def at_the_end(page: Page) -> None:
    """Wait until the playhead is at the end, where the list says what became of the runs."""
    page.wait_for_function("(() => { const scrub = document.querySelector('.lab-scrub'); return scrub && scrub.value === scrub.max; })()")


def drawing(page: Page) -> str:
    """What the paths look like now."""
    # A new landscape takes the old one's canvas away before its own is there.
    return str(page.wait_for_function("document.querySelector('canvas.lab-paths')?.toDataURL()").json_value())


def comes(page: Page, read: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """What is read as soon as it is as wanted, because a busy machine draws and answers late; if it never is, what is read at last."""
    for _ in range(SOON // 100):
        if wanted(found := read()):
            return found
        page.wait_for_timeout(100)
    return read()


def becomes(page: Page, wanted: Callable[[str], bool]) -> bool:
    """Whether the paths come to look as wanted."""
    return wanted(comes(page, lambda: drawing(page), wanted))


def still(page: Page, selector: str) -> tuple[float, float]:
    """The centre of a part of the page that has come to rest: a busy machine opens an expander in its own time."""
    seen: list[tuple[float, float]] = []
    for _ in range(100):
        seen.append(centre(page, selector))
        if len(seen) > 3 and len(set(seen[-3:])) == 1:
            return seen[-1]
        page.wait_for_timeout(250)
    raise AssertionError(f"{selector} does not come to rest")


def centre(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def lies_at(page: Page, selector: str, x: float, y: float | None = None) -> None:
    """Wait until the centre of a part of the page is at a point, or right above or below it.

    A browser hands over the moves of a pointer frame by frame, and each has a picture of its own: when the last is sent, most are to come.
    """
    page.wait_for_function(
        """([selector, x, y]) => {
          const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
          return Math.hypot(left + width / 2 - x, y === null ? 0 : top + height / 2 - y) < 2;
        }""",
        arg=[selector, x, y],
    )


def ear(page: Page, x: float, y: float) -> Callable[[], object]:
    """Listen for a pointer that moves to a point; returns what waits until the page has heard of it."""
    page.evaluate(
        """([x, y]) => {
          window.heard = false;
          const ear = new AbortController();
          const hear = ({ clientX, clientY }) => {
            if (Math.hypot(clientX - x, clientY - y) > 1) return;
            window.heard = true;
            ear.abort();
          };
          addEventListener("pointermove", hear, { capture: true, signal: ear.signal });
        }""",
        [x, y],
    )
    return lambda: page.wait_for_function("window.heard")


def point(page: Page, x: float, y: float) -> None:
    """Move the pointer to a point, and wait until the page has heard of it."""
    heard = ear(page, x, y)
    page.mouse.move(x, y)
    heard()


def watch_the_map(page: Page) -> None:
    """Mark the map, so that a map drawn anew can be told from the one that was there."""
    page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark = 'same'")


def map_is_the_same(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark === 'same'"))
