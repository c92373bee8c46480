"""The stage in a real browser, for the tests: when it is ready, what is drawn on it, and where its parts are."""

from collections.abc import Callable

from playwright.sync_api import Page

KNOB = ".st-key-himmelblau-adam-learning_rate input.lab-knob"
NUMBER = ".st-key-himmelblau-adam-learning_rate input:not(.lab-knob)"
COMPARE = "/compare?t=300"  # a link that names a step opens at rest


def ready(page: Page) -> None:
    page.wait_for_selector("canvas.lab-paths")
    page.wait_for_selector(".lab-outcomes td")
    page.wait_for_timeout(600)


def at_the_end(page: Page) -> None:
    """Wait until the playhead is at the end, where the list says what became of the runs."""
    page.wait_for_function("(() => { const scrub = document.querySelector('.lab-scrub'); return scrub && scrub.value === scrub.max; })()")


def drawing(page: Page) -> str:
    """What the paths look like now."""
    # A new landscape takes the old one's canvas away before its own is there.
    return str(page.wait_for_function("document.querySelector('canvas.lab-paths')?.toDataURL()").json_value())


def becomes(page: Page, wanted: Callable[[str], bool]) -> bool:
    """Whether the paths come to look as wanted, within five seconds: a busy machine answers late."""
    for _ in range(50):
        if wanted(drawing(page)):
            return True
        page.wait_for_timeout(100)
    return False


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


def watch_the_map(page: Page) -> None:
    """Mark the map, so that a map drawn anew can be told from the one that was there."""
    page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark = 'same'")


def map_is_the_same(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('.js-plotly-plot .contour').dataset.mark === 'same'"))
