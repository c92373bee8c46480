"""docs/nginx.conf, with a real nginx in front of two replicas."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.servers import ROOT, free_port, serve

NAME = "lab.example.org"
pytestmark = pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="nginx or openssl is not installed")


class Answer(NamedTuple):
    """What nginx answers: the status, the cookies it sets by name, the other headers, and the text."""

    status: int
    cookies: dict[str, str]
    headers: http.client.HTTPMessage
    text: str


class Front:
    """An nginx on this port, which speaks TLS under the lab's name."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"https://{NAME}:{port}"
        self.trust = ssl.create_default_context()
        self.trust.check_hostname = False
        self.trust.verify_mode = ssl.CERT_NONE  # the certificate was made for this test

    def open(self, name: str = NAME) -> ssl.SSLSocket:
        return self.trust.wrap_socket(socket.create_connection(("127.0.0.1", self.port), timeout=30), server_hostname=name)

    def ask(self, path: str, **cookies: str) -> Answer:
        connection = http.client.HTTPConnection(f"{NAME}:{self.port}")
        connection.sock = self.open()
        connection.request("GET", path, headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())})
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        given = (line.partition(";")[0].split("=", 1) for line in answer.headers.get_all("Set-Cookie") or [])
        return Answer(answer.status, dict(given), answer.headers, text)


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture(scope="module")
def replicas(ports: tuple[int, int]) -> Iterator[list[subprocess.Popen[bytes]]]:
    shared = {"ALLOWED_HOSTS": NAME, "STREAMLIT_SERVER_COOKIE_SECRET": "one for both"}
    servers = [serve(port, environment=shared | {"REPLICA": letter}) for port, letter in zip(ports, "ab", strict=True)]
    yield servers
    for server in servers:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def front(ports: tuple[int, int], replicas: list[subprocess.Popen[bytes]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    key, certificate = folder / "lab.key", folder / "lab.pem"
    make = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={NAME} -keyout {key} -out {certificate}"
    subprocess.run(make.split(), check=True, capture_output=True)
    sample = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
    for before, after in [
        ("listen 443", f"listen 127.0.0.1:{port}"),
        ("127.0.0.1:8501", f"127.0.0.1:{ports[0]}"),
        ("127.0.0.1:8502", f"127.0.0.1:{ports[1]}"),
        ("/etc/ssl/lab.pem", str(certificate)),
        ("/etc/ssl/lab.key", str(key)),
        ("client_header_timeout 10s", "client_header_timeout 1s"),
    ]:
        assert before in sample
        sample = sample.replace(before, after)
    kept = "".join(f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = folder / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {folder / 'pid'}; error_log {folder / 'errors'};\nevents {{ worker_connections 1024; }}\n"
        f"http {{\naccess_log off;\n{kept}{sample}}}\n"
    )
    command = ["nginx", "-e", str(folder / "errors"), "-p", str(folder), "-c", str(whole)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    server = subprocess.Popen(command)
    front = Front(port)
    for _ in range(100):
        try:
            front.open().close()
        except OSError:
            time.sleep(0.1)
        else:
            break
    yield front
    server.terminate()
    server.wait()


def test_newcomers_are_dealt_out_and_stay(front: Front) -> None:
    given = [front.ask("/") for _ in range(40)]
    assert {answer.status for answer in given} == {200}
    dealt = Counter(answer.cookies["lab_replica"] for answer in given)
    assert set(dealt) == {"a", "b"}
    for answer in given[:5]:
        assert set(front.ask("/", **answer.cookies).cookies) == {"optimizer_lab"}, "the replica is not dealt out again"


def test_a_ticket_over_tls_reaches_frames_and_all_headers_are_there_once(front: Front) -> None:
    headers = front.ask("/").headers
    ours = next(line for line in headers.get_all("Set-Cookie") or [] if line.startswith("optimizer_lab="))
    assert ours.endswith("; HttpOnly; SameSite=None; Secure; Partitioned")
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Strict-Transport-Security"):
        assert len(headers.get_all(name) or []) == 1


@pytest.mark.parametrize("path", ["/_stcore/stream", "/_wire"])
def test_sockets_pass_from_the_labs_own_pages_only(front: Front, path: str) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in front.ask("/").cookies.items())

    def visit(origin: str) -> None:
        raw = socket.create_connection(("127.0.0.1", front.port), timeout=30)
        address, headers = f"wss://{NAME}:{front.port}{path}", {"Cookie": cookie}
        with connect(address, sock=raw, ssl=front.trust, origin=Origin(origin), additional_headers=headers):
            pass

    visit(front.origin)
    with pytest.raises(InvalidStatus, match="403"):
        visit("https://evil.example")


def test_other_names_and_headers_that_never_end_go_no_further(front: Front) -> None:
    with pytest.raises(ssl.SSLError):
        front.open("evil.example")
    with front.open() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: lab.example.org\r\nX-Never: ends")
        assert re.match(rb"(HTTP/1.1 408|$)", slow.recv(4096))
    with front.open() as long:
        long.sendall(b"GET / HTTP/1.1\r\nHost: lab.example.org\r\nCookie: " + b"x" * 9000 + b"\r\n\r\n")
        assert long.recv(4096).startswith(b"HTTP/1.1 400")


def test_a_class_goes_to_the_replica_of_its_room(front: Front) -> None:
    """Whatever replica a phone was at before. A code that no room has is another server's for all replicas but one."""
    there, elsewhere = "No room has this code", "The server of this room does not answer"
    for letter in "ab":
        for cookies in ({}, {"lab_replica": "a"}, {"lab_replica": "b"}):
            answer = front.ask(f"/join/{letter}bcdfghj", **cookies)
            assert there in answer.text
            assert elsewhere not in answer.text
            assert "lab_replica" not in answer.cookies
    assert elsewhere in front.ask("/join/cbcdfghj").text
    assert front.ask("/join").status == 200


def test_a_school_of_phones_passes_at_one_moment(front: Front) -> None:
    with ThreadPoolExecutor(50) as school:
        assert {answer.status for answer in school.map(front.ask, ["/join"] * 900)} == {200}


def test_where_a_replica_dies_the_other_takes_over(front: Front, replicas: list[subprocess.Popen[bytes]]) -> None:
    visitor = next(answer.cookies for answer in (front.ask("/") for _ in range(40)) if answer.cookies["lab_replica"] == "a")
    replicas[0].kill()
    replicas[0].wait()
    again = front.ask("/compare", **visitor)
    assert again.status == 200
    assert again.cookies["optimizer_lab"].split(".")[0] == visitor["optimizer_lab"].split(".")[0], "the same visitor there, too"
