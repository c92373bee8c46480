"""Under which names the lab is served, and whose pages may open its sockets."""

import pytest
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from guards.limits import Limits
from guards.origin import Origins
from tests.asgi import Inner, answer, scope

OURS = ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:8501", "localhost.:8501", "192.168.1.20:8501"]
MINE = ["lab.example.org", "lab.example.org:443", "a.school.example", "a.b.school.example:8501"]
FOREIGN = [
    *("evil.example", "evil.example:8501", "192.168.1.21:8501", "localhost.evil.example", "school.example", "xschool.example", "", " "),
    *("localhost@evil.example", "evil.example@localhost", "localhost/evil", "localhost:port", "localhost:99999", "[::1", "[::2]:8501"),
    *("localhost?", "localhost#", "127.0.0.1.evil.example", "2130706433", "0.0.0.0:8501", "lab.example.org.evil.example"),
]


def origins(inner: Inner) -> Origins:
    return Origins(inner, Limits.of({"ALLOWED_HOSTS": "lab.example.org, *.school.example"}).hosts)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", OURS + MINE)
@pytest.mark.parametrize("server", ["192.168.1.20", "::ffff:192.168.1.20"])
def test_allowed_hosts_are_served(kind: str, host: str, server: str) -> None:
    inner = Inner()
    answer(origins(inner), scope(kind=kind, host=host) | {"server": (server, 8501)})
    assert inner.reached


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", FOREIGN)
def test_other_hosts_reach_nothing(kind: str, host: str) -> None:
    inner = Inner()
    said = answer(origins(inner), scope(kind=kind, host=host) | {"server": ("192.168.1.20", 8501)})
    assert not inner.reached
    assert said[0].get("status", said[0].get("code")) in (400, 1008)


@pytest.mark.parametrize("hosts", [[], [b"localhost", b"localhost"]])
def test_a_request_has_one_host(hosts: list[bytes]) -> None:
    inner = Inner()
    answer(origins(inner), scope() | {"headers": [(b"host", host) for host in hosts]})
    assert not inner.reached


def test_an_operator_may_allow_every_host() -> None:
    inner = Inner()
    answer(Origins(inner, Limits.of({"ALLOWED_HOSTS": "*"}).hosts), scope(host="anything.example"))
    assert inner.reached


AT_HOME = [("http://localhost:8501", "localhost:8501"), ("https://lab.example.org", "lab.example.org"), ("http://[::1]:8501", "[::1]:8501")]
ELSEWHERE = [
    *(("http://evil.example", "localhost:8501"), ("null", "localhost:8501"), ("", "localhost:8501"), ("http://[", "localhost:8501")),
    *(("http://localhost:8502", "localhost:8501"), ("http://localhost", "localhost:8501"), ("localhost:8501", "localhost:8501")),
    *(("http://localhost:8501.evil.example", "localhost:8501"), ("http://x@localhost:8501", "localhost:8501")),
    *(("https://lab.example.org", "lab.example.org:443"), ("http://LOCALHOST:8501", "localhost:8501")),
]


@pytest.fixture
def no_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(url: str, timeout: float = 5) -> None:
        raise AssertionError("Streamlit asks the internet for its address")

    monkeypatch.setattr("streamlit.net_util._external_ip", None)
    monkeypatch.setattr("streamlit.net_util._make_blocking_http_get", ask)


@pytest.mark.usefixtures("no_lookup")
@pytest.mark.parametrize("path", ["/_stcore/stream", "/_wire", "/anything"])
@pytest.mark.parametrize(("origin", "host"), AT_HOME + ELSEWHERE)
def test_only_what_streamlit_takes_for_its_own_reaches_it(path: str, origin: str, host: str) -> None:
    inner = Inner()
    answer(origins(inner), scope(path, "websocket", host, origin=origin))
    assert bool(inner.reached) is ((origin, host) in AT_HOME)
    if inner.reached:
        assert _is_origin_allowed(origin, host)


@pytest.mark.usefixtures("no_lookup")
def test_without_the_guard_streamlit_asks() -> None:
    with pytest.raises(AssertionError, match="asks the internet"):
        _is_origin_allowed(*ELSEWHERE[0])


def test_programs_send_no_origin_and_operators_may_allow_all() -> None:
    inner = Inner()
    answer(origins(inner), scope(kind="websocket"))
    answer(Origins(inner, any_origin=True), scope(kind="websocket", origin="http://evil.example"))
    assert len(inner.reached) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("ALLOWED_HOSTS", text) for text in ("lab.example.org:443", "http://lab.example.org", "*.", "a b/c", "**.x", "lab.*")),
        *(("FRAME_ANCESTORS", text) for text in ("https://a; script-src *", "'unsafe-inline'", "https://a, https://b", "a\u00a0;b")),
        *(("CAPACITY", text) for text in ("0", "-3", "many", "nan", "inf", "9" * 400)),
        *(("PATIENCE_SECONDS", text) for text in ("0", "nan", "forever")),
    ],
)
def test_a_variable_that_is_not_understood_is_named(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be"):
        Limits.of({name: text})


def test_variables_that_are_absent_or_empty_have_defaults() -> None:
    assert Limits.of({}) == Limits.of(dict.fromkeys(("ALLOWED_HOSTS", "FRAME_ANCESTORS", "CAPACITY", "PATIENCE_SECONDS"), " ")) == Limits()
    assert Limits.of({"CAPACITY": "300", "FRAME_ANCESTORS": "'self'  https://school.example"}) == Limits(
        300, frames="'self' https://school.example"
    )
    assert Limits().frames == "*"
