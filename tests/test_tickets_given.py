"""What a visitor gets from the admission: a page that says that the lab is full, or a ticket."""

import re

import pytest

from guards.full import RETRY
from guards.ticket import COOKIE, visitor_of
from tests.asgi import Lab, heard, run, scope


def test_the_page_for_the_others_tries_again_by_itself() -> None:
    async def story() -> None:
        lab = Lab(1)
        await lab.visit()
        start, body = await heard(lab.app, scope("/compare"))
        headers = dict(start["headers"])
        refresh = re.search(r'http-equiv="refresh" content="(\d+)"', body["body"].decode())
        assert refresh
        assert refresh[1] == headers[b"retry-after"].decode()
        assert RETRY[0] <= int(refresh[1]) <= RETRY[1]
        assert headers[b"cache-control"] == b"no-store"
        assert b"prefers-color-scheme: dark" in body["body"]
        assert b"set-cookie" not in headers

    run(story)


@pytest.mark.parametrize(("scheme", "kind"), [("http", "SameSite=Lax"), ("https", "SameSite=None; Secure; Partitioned")])
def test_no_script_reads_the_cookie_and_over_tls_it_reaches_frames(scheme: str, kind: str) -> None:
    async def story() -> None:
        said = await heard(Lab(1).app, scope() | {"scheme": scheme})
        assert dict(said[0]["headers"])[b"set-cookie"].decode().endswith(f"; Path=/; HttpOnly; {kind}")

    run(story)


def test_who_asks_is_known_inside_and_a_ticket_of_yesterday_is_none() -> None:
    async def story() -> None:
        lab = Lab(1)
        cookie, _ = await lab.visit()
        await lab.stream(cookie, "/_wire")
        assert visitor_of(lab.inner.reached[-1]) == cookie.removeprefix(f"{COOKIE}=").split(".")[0]
        lab.clock.now += 86_400
        await lab.stream(cookie, "/_wire")
        assert visitor_of(lab.inner.reached[-1]) is None

    run(story)
