"""What a teacher prints is what the engine finds, and the guide is what the lab would write. After a change: `make handouts`."""

import re
import xml.etree.ElementTree as ET
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, Draw, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.lab import NAMES, Lab
from lessons.plans import LESSONS, Lesson, Stop
from optim_core.claims import Remark, Words
from tests.pages import run
from tests.qr_reader import read
from ui.handouts.__main__ import GUIDE
from ui.handouts.answers import answer, key, key_picture, picture, room
from ui.handouts.exercises import exercises
from ui.handouts.guide import guide, plan
from ui.handouts.sheets import answer_key, every_sheet, worksheet
from ui.pages import PAGES
from ui.share import sharing

BASE = "https://lab.example/room"
each = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda challenge: challenge.name)
lessons = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


def parsed(html: str) -> ET.Element:
    """A part of a sheet, every element of which is closed."""
    return ET.fromstring(f"<div>{html}</div>")


def says(html: str) -> str:
    return " ".join("".join(parsed(html).itertext()).split())


def test_the_guide_is_what_the_lab_writes() -> None:
    assert GUIDE.read_text(encoding="utf-8") == guide(), "run make handouts"


@lessons
def test_a_plan_has_every_minute_once_and_each_belief_with_its_source(lesson: Lesson) -> None:
    rows = plan(lesson, BASE).splitlines()[2:]
    minutes = [tuple(map(int, re.findall(r"\d+", row)[:2])) for row in rows]
    assert [begin for begin, _ in minutes] == [0, *(end for _, end in minutes[:-1])]
    assert minutes[-1][1] == lesson.minutes
    for row, exercise in zip(rows, exercises(lesson), strict=True):
        assert f"]({BASE}{exercise.link})" in row
        expected = (exercise.task.belief.says.rstrip("."), exercise.task.belief.source.url) if exercise.task else (exercise.stop.says,)
        assert all(part in row for part in expected)
        assert row.count("|") == 4


@lessons
def test_an_exercise_has_the_task_that_its_link_opens(lesson: Lesson) -> None:
    for exercise in exercises(lesson):
        named = parse_qs(urlsplit(exercise.stop.link).query).get("task")
        assert (exercise.task.title if exercise.task else None) == (named[0] if named else None)
        assert exercise.task is None or exercise.task.question in exercise.question


@lessons
def test_each_exercise_has_its_link_and_a_code_that_says_the_same(lesson: Lesson) -> None:
    html = worksheet(lesson, BASE)
    assert html.count("<section>") == len(lesson.stops)
    for part, exercise in zip(html.split("<section>")[1:], exercises(lesson), strict=True):
        assert exercise.link.startswith(exercise.stop.link)
        assert f"plan={lesson.name}.{exercise.number}" in exercise.link, "the bar of the lesson leads on"
        (link,) = re.findall(r'<a class="way" href="([^"]*)">', part)
        (code,) = re.findall(r'<img src="([^"]*)"', part)
        assert link.replace("&amp;", "&") == read(code.replace("&amp;", "&")) == BASE + exercise.link
    assert answer_key(lesson, BASE).count("<section>") == len(lesson.stops)


@lessons
def test_the_key_says_what_is_seen_where_there_is_no_task_and_the_worksheet_does_not(lesson: Lesson) -> None:
    printed = answer_key(lesson, BASE).split("<section>")[1:]
    for part, exercise in zip(printed, exercises(lesson), strict=True):
        seen = exercise.stop.seen
        assert ("<b>Seen:</b>" in part) is (exercise.task is None)
        assert escape(seen) in part
        assert not seen or escape(seen) not in worksheet(lesson, BASE)


def test_a_sheet_needs_nothing_else_and_runs_nothing_but_the_printer() -> None:
    for sheet in every_sheet():
        html = sheet.html(BASE)
        assert re.fullmatch(r"[a-z0-9-]+\.html", sheet.name)
        assert not re.search(r"<script|<link|url\(|@import|src=\"(?!data:)", html)
        assert re.findall(r"\son\w+=\"[^\"]*\"", html) == [' onclick="print()"']
    assert len({sheet.name for sheet in every_sheet()}) == 2 * len(LESSONS)


def test_words_of_strangers_are_no_markup() -> None:
    markup = '"><img src=x onerror=alert(1)>'
    lesson = Lesson("evil", markup, markup, (Stop("/compare", markup), Stop("/", Words(Remark(markup, "definition")))))
    for html in (worksheet(lesson, f"http://{markup}"), answer_key(lesson, f"http://{markup}")):
        assert "onerror=alert(1)&gt;" in html
        assert "<img src=x" not in html


@each
def test_a_worksheet_has_room_for_each_kind_of_answer(challenge: Challenge) -> None:
    kind, html, drawn = challenge.answer, room(challenge), picture(challenge)
    parsed(html + drawn)
    if isinstance(kind, Choose):
        assert html.count('class="box"') == len(kind.options)
        assert all(option.text in says(html) for option in kind.options)
    elif isinstance(kind, Rank):
        assert html.count('class="blank"') == len(challenge.scene.actors)
        assert all(actor.name in says(html) for actor in challenge.scene.actors)
    elif isinstance(kind, Turn):
        assert html.count('class="blank"') == len(kind.fields)
        assert isinstance(kind, PickCell) == ("Map over" in drawn)
    else:
        assert "in the map" in html or "into the map" in html
    assert ('r="5"' in drawn) is not isinstance(kind, Place | PickCell), "who places the start is not shown one"
    assert 'stroke-width="2"' not in drawn, "nothing has run"


@each
def test_a_key_says_what_the_engine_finds_right_and_why(challenge: Challenge) -> None:
    found, lab = answer(challenge), Lab(NAMES[challenge.scene.landscape]())
    verdict = challenge.answer.judge(challenge.scene, lab, found.given)
    assert verdict.right
    html = key(challenge)
    text = says(html)
    for part in (challenge.why, challenge.belief.says, *challenge.answer.reasons):
        assert part in text
    if not isinstance(challenge.answer, Draw | Rank):
        assert verdict.close in text
    assert challenge.belief.source.url in html.replace("&amp;", "&")
    drawn = key_picture(challenge)
    parsed(drawn)
    assert all(f"{actor.name}: " in says(drawn) for actor in challenge.scene.actors)
    if isinstance(challenge.answer, Rank):
        assert re.search(r"Right: (.*?) Why:", text.replace("Why:", " Why:"))[1].strip() == "; ".join(found.given)  # type: ignore[index]
    if isinstance(challenge.answer, Place | PickCell):
        assert len(re.findall("z", re.findall(r'<path d="([^"]*)" fill="#ccc"/>', drawn)[0])) == len(found.every) > 0


def test_the_page_offers_a_worksheet_and_a_key_for_each_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "PUBLIC_URL", BASE)
    app = run("pages/teachers.py")
    labels = [block.proto.label for block in app.get("download_button")]
    assert labels == ["Worksheet", "Key"] * len(LESSONS)
    shown = "\n".join(block.value for block in app.markdown)
    for lesson in LESSONS:
        assert all(part in shown for part in (lesson.title, lesson.goal, plan(lesson, BASE)))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("public", [BASE, None])
def test_the_root_of_the_lab_is_the_same_on_every_page(page: Any, public: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "" if page is PAGES[0] else page.name
    monkeypatch.setattr(sharing, "PUBLIC_URL", public)
    monkeypatch.setattr(sharing, "visit", lambda: visiting(name))
    monkeypatch.setattr(st, "context", type("Context", (), {"url": f"{BASE}/{name}"}))
    assert sharing.root() == BASE


def visiting(name: str) -> Any:
    return type("Visit", (), {"page": name})
