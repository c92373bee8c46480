"""The server's end of the short way: everything is answered, nothing is made for nobody, and nobody takes the threads from the others."""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.websockets import WebSocket

from optim_core.spec import Pause, no_pause
from tests.asgi import finish
from ui.cache import Asker
from ui.channel import job, scenes, server
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


@pytest.fixture
def way() -> Iterator[SocketServer]:
    made = SocketServer()
    yield made
    made.close()


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scene], str]:
    monkeypatch.setenv(scenes.HAS_SOCKET, "yes")

    def register(scene: Scene) -> str:
        found = scenes.register(scene)
        assert found
        return found

    return register


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


def test_every_message_is_heard_at_once_and_the_newest_is_answered(way: SocketServer, register: Any) -> None:
    scene = Scene()
    address = register(scene)

    async def test() -> None:
        async with visiting(way) as me:
            scene.held.clear()
            me.say(address, 1)
            await until(lambda: scene.begun)
            for seq in range(2, 10):
                me.say(address, seq)
            await until(lambda: me.heard.count(scenes.BUSY) >= 9)
            assert me.answers == []
            scene.held.set()
            await until(lambda: len(me.answers) == 2)
            assert me.answers == [b"1", b"9"], "those between were overtaken before they were begun"
            assert len(scene.begun) == 2

    run(test)


def test_while_a_picture_takes_long_the_way_is_not_silent(way: SocketServer, register: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "BEAT", 0.02)
    scene = Scene()
    scene.held.clear()
    address = register(scene)

    async def test() -> None:
        async with visiting(way) as me:
            me.say(address, 1)
            await until(lambda: me.heard.count(scenes.BUSY) >= 6)
            scene.held.set()
            await until(lambda: me.answers == [b"1"])

    run(test)


def test_a_picture_is_given_up_for_a_newer_one_but_never_two_in_a_row(
    way: SocketServer, register: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "BEAT", 0.01)
    monkeypatch.setattr(job, "STALE", 0.0)
    scene = Scene()
    scene.held.clear()
    address = register(scene)

    async def test() -> None:
        async with visiting(way) as me:
            me.say(address, 1)
            await until(lambda: len(scene.begun) == 1)
            me.say(address, 2)
            await until(lambda: len(scene.begun) == 2)
            assert scene.ended == [job.GivenUpError]
            steps = scene.steps
            me.say(address, 3)
            await until(lambda: scene.steps > steps + 20)
            assert len(scene.begun) == 2, "this one is finished"
            scene.held.set()
            await until(lambda: me.answers == [b"2", b"3"])

    run(test)


@pytest.mark.parametrize("waits", [False, True])
def test_no_step_is_computed_for_a_visitor_who_has_left(way: SocketServer, register: Any, waits: bool) -> None:
    scene = Scene(waits=waits)
    scene.held.clear()
    address = register(scene)

    async def test() -> None:
        async with visiting(way) as me:
            me.say(address, 1)
            await until(lambda: scene.steps > 3)
        await until(lambda: scene.ended)
        steps = scene.steps
        await asyncio.sleep(0.1)
        assert scene.steps == steps
        assert scene.ended == [job.GivenUpError]
        assert not way._open

    run(test)


def test_many_sockets_of_one_visitor_make_one_picture_at_a_time_and_hold_nobody_up(way: SocketServer, register: Any) -> None:
    slow, quick = Scene("slow"), Scene("quick")
    slow.held.clear()
    greedy, address = register(slow), register(quick)

    async def test() -> None:
        clients = [Client() for _ in range(45)]
        tasks = [asyncio.create_task(way.answer(client.socket, "greedy")) for client in clients]
        for client in clients:
            client.say(greedy, 1)
        await until(lambda: len(slow.begun) == 1)
        await until(lambda: sum(client.closed.is_set() for client in clients) == 45 - server.SOCKETS_EACH)
        async with visiting(way, "somebody else") as me:
            for seq in range(1, 11):
                me.say(address, seq)
                await until(lambda seq=seq: me.answers[-1:] == [str(seq).encode()])  # type: ignore[misc]  # mypy does not infer it
        assert len(slow.begun) == 1
        # Those that wait leave first: else the next may begin before the server hears that it has left, too.
        for client in clients[1:]:
            client.leave()
        await asyncio.wait_for(asyncio.gather(*tasks[1:]), PATIENCE)
        clients[0].leave()
        await asyncio.wait_for(tasks[0], PATIENCE)
        assert len(slow.begun) == 1, "what waited for its turn is not begun"
        await until(lambda: slow.ended == [job.GivenUpError])
        assert len(way._makers._turns) == 0

    run(test)


def test_a_school_is_one_address(way: SocketServer, register: Any) -> None:
    scene = Scene()
    address = register(scene)

    async def test() -> None:
        clients = [Client() for _ in range(300)]
        tasks = [
            asyncio.create_task(way.answer(client.socket, name)) for i, client in enumerate(clients) for name in [str(i) if i % 2 else None]
        ]
        for client in clients:
            client.say(address, 7)
        await until(lambda: all(client.answers == [b"7"] for client in clients))
        for client in clients:
            client.leave()
        await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE)

    run(test)


def test_an_error_is_answered_logged_once_and_not_the_end(way: SocketServer, register: Any, caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    address = register(scene)

    async def test() -> None:
        async with visiting(way) as me:
            for error in (ValueError("a"), ValueError("b"), ZeroDivisionError()):
                scene.error = error
                me.say(address, 1)
                count = len(me.answers) + 1
                await until(lambda count=count: len(me.answers) == count)  # type: ignore[misc]  # mypy does not infer it
            assert me.answers == [scenes.GONE] * 3
            scene.error = None
            me.say(address, 2)
            await until(lambda: me.answers[-1] == b"2")

    run(test)
    logged = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [record.exc_info[0] for record in logged if record.exc_info] == [ValueError, ZeroDivisionError], "each kind once"


def test_the_log_has_a_last_line(way: SocketServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(server, "KINDS_LOGGED", 3)
    for i in range(10):
        way.log(type(f"Error{i}", (Exception,), {})())
    assert len(caplog.records) == 3


@pytest.mark.parametrize(
    "text", ["", "{}", "nonsense", "[" * 10_000, '{"seq":' + "9" * 400 + "}", '{"scene": 1e999}', "x" * 100_000], ids=lambda text: text[:12]
)
def test_what_is_not_understood_is_answered_and_the_next_message_too(way: SocketServer, register: Any, text: str) -> None:
    address = register(scene := Scene())
    assert scene

    async def test() -> None:
        async with visiting(way) as me:
            me.say_text(text)
            await until(lambda: me.answers == [scenes.GONE])
            me.to_server.put_nowait({"type": "websocket.receive", "bytes": b"bytes"})
            await until(lambda: me.answers == [scenes.GONE] * 2)
            me.say(address, 5, piece=10**400, t=10**400)
            await until(lambda: me.answers[-1] == b"5")

    run(test)


def test_a_socket_whose_answers_cannot_be_sent_is_closed_and_not_left_mute(
    way: SocketServer, register: Any, caplog: pytest.LogCaptureFixture
) -> None:
    address = register(scene := Scene())
    assert scene

    async def test() -> None:
        client = Client()
        hear = client._hear

        async def breaks(message: Any) -> None:
            if message.get("bytes"):
                raise TypeError("a bug")
            await hear(message)

        client.socket._send = breaks
        answered = asyncio.create_task(way.answer(client.socket, "me"))
        client.say(address, 1)
        await asyncio.wait_for(client.closed.wait(), PATIENCE)
        await asyncio.wait_for(answered, PATIENCE)

    run(test)
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [TypeError]


def test_more_sockets_than_there_is_room_for_are_refused(way: SocketServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SOCKETS", 2)

    async def test() -> None:
        async with visiting(way, "a"), visiting(way, "b"):
            await until(lambda: len(way._open) == 2)
            late = Client()
            await asyncio.wait_for(way.answer(late.socket, "c"), PATIENCE)
            assert late.closed.is_set()
        async with visiting(way, "c") as me:
            await until(lambda: way._open)
            assert not me.closed.is_set()

    run(test)


@pytest.mark.parametrize(
    ("protocol", "narrowed"),
    [
        (SimpleNamespace(conn=SimpleNamespace(max_message_size=2**24)), lambda protocol: protocol.conn.max_message_size),
        (SimpleNamespace(max_size=2**24), lambda protocol: protocol.max_size),
    ],
)
def test_the_limit_of_a_message_is_where_uvicorn_keeps_it(protocol: Any, narrowed: Callable[[Any], int]) -> None:
    server.narrow(SimpleNamespace(__self__=protocol))
    assert narrowed(protocol) == server.LONGEST_BYTES
    server.narrow(lambda: None)
