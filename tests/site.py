"""The static site for tests in a browser: built once, and served below a path as a web space does."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from static_site.build import build, scripts
from static_site.fetch import NUMPY_WHEEL, UnavailableError
from static_site.front_page import ELEMENTS, write_missing, write_pages
from static_site.installable import write_manifest
from tests.conftest import ROOT

FOLDER = "some/where"
"""The path of the site."""
START = 120_000
"""ms until Python is there: these machines are shared."""
WHEELS = ROOT.parent / "shared" / "wheels"
"""Where a wheel of NumPy may lie that is for tests only, and is taken where Pyodide's own cannot be had."""


START = 120_000
"""Milliseconds until Python is there: these machines are shared."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page where there is none, as GitHub Pages does."""
        own = Path(self.directory, FOLDER, "404.html")
        if code == http.HTTPStatus.NOT_FOUND and own.exists():
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(own.read_bytes())
        else:
            super().send_error(code, message, explain)


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
    scripts(site)
    write_manifest(site)
    write_pages(site)
    write_missing(site)
    return site


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a port of its own; its address."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
