"""Against requests under other names than the lab's, and against sockets that pages of other sites open.

Streamlit checks the origin of a WebSocket, too. But before it decides about a foreign one, it asks a server in the internet for its own
address, and serves nobody until that answers or fails. So foreign origins must not reach it.
"""

import ipaddress
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from guards.answers import refuse

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def name_of(host: str) -> str | None:
    """The host name in a Host header, in lower case, without port and brackets; None if the header is not valid."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises ValueError if the port is not a number
    except ValueError:
        return None
    return parts.hostname.rstrip(".") if parts.hostname and parts.netloc == host and "@" not in host else None


def address_of(text: str) -> str:
    """An address as browsers write it: IPv4 that came over IPv6 becomes IPv4. Text that is not an address stays as it is."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    return str(getattr(address, "ipv4_mapped", None) or address)


class Origins:
    """ASGI middleware that accepts requests under allowed host names only, and WebSockets from pages of the same host only.

    Allowed are the loopback names, the address at which the connection arrived, and `hosts`: names, `*.name` for all names below a name,
    `*` for all names. With `any_origin` the operator allows all pages to open a WebSocket.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = (), any_origin: bool = False) -> None:
        self.app = app
        self.names = LOOPBACK | {name.strip("[]").rstrip(".") for name in hosts}
        self.endings = tuple(name[1:].rstrip(".") for name in hosts if name.startswith("*."))
        self.any_origin = any_origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.allows(hosts[0], scope.get("server")):
            why = "The lab is not served under this name. Its operator can allow the name in ALLOWED_HOSTS."
            await refuse(scope, receive, send, HTTPStatus.BAD_REQUEST, why)
        elif scope["type"] == "websocket" and not self.any_origin and not self.at_home(headers.getlist("origin"), hosts[0]):
            await refuse(scope, receive, send, HTTPStatus.FORBIDDEN, "A page of another site may not speak to the lab.")
        else:
            await self.app(scope, receive, send)

    def allows(self, host: str, server: Sequence[object] | None) -> bool:
        """Whether a Host header names this server; `server` is the address at which the connection arrived, and its port."""
        if "*" in self.names:
            return True
        name = name_of(host)
        if name is None:
            return False
        arrived = {address_of(str(server[0]))} if server else set[str]()
        return name in self.names or name.endswith(self.endings) or address_of(name) in arrived

    @staticmethod
    def at_home(origins: list[str], host: str) -> bool:
        """Whether a WebSocket comes from a page of this host, or from no page at all.

        Hosts are compared letter by letter, as in Streamlit: an origin that differs for Streamlit must not reach it.
        """
        try:
            return not origins or (len(origins) == 1 and urlsplit(origins[0]).netloc == host)
        except ValueError:
            return False
