"""Laws over the lessons: each stop is a link that opens as it is written, and the minutes are those that were promised."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from lessons.plans import LESSONS, Lesson, Stop
from optim_core.claims import Claim
from tests.links import complaints
from tests.pages import run
from ui.lessons.plan import Place
from ui.pages import PAGES, address
from ui.stage.gesture import to_link

MINUTES = (20, 45, 90, 30)
LONGEST = 200
"""Characters of a sentence: it has to fit into a bar above the page."""
PLACES = [pytest.param(place, id=place.name) for lesson in LESSONS for i in range(len(lesson.stops)) if (place := Place(lesson, i + 1))]
STOPS = [pytest.param(stop, id=f"{lesson.name}.{i}") for lesson in LESSONS for i, stop in enumerate(lesson.stops, start=1)]


def opened(link: str) -> Any:
    """The page that a link opens."""
    parts = urlsplit(link)
    return run(next(page.path for page in PAGES if address(page) == parts.path), **parse_qs(parts.query))


@pytest.mark.parametrize("place", PLACES)
def test_a_stop_opens_as_share_would_write_it(place: Place) -> None:
    app = opened(place.link)
    assert not complaints(app)
    visit = app.session_state["visit"]
    page = next(page for page in PAGES if page.name == visit.page or (not visit.page and page is PAGES[0]))
    assert place.link == f"{address(page)}?{visit.query}"
    assert not any(to_link(visit.gesture).values())


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_takes_the_time_that_it_says(lesson: Lesson) -> None:
    assert lesson.minutes == MINUTES[LESSONS.index(lesson)]
    assert all(stop.minutes > 0 for stop in lesson.stops)


def test_names_and_titles_are_unique_and_fit_into_a_link() -> None:
    assert len({lesson.name for lesson in LESSONS}) == len({lesson.title for lesson in LESSONS}) == len(LESSONS) == len(MINUTES)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", lesson.name) for lesson in LESSONS)


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_asks_for_something_in_few_words(stop: Stop) -> None:
    assert len(stop.says) <= LONGEST
    assert re.search(r"\?|[Gg]uess|Draw|[Pp]lace|order", stop.says)


@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_knows_what_is_seen_there_unless_it_is_a_task(stop: Stop) -> None:
    claims = [sentence for sentence in stop.seen.sentences if isinstance(sentence, Claim)]
    assert bool(claims) is bool(stop.seen) is not stop.link.startswith("/challenges")
    assert len(stop.seen) <= LONGEST


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_stop_comes_twice(lesson: Lesson) -> None:
    assert len({stop.link for stop in lesson.stops}) == len(lesson.stops)
