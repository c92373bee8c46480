"""Browsers that have been here, for tests that do not ask how a first visit goes.

In one process a page finds the scripts that another has compiled, which is half of what it takes to load it. So an empty page of the same
address stays open, and each test gets new windows beside it. What a test leaves behind is taken away.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext

ONE_PROCESS = "--process-per-site"
"""The flag by which Chromium shows all windows of an address in one process."""
LEFT_BEHIND = "local_storage,indexeddb"
"""What pages keep. The files that the static site keeps hold nothing of anybody."""


class Windows:
    """One browser for each address and kind of screen."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kinds: dict[tuple[str, bool, bool], BrowserContext] = {}

    def browser_of(self, address: str, touch: bool, phone: bool) -> BrowserContext:
        """A browser that has been at this address. `phone`: its pages are as wide as they ask to be, as a phone's are."""
        kind = (address, touch, phone)
        if kind not in self._kinds:
            context = self._browser.new_context(bypass_csp=True, has_touch=touch, is_mobile=phone)
            stays = context.new_page()
            stays.route("**/*", lambda route: route.fulfill(body=""))
            stays.goto(address)
            self._kinds[kind] = context
        return self._kinds[kind]

    def close(self) -> None:
        """Close all windows, and take away what their pages have kept and were allowed."""
        for (address, _, _), context in self._kinds.items():
            stays, *windows = context.pages
            if not windows:
                continue
            for window in windows:
                window.close()
            host = urlsplit(address)
            context.new_cdp_session(stays).send(
                "Storage.clearDataForOrigin", {"origin": f"{host.scheme}://{host.netloc}", "storageTypes": LEFT_BEHIND}
            )
            context.clear_cookies()
            context.clear_permissions()
