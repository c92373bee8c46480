"""A class at once: a teacher opens a room on the lab's own page, and phones join and answer, all from one address."""

import asyncio
import contextlib
import html
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from bench.crowds import page
from bench.load import Visitor
from bench.timing import line
from tests.servers import free_port, serve

TASK = "task=On+the+ridge"
LOOKS = 2.0
"""Seconds after which the teacher's page is run again."""
CODE = re.compile(r'lab-code">([A-Z ]+)<')
COUNTS = re.compile(r"<strong>(\d+)</strong> answered · <strong>(\d+)</strong> joined")
ROUND = re.compile(rb'name="round" value="(\d+)"')


class Teacher(Visitor):
    """A teacher's browser: it sees buttons and the room."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__(socket, TASK, "none")
        self.buttons: dict[str, str] = {}
        self.text = ""

    def _look(self, message: ForwardMsg) -> None:
        super()._look(message)
        element = message.delta.new_element
        if element.WhichOneof("type") == "button":
            self.buttons[element.button.id.rpartition("-")[2]] = element.button.id
        self.text += element.html.body if element.WhichOneof("type") == "html" else ""

    async def press(self, key: str) -> None:
        """Press a button once."""
        self.text = ""
        self.states[key] = WidgetState(id=self.buttons[key], trigger_value=True)
        await self.rerun()
        del self.states[key]

    async def counts(self) -> tuple[int, int]:
        """How many have answered, and how many have joined."""
        self.text, self.kept = "", {}
        await self.rerun()
        found = COUNTS.search(self.text)
        return (int(found[1]), int(found[2])) if found else (0, 0)


@dataclass
class Seen:
    """What the phones saw: seconds of each request, and what was not as it has to be. Then what the teacher saw."""

    requests: list[float] = field(default_factory=list)
    lost: int = 0
    answered: int = 0
    joined: int = 0

    def __str__(self) -> str:
        took = line(f"{len(self.requests)} requests", [1e3 * each for each in self.requests])
        return f"  {self.joined} joined, {self.answered} answered, {self.lost} lost\n{took}"


class Phone:
    """A phone: one connection, and its cookie."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen, self.cookie = port, seen, ""

    async def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, bytes]:
        """The status of an answer, and its body."""
        body = urlencode(fields).encode() if fields is not None else b""
        lines = [f"{'GET' if fields is None else 'POST'} {path} HTTP/1.1", f"Host: localhost:{self.port}", "Connection: close"]
        lines += [f"Cookie: {self.cookie}"] * bool(self.cookie)
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"] * (fields is not None)
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        whole = await reader.read()
        writer.close()
        self.seen.requests.append(time.perf_counter() - began)
        head, _, rest = whole.partition(b"\r\n\r\n")
        if found := re.search(rb"(?i)\r\nset-cookie: ([^;]+)", head):
            self.cookie = found[1].decode()
        return int(head.split(b" ", 2)[1]), rest

    async def visit(self, path: str, comes: float, thinks: float) -> None:
        """Join, think, and answer."""
        try:
            await asyncio.sleep(comes)
            status, shown = await self.ask(path)
            found = ROUND.search(shown)
            await asyncio.sleep(thinks)
            sent, _ = await self.ask(path, {"round": found[1].decode() if found else "", "answer": random.choice("ABCDE")})
            after, said = await self.ask(path)
            self.seen.lost += (status, sent, after) != (200, 303, 200) or b"Your answer is in" not in said
        except OSError:
            self.seen.lost += 1


async def lesson(port: int, phones: int, seconds: float) -> Seen:
    """Everything that happens in one room."""
    seen = Seen()
    _, cookie = await asyncio.to_thread(page, port)
    address = f"ws://localhost:{port}/_stcore/stream"
    async with connect(address, max_size=None, open_timeout=60, additional_headers={"Cookie": cookie}) as socket:
        teacher = Teacher(socket)
        await teacher.rerun()
        teacher.page = teacher.pages["challenges"]
        await teacher.rerun()
        await teacher.press("ask")
        found = CODE.search(html.unescape(teacher.text))
        assert found, "the page shows a code"
        path = f"/join/{found[1].replace(' ', '')}"

        async def look() -> None:
            while True:
                await asyncio.sleep(LOOKS)
                await teacher.counts()

        looking = asyncio.create_task(look())
        half = seconds / 2
        await asyncio.gather(*(Phone(port, seen).visit(path, random.uniform(0, half), random.uniform(0, half)) for _ in range(phones)))
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking
    # A new page of the same visitor: the run that was given up above may have left messages on the old one.
    async with connect(address, max_size=None, open_timeout=60, additional_headers={"Cookie": cookie}) as socket:
        teacher = Teacher(socket)
        await teacher.rerun()
        teacher.page = teacher.pages["challenges"]
        seen.answered, seen.joined = await teacher.counts()
    return seen


def class_at_once(phones: int = 300, seconds: float = 10.0) -> Seen:
    """So many phones at a server of their own."""
    port = free_port()
    server = serve(port)
    try:
        return asyncio.run(lesson(port, phones, seconds))
    finally:
        server.kill()
        server.wait()


def measure() -> None:
    """Print what became of three hundred."""
    print("300 phones in one room, from one address, within ten seconds")
    print(class_at_once())


if __name__ == "__main__":
    measure()
