"""What phones get: light pages that join, answer and ask for news; and what strangers do not get."""

import re

import pytest

from rooms import page
from rooms.attempts import WRONG
from rooms.codes import LETTERS
from rooms.room import PHONES, Judged
from rooms.routes import LONGEST_BODY
from tests.phones import Phone, School, letters


def test_a_phone_joins_answers_and_sees_what_became_of_it() -> None:
    school = School()
    phone = Phone(school)
    shown = phone.look()
    assert shown.status == 200
    assert "What happens?" in shown.text
    assert "Send my answer" in shown.text
    sent = phone.give({"answer": "B"})
    assert (sent.status, sent.headers["location"]) == (303, f"/join/{school.room.code}")
    after = phone.look().text
    assert "Your answer is in: B." in after
    assert re.search(r'value="B" required checked', after)
    assert school.room.counts() == (1, 1)
    school.room.reveal()
    school.room.judge("B", Judged(False, "It rolls down."))
    shown = phone.look()
    assert "Not yet. It rolls down." in shown.text
    assert "<form" not in shown.text
    late = phone.give({"answer": "A"})
    assert late.status == 409
    assert page.LATE in late.text
    assert [each.said for each in school.room.answers()] == ["B"]


def test_three_hundred_from_one_address_at_one_moment_are_all_taken() -> None:
    school = School()
    phones = [Phone(school) for _ in range(PHONES)]
    assert {phone.look().status for phone in phones} == {200}
    assert {phone.give({"answer": "A"}).status for phone in phones} == {303}
    assert school.room.counts() == (PHONES, PHONES)
    refused = Phone(school).look()
    assert refused.status == 503
    assert page.FULL.format(PHONES) in refused.text
    assert phones[0].look().status == 200


def test_who_guesses_is_stopped_and_who_is_in_the_room_is_not() -> None:
    school = School()
    inside = Phone(school)
    inside.look()
    wrong = [f"/join/A{'B' * 6}{letter}" for letter in LETTERS]
    for i in range(WRONG):
        assert school.ask(wrong[i % len(wrong)]).status == 404
    refused = Phone(school).look()
    assert refused.status == 429, "or a right guess would get through"
    assert page.GUESSING in refused.text
    assert inside.look().status == 200
    assert inside.give({"answer": "A"}).status == 303
    assert Phone(school, "10.0.0.8").look().status == 200


def test_a_class_that_looks_at_a_closed_room_has_not_guessed() -> None:
    school = School()
    phones = [Phone(school) for _ in range(PHONES)]
    for phone in phones:
        phone.look()
    school.rooms.close(school.room)
    for phone in phones:
        said = phone.look()
        assert said.status == 410
        assert page.OVER in said.text
    school.room = school.open()
    assert Phone(school).look().status == 200


def test_codes_of_other_replicas_are_no_guesses_and_say_so() -> None:
    school = School()
    for _ in range(WRONG + 1):
        assert page.OTHER in school.ask("/join/BBCDFGHJ").text
    assert Phone(school).look().status == 200


@pytest.mark.parametrize("root", ["/", "/lab/"])
def test_the_code_may_be_typed(root: str) -> None:
    school = School(root)
    entry = school.ask(f"{root}join")
    assert f'action="{root}join"' in entry.text
    code = school.room.code
    sent = school.ask(f"{root}join?code={code[:4].lower()}+{code[4:].lower()}")
    assert (sent.status, sent.headers["location"]) == (303, f"{root}join/{code}")
    assert school.ask(f"{root}join?code=hello").status == 404
    assert school.ask(f"{root}join/").status == 404
    assert school.ask(f"{root}join/a/b").status == 404
    joined = school.ask(f"{root}join/{code}")
    assert f"; Path={root}join; " in joined.headers["set-cookie"]


def test_the_cookie_is_no_script_s_and_over_tls_it_stays_there() -> None:
    school = School()
    kept = Phone(school).look().headers["set-cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert "Secure" not in kept
    token = kept.partition("=")[2].partition(";")[0]
    assert len(token) >= 20
    assert token not in Phone(school).look().text


def test_a_form_of_another_site_is_refused() -> None:
    school = School()
    phone = Phone(school)
    phone.look()
    for origin in ("https://evil.example", "null", "http://localhost:8501.evil.example", "http://[bad"):
        assert phone.give({"answer": "A"}, origin=origin).status == 403
    assert school.room.counts() == (1, 0)
    assert phone.give({"answer": "A"}, origin="http://localhost:8501").status == 303


def test_a_head_joins_nothing() -> None:
    school = School()
    assert school.ask(f"/join/{school.room.code}", "HEAD").status == 200
    assert school.room.counts() == (0, 0)


def test_what_is_no_answer_is_refused_in_words_and_nothing_is_lost() -> None:
    school = School()
    phone = Phone(school)
    phone.look()
    phone.give({"answer": "B"})
    for fields in ({}, {"answer": "C"}, {"answer": ["A", "B"]}, {"answer": ""}):
        refused = phone.give(fields)
        assert refused.status == 422
        assert "it has to be A or B" in refused.text
    assert phone.give({"answer": "A" * LONGEST_BODY}).status == 413
    assert phone.give({f"field {i}": "" for i in range(99)}).status == 413
    assert phone.give({"answer": "A"}, round="7").status == 409
    assert [each.said for each in school.room.answers()] == ["B"]


def test_news_are_a_mark_that_changes_when_there_are_some() -> None:
    school = School()
    phone = Phone(school)
    mark = re.search(r'data-mark="([^"]+)"', phone.look().text)
    assert mark
    news = f"/join/{school.room.code}/news"
    assert phone.look(news).text == mark[1]
    school.room.ask(letters())
    assert phone.look(news).text not in ("", mark[1])
    assert Phone(school).look(news).text == ""
    assert school.ask("/join/nothing/news").text == ""


def test_pages_run_nothing_but_their_own_and_nobody_frames_them() -> None:
    school = School()
    for path in ("/join", f"/join/{school.room.code}", "/join/x", "/join/x/y"):
        said = school.ask(path)
        policy = said.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert said.headers["x-frame-options"] == "DENY"
        assert said.headers["cache-control"] == "no-store"
        for kind, part in (("style", "style"), ("script", "script")):
            (inside,) = re.findall(rf"<{part}>(.*?)</{part}>", said.text, re.DOTALL)
            assert f"{kind}-src {page._source(inside)}" in policy
        assert " style=" not in said.text
        assert not re.findall(r'(?:src|href)="(?!data:)', said.text)


def test_what_a_question_says_is_text() -> None:
    school = School(question=letters(text="<script>alert(1)</script> & \"'"))
    shown = Phone(school).look().text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in shown
