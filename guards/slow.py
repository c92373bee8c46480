"""Against requests whose body never ends, answers that are never read, and WebSockets that say nothing: each has a time limit."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guards.answers import refuse
from guards.ticket import visitor_of

BODIES = 3
"""A whole body may take this many times the patience: an upload of 1 MB over a school's network takes a while."""


class TooSlowError(Exception):
    """The other side took too long."""


class Slow:
    """ASGI middleware that ends requests and WebSockets that are too slow.

    `patience` is in seconds; `here` says whether the visitor with a name has a page open. A WebSocket must send its first message within
    `patience`, and has no limit after that. The lab's own socket is silent until the visitor moves something, so it may stay open as long
    as the visitor's page.
    """

    def __init__(self, app: ASGIApp, patience: float, here: Callable[[str | None], bool]) -> None:
        self.app = app
        self.patience = patience
        self.here = here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, self._first_message(scope, receive), send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        body_ends = asyncio.get_running_loop().time() + BODIES * self.patience
        whole = begun = False

        async def hear() -> Message:
            nonlocal whole
            if whole:
                return await receive()  # waits for the other side to leave while the answer is made
            message = await self._before(body_ends, receive())
            whole = not message.get("more_body", False)
            return message

        async def say(message: Message) -> None:
            nonlocal begun
            begun = True
            # `send` waits only while the other side does not read what was sent before.
            await self._before(asyncio.get_running_loop().time() + BODIES * self.patience, send(message))

        try:
            await self.app(scope, hear, say)
        except TooSlowError:
            if not begun:
                await refuse(scope, receive, send, HTTPStatus.REQUEST_TIMEOUT, "The request took too long.")

    def _first_message(self, scope: Scope, receive: Receive) -> Receive:
        spoken = False

        async def hear() -> Message:
            nonlocal spoken
            if spoken:
                return await receive()
            waiting = asyncio.ensure_future(receive())
            try:
                while not (await asyncio.wait([waiting], timeout=self.patience))[0]:
                    if not self.here(visitor_of(scope)):
                        return {"type": "websocket.disconnect", "code": 1008, "reason": "nothing was said"}
                spoken = waiting.result()["type"] == "websocket.receive"
                return waiting.result()
            finally:
                waiting.cancel()

        return hear

    @staticmethod
    async def _before(deadline: float, work: Awaitable[Message | None]) -> Message:
        try:
            async with asyncio.timeout_at(deadline) as limit:
                return await work or {}
        except TimeoutError:
            if limit.expired():
                raise TooSlowError from None
            raise
