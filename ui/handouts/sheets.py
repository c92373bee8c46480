"""The worksheet of a lesson and its key: each one HTML file that needs nothing else, and prints to A4."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from lessons.plans import LESSONS, Lesson
from optim_core.claims import Remark, Words
from ui.handouts.answers import key, key_picture, picture, room
from ui.handouts.exercises import Exercise, exercises
from ui.share.qr import code

CSS = (Path(__file__).parent / "paper.css").read_text(encoding="utf-8")
HOW = Words(
    Remark("At each number: open the link, read, and write down what you expect.", "instruction"),
    Remark("Only then let it run, and write down what you see.", "instruction"),
)
MAP = Words(
    Remark("On a map, lines join points of equal height, and the numbers are heights.", "definition"),
    Remark("A ring is a lowest point, a small cross a saddle, and a disc the start.", "definition"),
)
SEEN = Words(Remark("After “Seen” stands what the lab shows: learners may say it in other words.", "instruction"))


class Sheet(NamedTuple):
    """Something to print."""

    name: str
    """Of its file."""
    label: str
    html: Callable[[str], str]
    """Makes it, with links that begin with this address of the lab."""


def sheets(lesson: Lesson) -> tuple[Sheet, Sheet]:
    """The worksheet of a lesson, and its key."""
    return (
        Sheet(f"{lesson.name}-worksheet.html", "Worksheet", partial(worksheet, lesson)),
        Sheet(f"{lesson.name}-key.html", "Key", partial(answer_key, lesson)),
    )


def worksheet(lesson: Lesson, base: str) -> str:
    """What each learner gets: questions, room for predictions, and maps."""
    name = _lines("Name", "Class", "Date")
    return _document(lesson, "Worksheet", f"{name}<p>{escape(f'{HOW} {MAP}')}</p>", [_asked(each, base) for each in exercises(lesson)])


def answer_key(lesson: Lesson, base: str) -> str:
    """What the teacher gets: the right answers, why they are right, and what is wrong with the others."""
    return _document(lesson, "Key", f"<p>{escape(f'{SEEN} {MAP}')}</p>", [_answered(each, base) for each in exercises(lesson)])


def _document(lesson: Lesson, kind: str, before: str, parts: list[str]) -> str:
    title = f"{lesson.title}: {kind.lower()}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{escape(title)}</title><style>{CSS}</style></head><body class="{kind.lower()}">'
        f'<button onclick="print()">Print</button><header><small>Optimizer Lab · {kind} · {lesson.minutes} minutes</small>'
        f"<h1>{escape(lesson.title)}</h1><p>{escape(lesson.goal)}</p>{before}</header>{''.join(parts)}</body></html>\n"
    )


def _asked(exercise: Exercise, base: str) -> str:
    task, link = exercise.task, base + exercise.link
    made = code(link)
    qr = f'<img src="{made}" alt="QR code of the link">' if made else ""
    seen = _lines("I see:")
    body = f"{_lines('I expect:')}{seen}"
    if task:
        body = f'<div class="two"><div>{room(task)}{_lines("because")}{seen}</div>{picture(task)}</div>'
    return f'<section><div class="head"><div>{_head(exercise, link)}</div>{qr}</div>{body}</section>'


def _answered(exercise: Exercise, base: str) -> str:
    task = exercise.task
    seen = f"<p><b>Seen:</b> {escape(exercise.stop.seen)}</p>" * bool(exercise.stop.seen)
    body = f'<div class="two"><div>{key(task)}</div><div>{key_picture(task)}</div></div>' if task else seen
    return f"<section>{_head(exercise, base + exercise.link)}{body}</section>"


def _head(exercise: Exercise, link: str) -> str:
    """Number, title, link and question."""
    title = f"<h2>{exercise.number}. {escape(exercise.title)} <small>{exercise.stop.minutes} min</small></h2>"
    return f'{title}<a class="way" href="{escape(link)}">{escape(link)}</a><p>{escape(exercise.question)}</p>'


def _lines(*labels: str) -> str:
    """Lines to write on, beside each other."""
    return f'<p class="lines">{"".join(f"{label} <span></span>" for label in labels)}</p>'


def every_sheet() -> list[Sheet]:
    """The sheets of all lessons."""
    return [sheet for lesson in LESSONS for sheet in sheets(lesson)]
