"""A task as a question to a class: what phones show of it, and how their answers are read, by the rules of the page's own widgets."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from figures.contour import contour
from figures.poster import poster
from figures.theme import THEMES
from landscapes import Landscape
from lessons.challenges.answers import Choose, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.lab import METHODS
from optim_core import Knob, knobs
from optim_core.symbols import plain as letters
from rooms.question import Choices, Fields, Map, Number, Numbers, Order, Question
from ui.challenges.acting import landscape_of, settings_of, start_of
from ui.challenges.answering import FIRST_LETTER, written
from ui.controls import forms
from ui.controls.landscape import plain
from ui.controls.optimizer import within
from ui.controls.widgets import LARGE, TINY

HEIGHT = 288
"""Of the map, in pixels."""


def question_of(challenge: Challenge) -> Question:
    """The question of a task. A phone cannot answer one whose answer is drawn."""
    kind = challenge.answer
    if isinstance(kind, Choose):
        return _choose(challenge, kind)
    if isinstance(kind, Rank):
        return _rank(challenge)
    if isinstance(kind, Place):
        return _place(challenge)
    if isinstance(kind, Turn):
        return _turn(challenge, kind)
    raise ValueError(f"{challenge.name} must not ask for a drawing")


def _choose(challenge: Challenge, kind: Choose) -> Question:
    names = [chr(ord(FIRST_LETTER) + i) for i in range(len(kind.options))]
    form = forms.one_or_none(names)

    def read(fields: Fields) -> int:
        return names.index(form.read(_only(fields, "answer")) or "")

    options = tuple((name, option.text) for name, option in zip(names, kind.options, strict=True))
    return _question(challenge, Choices(options), read, f"one of {', '.join(names)}")


def _rank(challenge: Challenge) -> Question:
    names = tuple(actor.name for actor in challenge.scene.actors)
    form = forms.in_order(names)

    def read(fields: Fields) -> tuple[str, ...]:
        order = form.read(fields["answer"])
        if len(order) < len(names):
            raise ValueError(order)
        return tuple(order)

    return _question(challenge, Order(names), read, "all of them, each once")


def _place(challenge: Challenge) -> Question:
    landscape = plain(landscape_of(challenge))
    window = landscape.window
    sides = zip("xy", landscape.survey.coordinates, window, start_of(challenge), strict=True)
    numbers = tuple(Number(field, f"{letters(letter)}, {low:g} to {high:g}", low, high, at) for field, letter, (low, high), at in sides)

    def read(fields: Fields) -> tuple[float, float]:
        x, y = (_number(each, fields) for each in numbers)
        return x, y

    allowed = " and ".join(each.label for each in numbers)
    return _question(challenge, Numbers(numbers, _map(landscape)), read, allowed)


def _turn(challenge: Challenge, kind: Turn) -> Question:
    actor, landscape = challenge.scene.actors[kind.of[0]], landscape_of(challenge)
    settings = settings_of(actor, landscape)
    known = {field: within(knob, landscape) for field, knob in knobs(METHODS[actor.method]).items()}
    turned = {field: known[field] for field in kind.fields}
    numbers = tuple(
        Number(field, f"{letters(knob.symbol)}, {knob.meaning}", *bounds(knob), settings[field], knob.ticks(settings[field]), knob.whole)
        for field, knob in turned.items()
    )

    def read(fields: Fields) -> dict[str, float]:
        return {each.field: turned[each.field].number(each.field, _number(each, fields)) for each in numbers}

    allowed = " and ".join(f"{letters(knob.symbol)} in {knob}" for knob in turned.values())
    return _question(challenge, Numbers(numbers), read, allowed)


def bounds(knob: Knob) -> tuple[float, float]:
    """The ends of what may be typed for a knob, as the page's own box has them (a test compares the two)."""
    low, high = (float(np.clip(end, -LARGE, LARGE)) for end in knob.domain)
    return low if knob.closed[0] else low + TINY, high if knob.closed[1] or high == LARGE else high - 1e-9


def said(challenge: Challenge, given: Any) -> str:
    """An answer in one line, in the letters of the page. Equal answers are said alike."""
    kind = challenge.answer
    if isinstance(kind, Turn):
        known = knobs(METHODS[challenge.scene.actors[kind.of[0]].method])
        return ", ".join(f"{letters(known[field].symbol)} = {forms.exact(value)}" for field, value in given.items())
    return f"({written(challenge, given).replace(',', ', ')})" if isinstance(kind, Place) else written(challenge, given)


def filled(challenge: Challenge, given: Any) -> Fields:
    """The fields of a phone that hold an answer."""
    kind = challenge.answer
    if isinstance(kind, Choose):
        return {"answer": [written(challenge, given)]}
    if isinstance(kind, Rank):
        return {"answer": given}
    values = dict(zip("xy", given, strict=True)) if isinstance(kind, Place) else given
    return {field: [forms.exact(value)] for field, value in values.items()}


def _question(challenge: Challenge, form: Choices | Order | Numbers, read: Callable[[Fields], Any], allowed: str) -> Question:
    return Question(
        challenge.name,
        challenge.title,
        challenge.question,
        form,
        read,
        lambda given: filled(challenge, given),
        lambda given: said(challenge, given),
        allowed,
    )


def _only(fields: Fields, name: str) -> Sequence[str]:
    """The texts of a field, which must be one."""
    (text,) = fields[name]
    return [text]


def _number(number: Number, fields: Fields) -> float:
    return forms.number(number.low, number.high, "", number.whole).read(_only(fields, number.field))


def _map(landscape: Landscape) -> Map:
    light, dark = (poster(contour(landscape, theme, HEIGHT)).address for theme in THEMES.values())
    (x_low, x_high), (y_low, y_high) = landscape.window
    rings = tuple((x, y) for x, y in landscape.minima if x_low <= x <= x_high and y_low <= y <= y_high)
    return Map(light, dark, landscape.window, rings)
