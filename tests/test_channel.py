"""The browser's end of the short way: what counts as broken, and when a socket is used again. Ticks are counted, no clock is read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute

from tests.conftest import Visitor
from tests.hand import Hand
from tests.modules import importing
from tests.servers import ROOT
from ui.channel import scenes
from ui.pages import PAGES, address

STAND_INS = """async () => {
  document.head.innerHTML = '<script src="http://localhost:1/static/js/index.js" type="text/plain"></script>';
  window.sockets = [];
  window.WebSocket = class { // says and hears what the test wants
    static OPEN = 1;
    constructor(url) { Object.assign(this, { url: String(url), readyState: 0, sent: [] }); sockets.push(this); }
    send(text) { this.sent.push(text); }
    close() { this.readyState = 3; }
    open() { this.readyState = 1; this.onopen(); }
    say(data) { this.onmessage?.({ data }); }
    break() { this.readyState = 3; this.onclose?.(); }
  };
  const running = new Map();
  window.setInterval = (act) => { running.set(running.size + 1, act); return running.size; };
  window.clearInterval = (id) => running.set(id, () => {});
  window.tick = (times) => { while (times--) for (const act of running.values()) act(); };
  const { Socket } = await IMPORT;
  Object.assign(window, { pictures: 0, failures: 0, picture: new ArrayBuffer(4) });
  window.wire = new Socket(() => { pictures += 1; wire.rest(); }, () => { failures += 1; });
  window.last = () => sockets.at(-1);
  window.proven = (address) => { wire.at(address); last().open(); last().say("gone"); };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(STAND_INS.replace("IMPORT", importing("socket.js")))
    yield page
    page.close()


def after(page: Page, acts: str) -> list[Any]:
    """What is known after these acts: whether the way is ready, sockets so far, pictures, failures."""
    found: list[Any] = page.evaluate(f"() => {{ {acts}; return [wire.ready, sockets.length, pictures, failures]; }}")
    return found


def test_the_words_are_the_servers() -> None:
    said = dict(re.findall(r'export const (\w+) = "(\w+)"', (ROOT / "ui" / "web" / "socket.js").read_text(encoding="utf-8")))
    assert said["GONE"] == scenes.GONE
    assert scenes.parse("{}") is None, "the first question is answered with gone"


def test_a_socket_proves_itself_before_it_carries_a_hand(page: Page) -> None:
    assert after(page, "wire.at('a')") == [False, 1, 0, 0]
    assert after(page, "last().open()") == [False, 1, 0, 0]
    assert after(page, "last().say('busy')") == [False, 1, 0, 0]
    assert after(page, "last().say('gone')") == [True, 1, 0, 0]
    assert page.evaluate("last().sent") == ["{}"]
    assert after(page, "wire.send({}); last().say(picture)") == [True, 1, 1, 0]


def test_half_a_second_of_silence_is_a_failure_and_the_next_scene_has_another_socket(page: Page) -> None:
    after(page, "proven('a')")
    assert after(page, "tick(50)") == [True, 1, 0, 0], "nothing is awaited"
    assert after(page, "wire.send({}); tick(4)") == [True, 1, 0, 0]
    assert after(page, "wire.send({}); tick(1)") == [False, 1, 0, 1], "asking again does not make the silence shorter"
    assert page.evaluate("last().readyState") == 3
    assert after(page, "wire.at('a')") == [False, 1, 0, 1]
    assert after(page, "proven('b')") == [True, 2, 0, 1]


def test_long_work_is_not_silence(page: Page) -> None:
    assert after(page, "proven('a'); wire.send({}); for (let i = 0; i < 20; i++) { tick(4); last().say('busy'); }") == [True, 1, 0, 0]
    assert after(page, "last().say(picture); tick(20)") == [True, 1, 1, 0]


def test_gone_fails_at_once_and_the_socket_stays(page: Page) -> None:
    assert after(page, "proven('a'); wire.send({}); last().say('gone')") == [True, 1, 0, 1]
    assert after(page, "tick(20)") == [True, 1, 0, 1]


def test_a_word_that_nobody_knows_says_nothing(page: Page) -> None:
    assert after(page, "proven('a'); wire.send({}); last().say('more')") == [True, 1, 0, 0]


def test_a_socket_that_is_closed_fails_if_something_was_awaited(page: Page) -> None:
    assert after(page, "proven('a'); wire.send({}); last().break()") == [False, 1, 0, 1]
    assert after(page, "proven('b'); last().break()") == [False, 2, 0, 1], "nothing was awaited: the server may close it"
    assert after(page, "proven('b')") == [True, 3, 0, 1]


def test_after_three_failures_in_a_row_the_page_does_without(page: Page) -> None:
    for scene in "abc":
        after(page, f"proven('{scene}'); wire.send({{}}); tick(5)")
    assert after(page, "wire.at('d')") == [False, 3, 0, 3]


def test_a_picture_begins_the_count_anew(page: Page) -> None:
    for scene in "abcdef":
        after(page, f"proven('{scene}'); wire.send({{}}); last().say(picture); wire.send({{}}); tick(5)")
    assert after(page, "proven('g')") == [True, 7, 6, 6]


def test_a_handshake_that_never_ends_is_a_failure_too(page: Page) -> None:
    assert after(page, "wire.at('a'); tick(29)") == [False, 1, 0, 0]
    assert after(page, "tick(1)") == [False, 1, 0, 1]


class Between:
    """Stands between the browser and the short way, and lets through what it is told to."""

    def __init__(self, visitor: Visitor) -> None:
        self.mute = False
        self.asked = 0
        visitor.page.route_web_socket(re.compile("/_wire$"), self._route)

    def _route(self, here: WebSocketRoute) -> None:
        there = here.connect_to_server()
        here.on_message(lambda said: self._hear(there, said))
        there.on_message(lambda said: None if self.mute else here.send(said))

    def _hear(self, there: WebSocketRoute, said: str | bytes) -> None:
        self.asked += '"gesture"' in str(said)
        if not self.mute:
            there.send(said)


def opened(visitor: Visitor) -> Hand:
    visitor.page.goto(f"{visitor.lab}/compare?t=300&show=Mini-batch&show=Adam")
    hand = Hand(visitor.page)
    hand.open("Adam")
    hand.open("Mini-batch")
    return hand


def test_a_server_that_falls_silent_stops_no_drag(visitor: Visitor) -> None:
    between = Between(visitor)
    hand = opened(visitor)
    hand.drag("adam.beta1")
    assert between.asked
    between.mute = True
    hand.drag("adam.epsilon")
    hand.drag("minibatch.batch_size")
    hand.drag_start("himmelblau")
    asked = between.asked
    between.mute = False
    hand.drag("adam.beta2")
    hand.drag("adam.beta1")
    assert between.asked >= asked
    assert visitor.complaints == []


def test_whatever_is_wrong_with_a_message_the_next_one_is_answered(visitor: Visitor) -> None:
    hand = opened(visitor)
    nines = "9" * 400
    answers = visitor.page.evaluate(
        """async ([url, said]) => {
          const socket = new WebSocket(url), heard = [];
          let next = () => {};
          socket.onmessage = ({ data }) => data !== "busy" && (heard.push(data), next());
          await new Promise((done) => (socket.onopen = done));
          for (const text of said) {
            const answer = new Promise((done) => (next = done));
            socket.send(text);
            await answer;
          }
          return heard;
        }""",
        [
            visitor.lab.replace("http", "ws") + scenes.PATH,
            [f'{{"scene": "a", "gesture": {{"seq": {nines}}}}}', f'{{"seq": {nines}}}', json.dumps({"scene": "a" * 64})],
        ],
    )
    assert answers == [scenes.GONE] * 3
    hand.drag("minibatch.batch_size")
    hand.drag("adam.beta1")


@pytest.mark.parametrize("path", [address(page) for page in PAGES if page.runs])
@pytest.mark.parametrize("query", [f"t={'9' * 400}", f"t=-{'9' * 400}", f"at={'9' * 400},1,2,3", f"eye={'9' * 400},1,2,3,4,5"])
def test_numbers_of_any_length_in_a_link_break_no_page(visitor: Visitor, path: str, query: str) -> None:
    visitor.page.set_default_timeout(60_000)
    visitor.page.goto(f"{visitor.lab}{path}?{query}")
    Hand(visitor.page)
    assert visitor.page.get_by_test_id("stException").count() == 0
    visitor.page.get_by_text("could not be read").first.wait_for()
    assert visitor.complaints == []
