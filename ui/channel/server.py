"""The server's end of the socket: who may open one, in which order pictures are made, and when one is given up.

Pictures are made by threads of their own, so that what is asked for here takes no thread from Streamlit. Visitors take turns. One
picture is made at a time for each socket, for its newest message. If a newer message comes before the turn, it replaces the old one; if it
comes later, the picture is given up after a while. When a socket closes, its picture is given up at once.
"""

import asyncio
import concurrent.futures
import contextlib
import logging
import threading
from collections import Counter
from collections.abc import Generator
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from optim_core.batch.thread_pool import ThreadPool
from ui.channel import scenes
from ui.channel.job import GivenUpError, Job

SOCKETS = 1000
"""The most open sockets of all visitors."""
SOCKETS_EACH = 16
"""The most open sockets of one visitor: eight tabs with a map and a stage each."""
SOCKETS_UNNAMED = 400
"""The most open sockets of one address, for visitors without a name: a school may have one address."""
MAKERS = 3
"""Threads that make pictures. They share one interpreter, so more would not be faster."""
WAITERS = 40
"""Threads that have the worker processes compute, and wait for them."""
SLOTS = 2
"""How many of these may work at the same time while the others wait. Each has little to do, but if twenty worked at once, each would wait
for the interpreter behind nineteen others at every array."""
BEAT = 0.2
"""Seconds between two `busy` messages while a picture is made."""
GAP = 0.008
"""The least seconds between two messages that are read from a socket: a gesture sends fewer, and more would delay other visitors."""
LONGEST_BYTES = 4 * scenes.LONGEST
"""The most bytes of a message: a character has at most four."""
TRY_AGAIN_LATER = 1013
"""The WebSocket's code for a socket that there is no room for."""
KINDS_LOGGED = 50
LOG = logging.getLogger(__name__)


class SocketServer:
    """All sockets, and the threads that answer them."""

    def __init__(self) -> None:
        self._makers = ThreadPool(MAKERS, "pictures", each=1)
        self._waiters = ThreadPool(WAITERS, "passes", each=1)
        self.slots = threading.Semaphore(SLOTS)
        self._open: Counter[str] = Counter()
        self._logged: set[tuple[type[BaseException], str]] = set()

    async def answer(self, socket: WebSocket, visitor: str | None) -> None:
        """Answer one socket until it closes. `visitor` is the name of the visitor; without a name the address is used."""
        whose = f"visitor {visitor}" if visitor else f"address {socket.client.host if socket.client else ''}"
        with self._let_in(whose, SOCKETS_EACH if visitor else SOCKETS_UNNAMED) as room:
            if room:
                await socket.accept()
                await Connection(self, socket, whose).run()
            else:
                await socket.close(TRY_AGAIN_LATER)

    @contextlib.contextmanager
    def _let_in(self, whose: str, most: int) -> Generator[bool]:
        if self._open[whose] >= most or self._open.total() >= SOCKETS:
            yield False
            return
        self._open[whose] += 1
        try:
            yield True
        finally:
            self._open[whose] -= 1
            if not self._open[whose]:
                del self._open[whose]

    def begin(self, job: Job) -> concurrent.futures.Future[bytes]:
        """Have a picture made when it is its visitor's turn."""
        return (self._waiters if job.request.waits else self._makers).submit(job.whose, job.make)

    def log(self, error: BaseException) -> None:
        """Log an error: once for each kind of error and place, and for a limited number of kinds."""
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        kind = (type(error), f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "")
        if kind not in self._logged and len(self._logged) < KINDS_LOGGED:
            self._logged.add(kind)
            LOG.error("A picture could not be made. The next errors of this kind are not logged.", exc_info=error)

    def close(self) -> None:
        """End the threads."""
        self._makers.close()
        self._waiters.close()


class Connection:
    """One socket: its newest message, and the picture that is made for it now."""

    def __init__(self, server: SocketServer, socket: WebSocket, whose: str) -> None:
        self.server, self.socket, self.whose = server, socket, whose
        self._newest, self._received = "", 0
        """The message that has come last, and how many have come."""
        self._came = asyncio.Event()
        self._job: Job | None = None
        """What is made now, or waits for its turn."""

    async def run(self) -> None:
        """Listen and answer until the socket closes. If either ends for another reason, the socket is closed and not left silent."""
        listening, answering = asyncio.create_task(self._listen()), asyncio.create_task(self._answer())
        try:
            await asyncio.wait({listening, answering}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closed = listening.done() and not listening.exception()
            listening.cancel()
            answering.cancel()
            for ended in await asyncio.gather(listening, answering, return_exceptions=True):
                if isinstance(ended, Exception) and not isinstance(ended, WebSocketDisconnect) and not closed:
                    self.server.log(ended)
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it has closed
            await self.socket.close()

    async def _listen(self) -> None:
        while (message := await self.socket.receive())["type"] == "websocket.receive":
            text = message.get("text") or ""  # bytes are not understood
            self._newest = text if len(text) <= scenes.LONGEST else ""
            self._received += 1
            self._came.set()
            if self._job and (newer := scenes.parse(self._newest)):
                self._job.replace_by(newer, self._received)
            await self.socket.send_text(scenes.BUSY)
            await asyncio.sleep(GAP)

    async def _answer(self) -> None:
        answer: bytes | BaseException | None = None
        while True:
            await self._came.wait()
            self._came.clear()
            request = scenes.parse(self._newest)
            if request is None:
                await self.socket.send_text(scenes.GONE)
                continue
            self._job = job = Job(self.whose, request, self._received, self.server.slots)
            # At most one of two pictures in a row is given up for a newer message, or a gesture without a rest would never see one.
            answer = await self._result(job, may_give_up=not isinstance(answer, GivenUpError))
            self._job = None
            if self._received > job.received:
                self._came.set()
            else:
                self._came.clear()
            if isinstance(answer, bytes):
                await self.socket.send_bytes(answer)
            elif not isinstance(answer, GivenUpError):
                self.server.log(answer)
                await self.socket.send_text(scenes.GONE)

    async def _result(self, job: Job, may_give_up: bool) -> bytes | BaseException:
        """The picture, or why there is none."""
        made = asyncio.wrap_future(self.server.begin(job))
        try:
            while not (await asyncio.wait({made}, timeout=BEAT))[0]:
                await self.socket.send_text(scenes.BUSY)
                job.given_up |= may_give_up and self._received > job.received and job.stale()
            return made.exception() or made.result()
        finally:
            job.given_up = True
            made.cancel()  # what has not begun is taken from the queue


def narrow(receive: object) -> None:
    """Have uvicorn refuse a message on this socket as soon as it grows too long, instead of gathering all of it first.

    uvicorn has one limit for all of its sockets, and Streamlit's own needs megabytes. Its two implementations of the protocol keep the
    limit of a connection in these attributes. Without either, the message is gathered and then refused.
    """
    protocol: Any = getattr(receive, "__self__", None)
    connection: Any = getattr(protocol, "conn", None)
    if hasattr(connection, "max_message_size"):  # websockets without its own input and output
        connection.max_message_size = LONGEST_BYTES
    elif hasattr(protocol, "max_size"):
        protocol.max_size = LONGEST_BYTES
