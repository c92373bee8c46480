"""Against connections that never finish a request.

A request whose headers never end does not reach an application, so no middleware sees it. But every request that does arrive leads to the
server's list of connections, which contains the others. The list is uvicorn's own; a server without one is not watched.
"""

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

EVERY = 1.0
"""The longest time between two checks of the connections, in seconds."""
FILES = 65_536
"""Open files and connections that the process asks the system for. The usual 1,024 are enough for a few hundred visitors only."""
RESERVE = 200
"""The part of these that the lab's own files, workers and libraries need."""
TURN = 0.1
"""How long a connection has had to send its request before it may be closed to make room, in seconds."""
AT_WORK = object()
"""Stands for a request that is being answered, and for a WebSocket."""


class HalfOpen:
    """ASGI middleware that closes connections that send nothing complete for `patience` seconds."""

    def __init__(self, app: ASGIApp, patience: float) -> None:
        self.app = app
        self.patience = patience
        self.room = FILES
        self.waiting: dict[Any, tuple[object, float]] = {}
        """Connections without a request at work, with their last request and the time since when they wait."""
        self.watching: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.room = open_files()
            try:
                await self.app(scope, receive, send)
            finally:
                if self.watching:
                    self.watching.cancel()
            return
        if self.watching is None and (connections := connections_of(receive)) is not None:
            self.watching = asyncio.create_task(self._watch(connections))
        await self.app(scope, receive, send)

    async def _watch(self, connections: Collection[Any]) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            crowded = self.look(list(connections), clock())
            await asyncio.sleep(TURN if crowded else min(EVERY, self.patience / 4))

    def look(self, connections: Collection[Any], now: float) -> bool:
        """Check all connections once, and close those that wait for too long; returns whether there is little room left.

        If so, also close those that wait longest, but none that the check before has not seen: of those that have come since,
        nobody knows the order, and one may be a visitor whose request is not read yet. `now` is the time of the event loop in seconds.
        """
        still: dict[Any, tuple[object, float]] = {}
        for each in connections:
            if (last := _last_request(each)) is not AT_WORK:
                before = self.waiting.get(each)
                still[each] = before if before and before[0] is last else (last, now)
        longest = sorted(still, key=lambda each: still[each][1])
        too_many = max(0, len(connections) - (self.room - RESERVE) // 2)
        for i, each in enumerate(longest):
            if (i < too_many and each in self.waiting) or now - still[each][1] >= self.patience:
                each.transport.abort()
                del still[each]
        self.waiting = still
        return too_many > 0


def _last_request(connection: Any) -> object:
    cycle = getattr(connection, "cycle", AT_WORK)  # a WebSocket has none
    return cycle if cycle is None or getattr(cycle, "response_complete", False) else AT_WORK


def connections_of(receive: Callable[..., object]) -> Collection[Any] | None:
    """All connections of the server that made this `receive`; None if it is not uvicorn or keeps no list."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    protocol: Any = transport.get_protocol() if isinstance(transport, asyncio.BaseTransport) else None
    connections: Collection[Any] | None = getattr(protocol, "connections", None)
    return connections


def open_files() -> int:
    """Raise the number of open files of this process as far as the system allows, up to `FILES`. Returns the number."""
    try:
        import resource  # Unix only
    except ImportError:
        return FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return FILES if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):  # macOS has a lower limit of its own
        return soft
    return wanted
