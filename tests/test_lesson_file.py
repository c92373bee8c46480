"""Lesson files: what is written is read again, and what cannot be read is refused with its line, field, domain and value."""

import base64
import re
import zlib
from collections.abc import Callable

import pytest

from lessons.plans import LESSONS, Lesson, Stop, lesson_file
from lessons.plans.lesson_file import FIRST_LINE, LONGEST, LONGEST_CARRIED, MOST_STOPS, opened, parse, written
from optim_core.claims import Words
from ui.components import SOURCES
from ui.controls.frame import LONGEST_TASK
from ui.lessons.plan import ADDRESSES

HEAD = f"{FIRST_LINE}\nTitle: Two cliffs\n"


def read(text: str) -> Lesson:
    return parse(text, ADDRESSES)


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_written_is_read_again(lesson: Lesson) -> None:
    stops = tuple(stop._replace(seen=Words()) for stop in lesson.stops)
    assert read(written(lesson))._replace(name=lesson.name) == lesson._replace(stops=stops)


def test_a_file_as_a_teacher_writes_it() -> None:
    lesson = read(
        "\ufeffOptimizer Lab lesson 1\r\nTitle: Two cliffs \r\nGoal:  You see  why.\r\n\r\n\r\n"
        "/compare?landscape=Beale\r\nMinutes: 3\r\nWhich one\r\nis first?\r\n\r\nhttps://school.example/lab/maps?kind=All+starts&plan=first-steps.1&embed=true#top\r\n"
    )
    assert lesson[1:] == (
        "Two cliffs",
        "You see why.",
        (Stop("/compare?landscape=Beale", "Which one is first?", 3), Stop("/maps?kind=All+starts", "")),
    )


@pytest.mark.parametrize("address", ["http://localhost:8501", "https://school.example/lab", ""])
@pytest.mark.parametrize("page", ADDRESSES)
def test_the_host_of_a_link_is_dropped(address: str, page: str) -> None:
    assert read(f"{HEAD}\n{address}/{page}?seed=2").stops[0].link == f"/{page}?seed=2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: first line must be “Optimizer Lab lesson 1”; got ''."),
        ("Optimizer Lab lesson 2\nTitle: x\n\n/", "Line 1: first line must be “Optimizer Lab lesson 1”; got 'Optimizer Lab lesson 2'."),
        (f"{FIRST_LINE}\n\n/compare", "Line 2: Title must be from 1 to 60 letters; got ''."),
        (f"{HEAD}Title: y\n\n/", "Line 3: this line must be “Title: …” or “Goal: …”, each once; got 'Title: y'."),
        (f"{HEAD}Author: y\n\n/", "Line 3: this line must be"),
        (HEAD, "Line 1: the number of stops must be from 1 to 40; got 0."),
        (HEAD + "\n/\n" * (MOST_STOPS + 1), "Line 82: the number of stops must be from 1 to 40; got 41."),
        (f"{HEAD}\n/admin?x=1", "Line 4: the link must be a page of the lab, /, /challenges"),
        (f"{HEAD}\n//evil.example/compare", "Line 4: the link must be"),
        (f"{HEAD}\n/lab/compare", "Line 4: the link must be"),
        (f"{HEAD}\njavascript:alert(1)", "Line 4: the link must be"),
        (f"{HEAD}\nhttp://[", "Line 4: the link must be"),
        (f"{HEAD}\n/?f={'x' * 1200}", "Line 4: the link must be"),
        (f"{HEAD}\n/?f={'–' * 200}", "Line 4: the link must be"),
        (f"{HEAD}\n/\nMinutes: 0", "Line 5: Minutes must be a whole number from 1 to 90; got '0'."),
        (f"{HEAD}\n/\nMinutes: ٣", "Line 5: Minutes must be"),
        (f"{HEAD}\n/\n{'x' * 301}", "Line 5: the sentence must be at most 300 letters, got 301; got"),
        (f"{HEAD}\n/\nMinutes: 1\na\u202eb", "Line 6: the sentence must be letters that can be seen; got 'U+202E'."),
        (f"{FIRST_LINE}\nTitle: {'x' * 61}\n\n/", "Line 2: Title must be at most 60 letters, got 61"),
        (" " * (LONGEST + 1), "A lesson file must have at most 20,000 characters, got 20,001."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}"):
        read(text)


def test_a_short_lesson_is_its_own_name_in_a_link_and_a_long_one_has_a_mark() -> None:
    short = read(written(LESSONS[0]))
    assert opened(short.name, ADDRESSES) == short
    assert len(short.name) < LONGEST_CARRIED
    long = read(written(LESSONS[2]))
    assert long.name.startswith("file-")
    assert long.name != read(written(LESSONS[1])).name


def packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda good: good[:-4],
        lambda good: f"{good}AAAA",
        lambda good: "x",
        lambda good: "",
        lambda good: "*" + good,
        lambda good: packed(b"\xff\xfe"),
        lambda good: packed(b" " * 500_000),
        lambda good: good * 10,
    ],
)
def test_letters_that_carry_no_lesson_are_refused(wrong: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match="The lesson in this link cannot be read"):
        opened(wrong(read(written(LESSONS[0])).name), ADDRESSES)


def test_the_panel_makes_no_file_that_is_refused() -> None:
    """What limits the lesson that a teacher makes in the browser is what limits the file that is read."""
    said = dict(re.findall(r"const ([A-Z_]+) = ([\d_]+|\".*\");", SOURCES["share/draft.js"]))
    assert said["HEAD"].strip('"') == FIRST_LINE
    limits = {name: int(value) for name, value in said.items() if name.startswith(("MOST", "LONGEST"))}
    sentence = {lesson_file.LONGEST_SENTENCE, lesson_file.LONGEST_GOAL, LONGEST_TASK}
    assert {limits.pop("LONGEST_TEXT")} == sentence
    assert limits.pop("LONGEST_FILE") == LONGEST
    assert len(limits) == 4
    assert all(getattr(lesson_file, name) == value for name, value in limits.items())
