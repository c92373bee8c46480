"""Where a learner is in a lesson, as the key `plan` of a link names it: `first-steps.3`.

The lesson of a file has no name: a link carries it whole or, where it is too long, a mark of it. The session keeps the last one.
"""

import re
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from lessons.plans import LESSONS, Lesson, Stop
from lessons.plans.lesson_file import opened, parse
from optim_core.claims import Remark, Words
from ui.controls.forms import plain
from ui.controls.visit import PLAN
from ui.pages import PAGES, address

ADDRESSES = tuple(address(page).removeprefix("/") for page in PAGES)
"""The names of the pages in addresses."""
KEPT = "lesson of a file"
FILE_ONLY = Words(
    Remark("The lesson of this link is too long for a link.", "definition"),
    Remark("Ask for its file, and open that on Start.", "instruction"),
)
MARK = re.compile(r"file-[0-9a-f]{8}")


class Place(NamedTuple):
    """A stop of a lesson."""

    lesson: Lesson
    number: int
    """Its number, from 1."""

    @property
    def stop(self) -> Stop:
        """The stop itself."""
        return self.lesson.stops[self.number - 1]

    @property
    def name(self) -> str:
        """The value of `plan`."""
        return f"{self.lesson.name}.{self.number}"

    @property
    def link(self) -> str:
        """Its link below the address of the lab: the stop's own, which says of which lesson it is."""
        return f"{self.stop.link}{'&' if '?' in self.stop.link else '?'}{urlencode({PLAN: self.name})}"

    @property
    def is_last(self) -> bool:
        """Whether the lesson ends here."""
        return self.number == len(self.lesson.stops)

    def at(self, number: int) -> "Place":
        """Another stop of the same lesson."""
        return self._replace(number=number)


def first(lesson: Lesson) -> Place:
    """Where a lesson begins."""
    return Place(lesson, 1)


def keep(text: str) -> Lesson:
    """Read the text of a lesson file, and keep the lesson for this visit. Raises a ValueError that says what is wrong."""
    st.session_state[KEPT] = lesson = parse(text, ADDRESSES)
    return lesson


def read(text: str) -> Place:
    """The stop that a link names. Raises a ValueError that says what it may name."""
    name, _, number = text.rpartition(".")
    lesson = _lesson(name)
    if not (number.isascii() and number.isdigit() and len(number) < 4 and 1 <= int(number) <= len(lesson.stops)):
        raise ValueError(f"{PLAN} must end with a stop of the lesson, from 1 to {len(lesson.stops)}; got “{plain(number)}”.")
    return Place(lesson, int(number))


def _lesson(name: str) -> Lesson:
    """The lesson of this name in links."""
    kept: Lesson | None = st.session_state.get(KEPT)
    found = next((each for each in (*LESSONS, *([kept] if kept else [])) if each.name == name), None)
    if found:
        return found
    if MARK.fullmatch(name):
        raise ValueError(FILE_ONLY)
    if name.islower() or not name:
        raise ValueError(f"{PLAN} must begin with a lesson, one of {', '.join(each.name for each in LESSONS)}; got “{plain(name)}”.")
    return opened(name, ADDRESSES)
