"""Rooms: who is in them, how many there are, and when they end."""

from collections import Counter

import pytest

from rooms import codes, names
from rooms.attempts import EVERY, NETWORKS, WRONG, Attempts, network
from rooms.room import PHONES, Judged, RoomFullError, TooLateError
from rooms.rooms import A_DAY, IDLE, OF_A_NETWORK, REMEMBERED, ROOMS, NoRoomError, Rooms
from tests.asgi import Clock
from tests.phones import School, letters

B = {"round": ["0"], "answer": ["B"]}


def test_a_phone_has_one_answer_and_the_last_one_counts() -> None:
    room = School().room
    token = room.join(None)
    for letter in "ABA":
        assert room.answer(token, {"round": ["0"], "answer": [letter]}) == token
    assert [each.said for each in room.answers()] == ["A"]
    assert room.counts() == (1, 1)


def test_after_the_answers_are_shown_none_is_taken() -> None:
    room = School().room
    token = room.answer(None, B)
    room.reveal()
    with pytest.raises(TooLateError):
        room.answer(token, B)
    assert len(room.answers()) == 1


def test_an_answer_to_the_question_before_is_none_to_this_one() -> None:
    room = School().room
    token = room.answer(None, B)
    room.ask(letters("another"))
    assert room.counts() == (1, 0)
    with pytest.raises(TooLateError):
        room.answer(token, B)
    room.answer(token, {"round": ["1"], "answer": ["A"]})
    assert room.counts() == (1, 1)


def test_a_full_room_refuses_only_where_all_have_answered() -> None:
    room = School().room
    waiting = room.join(None)
    for _ in range(PHONES - 1):
        room.answer(None, B)
    assert room.counts() == (PHONES, PHONES - 1)
    room.answer(room.join(None), B)
    assert not room.knows(waiting), "who has only joined gives way"
    assert room.counts() == (PHONES, PHONES)
    with pytest.raises(RoomFullError):
        room.join(None)
    with pytest.raises(RoomFullError):
        room.answer(waiting, B)
    assert len(room.answers()) == PHONES


def test_names_in_a_room_differ_and_say_nothing() -> None:
    room = School().room
    for _ in range(PHONES):
        room.answer(None, B)
    found = [each.name for each in room.answers()]
    assert len(set(found)) == PHONES
    assert {name.split()[0] for name in found} <= set(names.COLOURS)
    assert {name.split()[1] for name in found} <= set(names.ANIMALS)
    assert len(names.COLOURS) * len(names.ANIMALS) >= 3 * PHONES


def test_seconds_are_counted_from_the_question() -> None:
    school = School()
    school.clock.now += 7.5
    school.room.answer(None, B)
    school.room.ask(letters())
    school.clock.now += 2
    school.room.answer(None, {"round": ["1"], "answer": ["A"]})
    assert [each.seconds for each in school.room.answers()] == [2.0]


def test_a_phone_learns_what_is_said_of_its_answer_once_it_is_shown() -> None:
    room = School().room
    token = room.answer(None, B)
    marks = [room.mark(token)]
    room.judge("B", Judged(True, "It stays."))
    assert room.state(token).judged is None
    room.reveal()
    assert room.state(token).judged == (True, "It stays.")
    marks.append(room.mark(token))
    room.ask(letters())
    marks.append(room.mark(token))
    assert len(set(marks)) == 3
    assert not room.judged


def test_of_answers_that_nobody_gives_nothing_is_kept() -> None:
    room = School().room
    token = room.answer(None, B)
    room.judge("B", Judged(True, ""))
    room.judge("Z", Judged(False, ""))
    room.answer(token, {"round": ["0"], "answer": ["A"]})
    room.judge("A", Judged(False, ""))
    assert set(room.judged) == {"A"}


def test_rooms_are_bounded_in_all_for_each_network_and_for_each_visitor() -> None:
    school = School()
    assert school.open() is school.room, "a visitor has one room"
    for i in range(1, OF_A_NETWORK):
        school.open(f"teacher {i}")
    with pytest.raises(NoRoomError, match=str(OF_A_NETWORK)):
        school.open("one more")
    for i in range(OF_A_NETWORK, ROOMS):
        school.open(f"teacher {i}", f"10.0.{i}.1")
    with pytest.raises(NoRoomError, match=str(ROOMS)):
        school.open("one more", "10.1.0.1")
    assert len(school.rooms) == ROOMS
    school.rooms.close(school.room)
    school.open("one more", "10.1.0.1")


def test_a_room_dies_after_a_day_and_earlier_where_nobody_is() -> None:
    school = School()
    end = school.clock.now + A_DAY
    while school.clock.now + IDLE / 2 < end:
        school.clock.now += IDLE / 2
        assert school.rooms.at(school.room.code), "somebody looks"
        school.room.counts()
    school.clock.now = end
    assert school.rooms.at(school.room.code) is None
    other = school.open()
    school.clock.now += IDLE
    assert school.rooms.of("teacher") is None
    assert school.rooms.over(other.code)


def test_codes_that_are_over_are_remembered_and_bounded() -> None:
    school = School()
    first = school.room.code
    for _ in range(REMEMBERED + 1):
        school.rooms.close(school.open())
    assert not school.rooms.over(first)
    assert len(school.rooms) == 0


def test_codes_are_random_and_name_their_replica() -> None:
    rooms = Rooms("K", Clock())
    found = [codes.new("K") for _ in range(4000)]
    assert len(set(found)) == len(found)
    assert {code[0] for code in found} == {"K"}
    counts = Counter("".join(code[1:] for code in found))
    assert set(counts) == set(codes.LETTERS)
    assert max(counts.values()) < 1.3 * min(counts.values())
    assert len(codes.LETTERS) ** codes.RANDOM > 1e7 * ROOMS
    assert not set("AEIOULI01") & set(codes.LETTERS)
    assert rooms.open("teacher", "", letters()).code.startswith("K")


@pytest.mark.parametrize("text", ["ab cd-fg hj", "ABCDFGHJ", " abcdfghj"])
def test_a_code_is_read_in_whatever_way_it_is_typed(text: str) -> None:
    assert codes.read(text) == "ABCDFGHJ"
    assert codes.read(codes.shown("ABCDFGHJ")) == "ABCDFGHJ"


@pytest.mark.parametrize(
    "text", ["", "ABCDFGH", "ABCDFGHJK", "ABCDFGH1", "ABCDEFGH", "1BCDFGHJ", "ＡBCDFGHJ", "A" * 10**6, " " * 41, "ABCDFGHJ\0"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes.read(text) is None


@pytest.mark.parametrize("text", ["ab", "1", "I", "é", "a b", "A" * 999])
def test_a_replica_has_one_letter(text: str) -> None:
    assert codes.replica("") == "A"
    assert codes.replica(" b ") == "B"
    with pytest.raises(ValueError, match="REPLICA must be one of the letters"):
        codes.replica(text)


def test_a_network_that_guesses_has_to_wait() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(WRONG):
        assert attempts.may_try("10.0.0.9")
        attempts.failed("10.0.0.9")
    assert not attempts.may_try("10.0.0.9")
    assert attempts.may_try("10.0.0.8")
    clock.now += EVERY
    assert attempts.may_try("10.0.0.9")
    attempts.failed("10.0.0.9")
    assert not attempts.may_try("10.0.0.9")
    for i in range(NETWORKS + 5):
        attempts.failed(f"host {i}")
    assert len(attempts) == NETWORKS


def test_all_addresses_of_one_home_are_one_network() -> None:
    assert network("2001:db8:1:2:3::4") == network("2001:db8:1:2:ffff::1") != network("2001:db8:1:3::1")
    assert network("::ffff:10.0.0.9") == network("10.0.0.9") != network("10.0.0.8")
    assert len(network("x" * 10**6)) < 100


def test_guessing_all_day_finds_no_room() -> None:
    """What is expected of one network that never stops, while all rooms are open all day."""
    guesses = WRONG + A_DAY / EVERY
    assert guesses * ROOMS / len(codes.LETTERS) ** codes.RANDOM < 0.01
