"""Crowds of visitors, each with a page, its ticket and Streamlit's socket: more than fit, and all from one address."""

import asyncio
import contextlib
import http.client
import random
import subprocess
import time
from dataclasses import dataclass, field

from websockets.asyncio.client import connect

from bench.load import LAB, Visitor
from tests.servers import free_port, serve

EVERY = 15.0
"""Average seconds between two changes of one visitor. The waits are random: visitors who all wait equally long come to act in step, and
then they measure the queue that they make themselves."""
RUSH, STAY = 90.0, 150.0
"""Seconds from the first visitor to the last, and to the end. Changes count when all have come."""


@dataclass
class Seen:
    """What the visitors saw: seconds of each change, and of each page that says that the lab is full."""

    changes: list[float] = field(default_factory=list)
    full: list[float] = field(default_factory=list)
    admitted: int = 0
    lost: int = 0


def page(port: int) -> tuple[int, str]:
    """The status of a page, and the cookie that comes with it."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", f"/compare?{LAB}")
        answer = connection.getresponse()
        answer.read()
        return answer.status, (answer.headers["Set-Cookie"] or "").partition(";")[0]


async def visit(port: int, arrives: float, counts: float, until: float, seen: Seen) -> None:
    """Come, and stay if there is a place: turn a knob now and then."""
    await asyncio.sleep(arrives)
    try:
        began = time.perf_counter()
        status, cookie = await asyncio.to_thread(page, port)
        if status == 503:
            seen.full.append(time.perf_counter() - began)
            return
        async with connect(
            f"ws://localhost:{port}/_stcore/stream", max_size=None, open_timeout=60, additional_headers={"Cookie": cookie}
        ) as socket:
            seen.admitted += 1
            visitor = Visitor(socket, LAB, "adam.beta2")
            await visitor.rerun()
            visitor.page = visitor.pages["compare"]
            await visitor.rerun()
            while time.perf_counter() < until:
                await asyncio.sleep(random.expovariate(1 / EVERY))
                began = time.perf_counter()
                await visitor.turn(random.uniform(0.9, 0.999), False)
                if began > counts:
                    seen.changes.append(time.perf_counter() - began)
    except (OSError, TimeoutError):
        seen.lost += 1


def crowd(visitors: int, capacity: int, replicas: int) -> Seen:
    """So many visitors, at replicas with room for `capacity` in all."""
    seen, servers = Seen(), list[subprocess.Popen[bytes]]()
    ports = [free_port() for _ in range(replicas)]
    try:
        for port in ports:
            servers.append(serve(port, environment={"CAPACITY": str(capacity // replicas)}))

        async def everyone() -> None:
            now = time.perf_counter()
            come = (RUSH * i / visitors for i in range(visitors))
            await asyncio.gather(*(visit(ports[i % replicas], each, now + RUSH, now + STAY, seen) for i, each in enumerate(come)))

        asyncio.run(everyone())
    finally:
        for server in servers:
            server.kill()
            server.wait()
    return seen


def twice_too_many() -> str:
    """400 visitors at two replicas with 100 places each."""
    seen = crowd(400, 200, 2)
    changes, full = sorted(seen.changes), sorted(seen.full)
    return (
        f"{seen.admitted} admitted, a change every {EVERY:.0f} s each: {len(changes)} changes, 95th {_late(changes)}; "
        f"{len(full)} pages say 'full', 95th {_late(full)}; "
        f"{seen.lost} lost"
    )


def a_school() -> str:
    """300 visitors from one address, at one server with 300 places."""
    seen = crowd(300, 300, 1)
    return f"{seen.admitted} of 300 admitted, {len(seen.full)} refused, {seen.lost} lost"


def _late(ordered: list[float]) -> str:
    return f"{ordered[int(0.95 * (len(ordered) - 1))] * 1e3:,.0f} ms" if ordered else "none"
