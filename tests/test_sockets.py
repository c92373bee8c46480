"""How many sockets a visitor holds, and an address: a school is one address."""

import asyncio

import pytest
from starlette.types import Receive, Scope, Send

from guards.limits import ONE_ADDRESS, Limits
from guards.sockets import OF_A_VISITOR, Sockets
from guards.ticket import VISITOR
from tests.asgi import Inner, finish, heard, scope


class Staying(Inner):
    """An application whose sockets stay open until all are gone."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = asyncio.Event()

    async def __call__(self, asked: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(asked, receive, send)
        await self.gone.wait()


@pytest.mark.parametrize(
    ("names", "addresses", "accepted"),
    [
        ([f"visitor {i}" for i in range(300)] * 3, ["10.0.0.1"], 900),
        (["somebody"] * (OF_A_VISITOR + 5), ["10.0.0.1"], OF_A_VISITOR),
        (["somebody"] * (OF_A_VISITOR + 5), ["10.0.0.1", "10.0.0.2"], OF_A_VISITOR),
        ([None] * (ONE_ADDRESS + 5), ["10.0.0.1"], ONE_ADDRESS),
        ([None] * (ONE_ADDRESS + 5), ["10.0.0.1", "10.0.0.2"], ONE_ADDRESS + 5),
        ([None] * (ONE_ADDRESS + 5) + ["somebody"], ["10.0.0.1"], ONE_ADDRESS + 1),
    ],
)
def test_sockets_are_counted_by_visitor_and_without_a_ticket_by_address(
    names: list[str | None], addresses: list[str], accepted: int
) -> None:
    async def story() -> None:
        inner = Staying()
        guard = Sockets(inner, Limits().nameless)
        for again in range(2):  # those who left are not counted
            async with asyncio.TaskGroup() as group:
                for i, name in enumerate(names):
                    asked = scope("/_wire", "websocket", address=addresses[i % len(addresses)]) | {VISITOR: name}
                    group.create_task(heard(guard, asked))
                await asyncio.sleep(0)
                assert len(inner.reached) == (again + 1) * accepted
                inner.gone.set()
            inner.gone.clear()
        assert not guard.open

    finish(story())


def test_requests_are_not_sockets() -> None:
    inner = Inner()
    finish(heard(Sockets(inner, 0), scope()))
    assert inner.reached


@pytest.mark.parametrize("capacity", [1, 100, 300, 5000])
def test_a_flood_begins_at_four_hundred_or_above_what_fits(capacity: int) -> None:
    assert Limits(capacity).nameless >= max(400, capacity)
