"""Uploaded files have a budget, for each visit and in all; what is refused is said on the page; room comes back."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest

from tests.asgi import finish
from tests.pages import APP
from tests.test_kept import SESSION
from ui.uploads import ALL, ALL_FULL, EACH, FILES_EACH, MB, OWN_FULL, Uploads, ledger


class Streamlit:
    """Its part: takes a file in, and keeps it."""

    def __init__(self) -> None:
        self.files = MemoryUploadedFileManager("/_stcore/upload_file")
        self.seen = 0
        self.held = asyncio.Event()
        self.held.set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen += 1
        await self.held.wait()
        session, file = scope["path"].split("/")[-2:]
        if scope["method"] == "DELETE":
            self.files.remove_file(session, file)
        else:
            self.files.add_file(session, UploadedFileRec(file, "a.csv", "text/csv", bytes(int(dict(scope["headers"])[b"x-size"]))))
        await send({"type": "http.response.start", "status": 204, "headers": []})

    @property
    def bytes(self) -> int:
        return sum(len(file.data) for files in self.files.file_storage.values() for file in files.values())


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Streamlit, Uploads]]:
    inner = Streamlit()
    there = SimpleNamespace(uploaded_file_mgr=inner.files, is_active_session=lambda session: True)
    monkeypatch.setattr("streamlit.runtime.get_instance", lambda: there)
    ledger.clear()
    yield inner, Uploads(inner)
    ledger.clear()


async def nothing(*message: Any) -> Any:
    """Neither receives nor sends."""


async def upload(app: Uploads, session: str, file: str, size: int = MB, method: str = "PUT", said: bool = True) -> None:
    async def send(message: Any) -> None:
        assert message.get("status", 204) == 204

    headers = [(b"x-size", b"%d" % size), *([(b"content-length", b"%d" % size)] if said else [])]
    scope = {"type": "http", "method": method, "path": f"/lab/_stcore/upload_file/{session}/{file}", "headers": headers}
    await app(scope, nothing, send)


def test_three_hundred_uploads_of_a_session_keep_what_one_visit_may(lab: tuple[Streamlit, Uploads]) -> None:
    inner, app = lab

    async def test() -> None:
        for i in range(300):
            await upload(app, "greedy", f"{i}")
        await upload(app, "other", "0")

    finish(test())
    assert inner.bytes == EACH + MB
    assert (ledger().refusal("greedy"), ledger().refusal("other")) == (OWN_FULL, None)


def test_many_at_the_same_time_count_before_they_are_there(lab: tuple[Streamlit, Uploads]) -> None:
    inner, app = lab
    inner.held.clear()

    async def test() -> None:
        coming = [asyncio.create_task(upload(app, "greedy", f"{i}", said=i % 2 == 0)) for i in range(100)]
        await asyncio.sleep(0)
        assert inner.seen <= EACH // MB
        inner.held.set()
        await asyncio.gather(*coming)

    finish(test())
    assert inner.bytes <= EACH


def test_many_small_files_are_too_many(lab: tuple[Streamlit, Uploads]) -> None:
    inner, app = lab

    async def test() -> None:
        for i in range(100):
            await upload(app, "greedy", f"{i}", 1)

    finish(test())
    assert inner.bytes == FILES_EACH


def test_all_visits_together_have_a_budget_and_room_comes_back(lab: tuple[Streamlit, Uploads]) -> None:
    inner, app = lab

    async def test() -> None:
        for i in range(2 * ALL // MB):
            await upload(app, f"session {i // 2}", f"{i}")
        assert inner.bytes == ALL
        await upload(app, "late", "a")
        assert ledger().refusal("late") == ALL_FULL
        inner.files.remove_session_files("session 0")
        await upload(app, "late", "a", method="DELETE")
        assert ledger().refusal("late") is None, "the visitor has put it away"
        await upload(app, "late", "b")
        await upload(app, "late", "b", method="DELETE")
        for i in range(30):
            await upload(app, "late", f"again {i}")
            await upload(app, "late", f"again {i}", method="DELETE")
            assert ledger().refusal("late") is None, "who replaces a file is never refused"

    finish(test())


def test_what_is_no_upload_passes(lab: tuple[Streamlit, Uploads]) -> None:
    passed: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope)

    for scope in ({"type": "websocket", "path": "/_stcore/upload_file/a/b"}, {"type": "http", "method": "PUT", "path": "/other"}):
        finish(Uploads(app)(scope, nothing, nothing))
    assert len(passed) == 2


def test_the_page_says_that_a_file_was_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.clear()
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params["landscape"] = "Your own data …"
    app.switch_page("pages/compare.py").run()
    assert not app.error
    monkeypatch.setitem(ledger()._refused, SESSION, OWN_FULL)
    app.run()
    assert [error.value for error in app.error] == [OWN_FULL]
    ledger.clear()
