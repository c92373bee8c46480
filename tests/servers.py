"""Servers of the lab for tests: each is a process of its own, and is waited for."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]


def serve(
    port: int,
    script: str = "serve.py",
    root: str = "",
    log: int | IO[bytes] = subprocess.DEVNULL,
    files: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start the lab as the README does, or another app of this folder, and wait until it answers.

    `root` is the path under which it is served, without slashes; `files` is how many files the system lets it
    open; `environment` holds further variables.
    """
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.baseUrlPath", root] if root else []
    command = ["sh", "-c", f'ulimit -n {files} && exec "$@"', "sh", *command] if files else command
    path = {"PYTHONPATH": str(ROOT)} if "/" in script else {}  # Streamlit finds what lies beside the script, and no more
    server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **path, **(environment or {})})
    wait_for(port, root)
    return server


def wait_for(port: int, root: str = "") -> None:
    """Until a server answers at this port."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/{root and root + '/'}_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer within 30 seconds")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("localhost", 0))
        return int(sock.getsockname()[1])
