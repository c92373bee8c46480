"""Headers that tell browsers what a page of the lab may do, and who may frame it."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def scripts_in(html: str) -> list[str]:
    """The sources of a Content-Security-Policy that allow the inline scripts of a page, and no others."""
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline]


def policy(frames: str, scripts: list[str]) -> str:
    """The Content-Security-Policy of the lab's pages; `frames` says who may frame them, `scripts` what their inline scripts are."""
    allowed = " ".join(scripts)
    return "; ".join(
        [
            "default-src 'self'",
            # Streamlit compiles its validators at run time, and the modules of components are blobs.
            f"script-src 'self' {allowed} blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {frames}",
        ]
    )


class SafeHeaders:
    """ASGI middleware that adds the headers to every answer that does not have its own."""

    def __init__(self, app: ASGIApp, content_policy: str) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    own.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, add if scope["type"] == "http" else send)
