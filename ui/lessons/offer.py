"""The list of lessons: what a newcomer may begin with, the way on for who has begun, and a lesson of one's own, from its file."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from lessons.plans import LESSONS, Lesson
from lessons.plans.lesson_file import LONGEST
from optim_core.claims import Remark, Words
from ui.cache import asker
from ui.controls import visit
from ui.controls.refusal import refuse
from ui.lessons.plan import first, keep
from ui.lessons.ways import Way, behind, written
from ui.uploads import ledger

TITLE = "Lessons"
STARTS, OWN = "starts", "own-start"
"""The names of the links to the lessons of the lab, and of the link to that of a file."""
LARGEST = 4 * LONGEST
"""Bytes of a lesson file."""
TYPE = Words(
    Remark("A text file of at most 20,000 characters.", "definition"), Remark("It is kept until you close the page.", "definition")
)
NOT_READ = Words(Remark("I can't read this lesson file.", "definition"))


def lessons_offered() -> None:
    """Show the list, unless a lesson is open. The browser fills in where the reader was (`ui/web/lessons/lessons.js`)."""
    if visit.visit().left is None:
        ways = [_way(lesson) for lesson in LESSONS]
        with st.container(key="lessons"):
            st.html(lesson_list(ways))
            behind(STARTS, ways)
            with st.expander("Open a lesson file"):
                _uploaded()


def _uploaded() -> None:
    """Let the visitor open a lesson file, and show the way to its first stop."""
    upload = st.file_uploader("Lesson file", type=["txt"], key="lesson-file", help=TYPE)
    if upload is None:
        if refusal := ledger().refusal(asker().whose):
            st.error(refusal)
        return
    try:
        lesson = keep(_text(upload.getvalue()))
    except ValueError as refused:
        refuse(refused, NOT_READ)
    else:
        st.html(f'<nav class="lab-lessons" aria-label="{TITLE}: {escape(lesson.title)}">{_way(lesson).html(f"{OWN}-0")}</nav>')
        behind(OWN, [_way(lesson)])


def _text(data: bytes) -> str:
    """The text of a file."""
    try:
        return data.decode() if len(data) <= LARGEST else " " * (LONGEST + 1)
    except UnicodeDecodeError as wrong:
        raise ValueError(
            f"A lesson file must be text in UTF-8; byte {wrong.start + 1:,} is {data[wrong.start : wrong.start + 1]!r}."
        ) from None


def lesson_list(ways: Sequence[Way]) -> str:
    """The lessons as HTML, each a link to its first stop."""
    rows = "".join(f"<li>{link}</li>" for link in written(STARTS, ways))
    return f'<nav class="lab-lessons" aria-label="{TITLE}"><h2>{TITLE}</h2><a class="lab-go-on" href="./" hidden></a><ul>{rows}</ul></nav>'


def _way(lesson: Lesson) -> Way:
    return Way(first(lesson).link, lesson.title, aside=f"{lesson.minutes} min", tip=lesson.goal)
