"""A task on paper: the room to answer it, and what its key says, both as HTML."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any, NamedTuple

import numpy as np

from figures.paper import Trace, paper_cells, paper_map, swatch
from figures.theme import THEMES, style
from lessons.challenges import CHALLENGES
from lessons.challenges.answers import Choose, Draw, Free, PickCell, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.looks import looks
from lessons.challenges.solutions import sliders, solutions
from lessons.challenges.task_scene import Point
from lessons.lab import METHODS, NAMES, Lab, Walk
from optim_core import knobs
from optim_core.batch.maps import Axis
from optim_core.claims import Remark, Words
from optim_core.outcomes import outcome
from optim_core.symbols import plain
from ui.challenges.acting import choices_of, landscape_of, start_of
from ui.challenges.answering import FIRST_LETTER
from ui.controls.forms import brief
from ui.maps.map_axes import slider_side, title

BLANK = '<span class="blank"></span>'
PAPER = THEMES["light"]
TICK = Words(Remark("Tick the one that you expect, and one only.", "instruction"))
DRAW = Words(Remark("Draw the path into the map, from the disc on.", "instruction"))
PLACE = Words(Remark("Mark your start in the map with an S.", "instruction"))
PICK = Words(Remark("Mark your cell in the map with a cross.", "instruction"))
SIDE = 16
"""Places along each side of a map that are tried: each is a run, and a teacher waits for all of them."""
NEAR = 0.15
"""The share of a side within which answers count as neighbours."""


class Answer(NamedTuple):
    """What the engine finds right."""

    right: str
    """In words."""
    given: Any
    """One of the right answers: of many, one in the midst of others."""
    every: Sequence[Any]


def _list(parts: Sequence[str], kind: str = "") -> str:
    return f'<ul class="{kind}">{"".join(f"<li>{part}</li>" for part in parts)}</ul>'


def _lab(challenge: Challenge) -> Lab:
    return Lab(NAMES[challenge.scene.landscape]())


def room(challenge: Challenge) -> str:
    """The place to write the answer into."""
    kind, scene = challenge.answer, challenge.scene
    if isinstance(kind, Choose):
        options = [
            f'<span class="box"></span><b>{_letter(i)}</b><span>{escape(option.text)}</span>' for i, option in enumerate(kind.options)
        ]
        return f"<p>{TICK}</p>" + _list(options, "options")
    if isinstance(kind, Rank):
        names = _list([f"{look}{escape(name)}" for look, name in _looks(challenge)], "names")
        return names + "".join(f"<p>{place}. {BLANK}</p>" for place in range(1, len(scene.actors) + 1))
    if isinstance(kind, Turn):
        ends = {field: (each.ticks[0], each.begins, each.ticks[-1]) for field, each in sliders(challenge, _lab(challenge)).items()}
        said = [
            f"{_symbol(challenge, field)} = {BLANK} <small>(from {brief(low)} to {brief(high)}; it begins at {brief(begins)})</small>"
            for field, (low, begins, high) in ends.items()
        ]
        return f"<p>{PICK}</p>" * isinstance(kind, PickCell) + "".join(f"<p>{each}</p>" for each in said)
    return f"<p>{DRAW if isinstance(kind, Draw) else PLACE}</p>"


def picture(challenge: Challenge) -> str:
    """The map to think about, or to mark the answer in."""
    kind = challenge.answer
    if isinstance(kind, PickCell):
        return paper_cells(*_sides(challenge, kind))
    return paper_map(landscape_of(challenge), None if isinstance(kind, Place) else start_of(challenge))


def key_picture(challenge: Challenge) -> str:
    """The runs that a right answer leads to; and all right places, where the answer is a place."""
    found, kind, scene = answer(challenge), challenge.answer, challenge.scene
    start = found.given if isinstance(kind, Place) else start_of(challenge)
    values: Mapping[str, float] = found.given if isinstance(kind, Turn) else {}
    runs = scene.walks(_lab(challenge), start=start, turned=dict.fromkeys(kind.of if isinstance(kind, Turn) else (), values))
    styles = [style(marks, PAPER) for marks in looks(scene.actors)]
    traces = [Trace(actor.name, look, run.theta) for actor, look, run in zip(scene.actors, styles, runs, strict=True)]
    drawn = paper_map(landscape_of(challenge), start, traces, found.every if isinstance(kind, Place) else ())
    if isinstance(kind, PickCell):
        drawn = paper_cells(*_sides(challenge, kind), [(given[kind.fields[0]], given[kind.fields[1]]) for given in found.every]) + drawn
    ends = [f"{swatch(trace.style)}<span>{escape(f'{trace.name}: {_end(run)}')}</span>" for trace, run in zip(traces, runs, strict=True)]
    return drawn + _list(ends, "runs")


def key(challenge: Challenge) -> str:
    """What is right, why, and what is wrong with the answers that beliefs lead to."""
    found, kind = answer(challenge), challenge.answer
    close = kind.judge(challenge.scene, _lab(challenge), found.given).close if isinstance(kind, Turn | Place) else ""
    wrong: list[tuple[str, str]] = []
    if isinstance(kind, Choose):
        wrong = [(_letter(i), option.reason) for i, option in enumerate(kind.options) if option.reason]
    elif isinstance(kind, Free):
        wrong = [(_written(challenge, each.given), each.reason) for each in kind.wrong]
    belief = challenge.belief
    source = f'<a href="{escape(belief.source.url)}">{escape(f"{belief.source.authors}, {belief.source.year}")}</a>'
    return (
        f"<p><b>Right:</b> {escape(' '.join(part for part in (found.right, close) if part))}</p>"
        f"<p><b>Why:</b> {escape(challenge.why)}</p>{_list([f'<b>Not {escape(a)}:</b> {escape(b)}' for a, b in wrong])}"
        f"<p><b>Belief:</b> {escape(f'“{belief.says}”')} ({source})</p>"
    )


def answer(challenge: Challenge) -> Answer:
    """Find what is right, by runs of the engine."""
    return _answer(challenge.name)


@cache
def _answer(name: str) -> Answer:
    challenge = next(each for each in CHALLENGES if each.name == name)
    kind, every = challenge.answer, solutions(challenge, _lab(challenge), SIDE)
    if isinstance(kind, Turn) and len(kind.fields) == 1:
        (field,) = kind.fields
        return Answer(_ranges(challenge, field, [given[field] for given in every]), every[len(every) // 2], every)
    if isinstance(kind, PickCell):
        sides = _sides(challenge, kind)
        places = [(sides[0].share(given[kind.fields[0]]), sides[1].share(given[kind.fields[1]])) for given in every]
    elif isinstance(kind, Place):
        window = np.array(landscape_of(challenge).window)
        places = [((x - window[0, 0]) / np.ptp(window[0]), (y - window[1, 0]) / np.ptp(window[1])) for x, y in every]
    else:
        return Answer(_written(challenge, every[0]), every[0], every)
    given = every[_amidst(places)]
    return Answer(f"the grey places, such as {_written(challenge, given)}.", given, every)


def _amidst(places: Sequence[Point]) -> int:
    """Which of several places, in shares of the sides, has the most others near it; of equals, the one closest to them."""
    apart = np.hypot(*(np.array(places)[:, np.newaxis] - np.array(places)).T)
    near = apart < NEAR
    return int(np.argmax(near.sum(axis=0) - np.where(near, apart, 0).mean(axis=0)))


def _ranges(challenge: Challenge, field: str, values: Sequence[float]) -> str:
    """The values of a knob that are right: those that follow each other on the slider as a range."""
    ticks = list(sliders(challenge, _lab(challenge))[field].ticks)
    ranges: list[list[float]] = []
    for value in values:
        if ranges and ticks.index(value) == ticks.index(ranges[-1][-1]) + 1:
            ranges[-1].append(value)
        else:
            ranges.append([value])
    said = [brief(each[0]) if len(each) == 1 else f"from {brief(each[0])} to {brief(each[-1])}" for each in ranges]
    return f"{_symbol(challenge, field)} {', or '.join(said)}; drawn is {brief(values[len(values) // 2])}."


def _written(challenge: Challenge, given: Any) -> str:
    """An answer in words."""
    kind = challenge.answer
    if isinstance(kind, Choose):
        return f"{_letter(given)}. {kind.options[int(given)].text}"
    if isinstance(kind, Rank):
        return "; ".join(given)
    if isinstance(kind, Draw):
        return "the drawn path" if len(given) > 10 else f"a line through {', '.join(map(_point, given))}"
    if isinstance(kind, Place):
        return f"the start {_point(given)}"
    values: Mapping[str, float] = given
    return ", ".join(f"{_symbol(challenge, field)} = {brief(value)}" for field, value in values.items())


def _letter(place: int) -> str:
    return chr(ord(FIRST_LETTER) + place)


def _point(point: Point) -> str:
    return f"({point[0]:.3g}, {point[1]:.3g})"


def _symbol(challenge: Challenge, field: str) -> str:
    kind = challenge.answer
    assert isinstance(kind, Turn)
    return plain(knobs(METHODS[challenge.scene.actors[kind.of[0]].method])[field].symbol)


def _looks(challenge: Challenge) -> list[tuple[str, str]]:
    actors = challenge.scene.actors
    return [(swatch(style(marks, PAPER)), actor.name) for actor, marks in zip(actors, looks(actors), strict=True)]


def _sides(challenge: Challenge, kind: PickCell) -> tuple[Axis, Axis, tuple[str, str]]:
    """The sides of the map of cells, and their titles."""
    choice, landscape = choices_of(challenge)[kind.of[0]], landscape_of(challenge)
    across, up = (slider_side(field, choice, landscape) for field in kind.fields)
    return across, up, (title(across, choice, landscape), title(up, choice, landscape))


def _end(run: object) -> str:
    """What became of a run."""
    assert isinstance(run, Walk)
    return outcome(run.trajectory, run.landscape).sentence
