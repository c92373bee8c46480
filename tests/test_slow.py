"""Whoever takes too long is cut off, who reads quietly is not, and the log stays short."""

import asyncio
import logging
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from guards.half_open import RESERVE, HalfOpen, connections_of
from guards.log import LINES, MINUTE, QuietLog, Sparing
from guards.slow import Slow
from guards.ticket import VISITOR
from tests.asgi import CONNECT, WORD, Clock, Inner, answer, finish, heard, scope, silence

PATIENCE = 0.05


class Reader:
    """An application that reads all that it is sent before it answers."""

    def __init__(self) -> None:
        self.read: list[Message] = []

    async def __call__(self, asked: Scope, receive: Receive, send: Send) -> None:
        last: Message = {"more_body": True}
        while last.get("more_body") or last["type"] in ("websocket.connect", "websocket.receive"):
            last = await receive()
            self.read.append(last)
        await Inner()(asked, receive, send)


def saying(*messages: Message) -> Receive:
    """A receive with these messages, and silence after them."""
    left = iter(messages)

    async def receive() -> Message:
        return next(left, None) or await silence()

    return receive


def slow(app: Any, here: bool = False) -> Slow:
    return Slow(app, PATIENCE, lambda name: here and name == "somebody")


def test_a_body_that_never_ends_is_cut_off() -> None:
    part = {"type": "http.request", "body": b"x", "more_body": True}
    for messages in [(), (part,), (part, part)]:
        said = finish(heard(slow(Reader()), scope(method="PUT"), saying(*messages)))
        assert said[0]["status"] == 408


def test_a_whole_body_is_answered_however_long_the_answer_takes() -> None:
    async def app(asked: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["body"] == b"all"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(receive(), 6 * PATIENCE)  # waits for the other side to leave
        await Inner()(asked, receive, send)

    said = finish(heard(slow(app), scope(), saying({"type": "http.request", "body": b"all"})))
    assert said[0]["status"] == 200


def test_an_answer_that_is_not_read_ends() -> None:
    async def send(message: Message) -> None:
        await silence()

    finish(slow(Inner())(scope(), silence, send))


def test_a_socket_without_a_first_message_is_dropped() -> None:
    reader = Reader()
    finish(heard(slow(reader), scope(kind="websocket"), saying(CONNECT)))
    assert [each["type"] for each in reader.read] == ["websocket.connect", "websocket.disconnect"]


@pytest.mark.parametrize(("words", "here"), [([WORD], False), ([WORD, WORD], False), ([], True)])
def test_who_has_spoken_or_has_a_page_open_may_read_quietly(words: list[Message], here: bool) -> None:
    async def story() -> None:
        reader = Reader()
        asked = scope(kind="websocket") | {VISITOR: "somebody"}
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(heard(slow(reader, here), asked, saying(CONNECT, *words)), 8 * PATIENCE)
        assert reader.read == [CONNECT, *words]

    finish(story())


class Connection:
    """As much of uvicorn's connection as the guard looks at."""

    def __init__(self) -> None:
        self.cycle: Any = None
        self.transport = self
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


class Request:
    """A request of a connection, and whether it was answered."""

    def __init__(self, done: bool) -> None:
        self.response_complete = done


def test_connections_that_wait_too_long_are_cut_and_those_at_work_are_not() -> None:
    guard = HalfOpen(Inner(), 10.0)
    silent, working, answered = Connection(), Connection(), Connection()
    working.cycle, answered.cycle = Request(False), Request(True)
    socket = Connection()
    del socket.cycle
    everyone = [silent, working, answered, socket]
    guard.look(everyone, 0.0)
    answered.cycle = Request(True)  # has asked for something else meanwhile
    guard.look(everyone, 9.9)
    assert not any(each.aborted for each in everyone)
    guard.look(everyone, 10.0)
    assert [each.aborted for each in everyone] == [True, False, False, False]
    guard.look(everyone[1:], 20.0)
    assert answered.aborted
    assert not working.aborted
    assert not socket.aborted


def test_where_files_are_few_the_longest_waiting_go_first() -> None:
    guard = HalfOpen(Inner(), 10.0)
    guard.room = RESERVE + 20
    first, later = [Connection() for _ in range(8)], [Connection() for _ in range(8)]
    guard.look(first, 0.0)
    guard.look(first + later, 1.0)
    assert [each.aborted for each in first] == [True] * 6 + [False] * 2
    assert not any(each.aborted for each in later)


def test_nobody_is_cut_to_make_room_before_there_was_time_to_ask() -> None:
    guard = HalfOpen(Inner(), 10.0)
    guard.room = RESERVE + 20
    strangers, visitor = [Connection() for _ in range(30)], Connection()
    assert guard.look([*strangers, visitor], 0.0)
    assert not any(each.aborted for each in [*strangers, visitor])
    visitor.cycle = Request(False)
    assert guard.look([*strangers, visitor], 0.1)
    assert sum(each.aborted for each in strangers) == 21
    assert not visitor.aborted
    assert not guard.look([each for each in strangers if not each.aborted], 0.2)


def test_what_is_noted_of_connections_goes_with_them() -> None:
    guard = HalfOpen(Inner(), 10.0)
    guard.look([Connection() for _ in range(50)], 0.0)
    assert len(guard.waiting) == 50
    guard.look([], 1.0)
    assert not guard.waiting


def test_a_server_that_keeps_no_list_is_not_watched() -> None:
    assert connections_of(silence) is None
    assert answer(HalfOpen(Inner(), 10.0), scope())[0]["status"] == 200


class Written(logging.Handler):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def test_a_place_in_the_code_writes_so_many_lines_a_minute() -> None:
    clock, written = Clock(), Written()
    logger = logging.Logger("loud")
    logger.addHandler(written)
    logger.addFilter(Sparing(clock=clock))
    for i in range(1000):
        logger.error("no file for %s", i)
    logger.error("something else")
    assert written.lines == [f"no file for {i}" for i in range(LINES)] + ["something else"]
    clock.now += MINUTE
    for i in range(2):
        logger.error("no file for %s", i)  # another place: it has had nothing yet
    assert len(written.lines) == LINES + 3


def test_the_next_minute_says_how_many_were_left_out() -> None:
    clock, written = Clock(), Written()
    logger = logging.Logger("loud")
    logger.addHandler(written)
    logger.addFilter(Sparing(clock=clock))
    for i in range(LINES + 1500):
        clock.now += MINUTE if i == LINES + 1499 else 0
        logger.error("100%% of %s", "files")
    assert written.lines[-1] == "100% of files [1,499 more like this were left out]"


def test_every_logger_that_a_server_starts_with_is_spared() -> None:
    logger = logging.getLogger("tests.loud")
    finish(heard(QuietLog(Inner()), {"type": "lifespan"}))
    try:
        for name in ("tests.loud", "asyncio"):
            assert any(isinstance(each, Sparing) for each in logging.getLogger(name).filters)
    finally:
        for each in [logging.root, *logging.root.manager.loggerDict.values()]:
            if isinstance(each, logging.Logger):
                each.filters = [kept for kept in each.filters if not isinstance(kept, Sparing)]
    assert not logger.filters
