"""Attacks by those who never show a page: foreign origins and names, connections that say nothing."""

import contextlib
import http.client
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.servers import free_port, serve

HANDSHAKE = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
HANDSHAKES, HALF_OPEN, IDLE = 50, 1200, 2000


@contextlib.contextmanager
def lab(environment: dict[str, str] | None = None, log: Path | None = None) -> Iterator[int]:
    """The port of a lab that lives for one attack."""
    port = free_port()
    with contextlib.ExitStack() as files:
        written = files.enter_context(log.open("wb")) if log else subprocess.DEVNULL
        server = serve(port, environment=environment, log=written)
        try:
            yield port
        finally:
            server.kill()
            server.wait()


def said(port: int, text: str) -> socket.socket:
    """A connection that has said this, and waits."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(text.encode())
    return connection


def newcomer(port: int, path: str = "/") -> float:
    """Seconds until a newcomer has a page."""
    began = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise ConnectionError(f"a newcomer got {answer.status}")
    return time.perf_counter() - began


def foreign_origins() -> str:
    """Foreign handshakes, while everything outside drops what the server sends: a proxy stands for it, and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as outside:
        asked = 0

        def listen() -> None:
            nonlocal asked
            kept = []
            with contextlib.suppress(OSError):
                while True:
                    kept.append(outside.accept()[0])
                    asked += 1

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
        with lab({"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy}) as port:
            strangers = [
                said(port, f"GET /{path} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://evil.example\r\n{HANDSHAKE}\r\n")
                for path in ("_stcore/stream", "_wire")
                for _ in range(HANDSHAKES)
            ]
            took = newcomer(port, "/_stcore/health")
            refused = sum(stranger.recv(12).endswith(b"403") for stranger in strangers)
            for stranger in strangers:
                stranger.close()
        outside.shutdown(socket.SHUT_RDWR)
    return f"{refused} of {2 * HANDSHAKES} refused, {asked} questions to the internet, health answers in {took * 1e3:.0f} ms"


def foreign_hosts() -> str:
    """Requests and handshakes under names that are not the lab's."""
    names = ("evil.example", "localhost.evil.example", "192.0.2.7", "")
    with lab() as port:
        answers = []
        for name in names:
            for more in ("", HANDSHAKE):
                with said(port, f"GET /_stcore/stream HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n{more}\r\n") as stranger:
                    answers.append(stranger.recv(12).split()[1])
    refused = sum(status in (b"400", b"403") for status in answers)
    return f"{refused} of {len(answers)} refused"


def idle() -> str:
    """Half-open requests, idle connections and sockets without a word; then newcomers, until the last stranger was cut off."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as held:
        log = Path(folder, "log")
        with lab(log=log) as port:
            host = f"Host: localhost:{port}\r\n"
            texts = [f"GET / HTTP/1.1\r\n{host}X-Never: ends"] * HALF_OPEN
            texts += ["", f"GET /_stcore/stream HTTP/1.1\r\n{host}{HANDSHAKE}\r\n"] * (IDLE // 2)
            strangers = [held.enter_context(said(port, text)) for text in texts]
            began = time.perf_counter()
            took = [newcomer(port, path) for path in ("/", "/compare", "/_stcore/health")]
            for stranger in strangers:
                with contextlib.suppress(ConnectionError):
                    while stranger.recv(4096):
                        pass
            dropped = time.perf_counter() - began
        lines = log.read_bytes().count(b"\n")
    return (
        f"newcomers have their page in {max(took) * 1e3:.0f} ms, the last stranger is cut after {dropped:.0f} s, {lines} lines in the log"
    )
