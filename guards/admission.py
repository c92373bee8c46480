"""Against more visitors than fit: those who fit are served well, and the others get a page that says that the lab is full.

The page is refused, not the socket, because without its socket Streamlit's page shows an error. A signed ticket in a cookie shows that page
and socket belong together.
"""

import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import PurePosixPath

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guards.answers import refuse
from guards.full import Full
from guards.seats import AWAY, Seats
from guards.sockets import address_in
from guards.ticket import COOKIE, VISITOR, Office, Ticket

STREAM = "_stcore/stream"
NOT_PAGES = frozenset({"_stcore", "static", "media", "component"})
"""Folders, at the root or below a page's path, under which Streamlit serves things other than its page."""
A_DAY = 86_400


def is_page(path: str) -> bool:
    """Whether Streamlit answers this path with its page, as it does unless the path is a file or a service of its own."""
    parts = PurePosixPath(path).parts
    return not NOT_PAGES.intersection(parts) and (not parts or PurePosixPath(path).suffix in ("", ".html"))


class Admission:
    """ASGI middleware that sends pages to visitors who fit, and accepts their sockets. All other requests pass.

    `root` is the path under which the lab is served, `apart` a folder below it whose pages take no places. `wall` returns the time of day
    in seconds since 1970, which tickets contain.
    """

    def __init__(
        self,
        app: ASGIApp,
        seats: Seats,
        office: Office,
        full: Full,
        root: str = "/",
        apart: str = "",
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.app = app
        self.seats = seats
        self.office = office
        self.full = full
        self.root = root
        self.apart = apart
        self.wall = wall

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        ticket = self.office.of(scope)
        if ticket and not 0 <= self.wall() - ticket.written < A_DAY:
            ticket = None
        if ticket:
            scope[VISITOR] = ticket.name
        if scope["type"] == "websocket":
            if scope["path"].endswith(f"/{STREAM}"):
                await self._stream(ticket, scope, receive, send)
            else:
                await self.app(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD") and is_page(path := scope["path"].removeprefix(self.root)) and not self._apart(path):
            await self._page(ticket, scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _apart(self, path: str) -> bool:
        return bool(self.apart) and PurePosixPath(path).parts[:1] == (self.apart,)

    async def _page(self, ticket: Ticket | None, scope: Scope, receive: Receive, send: Send) -> None:
        name = ticket.name if ticket else None
        lately = ticket is not None and self.wall() - ticket.written < AWAY
        if not self.seats.may_enter(name, lately):
            await self.full.answer()(scope, receive, send)
            return
        new = Ticket(name or Ticket.new().name, int(self.wall()))
        if scope["method"] == "GET":
            self.seats.promise(new.name, address_in(scope))
        await self.app(scope, receive, self._handing_out(new, scope, send))

    async def _stream(self, ticket: Ticket | None, scope: Scope, receive: Receive, send: Send) -> None:
        name = ticket.name if ticket else None
        if not self.seats.may_sit(name, address_in(scope)):
            await refuse(scope, receive, send, HTTPStatus.SERVICE_UNAVAILABLE, "The lab is full.")
            return
        seated = False

        async def hear() -> Message:
            nonlocal seated
            message = await receive()
            if message["type"] == "websocket.receive" and not seated:
                # Only now, at the first message: otherwise silent sockets could take all places.
                seated = self.seats.sit(name, address_in(scope))
                if not seated:
                    return {"type": "websocket.disconnect", "code": 1013, "reason": "the lab is full"}
            return message

        try:
            again = Ticket(name, int(self.wall())) if name else None
            await self.app(scope, hear, self._handing_out(again, scope, send) if again else send)
        finally:
            if seated:
                self.seats.leave(name)

    def _handing_out(self, ticket: Ticket, scope: Scope, send: Send) -> Send:
        """A `send` that puts a ticket into the answer, or into the acceptance of a socket."""

        async def hand_out(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                message.setdefault("headers", [])
                message["headers"] = [(name, value) for name, value in message["headers"]]
                MutableHeaders(scope=message).append("Set-Cookie", self.cookie(ticket, scope))
            await send(message)

        return hand_out

    def cookie(self, ticket: Ticket, scope: Scope) -> str:
        """The ticket as a cookie that lasts until the browser is closed, and that scripts cannot read.

        Over TLS it also reaches pages in a frame of another site, where browsers store it separately for that site. Without TLS browsers
        withhold such cookies, and the stream of a framed page then comes without a name.
        """
        secure = scope["scheme"] in ("https", "wss")
        kind = "SameSite=None; Secure; Partitioned" if secure else "SameSite=Lax"
        return f"{COOKIE}={self.office.write(ticket)}; Path={self.root}; HttpOnly; {kind}"
