"""Requests to ASGI middleware without a server."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guards.admission import Admission
from guards.full import Full
from guards.seats import Seats
from guards.ticket import Office

T = TypeVar("T")


class Inner:
    """An application that answers everything, and notes what reached it."""

    def __init__(self) -> None:
        self.reached: list[Scope] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"the lab"})


async def silence() -> Message:
    """A receive on which nothing arrives."""
    await asyncio.Event().wait()
    raise AssertionError


def scope(
    path: str = "/", kind: str = "http", host: str = "localhost:8501", address: str = "127.0.0.1", method: str = "GET", **more: Any
) -> dict[str, Any]:
    """The scope of a request; further headers by name."""
    headers = [(b"host", host.encode()), *((name.replace("_", "-").encode(), value.encode()) for name, value in more.items())]
    scheme = "ws" if kind == "websocket" else "http"
    found = {"type": kind, "path": path, "headers": headers, "client": (address, 5), "server": ("127.0.0.1", 8501), "scheme": scheme}
    return found | ({"method": method} if kind == "http" else {})


async def heard(app: ASGIApp, asked: Scope, receive: Callable[[], Awaitable[Message]] = silence) -> list[Message]:
    """All that the application sends."""
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    await app(asked, receive, send)
    return said


def finish(story: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns, run in a thread: in this one the loop of the browser's driver may be running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, story).result()


def answer(app: ASGIApp, asked: Scope) -> list[Message]:
    """The same, for a test that needs no loop of its own."""
    return finish(heard(app, asked))


COLOURS = dict.fromkeys(("paper", "ink", "second", "border", "accent"), "#123456")
OFFICE = Office("secret")
STREAM = "/_stcore/stream"
CONNECT: Message = {"type": "websocket.connect"}
WORD: Message = {"type": "websocket.receive", "bytes": b"a"}


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Lab:
    """A lab with so many places, and the streams that are open there."""

    def __init__(self, capacity: int, clock: Clock | None = None, office: Office = OFFICE) -> None:
        self.clock = clock or Clock()
        self.inner = Inner()
        self.seats = Seats(capacity, self.clock)
        self.app = Admission(self.stay, self.seats, office, Full(COLOURS, COLOURS, "data:,"), apart="join", wall=self.clock)

    async def stay(self, asked: Scope, receive: Receive, send: Send) -> None:
        await self.inner(asked, receive, send)
        if asked["type"] == "websocket":
            await receive()  # the connection
            asked["heard"] = await receive()
            await asked["gone"].wait()

    async def page(self, cookie: str = "", **more: str) -> tuple[int, str]:
        """Ask for a page: the status, and the cookie that the browser then has."""
        said = await heard(self.app, scope(cookie=cookie, **more))
        given = dict(said[0]["headers"]).get(b"set-cookie", b"").decode()
        return said[0]["status"], given.partition(";")[0] or cookie

    async def stream(
        self, cookie: str = "", path: str = STREAM, address: str = "127.0.0.1", speaks: bool = True
    ) -> Callable[[], None] | None:
        """Open a socket, and say a word; returns how to close it, None where there is no place for it."""
        gone = asyncio.Event()
        asked = scope(path, "websocket", address=address, cookie=cookie) | {"gone": gone}
        said: list[Message] = []

        async def send(message: Message) -> None:
            said.append(message)

        messages = iter([CONNECT, WORD] if speaks else [CONNECT])

        async def receive() -> Message:
            return next(messages, None) or await silence()

        task = asyncio.create_task(self.app(asked, receive, send))
        for _ in range(3):
            await asyncio.sleep(0)
        if said[0]["type"] == "websocket.accept" and asked.get("heard", {}).get("type") != "websocket.disconnect":
            return gone.set
        gone.set()
        await task
        return None

    async def visit(self) -> tuple[str, Callable[[], None]]:
        """A visitor who fits."""
        status, cookie = await self.page()
        leave = await self.stream(cookie)
        assert status == 200
        assert leave
        return cookie, leave


def run(story: Callable[[], Coroutine[object, object, None]]) -> None:
    """A test that has a loop of its own."""
    finish(story())
