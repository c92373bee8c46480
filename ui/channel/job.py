"""One request for a picture: how long a newer one may replace it, and when its work gives way to others."""

import contextlib
import threading
import time
from collections.abc import Generator

from ui.channel import scenes

STALE = 0.2
"""Seconds after which work is given up if a newer message has come."""
COSTLY = 0.1
"""Seconds after which the making of a picture leaves half of the time to a page that runs."""
SHORT = 0.004
"""Seconds of work that need no rest: the interpreter itself lets another thread work after five milliseconds."""
PAGE = "ScriptRunner.scriptThread"
"""The name that Streamlit gives a thread that runs a page."""


class GivenUpError(Exception):
    """Nobody wants this picture any more."""


class Job:
    """A request for a picture. It takes the newest message that has come when its turn comes."""

    def __init__(self, whose: str, request: scenes.Request, received: int, slots: threading.Semaphore) -> None:
        self.whose = whose
        self.slots = slots
        self.request, self.received = request, received
        """What is requested, and how many messages of the socket had come by then."""
        self.begun: float | None = None
        self.given_up = False
        self._rested = 0.0
        self._lock = threading.Lock()

    def make(self) -> bytes:
        """Make the picture. GivenUpError as soon as nobody wants it."""
        with self._lock:
            self.begun = self._rested = time.monotonic()
        if not self.request.waits:
            return self.request.picture(self.pause, self.whose)
        with self.slots:
            return self.request.picture(self.pause, self.whose, self.rest)

    @contextlib.contextmanager
    def rest(self) -> Generator[None]:
        """A context that lets another thread work while this one waits."""
        self.slots.release()
        try:
            yield
        finally:
            self.slots.acquire()

    def pause(self) -> None:
        """Let others have the interpreter for a moment. GivenUpError if nobody wants the picture any more."""
        now = time.monotonic()
        if now - self._rested < SHORT and not self.given_up:
            return
        costly = self.begun is not None and now - self.begun > COSTLY
        time.sleep(now - self._rested if costly and _a_page_runs() else 0)
        self._rested = time.monotonic()
        if self.given_up:
            raise GivenUpError

    def replace_by(self, request: scenes.Request, received: int) -> bool:
        """Replace the request by a newer one. Returns False if the work has begun, or is of another kind."""
        with self._lock:
            if self.begun is not None or request.waits != self.request.waits:
                return False
            self.request, self.received = request, received
            return True

    def stale(self) -> bool:
        """Whether the work has gone on long enough to be given up for a newer message."""
        return self.begun is not None and time.monotonic() - self.begun > STALE


def _a_page_runs() -> bool:
    """Whether Streamlit runs a page for anybody now."""
    return any(thread.name == PAGE for thread in threading.enumerate())
