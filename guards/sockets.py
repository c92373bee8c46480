"""Against too many WebSockets of one visitor, or of one address without tickets.

A school is one address, so visitors are told apart by their tickets. Sockets without a ticket are counted by address.
"""

from collections import Counter
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from guards.answers import refuse
from guards.ticket import visitor_of

OF_A_VISITOR = 30
"""The largest number of sockets of a visitor: those of ten pages, each with Streamlit's socket and two of the lab's own."""


class Sockets:
    """ASGI middleware that refuses a WebSocket if its visitor has too many open.

    Without a ticket its address counts, which may hold `most`.
    """

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app = app
        self.most = most
        self.open: Counter[tuple[str | None, str]] = Counter()
        """The open sockets of each visitor, or of each address for those without a ticket."""

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
