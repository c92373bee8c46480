"""Tabs of a Chromium that run scripts, and to which nothing else listens.

Playwright has each message of each socket handed over, as the developers' tools do. A moving hand is answered sixty times a second, and
handing the answers over costs it some three frames of them.
"""

import json
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser import FLAGS

WIDTH, HEIGHT = 1440, 900


class Tab:
    def __init__(self, tools: ClientConnection) -> None:
        self.tools = tools
        self.asked = 0

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A command of the Chrome DevTools Protocol, and its result."""
        self.asked += 1
        self.tools.send(json.dumps({"id": self.asked, "method": method, "params": parameters}))
        while (said := json.loads(self.tools.recv())).get("id") != self.asked:
            pass
        if "error" in said or "exceptionDetails" in said["result"]:
            raise RuntimeError(f"{method}: {said}")
        result: dict[str, Any] = said["result"]
        return result

    def evaluate(self, function: str, *arguments: Any) -> Any:
        """What a function of JavaScript returns when it is called with these arguments and its promise is kept."""
        call = f"({function})({', '.join(map(json.dumps, arguments))})"
        return self.call("Runtime.evaluate", expression=call, awaitPromise=True, returnByValue=True)["result"].get("value")

    def wait(self, milliseconds: float) -> None:
        self.evaluate("(time) => new Promise((over) => setTimeout(over, time))", milliseconds)

    def wait_for(self, selector: str) -> None:
        """Until the page has such a node."""
        self.wait_until("(selector) => Boolean(document.querySelector(selector))", selector)

    def wait_until(self, function: str, *arguments: Any) -> None:
        """Until this function returns true."""
        while not self.evaluate(function, *arguments):
            time.sleep(0.05)

    def open(self, url: str, selector: str) -> None:
        """Go to a page and wait until it has such a node."""
        self.call("Page.navigate", url=url)
        self.wait_for(selector)


class Chromium:
    """A running Chromium: its profile, and the port at which it takes commands."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        port = profile / "DevToolsActivePort"
        while not (port.exists() and port.read_text()):  # Chromium writes it when it listens
            time.sleep(0.1)
        self.port = port.read_text().split()[0]

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        """A new tab, closed at the end."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/json/new", method="PUT")
        with urllib.request.urlopen(request) as answer:
            address = json.load(answer)["webSocketDebuggerUrl"]
        with connect(address, max_size=None) as tools:
            opened = Tab(tools)
            opened.call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False)
            yield opened
            opened.call("Page.close")


@contextmanager
def chromium(path: str) -> Iterator[Chromium]:
    """The Chromium at `path` with a new profile, which ends with it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [*FLAGS, "--headless=new", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
        process = subprocess.Popen([path, *flags, "about:blank"], stderr=subprocess.DEVNULL)
        try:
            yield Chromium(Path(profile))
        finally:
            process.terminate()
            process.wait()
