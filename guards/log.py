"""Against a log that strangers fill: each place in the code may write only so many lines a minute, and then says how many it left out.

When a server runs out of files, asyncio alone writes two thousand tracebacks a second.
"""

import logging
import threading
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

LINES = 20
"""Lines that one place in the code may write in one minute."""
MINUTE = 60.0


class Sparing(logging.Filter):
    """Passes the first `lines` records of each place in the code in each minute.

    The first record of the next minute says how many were left out.
    """

    def __init__(self, lines: int = LINES, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.lines = lines
        self.clock = clock
        self._lock = threading.Lock()
        self._written: dict[tuple[str, int], tuple[float, int]] = {}
        """For each place, when its minute began and how many records came since. There are no more places than lines of code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written."""
        place, now = (record.pathname, record.lineno), self.clock()
        with self._lock:
            began, had = self._written.get(place, (now, 0))
            if now - began >= MINUTE:
                if had > self.lines:
                    record.msg = f"{record.msg} [{had - self.lines:,} more like this were left out]"
                began, had = now, 0
            self._written[place] = (began, had + 1)
            return had < self.lines


class QuietLog:
    """ASGI middleware that makes every logger that exists when the server starts write sparingly."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            sparing = Sparing()
            known = logging.root.manager.loggerDict.values()
            for logger in [logging.root, *(each for each in known if isinstance(each, logging.Logger))]:
                logger.addFilter(sparing)
        await self.app(scope, receive, send)
