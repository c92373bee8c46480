"""A socket without a network: a scene whose pictures take as long as a test wants, and the browser's end."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.websockets import WebSocket

from optim_core.spec import Pause, no_pause
from tests.asgi import finish
from ui.cache import Asker
from ui.channel import scenes
from ui.channel.server import SocketServer
from ui.stage.gesture import Gesture

PATIENCE = 20.0


class Scene:
    """A scene whose pictures take as long as the test wants: `begun` counts those that were begun, `steps` how often they looked up."""

    def __init__(self, name: str = "scene", waits: bool = False) -> None:
        self.name, self.waits = name, waits
        self.held = threading.Event()
        self.held.set()
        self.begun: list[tuple[int, str]] = []
        self.steps = 0
        self.ended: list[type[BaseException] | None] = []
        self.error: Exception | None = None

    def cache_key(self) -> str:
        return f"{self.name} {id(self)}"

    def picture(self, gesture: Gesture, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        assert by
        self.begun.append((gesture.seq, by.whose))
        try:
            while not self.held.wait(0.005):
                self.steps += 1
                pause()
            if self.error:
                raise self.error
        except BaseException as error:  # how work ends is what is tested
            self.ended.append(type(error))
            raise
        self.ended.append(None)
        return str(gesture.seq).encode()


class Client:
    """The browser's end of a socket."""

    def __init__(self) -> None:
        self.to_server: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.heard: list[Any] = []
        self.closed = asyncio.Event()
        self.to_server.put_nowait({"type": "websocket.connect"})
        scope = {"type": "websocket", "path": "/_wire", "headers": [], "client": ("10.0.0.1", 1)}
        self.socket = WebSocket(scope, self.to_server.get, self._hear)

    async def _hear(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.heard.append(message.get("bytes") or message.get("text"))
        elif message["type"] == "websocket.close":
            self.closed.set()

    def say(self, address: str, seq: int, **more: Any) -> None:
        self.say_text(json.dumps({"scene": address, "gesture": {"seq": seq, **more}}))

    def say_text(self, text: str) -> None:
        self.to_server.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        self.to_server.put_nowait({"type": "websocket.disconnect", "code": 1001})

    @property
    def answers(self) -> list[Any]:
        """All but the word that the server is at it."""
        return [said for said in self.heard if said != scenes.BUSY]


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def visiting(way: SocketServer, visitor: str | None = "me") -> AsyncIterator[Client]:
    client = Client()
    answering = asyncio.create_task(way.answer(client.socket, visitor))
    try:
        yield client
    finally:
        client.leave()
        async with asyncio.timeout(PATIENCE):
            await answering


def run(test: Callable[[], Awaitable[None]]) -> None:
    finish(test())  # type: ignore[arg-type]  # a test is a coroutine
