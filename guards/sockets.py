"""How many WebSockets one visitor may hold, and all from one address that bring no ticket.

A school is one address, so visitors are told apart by their tickets. What has none is counted by address, as a guard against floods.
"""

from collections import Counter
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from guards.answers import refuse
from guards.ticket import visitor_of

OF_A_VISITOR = 30
"""Ten pages, with Streamlit's socket and the lab's own two each."""


class Sockets:
    """ASGI middleware that refuses a WebSocket where its visitor has enough of them, or its address, which may hold `most`."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most
        self.open: Counter[tuple[str | None, str]] = Counter()
        """By visitor, or by address for all that have no ticket."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        name = visitor_of(scope)
        key, most = ((None, address_in(scope)), self.most) if name is None else ((name, ""), OF_A_VISITOR)
        if self.open[key] >= most:
            await refuse(scope, receive, send, HTTPStatus.TOO_MANY_REQUESTS, "Too many connections are open.")
            return
        self.open[key] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[key] -= 1
            if not self.open[key]:
                del self.open[key]


def address_in(scope: Scope) -> str:
    """The address that a request came from, as far as the server knows it."""
    client = scope.get("client")
    return str(client[0]) if client else ""
