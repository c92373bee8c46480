"""Attacks on what is computed and kept for visitors: a worker killed, costly pictures, map passes, uploads.

Each function starts a server of its own, attacks it from this machine, over the loopback alone and for a bounded time, and says what
was measured. `python -m bench.attack_wire` prints all four, and whether they hold. Visitors are told apart by their tickets, so
the rows for pictures and passes need a server that hands tickets out.
"""

import asyncio
import contextlib
import json
import os
import re
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from bench.attacked import Caller, Row, Server, served
from bench.maps import held
from landscapes import PenguinsLogistic
from ui.protocol import unpack

COSTLY = "landscape=Penguins, two species&steps=10000"
MAP = "landscape=Rosenbrock&noise=0&steps=1000"
SOCKETS, VISITORS, FILES = 45, 20, 300
SECONDS = 10.0


async def _asked(socket: ClientConnection, address: str, **gesture: Any) -> dict[str, Any]:
    """The header of the picture that is the answer."""
    await socket.send(json.dumps({"scene": address, "gesture": gesture}))
    while isinstance(said := await socket.recv(), str):
        if said == "gone":
            return {}
    record, arrays = unpack(said)
    return {**record, "count": arrays[0].size}


async def _map_address(server: Server, caller: Caller, cookies: str) -> str:
    async with server.opened("/_wire", cookies) as socket:
        for address in reversed(caller.addresses):
            if "passes" in await _asked(socket, address, seq=1):
                return address
    raise RuntimeError("the page shows no map")


async def _whole(socket: ClientConnection, address: str) -> int:
    """Ask for all passes of a map; returns how many cells came."""
    first = await _asked(socket, address, seq=1)
    return int(first["count"]) + sum([int((await _asked(socket, address, seq=i, piece=i))["count"]) for i in range(1, first["passes"])])


async def _killed(server: Server) -> Row:
    cookies = server.cookies()
    async with server.page("maps", MAP, cookies) as caller, server.opened("/_wire", cookies) as socket:
        address = await _map_address(server, caller, cookies)
        before = await _whole(socket, address)
        os.kill(server.workers()[0], signal.SIGKILL)
        caller.query = MAP.replace("1000", "500")
        await caller.rerun()
        after = await _whole(socket, await _map_address(server, caller, cookies))
    return Row("one idle worker killed", f"{before:,} cells before, {after:,} of the next map", after == before == 40_000)


async def _costly(server: Server) -> Row:
    cookies, others = server.cookies(), server.cookies()
    async with server.page("compare", COSTLY, cookies) as caller:
        address = caller.addresses[-1]
        until = time.perf_counter() + SECONDS
        made: list[int] = []
        alone = await _opened(server, others)

        async def attack(number: int) -> None:
            with contextlib.suppress(WebSocketException, OSError):
                async with server.opened("/_wire", cookies) as socket:
                    seq = number * 100_000
                    while time.perf_counter() < until:
                        seq += 1
                        await _asked(socket, address, seq=seq, live=_moved(seq))
                        made.append(seq)

        attackers = [asyncio.create_task(attack(i)) for i in range(SOCKETS)]
        await asyncio.sleep(2)
        pages, files, memory = [], [], 0.0
        while time.perf_counter() < until - 1:
            pages.append(await _opened(server, others))
            began = time.perf_counter()
            await asyncio.to_thread(lambda: urllib.request.urlopen(server.origin + "/_stcore/host-config", timeout=60).read())
            files.append(time.perf_counter() - began)
            memory = max(memory, held(server.process))
            await asyncio.sleep(0.2)
        left = time.perf_counter()
        for attacker in attackers:
            attacker.cancel()
        await asyncio.gather(*attackers, return_exceptions=True)
    went_on = await _until_quiet(server, left)
    words = f"{len(made)} made; pages {alone:.2f} s before, {max(pages):.2f} s at worst, files {max(files):.2f} s, {memory:.0f} MB"
    words += f"; work stopped after {went_on:.2f} s"
    return Row(f"{SOCKETS} sockets of one visitor, costly pictures", words, max(pages) < 0.5 and went_on < 0.3)


async def _opened(server: Server, cookies: str) -> float:
    """Seconds until a page is open."""
    began = time.perf_counter()
    async with server.page("optimizers", "", cookies):
        return time.perf_counter() - began


def _moved(seq: int) -> dict[str, list[float]]:
    """A start that nobody has asked for: what it makes is in no cache."""
    return {"penguinslogistic.x": [PenguinsLogistic().start[0] + seq % 100_000 / 1e6 + seq // 100_000 / 1e3, PenguinsLogistic().start[0]]}


async def _until_quiet(server: Server, since: float) -> float:
    """Seconds until the server computes for less than a tenth of the time."""
    before = server.busy()
    while time.perf_counter() - since < 60:
        await asyncio.sleep(0.1)
        now = server.busy()
        if now - before <= 0.02:
            return time.perf_counter() - since - 0.1
        before = now
    return time.perf_counter() - since


async def _passes(server: Server) -> Row:
    everyone = [server.cookies() for _ in range(VISITORS)]
    until = time.perf_counter() + 120
    had = [0] * VISITORS

    async def attack(number: int) -> None:
        beta2 = float(f"{0.9 + number / 1000:g}")
        query = MAP.replace("1000", "2000") + f"&adam.beta2={beta2:g}"
        async with server.page("maps", query, everyone[number]) as caller, server.opened("/_wire", everyone[number]) as socket:
            address = await _map_address(server, caller, everyone[number])
            piece = 0
            while time.perf_counter() < until:
                piece += 1
                live = {"adam.beta2": [0.5 + piece % 400 / 1000, beta2]}
                await _asked(socket, address, seq=piece, piece=piece % 4, live=live if piece > 3 else {})
                had[number] = piece

    mine = server.cookies()
    attackers = [asyncio.create_task(attack(i)) for i in range(VISITORS)]
    took = []
    async with server.page("maps", MAP, mine) as caller, server.opened("/_wire", mine) as socket:
        address = await _map_address(server, caller, mine)
        while min(had) < 3 and time.perf_counter() < until - SECONDS:  # all have come, and have asked for a while
            await asyncio.sleep(0.1)
        for piece in range(4):
            began = time.perf_counter()
            await _asked(socket, address, seq=piece, piece=piece)
            took.append(time.perf_counter() - began)
            await asyncio.sleep(1)
    for attacker in attackers:
        attacker.cancel()
    await asyncio.gather(*attackers, return_exceptions=True)
    words = f"{sum(had)} passes of theirs; those of a bystander: {', '.join(f'{each:.2f}' for each in took)} s"
    return Row(f"{VISITORS} visitors asking for map passes", words, max(took) < 2)


async def _uploads(server: Server) -> Row:
    cookies = server.cookies()
    token = next(iter(re.findall(r"_streamlit_xsrf=([^;]+)", cookies)), "")
    idle = held(server.process)
    async with server.page("compare", "landscape=Your own data …", cookies) as caller:
        session = await _session(server, caller)

        def send(number: int) -> None:
            body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n' + b"1,2\n" * (2**18 - 64) + b"\r\n--b--\r\n"
            request = urllib.request.Request(f"{server.origin}/_stcore/upload_file/{session}/{number}", body, method="PUT")
            for name, value in {"Content-Type": "multipart/form-data; boundary=b", "Cookie": cookies, "X-Xsrftoken": token}.items():
                request.add_header(name, value)
            with contextlib.suppress(OSError):
                urllib.request.urlopen(request, timeout=30).close()

        for number in range(FILES):
            await asyncio.to_thread(send, number)
        full = held(server.process)
    return Row(f"{FILES} uploads of 1 MB in a session", f"{idle:.0f} MB before, {full:.0f} MB after", full - idle < 100)


async def _session(server: Server, caller: Caller) -> str:
    """The name of the caller's session, from the address of an upload that it asks for."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    message = BackMsg()
    message.file_urls_request.request_id = "1"
    message.file_urls_request.file_names.append("f.csv")
    await caller.socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await caller.socket.recv())
        if answer.WhichOneof("type") == "file_urls_response":
            return str(answer.file_urls_response.file_urls[0].upload_url).split("/")[-2]


def _row(attack: Callable[[Server], Any]) -> Row:
    with served() as server:
        row: Row = asyncio.run(attack(server))
    return row


def worker_killed() -> str:
    """What a map has after an idle worker was killed."""
    return _row(_killed).measured


def costly_pictures() -> str:
    """How others fare while one visitor asks for costly pictures, and how soon the work stops."""
    return _row(_costly).measured


def map_passes() -> str:
    """How long the passes of a bystander take while twenty others ask for theirs."""
    return _row(_passes).measured


def many_uploads() -> str:
    """What the server holds after many uploads of one session."""
    return _row(_uploads).measured


def rows() -> Iterator[Row]:
    """The table's first four lines, one after the other."""
    for attack in (_killed, _costly, _passes, _uploads):
        yield _row(attack)


if __name__ == "__main__":
    for row in rows():
        print(f"{'holds' if row.holds else 'FAILS':6} {row.attack}: {row.measured}", flush=True)
