"""The lab as a server runs it: app.py behind one piece of middleware. `streamlit run app.py` works as well, only slower.

Streamlit listens on a socket whose connections asyncio does not recognise as TCP, so it leaves Nagle's algorithm on, and every
second answer to a moving hand waits some 40 ms for an acknowledgement. The middleware turns it off for each WebSocket.
"""

import socket
from typing import Any

import streamlit as st
from starlette.middleware import Middleware


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


app = st.App("app.py", middleware=[Middleware(NoDelay)])
