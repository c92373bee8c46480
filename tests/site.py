"""The static site for tests in a browser: built once, and served below a path as a web space does."""

import functools
import gzip
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from static_site.build import build, scripts
from static_site.fetch import NUMPY_WHEEL, UnavailableError
from static_site.front_page import ELEMENTS, write_missing, write_pages
from static_site.installable import write_manifest
from tests.conftest import PATIENCE
from tests.servers import ROOT

FOLDER = "some/where"
"""The path of the site."""
COMPRESSED = {"application/json", "application/wasm", "image/svg+xml"}
"""What web spaces compress besides text."""
START = PATIENCE["site"]
"""ms until Python is there."""
WHEELS = ROOT.parent / "shared" / "wheels"
"""Where a wheel of NumPy may lie that is for tests only, and is taken where Pyodide's own cannot be had."""


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves files as a common web space does: text and WebAssembly compressed, and kept by browsers for a while."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, sent: list[int], **more: Any) -> None:
        self.sent = sent
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if not path.is_file():
            super().do_GET()  # which leads on to a folder's own address, or says that there is nothing
            return
        kind = self.guess_type(path)
        compressed = kind.startswith("text/") or kind in COMPRESSED
        body = zipped(path, path.stat().st_mtime_ns) if compressed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with suppress(OSError):  # a page that is left does not wait
            self.wfile.write(body)
        self.sent.append(len(body))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page where there is none, as GitHub Pages does."""
        own = Path(self.directory, FOLDER, "404.html")
        if code == http.HTTPStatus.NOT_FOUND and own.exists():
            body = own.read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":  # an answer to it has no body: the browser would read it as the next answer
                self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


@functools.cache
def zipped(path: Path, changed: int) -> bytes:
    """A file as it was when it was last `changed`, compressed."""
    return gzip.compress(path.read_bytes(), 6)


def built(into: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Build the site there. Without the network and what was kept of it, the test is skipped."""
    if wheel := next(WHEELS.glob("numpy-*.whl"), None):
        monkeypatch.setenv(NUMPY_WHEEL, os.environ.get(NUMPY_WHEEL, str(wheel)))
    try:
        build(into)
    except UnavailableError as error:
        pytest.skip(f"the static site cannot be built here, and so was not tried: {error}")
    return into


def shell(site: Path) -> Path:
    """Build the site there without Python: what is seen before it is there."""
    (site / "stlite").mkdir(parents=True)
    files = {
        "lab.tgz": "a" * 50,
        f"stlite/{ELEMENTS[0]}-0.js": "",
        "stlite/stlite.js": 'import { a } from "./index-1.js";',
        "stlite/index-1.js": "b" * 50,
    }
    for name, text in files.items():
        (site / name).write_text(text)
    (site / "stlite/stlite.css").touch()
    scripts(site)
    write_manifest(site)
    write_pages(site)
    write_missing(site)
    return site


@contextmanager
def served(folder: Path, sent: list[int] | None = None) -> Iterator[str]:
    """Serve a folder on a port of its own; its address. `sent` gets the bytes of each answer."""
    handler = functools.partial(Host, directory=str(folder), sent=[] if sent is None else sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
