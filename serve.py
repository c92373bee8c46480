"""The lab as a server runs it: app.py, a wire for the moving hand (`ui.wire`), and middleware. `streamlit run app.py` works as well, only
slower, and without the guards (`guards`) that a server in a network needs.

Streamlit listens on a socket whose connections asyncio does not recognise as TCP, so it leaves Nagle's algorithm on, and every
second answer to a moving hand waits some 40 ms for an acknowledgement. `NoDelay` turns it off for each WebSocket.
"""

import asyncio
import contextlib
import gc
import os
import socket
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas  # noqa: F401  # Streamlit would load it when first needed, and two first visitors at once would find half of it
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.file_util import get_static_dir
from streamlit.url_util import make_url_path

from figures.theme import THEMES
from guards import guards
from guards.full import Full
from guards.headers import policy, scripts_in
from guards.limits import Limits
from optim_core.memory import keep_memory
from ui import wire
from ui.page import ICON

# What is loaded now stays for good. Without this, Python's garbage collector goes through all of it again and again while runs are
# recorded, which doubles the time they take.
gc.collect()
gc.freeze()

# Many visitors' scripts share one interpreter. In turns of 5 ms, as is usual, all of them end late; in longer ones most end in their
# first, and with a hundred visitors the median answer takes half as long.
sys.setswitchinterval(0.02)

keep_memory()


class NoDelay:
    """ASGI middleware that sets TCP_NODELAY on the connection of every WebSocket."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            transport = getattr(getattr(receive, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)


async def answer_all(visitor: WebSocket) -> None:
    """One visitor's end of the wire: one picture is made at a time, for the newest message; what was overtaken is dropped."""
    if urlsplit(visitor.headers.get("origin", "")).netloc != visitor.headers.get("host"):
        await visitor.close()  # another site's page has no business here
        return
    await visitor.accept()
    newest: asyncio.Queue[str] = asyncio.Queue(maxsize=1)

    async def listen() -> None:
        while True:
            text = await visitor.receive_text()
            if newest.full():
                newest.get_nowait()
            newest.put_nowait(text)

    async def speak() -> None:
        while True:
            picture = await run_in_threadpool(wire.answer, await newest.get())
            if picture is None:
                await visitor.send_text(wire.GONE)
            else:
                await visitor.send_bytes(picture)

    with contextlib.suppress(WebSocketDisconnect, KeyError):  # KeyError: bytes, where text is spoken
        speaking = asyncio.create_task(speak())
        try:
            await listen()
        finally:
            speaking.cancel()


os.environ[wire.LAID] = "yes"
root = make_url_path(st.get_option("server.baseUrlPath"), "")
limits = Limits.of(os.environ)
shell = Path(get_static_dir(), "index.html").read_text(encoding="utf-8")
guarded = guards(
    limits,
    secret=st.get_option("server.cookieSecret"),
    root=root,
    full=Full(asdict(THEMES["light"]), asdict(THEMES["dark"]), ICON),
    content_policy=policy(limits.frames, scripts_in(shell)),
    any_origin=not st.get_option("server.enableCORS"),
)
route = WebSocketRoute(root + wire.PATH.lstrip("/"), answer_all)
app = st.App("app.py", routes=[route], middleware=[*guarded, Middleware(NoDelay)])
