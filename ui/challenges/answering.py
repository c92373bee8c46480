"""How a visitor answers: one set of widgets for each way to answer. What they say is checked before it is used."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from lessons.challenges.answers import Choose, Draw, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.task_scene import Point
from lessons.lab import METHODS
from optim_core import knobs
from optim_core.claims import Remark, Words
from ui.challenges.acting import landscape_of, settings_of, start_keys, start_of
from ui.controls import forms
from ui.controls.optimizer import within
from ui.controls.widgets import Controls
from ui.stage.view import Sketch

MOST_POINTS = 60
"""Points of a drawn line."""
LONGEST_LINE = 1000
"""Characters of a drawn line in a link."""
FIRST_LETTER = "A"
"""Of the sentences to choose from."""
DRAW = Words(Remark("Draw on the map, from the start on. Or type points, x and y, with semicolons between them.", "instruction"))
ORDER = Words(Remark("Choose them in order, the first one first.", "instruction"))
UNREAD = Words(Remark("This line cannot be read: it has to be points such as 1,2; 2,1.5.", "instruction"))


def answer(controls: Controls, challenge: Challenge) -> Any:
    """Let the visitor answer; what is answered, or None as long as it is no answer."""
    kind, key = challenge.answer, f"{challenge.name}.answer"
    keys, usual = start_keys(challenge), start_of(challenge)
    landscape = landscape_of(challenge)
    controls.values |= dict(zip(keys, usual, strict=True))
    if isinstance(kind, Choose):
        return letters(controls, "Answer", [option.text for option in kind.options], key)
    if isinstance(kind, Rank):
        names = [actor.name for actor in challenge.scene.actors]
        chosen = ordered(controls, ORDER, names, key)
        return tuple(chosen) if len(chosen) == len(names) else None
    if isinstance(kind, Place):
        sides = zip(keys, landscape.survey.coordinates, landscape.window, usual, strict=True)
        x, y = (controls.place(f"Start ${letter}$", window, at, key) for key, letter, window, at in sides)
        return x, y
    if isinstance(kind, Draw):
        shown = controls.said(f"{challenge.name}.seen") == "1" and points(controls.said(key) or "") is not None
        return line(controls.text(DRAW, key, "", LONGEST_LINE, fixed=shown), usual)
    assert isinstance(kind, Turn)
    actor = challenge.scene.actors[kind.of[0]]
    settings = settings_of(actor, landscape)
    known = {field: within(knob, landscape) for field, knob in knobs(METHODS[actor.method]).items()}
    return {field: controls.knob(replace(known[field]), settings[field], f"{challenge.name}.{field}") for field in kind.fields}


def sketch(challenge: Challenge, given: Any, stays: bool) -> Sketch | None:
    """The line that the visitor draws, where that is the answer. Once the runs are shown it stays as it is."""
    if not isinstance(challenge.answer, Draw):
        return None
    return Sketch(f"{challenge.name}.answer", given or (start_of(challenge),), not stays)


def letters(controls: Controls, label: str, texts: Sequence[str], key: str) -> int | None:
    """One of several sentences, each with a letter: its place, or None as long as none is chosen."""
    names = [chr(ord(FIRST_LETTER) + i) for i in range(len(texts))]
    said = dict(zip(names, texts, strict=True))

    def draw(locked: bool) -> str | None:
        def option(letter: str) -> str:
            return f"**{letter}**\u2002{said[letter]}"

        return st.radio(label, names, None, option, key=key, label_visibility="collapsed", disabled=locked)

    chosen = controls.widget(label, key, None, forms.one_or_none(names), draw)
    return None if chosen is None else names.index(chosen)


def ordered(controls: Controls, label: str, names: Sequence[str], key: str) -> list[str]:
    """Several names, in the order in which they are chosen."""

    def draw(locked: bool) -> list[str]:
        return list(st.multiselect(label, names, [], key=key, disabled=locked))

    return controls.widget(label, key, [], forms.in_order(names), draw)


def line(text: str, start: Point) -> tuple[Point, ...] | None:
    """The points of a line that a visitor has drawn or typed, from the start on; None for a text that is no line."""
    found = points(text)
    if found is None and text.strip():
        st.error(UNREAD)
    return None if found is None else (start, *found)


def points(text: str) -> list[Point] | None:
    """The points that a text names, from one to `MOST_POINTS`; None for any other text."""
    parts = [part.split(",") for part in text.split(";") if part.strip()]
    try:
        found = [(float(x), float(y)) for x, y in parts]
    except ValueError:
        return None
    allowed = 1 <= len(found) <= MOST_POINTS and all(math.isfinite(c) and abs(c) < 1e6 for point in found for c in point)
    return found if allowed else None


def written(challenge: Challenge, given: Any) -> str:
    """An answer in one line, its parts as a link writes them."""
    kind = challenge.answer
    if isinstance(kind, Choose):
        return chr(ord(FIRST_LETTER) + given)
    if isinstance(kind, Rank):
        return ", ".join(given)
    if isinstance(kind, Place):
        return _point(given)
    if isinstance(kind, Draw):
        return ";".join(_point(point) for point in given[1:])
    return ", ".join(f"{field}={forms.exact(value)}" for field, value in given.items())


def _point(point: Point) -> str:
    return ",".join(map(forms.exact, point))
