"""Limits the memory for uploaded files, for each visit and in total.

Streamlit keeps every file that is sent to its upload address until the session ends, without a limit. Here the files of a session
and of all sessions have a budget; a file that does not fit is refused, and the page says so.
"""

import re
import threading
from collections import Counter

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime

MB = 2**20
EACH, ALL = 4 * MB, 64 * MB
"""The most bytes of a session's files, and of all files."""
FILES_EACH = 8
MARGIN = MB
"""How many bytes longer than its file a request may be, as Streamlit counts."""
PLACE = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")
OWN_FULL = "This file was not kept: one visit may hold 4 MB of files. Remove a file, or paste the rows instead."
ALL_FULL = "This file was not kept: the server holds as many files as it can. Paste the rows instead, or try again in a few minutes."


class Ledger:
    """Knows which files came from which session. Streamlit knows how large they are and whether they still exist."""

    def __init__(self) -> None:
        self._files: dict[str, set[str]] = {}
        self._coming: Counter[str] = Counter()
        """Bytes of requests that are being read."""
        self._refused: dict[str, str] = {}
        self._lock = threading.Lock()

    def admit(self, session: str, file: str, size: int) -> bool:
        """Make room for a file of this size. False, and a reason for `refusal`, where there is none."""
        with self._lock:
            held = {each: self._held(each) for each in list(self._files)}
            own = held.get(session, 0) + self._coming[session] + size
            full = own > EACH or len(self._files.get(session, ())) >= FILES_EACH
            why = OWN_FULL if full else ALL_FULL if sum(held.values()) + self._coming.total() + size > ALL else None
            self._refused = {each: said for each, said in self._refused.items() if runtime.get_instance().is_active_session(each)}
            self._refused.pop(session, None)
            if why is None:
                self._files.setdefault(session, set()).add(file)
                self._coming[session] += size
            elif runtime.get_instance().is_active_session(session):
                self._refused[session] = why
            return why is None

    def settle(self, session: str, size: int) -> None:
        """Note that a request has been read: from now on the file counts if Streamlit has kept it."""
        with self._lock:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]

    def forgive(self, session: str) -> None:
        """Forget the refusal of a session, because the visitor has removed a file."""
        with self._lock:
            self._refused.pop(session, None)

    def refusal(self, session: str) -> str | None:
        """Why the last file of this session was not kept; None if it was."""
        return self._refused.get(session)

    def _held(self, session: str) -> int:
        """Bytes of a session's files; those that Streamlit does not have are forgotten, unless a request is still being read."""
        found = runtime.get_instance().uploaded_file_mgr.get_files(session, list(self._files[session]))
        if not self._coming[session]:
            self._files[session] = {each.file_id for each in found}
            if not found:
                del self._files[session]
        return sum(len(each.data) for each in found)


@st.cache_resource(show_spinner=False)
def ledger() -> Ledger:
    """The files of all sessions of this process."""
    return Ledger()


class Uploads:
    """ASGI middleware that accepts a file only if there is room for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        place = PLACE.search(scope["path"]) if scope["type"] == "http" else None
        method, session, file = (scope["method"], *place.groups()) if place else ("", "", "")
        if method == "DELETE":
            ledger().forgive(session)
        if method != "PUT":
            await self.app(scope, receive, send)
            return
        size = _size(scope["headers"])
        if not ledger().admit(session, file, size):
            # After an error, the browser would show "AxiosError: Request failed with status code 413" and run nothing.
            # After a success, it makes the page run, which says in words that the file was not kept.
            await send({"type": "http.response.start", "status": 204, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            await self.app(scope, receive, send)
        finally:
            ledger().settle(session, size)


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    """The length that a request states; without one, the greatest that is allowed."""
    most: int = st.get_option("server.maxUploadSize") * MB + MARGIN
    said = dict(headers).get(b"content-length", b"")
    return min(int(said), most) if said.isdigit() and len(said) < 20 else most
