"""How many uploaded files are kept in memory, for each visit and in all.

Streamlit keeps every file that is sent to its upload address until the session ends, and counts nothing. Here the files of a session
and of all sessions have a budget; what does not fit is not taken in, and the page says so.
"""

import re
import threading
from collections import Counter
from typing import Any

import streamlit as st
from streamlit import runtime

MB = 2**20
EACH, ALL = 4 * MB, 64 * MB
"""Bytes of a session's files, and of all files."""
FILES_EACH = 8
MARGIN = MB
"""What a request may be longer than its file, as Streamlit counts."""
PLACE = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)$")
OWN_FULL = "This file was not kept: one visit may hold 4 MB of files. Remove a file, or paste the rows instead."
ALL_FULL = "This file was not kept: the server holds as many files as it can. Paste the rows instead, or try again in a few minutes."


class Ledger:
    """Which files came from which session. How large they are, and whether they are still there, Streamlit knows."""

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
        """A request has been read: from now on the file counts if Streamlit has kept it."""
        with self._lock:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]

    def forgive(self, session: str) -> None:
        """The visitor has put a file away: what was refused before is no longer said."""
        with self._lock:
            self._refused.pop(session, None)

    def refusal(self, session: str) -> str | None:
        """Why the last file of this session was not kept; None if it was."""
        return self._refused.get(session)

    def _held(self, session: str) -> int:
        """Bytes of a session's files; those that Streamlit has removed are forgotten, unless they are still to come."""
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
    """ASGI middleware that lets a file in only where there is room for it."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        place = PLACE.search(scope["path"]) if scope["type"] == "http" else None
        method, session, file = (scope["method"], *place.groups()) if place else ("", "", "")
        if method == "DELETE":
            ledger().forgive(session)
        if method != "PUT":
            await self.app(scope, receive, send)
            return
        size = _size(scope["headers"])
        if not ledger().admit(session, file, size):
            # Refused with an error, the browser would show "AxiosError: Request failed with status code 413" and run nothing.
            # Told that all is well, it has the page run, which says in words that the file was not kept.
            await send({"type": "http.response.start", "status": 204, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            await self.app(scope, receive, send)
        finally:
            ledger().settle(session, size)


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    """How long a request says it is; without a word of it, as long as one may be."""
    most: int = st.get_option("server.maxUploadSize") * MB + MARGIN
    said = dict(headers).get(b"content-length", b"")
    return min(int(said), most) if said.isdigit() and len(said) < 20 else most
