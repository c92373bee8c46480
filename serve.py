"""The lab as a server: app.py, a socket for gestures (`ui.channel`), rooms for classes (`rooms`), and middleware.

`streamlit run app.py` works as well, but is slower and lacks the guards (`guards`) that a server in a network needs.

Streamlit listens on a socket whose connections asyncio does not recognise as TCP, so it leaves Nagle's algorithm on, and every
second answer to a gesture waits some 40 ms for an acknowledgement. `Sockets` turns it off for each WebSocket.
"""

import gc
import os
import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas  # noqa: F401  # Streamlit imports it on first use, and two simultaneous first visitors would find it half imported
import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from streamlit.file_util import get_static_dir
from streamlit.url_util import make_url_path

from figures.theme import THEMES, Mode, colour_in
from guards import guards
from guards.full import Full
from guards.headers import policy, scripts_in
from guards.limits import Limits
from guards.ticket import COOKIE, visitor_of
from optim_core.batch.memory import keep_memory
from rooms import codes, here
from rooms.page import Pages
from rooms.rooms import Rooms
from rooms.routes import FOLDER, Door
from ui.channel import scenes
from ui.channel.server import SocketServer, narrow
from ui.page import ICON
from ui.uploads import Uploads

# What is loaded now is never freed. Without this, Python's garbage collector goes through all of it again and again while runs are
# recorded, which doubles the time they take.
gc.collect()
gc.freeze()

# Many visitors' scripts share one interpreter. With the usual turns of 5 ms all of them end late; with longer turns most end within
# their first, and with a hundred visitors the median answer takes half as long.
sys.setswitchinterval(0.02)

keep_memory()


class Sockets:
    """ASGI middleware that sets TCP_NODELAY on the connection of every WebSocket, and limits messages on the lab's own socket."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            transport = getattr(getattr(receive, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if scope["path"].endswith(scenes.PATH):
                narrow(receive)
        await self.app(scope, receive, send)


async def answer_all(socket: WebSocket) -> None:
    """Answer one visitor's socket. The guards have already refused pages of other sites."""
    await short_way.answer(socket, visitor_of(socket.scope))


def colours(mode: Mode) -> dict[str, object]:
    """The colours of a theme, for pages that are not Streamlit's."""
    return asdict(THEMES[mode]) | {"over": colour_in(THEMES[mode], "vermilion")}


os.environ[scenes.HAS_SOCKET] = "yes"
short_way = SocketServer()
root = make_url_path(st.get_option("server.baseUrlPath"), "")
limits = Limits.of(os.environ)
shell = Path(get_static_dir(), "index.html").read_text(encoding="utf-8")
guarded = guards(
    limits,
    secret=st.get_option("server.cookieSecret"),
    root=root,
    full=Full(colours("light"), colours("dark"), ICON),
    content_policy=policy(limits.frames, scripts_in(shell)),
    any_origin=not st.get_option("server.enableCORS"),
    apart=FOLDER,
)
rooms = Rooms(codes.replica(os.environ.get("REPLICA", "")), time.monotonic)
here.keep(here.Here(rooms, COOKIE))
door = Door(rooms, Pages(colours("light"), colours("dark"), ICON, root))
route = WebSocketRoute(root + scenes.PATH.lstrip("/"), answer_all)
app = st.App("app.py", routes=[route, *door.routes], middleware=[Middleware(Sockets), *guarded, Middleware(Uploads)])
