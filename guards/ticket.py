"""A ticket names a visitor's browser: a random name and the time, signed with the server's secret, in a cookie.

It holds nothing about the visitor. Replicas that share a secret accept each other's tickets.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.datastructures import Headers

COOKIE = "optimizer_lab"
VISITOR = "optimizer_lab.visitor"
"""The key in an ASGI scope under which `Admission` stores the name on the ticket."""
NAME_BYTES = 12


def visitor_of(scope: Mapping[str, Any]) -> str | None:
    """The name of the visitor whose browser sent this request or opened this socket; None if it has no valid ticket.

    The name is random, stays the same for all tabs until the browser is closed, and cannot be forged.
    """
    name = scope.get(VISITOR)
    return name if isinstance(name, str) else None


class Ticket(NamedTuple):
    """The name of a visitor, and the time at which the ticket was written, in seconds since 1970."""

    name: str
    written: int

    @staticmethod
    def new() -> "Ticket":
        """A ticket for a browser that has none."""
        return Ticket(secrets.token_urlsafe(NAME_BYTES), int(time.time()))


class Office:
    """Writes and reads tickets with one secret."""

    def __init__(self, secret: str) -> None:
        # The secret may sign other things elsewhere (Streamlit's own cookies), so tickets have a key of their own, made from it.
        self._key = hashlib.sha256(b"optimizer lab, tickets\0" + secret.encode()).digest()

    def write(self, ticket: Ticket) -> str:
        """The text of a ticket, for a cookie."""
        said = f"{ticket.name}.{ticket.written}"
        return f"{said}.{self._signature(said)}"

    def read(self, text: str) -> Ticket | None:
        """The ticket in this text; None if the text was not signed with this secret."""
        if not text.isascii():
            return None
        said, _, signature = text.rpartition(".")
        if not hmac.compare_digest(signature, self._signature(said)):
            return None
        name, _, written = said.partition(".")
        return Ticket(name, int(written))

    def of(self, scope: Mapping[str, Any]) -> Ticket | None:
        """The valid ticket in the cookies of a request, or None."""
        for text in cookies(scope):
            if ticket := self.read(text):
                return ticket
        return None

    def _signature(self, said: str) -> str:
        digest = hmac.new(self._key, said.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:18]).decode()


def cookies(scope: Mapping[str, Any]) -> list[str]:
    """All values of the lab's cookie in a request. A browser may hold one for each of several paths."""
    found = []
    for line in Headers(scope=dict(scope)).getlist("cookie"):
        for part in line.split(";"):
            name, _, value = part.strip().partition("=")
            if name == COOKIE:
                found.append(value)
    return found
