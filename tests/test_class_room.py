"""The room on the teacher's page: it opens on a click, shows nothing before the answers are shown, and then what the engine says."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, Draw, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from rooms import here
from rooms.room import Given, Judged, Room
from rooms.rooms import ROOMS, Rooms
from tests.asgi import Clock
from tests.test_class_questions import LAB, answers
from tests.test_pages_challenges import opened, stage, texts
from ui.challenges.class_answers import as_csv, bars, dots, sentence, table
from ui.challenges.class_question import filled, question_of
from ui.challenges.class_room import judging, most_frequent

ONE_OF_EACH = [next(each for each in CHALLENGES if type(each.answer) is kind) for kind in (Choose, Rank, Place, Turn, PickCell)]
one_of_each = pytest.mark.parametrize("challenge", ONE_OF_EACH, ids=lambda challenge: challenge.name)


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    """The rooms of a server."""
    made = Rooms("A", Clock())
    here.keep(here.Here(made, "optimizer_lab"))
    yield made
    here.keep(None)


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def html(app: AppTest) -> str:
    return "".join(each.proto.body for each in app.get("html"))


def room_of(rooms: Rooms) -> Room:
    (room,) = rooms._rooms.values()
    return room


def give(room: Room, challenge: Challenge, *given: Any) -> None:
    for each in given:
        token = room.join(None)
        room.answer(token, {"round": [str(room.state(token).round)], **filled(challenge, each)})


@one_of_each
def test_a_class_answers_and_the_engine_judges(challenge: Challenge, rooms: Rooms) -> None:
    app = pressed(opened(challenge), "ask")
    room = room_of(rooms)
    assert f"{room.code[:4]} {room.code[4:]}" in html(app)
    assert room.owner not in html(app)
    right, *others = answers(challenge)
    wrong = next(each for each in others if not challenge.answer.judge(challenge.scene, LAB, each).right)
    give(room, challenge, right, right, wrong)
    app.run()
    assert "<strong>3</strong> answered" in html(app)
    assert stage(app)["bare"], "nothing is shown yet"
    assert not app.success
    pressed(app, "show-answers")
    assert "**3 answered, 2 of them right." in " ".join(each.value for each in app.markdown)
    assert [each.value.startswith("**Right.**") for each in app.success] == [True], "what most have answered is played"
    assert not stage(app)["bare"]
    assert [room.judged[each.said].right for each in room.answers()] == [True, True, False]
    pressed(app, "ask-again")
    assert stage(app)["bare"]
    assert room.counts()[1] == 0
    pressed(app, "close-room")
    assert len(rooms) == 0
    assert app.button(key="ask")


def test_a_page_that_shows_the_runs_hides_them_when_the_class_is_asked(rooms: Rooms) -> None:
    challenge = ONE_OF_EACH[0]
    app = opened(challenge, **texts(challenge, 0), **{f"{challenge.name}.seen": "1"})
    assert not stage(app)["bare"]
    pressed(app, "ask")
    assert stage(app)["bare"]


def test_the_room_goes_with_the_class_to_the_next_task(rooms: Rooms) -> None:
    first, second = ONE_OF_EACH[0], ONE_OF_EACH[3]
    app = pressed(opened(first), "ask")
    room = room_of(rooms)
    give(room, first, 0)
    app.selectbox(key="task").select(second.title).run()
    assert any(first.title in each.value for each in app.caption)
    pressed(app, "ask")
    assert room_of(rooms) is room
    assert room.question.name == second.name
    assert room.counts()[1] == 0


def test_another_answer_can_be_played(rooms: Rooms) -> None:
    challenge = ONE_OF_EACH[2]
    app = pressed(opened(challenge), "ask")
    right, *others = answers(challenge)
    give(room_of(rooms), challenge, right, others[0])
    pressed(app, "show-answers")
    assert app.success
    menu = app.selectbox(key="room-plays")
    menu.select(menu.options[1]).run()
    assert app.warning
    assert (app.number_input(key=f"{challenge.name}.x").value, app.number_input(key=f"{challenge.name}.y").value) == others[0]


def test_a_room_is_its_owner_s_only(rooms: Rooms) -> None:
    challenge = ONE_OF_EACH[0]
    pressed(opened(challenge), "ask")
    stranger = opened(challenge)
    assert stranger.button(key="ask")
    assert room_of(rooms).code[:4] not in html(stranger)


def test_where_there_are_no_rooms_the_button_says_why() -> None:
    app = pressed(opened(ONE_OF_EACH[0]), "ask")
    assert "serve.py" in app.info[0].value


def test_a_drawing_needs_the_lab(rooms: Rooms) -> None:
    drawn = next(each for each in CHALLENGES if isinstance(each.answer, Draw))
    app = pressed(opened(drawn), "ask")
    assert "Drawn answers need the lab" in app.info[0].value
    assert len(rooms) == 0


def test_a_server_without_a_free_room_says_so(rooms: Rooms) -> None:
    for i in range(ROOMS):
        rooms.open(f"other {i}", f"10.0.{i}.1", question_of(ONE_OF_EACH[0]))
    app = pressed(opened(ONE_OF_EACH[0]), "ask")
    assert str(ROOMS) in app.info[0].value


def judged_room(challenge: Challenge, given: list[Any]) -> tuple[list[Given], dict[str, Judged]]:
    room = Room("A", "", question_of(challenge), Clock())
    give(room, challenge, *given)
    for _ in judging(room, challenge):
        pass
    return room.answers(), dict(room.judged)


@one_of_each
def test_every_answer_is_in_a_bar_or_is_a_dot_and_in_the_file(challenge: Challenge) -> None:
    given = answers(challenge)
    found, judged = judged_room(challenge, given)
    rights = sum(judged[each.said].right for each in found)
    drawn, placed = bars(challenge, found, judged), dots(challenge, found, judged)
    assert bool(drawn) != bool(placed)
    assert sum(bar.all for bar in drawn) + len(placed) == len(given)
    assert sum(bar.right for bar in drawn) + sum(dot.right for dot in placed) == rights
    for bar in drawn:
        assert f"<td>{bar.all}</td>" in table(drawn)
    assert sentence(found, judged, drawn).startswith(f"{len(given)} answered, {rights} of them right.")
    rows = list(csv.DictReader(io.StringIO(as_csv(found, judged))))
    assert [row["name"] for row in rows] == [each.name for each in found]
    assert [row["answer"].lstrip("'") for row in rows] == [each.said for each in found]
    assert [row["right"] == "yes" for row in rows] == [judged[each.said].right for each in found]
    assert {row["seconds"] for row in rows} == {"0.0"}


def test_dots_lie_where_the_answers_are() -> None:
    place = ONE_OF_EACH[2]
    given = answers(place)
    assert [(dot.x, dot.y) for dot in dots(place, *judged_room(place, given))] == given
    cell = ONE_OF_EACH[4]
    found = dots(cell, *judged_room(cell, answers(cell)))
    assert all(0 <= dot.x <= 1 and 0 <= dot.y <= 1 for dot in found)


def test_of_answers_given_as_often_a_right_one_is_played() -> None:
    place = ONE_OF_EACH[2]
    found, judged = judged_room(place, answers(place)[::-1])
    assert judged[most_frequent(found, judged).said].right
    assert sentence([], {}, []) == "Nobody has answered."
