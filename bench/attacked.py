"""A lab that is attacked: a server of its own, its visitors, and what its processes compute."""

import contextlib
import os
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.load import Visitor
from tests.servers import free_port, serve


class Row(NamedTuple):
    """One line of the table."""

    attack: str
    measured: str
    holds: bool


class Caller(Visitor):
    """A visitor who notes the addresses of the scenes that the page shows, and the name of the session."""

    def __init__(self, socket: ClientConnection, query: str) -> None:
        super().__init__(socket, query, "")
        self.addresses: list[str] = []
        self.session = ""

    def _look(self, message: ForwardMsg) -> None:
        found = re.findall(rb'"address": "([0-9a-f]{64})"', message.SerializeToString())
        self.addresses += [each.decode() for each in found]


class Server:
    """A lab on a port of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] = serve(self.port)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def cookies(self) -> str:
        """What a browser brings that has opened the page: its ticket, and Streamlit's token against requests of other sites."""
        found: list[str] = []
        for path in ("/", "/_stcore/host-config"):
            with urllib.request.urlopen(self.origin + path, timeout=30) as answer:
                for line in answer.headers.get_all("set-cookie") or ():
                    found += [f"{name}={cookie.value}" for name, cookie in SimpleCookie(line).items()]
        return "; ".join(found)

    def opened(self, path: str, cookies: str) -> Any:
        headers = {"Cookie": cookies} if cookies else {}
        return connect(f"ws://localhost:{self.port}{path}", max_size=None, open_timeout=60, origin=self.origin, additional_headers=headers)  # type: ignore[arg-type]  # an origin is a string

    @contextlib.asynccontextmanager
    async def page(self, path: str, query: str, cookies: str) -> Any:
        """A visitor with a page open."""
        async with self.opened("/_stcore/stream", cookies) as socket:
            caller = Caller(socket, query)
            await caller.rerun()
            caller.page = caller.pages[path]
            await caller.rerun()
            yield caller

    def busy(self) -> float:
        """Seconds of computing by the server and its workers so far."""
        return sum(map(_computed, [self.process.pid, *self.workers()]))

    def workers(self) -> list[int]:
        return [int(each) for each in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()] + [
            int(child)
            for task in Path(f"/proc/{self.process.pid}/task").iterdir()
            if task.name != str(self.process.pid)
            for child in (task / "children").read_text().split()
        ]


def _computed(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """A lab that lives for one attack."""
    server = Server()
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()
