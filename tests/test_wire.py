"""The short way from the hand to the picture: what may be said on it, and that the lab is the same without it."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from optim_core.identity import cache_key
from optim_core.spec import Pause, no_pause
from tests.conftest import Visitor
from tests.modules import importing
from tests.servers import free_port, serve
from tests.stage import COMPARE, becomes, centre, drawing, lies_at, ready
from tests.walks import rest
from ui.cache import SCENES, Asker
from ui.channel import scenes
from ui.channel.scenes import Scenes
from ui.stage.gesture import Gesture

HAND = {"seq": 3, "live": {"adam.beta1": [0.5, 0.9]}}


class Told:
    """A scene that writes down what it is asked for."""

    waits = False

    def cache_key(self) -> str:
        return "a scene of its own"

    def picture(self, gesture: Gesture, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        return f"{gesture.seq} {dict(gesture.live or {})} {address}".encode()


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(scenes.HAS_SOCKET, "yes")
    found = scenes.register(Told())
    assert found
    return found


def answer(text: str) -> bytes | None:
    """What is said to a message."""
    asked = scenes.parse(text)
    return asked.picture() if asked else None


def test_a_scene_answers_a_hand(address: str) -> None:
    said = answer(json.dumps({"scene": address, "gesture": HAND}))
    assert said == f"3 {{'adam.beta1': (0.5, 0.9)}} {address}".encode()


def test_equal_scenes_have_one_address_and_others_another(address: str) -> None:
    assert scenes.register(Told()) == address
    assert len(address) == 64


def test_nobody_can_compute_an_address_from_a_guess(address: str) -> None:
    assert address != hashlib.sha256(cache_key(Told()).encode()).hexdigest()
    assert Scenes().address(Told()) != Scenes().address(Told()), "each process has a secret of its own"


def test_a_scene_is_known_until_the_last_session_that_shows_it_has_gone() -> None:
    scenes, one, other = Scenes(), Asker("one"), Asker("other")
    address = scenes.register(Told(), one)
    assert scenes.register(Told(), other) == address
    one.leave()
    assert scenes.at(address)
    assert scenes.register(Told(), other) == address
    registered = scenes.at(address)
    assert registered
    assert registered.by is other, "what is made for it is kept as theirs"
    del registered
    other.leave()
    assert scenes.at(address) is None


def test_a_session_keeps_its_last_scenes() -> None:
    class Numbered(Told):
        def __init__(self, number: int) -> None:
            self.number = number

        def cache_key(self) -> str:
            return f"scene {self.number}"

    scenes, by = Scenes(), Asker()
    addresses = [scenes.register(Numbered(i), by) for i in range(SCENES + 3)]
    assert [scenes.at(address) is not None for address in addresses] == [False] * 3 + [True] * SCENES


def test_where_there_is_no_wire_a_scene_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(scenes.HAS_SOCKET, raising=False)
    assert scenes.register(Told()) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "5",
        '"scene"',
        "{}",
        '{"scene": 5}',
        '{"scene": ["a"]}',
        '{"scene": "unknown", "gesture": {}}',
        "{" * 3000,
        "[" * 3999,
        "[" * 10_000,
        '{"seq":' + "9" * 3900 + "}",
        "9" * 10_000,
        '{"scene":1e999}',
    ],
    ids=lambda text: text[:20],
)
def test_what_is_not_understood_has_no_answer(text: str) -> None:
    assert answer(text) is None


def test_a_hand_that_is_none_counts_as_at_rest_and_a_long_one_as_noise(address: str) -> None:
    assert answer(json.dumps({"scene": address, "gesture": "hostile"})) == f"0 {{}} {address}".encode()
    assert answer(json.dumps({"scene": address, "gesture": HAND, "more": "x" * scenes.LONGEST})) is None


@pytest.mark.parametrize(
    "number", ["9" * 400, "-" + "9" * 400, "1e999", "-1e999", "NaN", "Infinity", "9" * 900, "true", "[" * 400 + "]" * 400]
)
def test_a_number_of_any_length_in_a_message_is_answered(address: str, number: str) -> None:
    for part in (
        f'"seq": {number}',
        f'"t": {number}',
        f'"piece": {number}',
        f'"view": [{",".join([number] * 4)}]',
        f'"live": {{"a": [{number}, 1]}}',
    ):
        assert answer(f'{{"scene": "{address}", "gesture": {{{part}}}}}') == f"0 {{}} {address}".encode()


def drag_the_start(page: Page) -> Callable[[], None]:
    """Take the start up and move it; returns how to let it go."""
    x, y = centre(page, ".lab-start")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=5)
    return page.mouse.up


def test_each_that_speaks_to_streamlit_has_a_moment_of_its_own(browser: Browser) -> None:
    page = browser.new_page()
    heard = page.evaluate(
        """async () => {
          const { GAP, inTurn, rest } = await IMPORT;
          const heard = [], say = (name) => heard.push([name, performance.now()]);
          inTurn(() => { say("one"); throw new Error("and fails"); }).catch(() => {});
          inTurn(async () => { say("two"); await rest(150); say("two has done"); });
          await inTurn(() => say("three"));
          return heard.map(([name, at], i) => [name, i ? at - heard[i - 1][1] >= GAP - 5 : true]);
        }""".replace("IMPORT", importing("streamlit_queue.js")),
    )
    assert heard == [["one", True], ["two", True], ["two has done", True], ["three", True]]
    page.close()


def test_a_moving_hand_takes_the_short_way(visitor: Visitor) -> None:
    sent: dict[str, list[Any]] = {"_wire": [], "stream": []}

    def listen(socket: Any) -> None:
        socket.on("framesent", lambda text: sent[socket.url.rsplit("/", 1)[1]].append(text))

    visitor.page.on("websocket", listen)
    page = visitor.open(COMPARE)
    ready(page)
    before, streamlit = drawing(page), len(sent["stream"])
    let_go = drag_the_start(page)
    assert becomes(page, lambda now: now != before)
    assert sent["_wire"]
    assert len(sent["stream"]) == streamlit
    let_go()
    page.wait_for_url(re.compile(r"himmelblau\.x=-.*himmelblau\.y=-"))
    assert visitor.complaints == []


def test_another_sites_page_is_turned_away(visitor: Visitor) -> None:
    opened = visitor.page.evaluate(  # of about:blank, whose origin is none
        """(url) => new Promise((done) => {
          const socket = new WebSocket(url);
          socket.onopen = () => done(true);
          socket.onclose = () => done(false);
        })""",
        visitor.lab.replace("http", "ws") + scenes.PATH,
    )
    assert opened is False


def test_without_the_wire_the_paths_follow_as_well(browser: Browser, without_wire: str) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    visitor = Visitor(context, without_wire)
    page = visitor.open(COMPARE)
    ready(page)
    before = drawing(page)
    let_go = drag_the_start(page)
    assert becomes(page, lambda now: now != before)
    let_go()
    page.wait_for_url(re.compile(r"himmelblau\.x=-.*himmelblau\.y=-"))
    assert visitor.complaints == []
    context.close()


def test_a_server_that_dies_under_the_hand_and_comes_back(browser: Browser) -> None:
    port = free_port()
    server = serve(port)
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900})
    try:
        page = Visitor(context, f"http://localhost:{port}").open(COMPARE)
        ready(page)
        page.locator(".lab-transport select").select_option("0.25")
        page.get_by_label("Loop").check()
        page.locator(".lab-transport button").nth(2).click()
        let_go = drag_the_start(page)
        server.kill()
        server.wait()
        x, y = centre(page, ".lab-start")
        page.mouse.move(x - 40, y + 30, steps=4)
        let_go()
        page.get_by_test_id("stStatusWidget").or_(page.get_by_role("dialog")).first.wait_for()  # Streamlit's own notice
        expect(page.locator(".lab-t")).not_to_have_text(page.locator(".lab-t").inner_text())  # playback goes on
        lies_at(page, ".lab-start", x - 40, y + 30)
        held = centre(page, ".lab-start")
        server = serve(port)
        page.wait_for_url(re.compile(r"himmelblau\.x=-.*himmelblau\.y=-"), timeout=60_000)
        rest(page)
        assert centre(page, ".lab-start") == pytest.approx(held, abs=2)
        page.locator(".lab-transport button").nth(4).click()
        rest(page)
        shown = drawing(page)
        page.goto(page.url)
        ready(page)
        assert becomes(page, lambda now: now == shown), "the same picture as a fresh page at this link"
    finally:
        context.close()
        server.kill()
        server.wait()
