"""What a test leaves behind in a browser is gone when the next one comes."""

from playwright.sync_api import Browser, Page

from tests.windows import Windows

KEEP = "() => { localStorage.kept = 'yes'; sessionStorage.kept = 'yes'; document.cookie = 'kept=yes; path=/'; }"
KEPT = "[localStorage.kept, sessionStorage.kept, document.cookie.includes('kept')].map(Boolean)"


def opened(windows: Windows, lab: str) -> Page:
    page = windows.browser_of(lab, touch=False, phone=False).new_page()
    page.goto(f"{lab}/_stcore/health")
    return page


def test_nothing_is_kept_from_one_test_to_the_next(browser: Browser, lab: str) -> None:
    windows = Windows(browser)
    page = opened(windows, lab)
    page.evaluate(KEEP)
    assert page.evaluate(KEPT) == [True] * 3
    windows.close()
    assert page.is_closed()
    assert opened(windows, lab).evaluate(KEPT) == [False] * 3
    windows.close()
