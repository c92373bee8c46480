"""The bar that leads through a lesson, as Python writes it; `tests/test_lesson_walk.py` walks along it in a browser."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lessons.plans import LESSONS, Stop
from lessons.plans.lesson_file import parse, written
from tests.links import complaints
from tests.pages import run
from tests.test_visit import query
from ui.lessons import bar as lesson_bar
from ui.lessons.plan import ADDRESSES, Place, first, keep, read

FIRST = LESSONS[0]
HOSTILE = Stop("/compare", '<b onclick="x">*$\\theta$* & “now”')


def html(app: AppTest, part: str) -> str:
    """The piece of HTML that holds this, or nothing."""
    return next((text for block in app.get("html") if part in (text := block.proto.body)), "")


def bar(app: AppTest) -> str:
    return html(app, 'class="lab-lesson"')


def links(text: str) -> list[tuple[str, str]]:
    """The words of its links, and where they lead."""
    return [(unescape(words), unescape(href)) for href, words in re.findall(r'<a href="([^"]*)"[^>]*><span>([^<]*)<', text)]


def at(place: Place, at_stop: bool = True) -> str:
    return lesson_bar.bar(place, lesson_bar.ways_from(place), at_stop)


def test_a_stop_is_the_ordinary_page_with_a_bar() -> None:
    app = run("pages/compare.py", landscape="Beale", plan="first-steps.3")
    assert FIRST.title in bar(app)
    assert "3 of 9" in bar(app)
    assert unescape(bar(app)).count(FIRST.stops[2].says) == 1
    assert links(bar(app)) == [("Back", f".{Place(FIRST, 2).link}"), ("Next", f".{Place(FIRST, 4).link}")]
    assert query(app) == {"landscape": ["Beale"], "plan": ["first-steps.3"]}
    assert not complaints(app)


def test_turning_a_knob_keeps_the_stop_and_a_preset_too() -> None:
    app = run("pages/compare.py", landscape="Beale", plan="first-steps.3")
    app.select_slider("steps").set_value("500").run()
    assert query(app) == {"landscape": ["Beale"], "steps": ["500"], "plan": ["first-steps.3"]}
    next(button for button in app.button if button.key and button.key.startswith("preset-")).click().run()
    assert query(app)["plan"] == ["first-steps.3"]
    assert "3 of 9" in bar(app)


def test_another_page_leads_back_until_the_lesson_is_left() -> None:
    app = run("pages/compare.py", landscape="Beale", plan="first-steps.3")
    app.query_params.clear()
    app.switch_page("pages/maps.py").run()
    assert query(app) == {"landscape": ["Beale"]}
    assert links(bar(app)) == [("Back to the lesson: 3 of 9", f".{Place(FIRST, 3).link}")]
    assert FIRST.stops[2].says not in unescape(bar(app))
    app.button("leave").click().run()
    assert not bar(app)
    app.switch_page("pages/start.py").run()
    assert not bar(app)


def test_leaving_at_a_stop_keeps_its_settings() -> None:
    app = run("pages/compare.py", landscape="Beale", plan="first-steps.3")
    app.button("leave").click().run()
    assert not bar(app)
    assert query(app) == {"landscape": ["Beale"]}


def test_the_first_stop_leads_on_only_and_the_last_says_that_it_is_done() -> None:
    assert [words for words, _ in links(at(first(FIRST)))] == ["Next"]
    end = at(Place(FIRST, 9))
    assert [words for words, _ in links(end)] == ["Back", "All tasks", "Next lesson: 45 min"]
    assert links(end)[-1][1] == f".{first(LESSONS[1]).link}"
    assert "This was the last stop." in end
    assert [words for words, _ in links(at(Place(LESSONS[-1], len(LESSONS[-1].stops))))] == ["Back", "All tasks"]


def test_what_a_file_says_is_plain_text() -> None:
    place = Place(FIRST._replace(title="<i>", stops=(HOSTILE,)), 1)
    said = at(place) + at(place, at_stop=False)
    assert "<b onclick" not in said
    assert "<i>" not in said
    assert HOSTILE.says in unescape(said)


@pytest.mark.parametrize(
    "text", ["first-steps.0", "first-steps.10", "first-steps.", "first-steps.1e0", "first-steps.٣", "nothing.1", ".", "", "EN_x.1"]
)
def test_what_names_no_stop_is_refused_and_the_page_is_shown_without(text: str) -> None:
    app = run("pages/compare.py", landscape="Beale", plan=text)
    assert not bar(app)
    assert [block.value for block in app.error] == ["The lesson of this link cannot be read, so the page is shown without it."]
    assert "plan must" in app.code[0].value or "The lesson in this link" in app.code[0].value
    assert query(app) == {"landscape": ["Beale"]}


@pytest.mark.parametrize("page", ["pages/start.py", "pages/challenges.py"])
def test_lessons_are_offered_as_the_catalogue_has_them(page: str) -> None:
    offered = html(run(page), 'class="lab-lessons"')
    for lesson in LESSONS:
        assert lesson.title in offered
        assert f"{lesson.minutes} min" in offered
        assert first(lesson).link.replace("&", "&amp;") in offered
    assert not html(run(page, plan="first-steps.1"), 'class="lab-lessons"')


def test_a_link_carries_a_lesson_of_a_file() -> None:
    name = parse(written(FIRST._replace(title="Mine", stops=FIRST.stops[:3])), ADDRESSES).name
    app = run("pages/start.py", plan=f"{name}.2")
    assert "Mine" in bar(app)
    assert "2 of 3" in bar(app)
    assert query(app)["plan"] == [f"{name}.2"]


def test_a_lesson_that_is_too_long_for_a_link_is_in_the_visit_that_has_its_file_only(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", session)
    lesson = keep(written(LESSONS[2]._replace(title="Mine")))
    assert lesson.name.startswith("file-")
    assert read(f"{lesson.name}.18").lesson == lesson
    session.clear()
    with pytest.raises(ValueError, match="Ask for its file"):
        read(f"{lesson.name}.18")


def test_a_stop_link_is_its_page_with_the_plan() -> None:
    assert [parse_qs(Place(FIRST, number).link.partition("?")[2])["plan"] for number in (1, 2)] == [["first-steps.1"], ["first-steps.2"]]
