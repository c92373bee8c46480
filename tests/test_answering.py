"""The server's end of the short way: every message is answered, whatever it says and whatever breaks."""

import asyncio
import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.answering import PATIENCE, Client, Scene, run, until, visiting
from ui.channel import scenes, server
from ui.channel.server import SocketServer


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
