"""Two replicas behind one address: one dies, its visitor moves to the other, and the link restores the picture."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.conftest import Visitor
from tests.servers import free_port, serve
from tests.stage import becomes, drawing, ready
from tests.walks import rest


def pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def carry(client: socket.socket, server: socket.socket) -> None:
    """All that either says to the other, until one of them is gone."""
    with client, server:
        back = threading.Thread(target=pump, args=(server, client))
        back.start()
        pump(client, server)
        back.join()


@pytest.fixture
def front() -> Iterator[tuple[int, list[int]]]:
    """A port, and the ports behind it in the order of preference: every connection goes to the first that answers."""
    behind: list[int] = []
    carriers: list[threading.Thread] = []
    listener = socket.create_server(("localhost", 0))

    def listen() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                for port in behind:
                    with contextlib.suppress(OSError):
                        server = socket.create_connection(("localhost", port), timeout=5)
                        server.settimeout(None)
                        carriers.append(threading.Thread(target=carry, args=(client, server)))
                        carriers[-1].start()
                        break
                else:
                    client.close()

    listening = threading.Thread(target=listen)
    listening.start()
    yield listener.getsockname()[1], behind
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for thread in (listening, *carriers):
        thread.join(timeout=10)


def test_a_visitor_moves_to_the_other_replica_with_the_same_picture(browser: Browser, front: tuple[int, list[int]]) -> None:
    address, behind = front
    ports = [free_port(), free_port()]
    servers = [serve(port) for port in ports]
    behind += ports
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    try:
        page = Visitor(context, f"http://localhost:{address}").open("/compare?t=300&adam.beta1=0.5&himmelblau.x=-1")
        ready(page)
        shown = drawing(page)
        with page.expect_websocket(lambda socket: socket.url.endswith("/stream")):
            servers[0].kill()
            servers[0].wait()
        typed = page.locator(".st-key-himmelblau-x input")
        rest(page)
        typed.fill("-2")
        typed.press("Enter")
        page.wait_for_url(lambda url: "himmelblau.x=-2" in url)
        assert becomes(page, lambda now: now != shown), "the other replica answers"
        assert "adam.beta1=0.5" in page.url
        rest(page)
        moved = drawing(page)
        page.goto(page.url)
        ready(page)
        assert becomes(page, lambda now: now == moved), "the link is the picture, at whichever replica"
    finally:
        context.close()
        for server in servers:
            server.kill()
            server.wait()
