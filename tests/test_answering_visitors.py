"""Many visitors on the server's sockets: nothing is made for nobody, and nobody takes the threads from the others."""

import asyncio
from typing import Any

import pytest

from tests.answering import PATIENCE, Client, Scene, run, until, visiting
from ui.channel import job, server
from ui.channel.server import SocketServer


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
