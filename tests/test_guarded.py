"""The guards around a running lab: what strangers reach, and what visitors see of it."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from guards.network import shown
from guards.origin import Origins
from tests.asgi import Inner
from tests.conftest import Visitor
from tests.servers import ROOT, free_port, serve
from tests.stage import COMPARE, becomes, drawing, ready
from tests.test_wire import drag_the_start

STREAM = "/_stcore/stream"


@contextlib.contextmanager
def lab(environment: Mapping[str, str] | None = None, **more: Any) -> Iterator[int]:
    """The port of a lab of this test's own."""
    port = free_port()
    server = serve(port, environment=environment, **more)
    try:
        yield port
    finally:
        server.kill()
        server.wait()


@contextlib.contextmanager
def served(page: str) -> Iterator[tuple[int, list[str]]]:
    """A web server that answers everything with this page: its port, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        do_CONNECT = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1], asked
        finally:  # also when a test fails: Python does not end before its threads
            server.shutdown()
            thread.join()


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        return response


def test_no_foreign_handshake_has_the_server_ask_the_internet() -> None:
    with (
        served("127.0.0.1") as (proxy, asked),
        lab({"HTTP_PROXY": f"http://127.0.0.1:{proxy}", "HTTPS_PROXY": f"http://127.0.0.1:{proxy}"}) as port,
    ):
        for path in (STREAM, "/_wire", f"/compare{STREAM}"):
            address = f"ws://localhost:{port}{path}"
            with pytest.raises(InvalidStatus, match="403"), connect(address, origin=Origin("http://evil.example")):
                pass
        with connect(f"ws://localhost:{port}{STREAM}", origin=Origin(f"http://localhost:{port}")):
            pass
        assert asked == []


@pytest.fixture(scope="module")
def guarded() -> Iterator[int]:
    """A lab that is known to its network as lab.example.org, and impatient."""
    with lab({"ALLOWED_HOSTS": "lab.example.org", "PATIENCE_SECONDS": "3"}) as port:
        yield port


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize(("host", "listens"), [("", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "0.0.0.0")])
def test_make_app_listens_at_home_unless_told_otherwise(host: str, listens: str) -> None:
    said = {name: value for name, value in os.environ.items() if name != "HOST"} | ({"HOST": host} if host else {})
    commands = subprocess.run(["make", "-n", "app"], cwd=ROOT, env=said, capture_output=True, text=True, check=True).stdout
    assert re.search(rf"--server\.address {re.escape(listens)} .*guards\.network {re.escape(listens)}", commands, re.DOTALL)


def test_a_class_is_told_an_address_of_this_machine_and_the_lab_allows_it() -> None:
    assert shown("127.0.0.1") == "127.0.0.1"
    own = shown("0.0.0.0")
    assert Origins(Inner()).allows(f"{own}:8501", (own, 8501))
    with socket.socket() as listener:
        listener.bind((own, 0))  # raises where it is not ours


def test_every_answer_has_its_headers_and_no_other_host_is_served(guarded: int) -> None:
    for path, status in [("/", 200), ("/_stcore/health", 200), ("/static/no-such-file.js", 200), ("/favicon.png", 200), ("/%5c%5cx", 400)]:
        response = ask(guarded, path)
        assert response.status == status
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        policy = response.headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    refused = ask(guarded, "/", Host="evil.example")
    assert refused.status == 400
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(guarded, "/", Host="lab.example.org").status == 200


@pytest.fixture
def lab_of_two() -> Iterator[int]:
    """A lab in which two visitors fit."""
    with lab({"CAPACITY": "2"}) as port:
        yield port


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Three browsers that know nothing of one another."""
    found = [browser.new_context() for _ in range(3)]
    for context in found:
        context.set_default_timeout(40_000)
    yield found
    for context in found:
        context.close()


@pytest.mark.usefixtures("visitor")  # the browser has the lab's files by then
def test_the_third_of_two_waits_and_is_let_in(lab_of_two: int, contexts: list[BrowserContext]) -> None:
    first, second, third = (context.new_page() for context in contexts)
    for page in (first, second):
        page.goto(f"http://localhost:{lab_of_two}/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("optimizer", timeout=40_000)
    answer = third.goto(f"http://localhost:{lab_of_two}/compare?t=7")
    assert answer
    assert answer.status == 503
    expect(third.get_by_role("heading")).to_have_text("The lab is full, try again", timeout=40_000)
    second.reload()
    expect(second.get_by_role("heading", level=1)).to_contain_text("optimizer", timeout=40_000)
    first.close()
    expect(third.get_by_role("heading", level=1)).to_have_text(re.compile("One start"), timeout=90_000)
    assert "t=7" in third.url
    again = contexts[0].new_page()
    answer = again.goto(f"http://localhost:{lab_of_two}/")
    assert answer
    assert answer.status == 200, "who was here a moment ago is let in again"


def test_a_frame_on_another_site_shows_the_lab(browser: Browser) -> None:
    with (
        lab({"CAPACITY": "1"}) as port,
        served(f'<iframe src="http://127.0.0.1:{port}/" width="1200" height="800"></iframe>') as (school, _),
    ):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://localhost:{school}/")
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_contain_text("optimizer", timeout=40_000)
        context.close()


def test_where_the_operator_says_who_may_frame_the_lab_nobody_else_can(browser: Browser) -> None:
    with lab({"FRAME_ANCESTORS": "'self'"}) as port, served(f'<iframe src="http://127.0.0.1:{port}/"></iframe>') as (school, _):
        context = browser.new_context()
        page = context.new_page()
        with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            page.goto(f"http://localhost:{school}/")
        context.close()


@pytest.mark.parametrize("path", [STREAM, "/_wire"])
def test_a_mute_socket_is_dropped(guarded: int, path: str) -> None:
    with connect(f"ws://localhost:{guarded}{path}", origin=Origin(f"http://localhost:{guarded}")) as mute, pytest.raises(ConnectionClosed):
        deque(iter(mute.recv, None), maxlen=0)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_half_open_requests_are_dropped_and_newcomers_served_where_files_are_few(tmp_path: Path) -> None:
    log = tmp_path / "log"
    said = [b"", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Never: ends", b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\n\r\nGET"]
    with log.open("wb") as written, contextlib.ExitStack() as held, lab({"PATIENCE_SECONDS": "2"}, log=written, files=500) as port:
        strangers = [held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20)) for _ in range(700)]
        for i, stranger in enumerate(strangers):
            with contextlib.suppress(OSError):  # some are cut already
                stranger.sendall(said[i % 3])
        assert ask(port, "/_stcore/health").status == 200
        for stranger in strangers:
            with contextlib.suppress(ConnectionError):
                deque(iter(lambda each=stranger: each.recv(4096), b""), maxlen=0)  # type: ignore[misc]  # until it is cut
    assert log.stat().st_size < 100_000


def test_the_short_way_works_under_a_path_of_its_own(browser: Browser) -> None:
    with lab(root="lab") as port:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        visitor = Visitor(context, f"http://localhost:{port}/lab")
        sent: list[str] = []
        visitor.page.on("websocket", lambda wire: wire.on("framesent", lambda _: sent.append(wire.url)))
        page = visitor.open(COMPARE)
        ready(page)
        before = drawing(page)
        let_go = drag_the_start(page)
        assert becomes(page, lambda now: now != before)
        let_go()
        page.wait_for_url(re.compile(r"/lab/compare\?.*himmelblau\.x=-"))
        assert f"ws://localhost:{port}/lab/_wire" in sent
        assert visitor.complaints == []
        context.close()
