"""The bar that leads through a lesson: what this stop asks, how far it is, and the ways back, on and out."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from lessons.plans import LESSONS
from optim_core.claims import Remark, Words
from ui.controls import visit
from ui.controls.refusal import refuse
from ui.controls.visit import PLAN
from ui.lessons.plan import Place, first, read
from ui.lessons.ways import Way, behind, relative, written
from ui.page import embedded

DONE = Words(Remark("This was the last stop.", "definition"))
NOT_READ = Words(Remark("The lesson of this link cannot be read, so the page is shown without it.", "definition"))
HEIGHT = "4rem"
"""What the bar takes of the height that pictures have, where it is one row."""
WAYS = "ways"
"""The name of its links."""
BACK, NEXT = "lab-back", "lab-next"


def lesson_bar() -> None:
    """Show the bar while a lesson is open: at its stop, or on another page, from which it leads back."""
    current = visit.visit()
    place = _opened(current)
    if place is None or embedded():
        return
    ways = ways_from(place) if current.plan else [Way(place.link, f"Back to the lesson: {_count(place)}", NEXT)]
    st.html(f"<style>:root {{ --lab-lesson: {HEIGHT}; }}</style>")
    with st.container(key="lesson-bar", horizontal=True):
        st.html(bar(place, ways, at_stop=bool(current.plan)))
        st.button("Leave the lesson", key="leave", on_click=_leave)
    behind(WAYS, ways)


def _opened(current: visit.Visit) -> Place | None:
    """The stop of the visit. What cannot be read is forgotten, and the page says so as long as it is in the link."""
    said = current.plan or current.left
    try:
        place = read(said) if said else None
    except ValueError:
        place = current.plan = current.left = None
    if PLAN in current.link:
        try:
            read(current.link[PLAN][-1])
        except ValueError as refused:
            refuse(refused, NOT_READ)
    return place


def _leave() -> None:
    current = visit.visit()
    current.plan = current.left = None


def ways_from(place: Place) -> list[Way]:
    """The ways from a stop: back and on; from the last one, to the tasks and to the next lesson."""
    back = [Way(place.at(place.number - 1).link, "Back", BACK)] if place.number > 1 else []
    if not place.is_last:
        return [*back, Way(place.at(place.number + 1).link, "Next", NEXT)]
    names = [lesson.name for lesson in LESSONS]
    following = LESSONS[names.index(place.lesson.name) + 1 :] if place.lesson.name in names else ()
    return [
        *back,
        Way("/challenges", "All tasks", BACK),
        *(Way(first(lesson).link, f"Next lesson: {lesson.minutes} min", NEXT, tip=lesson.title) for lesson in following[:1]),
    ]


def bar(place: Place, ways: Sequence[Way], at_stop: bool) -> str:
    """The bar as HTML. All words are plain text, because a stranger may have written them."""
    lesson, stop, count = place.lesson, place.stop, _count(place)
    # What the browser notes, so that the reader can go on another day.
    noted = {"link": relative(place.link), "title": lesson.title, "count": count} if at_stop else {}
    data = "".join(f' data-{key}="{escape(value)}"' for key, value in noted.items())
    title = f'<p class="lab-lesson-title"><b>{escape(lesson.title)}</b> <span>{count} · {stop.minutes} min</span></p>'
    said = f"{stop.says} {DONE}" if place.is_last else stop.says
    says = f'<p class="lab-says">{escape(said)}</p>' if at_stop else ""
    on = "".join(written(WAYS, ways))
    line = f'<div class="lab-lesson-line"><div style="width: {place.number / len(lesson.stops):.1%}"></div></div>'
    return f'<nav class="lab-lesson" aria-label="Lesson"{data}>{title}{says}<p class="lab-ways">{on}</p>{line}</nav>'


def _count(place: Place) -> str:
    return f"{place.number} of {len(place.lesson.stops)}"
