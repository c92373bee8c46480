"""Every task can be asked on a phone: its form takes what the page takes, and no more; and its page is light."""

import functools
from html import unescape
from typing import Any

import pytest

from figures.theme import THEMES
from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, Draw, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.solutions import every
from lessons.lab import NAMES, Lab
from rooms import page
from rooms.form import form
from rooms.page import LONGEST
from rooms.question import Choices, Numbers, Order
from tests.pages import run
from tests.phones import Phone, School
from tests.test_pages_challenges import PAGE, solution
from ui.challenges.class_question import filled, question_of, said
from ui.page import ICON

LAB = Lab(next(iter(NAMES.values()))())
ASKED = [challenge for challenge in CHALLENGES if not isinstance(challenge.answer, Draw)]
each = pytest.mark.parametrize("challenge", ASKED, ids=lambda challenge: challenge.name)


def answers(challenge: Challenge) -> list[Any]:
    """Answers of every kind: a right one, those that beliefs lead to, and some of all."""
    return list(_answers(challenge.name))


@functools.cache
def _answers(name: str) -> list[Any]:
    challenge = next(each for each in CHALLENGES if each.name == name)
    wrong = [wrong.given for wrong in getattr(challenge.answer, "wrong", ())]
    many = list(every(challenge, LAB))
    return [solution(challenge), *wrong, *many[:: max(1, len(many) // 5)]]


def test_every_kind_of_answer_is_asked() -> None:
    assert {type(challenge.answer) for challenge in ASKED} == {Choose, Rank, Place, Turn, PickCell}
    kinds = {type(challenge.answer): type(question_of(challenge).form) for challenge in ASKED}
    assert kinds == {Choose: Choices, Rank: Order, Place: Numbers, Turn: Numbers, PickCell: Numbers}


@each
def test_what_a_phone_sends_is_read_as_the_page_reads_it(challenge: Challenge) -> None:
    question = question_of(challenge)
    for given in answers(challenge):
        assert question.read(filled(challenge, given)) == given


@each
def test_equal_answers_are_said_alike_and_others_are_not(challenge: Challenge) -> None:
    question = question_of(challenge)
    found = answers(challenge)
    lines = {repr(question.read(filled(challenge, given))): said(challenge, given) for given in found}
    assert len(set(lines.values())) == len(lines)
    assert all(line.isprintable() and len(line) < 200 for line in lines.values())


@each
def test_the_form_holds_the_answer_that_was_given(challenge: Challenge) -> None:
    question = question_of(challenge)
    for given in answers(challenge)[:5]:
        shown = unescape(form(question, filled(challenge, given)))
        for texts in filled(challenge, given).values():
            for text in texts:
                assert f'value="{text}"' in shown or f"selected>{text}<" in shown


@each
def test_the_boxes_are_those_of_the_page(challenge: Challenge) -> None:
    kind = question_of(challenge).form
    boxes = {box.key: (box.min, box.max, box.value) for box in run(PAGE, task=challenge.title).number_input}
    numbers = kind.numbers if isinstance(kind, Numbers) else ()
    assert boxes == {f"{challenge.name}.{number.field}": (number.low, number.high, number.value) for number in numbers}


@each
def test_what_the_page_refuses_a_phone_cannot_send(challenge: Challenge) -> None:
    question = question_of(challenge)
    good = {name: list(texts) for name, texts in filled(challenge, answers(challenge)[0]).items()}
    for name, texts in good.items():
        for wrong in ("", "nan", "inf", "1e999", "-1e9", "Z", "<b>", "0x1", texts[0] + "x", "9" * 500):
            with pytest.raises((ValueError, LookupError)):
                question.read({**good, name: [wrong, *texts[1:]]})
        for wrong_number in ([], texts[:-1], [*texts, texts[0]]):
            with pytest.raises((ValueError, LookupError)):
                question.read({**good, name: wrong_number})
    with pytest.raises((ValueError, LookupError)):
        question.read({})


@each
def test_the_page_is_light_and_says_the_question(challenge: Challenge) -> None:
    school = School(question=question_of(challenge))
    school.door.routes[0].endpoint.__self__.pages.icon = ICON  # type: ignore[attr-defined]  # as it is served
    shown = Phone(school).look()
    assert len(shown.text.encode()) < LONGEST == 50_000
    assert challenge.question in unescape(shown.text)
    assert all(option.text in unescape(shown.text) for option in getattr(challenge.answer, "options", ()))


def test_a_drawing_is_not_asked() -> None:
    drawn = next(challenge for challenge in CHALLENGES if isinstance(challenge.answer, Draw))
    with pytest.raises(ValueError, match="must not ask for a drawing"):
        question_of(drawn)


def test_the_lab_has_the_colours_of_the_pages() -> None:
    for theme in THEMES.values():
        assert set(page.COLOURS) - {"over"} <= set(vars(theme))
