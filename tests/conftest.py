"""One server and one browser for all tests that need them; and what the tests of the socket share."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest
import streamlit as st
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from streamlit.runtime.pages_manager import PagesManager

from tests.browser import FLAGS, find
from tests.servers import free_port, serve
from tests.side_by_side import SPACE
from tests.windows import ONE_PROCESS, Windows
from ui.channel import scenes
from ui.channel.server import SocketServer

SOON = 20_000
"""ms: these machines are shared, and a test says what has to come, not when."""
PATIENCE = {"lab": 30_000, "site": 120_000}
"""ms until a page is there: of the server, or of the static site, where Python starts first."""
expect.set_options(timeout=SOON)
at_both = pytest.mark.parametrize("house", PATIENCE, indirect=True)
"""Marks what is done alike on the server and on the static site: the test runs at both."""


@pytest.fixture(scope="session")
def lab() -> Iterator[str]:
    """The address of a running lab."""
    port = free_port()
    server = serve(port)
    yield f"http://localhost:{port}"
    server.kill()
    server.wait()


@pytest.fixture(scope="session")
def without_wire() -> Iterator[str]:
    """The address of a lab without the wire."""
    port = free_port()
    server = serve(port, "app.py")
    yield f"http://localhost:{port}"
    server.kill()
    server.wait()


@pytest.fixture(scope="session")
def space(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web space that holds the static site below a path. Processes that test side by side share it (`SPACE`)."""
    from tests.site import FOLDER, built

    base = tmp_path_factory.getbasetemp()
    space = Path(os.environ.get(SPACE) or (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "space")
    space.mkdir(exist_ok=True)
    with (space / "lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (space / FOLDER).exists():
            built(space / FOLDER, patch)
    return space


@pytest.fixture(scope="session")
def site(space: Path) -> Iterator[str]:
    """The address of the static site."""
    from tests.site import FOLDER, served

    with served(space) as host:
        yield f"{host}/{FOLDER}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium")
        pytest.skip("no Chromium: see python -m tests.browser")  # the rest still says something; under CI this has failed above
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ONE_PROCESS])
        yield chromium
        chromium.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser, so that the two kinds of tests can run side by side."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


class LaterPages(PagesManager):
    """The pages of a server that has had its first visitor; `ui.page.theme` sends that one through app.py once more."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        PagesManager.uses_pages_directory = False


@pytest.fixture(scope="session", autouse=True)
def no_run_is_the_first() -> Iterator[None]:
    """`AppTest` takes each run for a server's first, and before Streamlit 1.64 it forgets what was typed when a run starts again."""
    with pytest.MonkeyPatch.context() as patch:
        if tuple(map(int, st.__version__.split(".")[:2])) < (1, 64):
            patch.setattr("streamlit.testing.v1.app_test.PagesManager", LaterPages)
        yield


class House(NamedTuple):
    """Where the lab is, and how long a test waits there: for a page, and for anything else, in ms."""

    address: str
    patience: int
    soon: int


class Visitor:
    """A visitor's page, and what its console complained about."""

    def __init__(self, context: BrowserContext, lab: str, patience: int = PATIENCE["lab"]) -> None:
        self.lab = lab
        self.patience = patience
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(self.lab + path)
        self.page.wait_for_selector("h1", timeout=self.patience)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run and the charts are drawn."""
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=self.patience)
        self.page.wait_for_timeout(500)

    def _hear(self, message: ConsoleMessage) -> None:
        # For every page but the first Streamlit asks for its own health below the page's path, too, before it finds it at the root.
        # And it warns where two of our components speak at one moment: it then heeds only one of them.
        if (message.type == "error" and "/_stcore/" not in message.location["url"]) or "fragmentIds" in message.text:
            self.complaints.append(message.text)


class Window(Protocol):
    def __call__(
        self, size: tuple[int, int] = ..., touch: bool = ..., phone: bool = ..., dark: bool = ..., motion: bool = ...
    ) -> Visitor: ...


@pytest.fixture
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """The server, or what a test `at_both` is at."""
    name = getattr(request, "param", "lab")
    soon = SOON if name == "lab" else PATIENCE[name]  # a test may load a page anew
    expect.set_options(timeout=soon)
    yield House(request.getfixturevalue(name), PATIENCE[name], soon)
    expect.set_options(timeout=SOON)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def window(windows: Windows, house: House) -> Iterator[Window]:
    """Opens a window for somebody who comes for the first time. In this test all of the same kind belong to one browser."""

    def opened(
        size: tuple[int, int] = (1440, 900), touch: bool = False, phone: bool = False, dark: bool = False, motion: bool = True
    ) -> Visitor:
        context = windows.browser_of(house.address, touch or phone, phone)
        context.set_default_timeout(house.soon)
        visitor = Visitor(context, house.address, house.patience)
        visitor.page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="no-preference" if motion else "reduce")
        return visitor

    yield opened
    windows.close()


@pytest.fixture
def visitor(window: Window) -> Visitor:
    return window()


@pytest.fixture
def way() -> Iterator[SocketServer]:
    """The server's end of all sockets, without a network."""
    made = SocketServer()
    yield made
    made.close()


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[scenes.Drawn], str]:
    """Makes a scene known to the socket, and returns its address."""
    monkeypatch.setenv(scenes.HAS_SOCKET, "yes")

    def register(scene: scenes.Drawn) -> str:
        found = scenes.register(scene)
        assert found
        return found

    return register
