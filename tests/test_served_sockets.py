"""What the running server does to a WebSocket before anything is said on it: no delay, and on the short way no long message."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.servers import ROOT, free_port, wait_for
from ui.channel.scenes import PATH

SERVER = """
import socket, sys
from asyncio.trsock import TransportSocket
from streamlit.web import cli

usual = TransportSocket.setsockopt

def told(self, *option):
    print(*option, flush=True)
    usual(self, *option)

TransportSocket.setsockopt = told
sys.argv = ["streamlit", "run", "serve.py", "--server.address", "127.0.0.1", "--server.port", sys.argv[1]]
cli.main()
"""
NO_DELAY = "6 1 1"
"""IPPROTO_TCP, TCP_NODELAY, on."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port of a lab that writes down which options it sets on sockets, and where."""
    port, options = free_port(), tmp_path_factory.mktemp("options") / "log"
    with options.open("wb") as log:
        lab = subprocess.Popen([sys.executable, "-c", SERVER, str(port)], cwd=ROOT, stdout=log, stderr=subprocess.DEVNULL)
        wait_for(port)
        yield port, options
        lab.kill()
        lab.wait()


@pytest.mark.parametrize("path", ["/_stcore/stream", PATH])
def test_answers_do_not_wait_for_acknowledgements(server: tuple[int, Path], path: str) -> None:
    port, options = server
    before = options.read_text().splitlines().count(NO_DELAY)
    with connect(f"ws://localhost:{port}{path}", subprotocols=[Subprotocol("streamlit")] if path != PATH else None):
        assert options.read_text().splitlines().count(NO_DELAY) > before


def test_a_long_message_ends_the_short_way_and_nothing_else(server: tuple[int, Path]) -> None:
    address = f"ws://localhost:{server[0]}{PATH}"
    with connect(address) as quiet:
        with connect(address) as loud:
            loud.send("x" * 20_000)
            with pytest.raises(ConnectionClosed) as closed:
                loud.recv(timeout=10)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1009
        quiet.send("{}")
        assert quiet.recv(timeout=10)
