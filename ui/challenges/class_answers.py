"""The answers of a class: as bars or as dots, in words, and as a file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go

from figures.export import csv_text
from figures.theme import Theme, colour_in
from lessons.challenges.answers import Choose, Place, Rank, Turn
from lessons.challenges.challenge import Challenge
from optim_core.batch.maps import Axis
from optim_core.marks import Colour, Marker
from rooms.room import Given, Judged
from ui.challenges.acting import choices_of, landscape_of
from ui.controls.forms import brief
from ui.maps.map_axes import slider_side

BINS = 8
"""Bars for the values of one knob."""
ORDERS = 6
"""Bars for orders: the most frequent ones, and one for all others."""


SIZE = 13
"""Pixels of a dot."""
MARKERS: tuple[tuple[bool, Marker, Colour], ...] = ((False, "x", "vermilion"), (True, "circle", "green"))
"""Of wrong answers and of right ones: the right ones lie above."""


OTHERS = "other orders"
APART = "\u2002"
"""Between the letter of an answer and its words."""


class Bar(NamedTuple):
    """How many gave an answer, or one of several that stand together."""

    label: str
    right: int
    wrong: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.right + self.wrong


class Dot(NamedTuple):
    """An answer that is a place."""

    x: float
    y: float
    right: bool


def bars(challenge: Challenge, answers: Sequence[Given], judged: Mapping[str, Judged]) -> list[Bar]:
    """The bars of the answers; none where they are places on a map."""
    kind = challenge.answer
    right, wrong = (Counter(each.said for each in answers if judged[each.said].right is so) for so in (True, False))
    if isinstance(kind, Choose):
        said = [(chr(ord("A") + i), option.text) for i, option in enumerate(kind.options)]
        return [Bar(f"{letter}{APART}{text}", right[letter], wrong[letter]) for letter, text in said]
    if isinstance(kind, Rank):
        orders = Counter(each.said for each in answers).most_common()
        found = [Bar(order, right[order], wrong[order]) for order, _ in orders[:ORDERS]]
        rest = [order for order, _ in orders[ORDERS:]]
        return found + [Bar(OTHERS, sum(right[each] for each in rest), sum(wrong[each] for each in rest))] * bool(rest)
    if isinstance(kind, Turn) and len(kind.fields) == 1:
        return _binned(side(challenge, kind, 0), kind.fields[0], answers, judged)
    return []


def _binned(axis: Axis, field: str, answers: Sequence[Given], judged: Mapping[str, Judged]) -> list[Bar]:
    """The values of one knob by the part of its slider in which they lie. Parts at the ends hold what lies beyond, too."""
    placed = [(min(BINS - 1, int(_share(axis, each.answer[field]) * BINS)), each) for each in answers]
    found: list[Bar] = []
    for i in range(BINS):
        here = [each for at, each in placed if at == i]
        values = [each.answer[field] for each in here]
        if values:
            label = f"{brief(min(values))} to {brief(max(values))}" if min(values) < max(values) else brief(values[0])
            rights = sum(judged[each.said].right for each in here)
            found.append(Bar(label, rights, len(here) - rights))
    return found


def dots(challenge: Challenge, answers: Sequence[Given], judged: Mapping[str, Judged]) -> list[Dot]:
    """The answers as places: starts in the window, or cells from 0 to 1 along each side of their map. Empty for other answers."""
    kind = challenge.answer
    if isinstance(kind, Place):
        return [Dot(x, y, judged[each.said].right) for each in answers for x, y in [each.answer]]
    if not isinstance(kind, Turn) or len(kind.fields) != 2:
        return []
    across, up = (side(challenge, kind, i) for i in range(2))
    return [Dot(_share(across, each.answer[across.name]), _share(up, each.answer[up.name]), judged[each.said].right) for each in answers]


def _share(axis: Axis, value: float) -> float:
    """Where a value stands along a side, from 0 to 1. What lies beyond an end stands there."""
    return axis.share(min(max(value, axis.low), axis.high))


def side(challenge: Challenge, kind: Turn, i: int) -> Axis:
    """The side of a map over one of the knobs that are turned."""
    return slider_side(kind.fields[i], choices_of(challenge)[kind.of[0]], landscape_of(challenge))


def dotted(figure: go.Figure, found: Sequence[Dot], look: Theme) -> go.Figure:
    """A copy of a map with the answers of a class on it: right ones are filled circles, others crosses."""
    drawn = go.Figure(figure)
    for right, symbol, colour in MARKERS:
        here = [dot for dot in found if dot.right is right]
        marker = {"symbol": symbol, "size": SIZE, "color": colour_in(look, colour), "line": {"color": look.paper, "width": 1.5}}
        drawn.add_scatter(
            x=[dot.x for dot in here], y=[dot.y for dot in here], mode="markers", marker=marker, hoverinfo="skip", cliponaxis=False
        )
    return drawn


def table(found: Sequence[Bar]) -> str:
    """Bars as an HTML table: it says in numbers what it draws."""
    most = max(1, *(bar.all for bar in found))

    def part(count: int, kind: str) -> str:
        return f'<i class="lab-bar-{kind}" style="width: {100 * count / most:.4g}%"></i>' * bool(count)

    def row(bar: Bar) -> str:
        mark = f"<b>{'right' if bar.right == bar.all else f'{bar.right} right'}</b>" * bool(bar.right)
        letter, _, text = bar.label.rpartition(APART)
        label = f"<b>{escape(letter)}</b> {escape(text)}" if letter else escape(text)
        drawn = f'<span class="lab-bar" aria-hidden="true">{part(bar.right, "right")}{part(bar.wrong, "wrong")}</span>'
        return f'<tr><th scope="row">{label} {mark}{drawn}</th><td>{bar.all}</td></tr>'

    head = '<thead class="lab-unseen"><tr><th scope="col">Answer</th><th scope="col">Phones</th></tr></thead>'
    return f'<table class="lab-bars">{head}<tbody>{"".join(map(row, found))}</tbody></table>'


def sentence(answers: Sequence[Given], judged: Mapping[str, Judged], found: Sequence[Bar]) -> str:
    """What the picture of the answers says, in words."""
    if not answers:
        return "Nobody has answered."
    rights = sum(judged[each.said].right for each in answers)
    said = f"{len(answers)} answered, {rights} of them right."
    single = [bar for bar in found if bar.label != OTHERS]
    if not single:
        return said
    first = max(single, key=lambda bar: bar.all)
    alone = sum(bar.all == first.all for bar in single) == 1
    return f"{said} Most often: {first.label.partition(APART)[0]} ({first.all})." if alone else said


def as_csv(answers: Sequence[Given], judged: Mapping[str, Judged]) -> str:
    """All answers as a file: name, answer, whether it is right, and the seconds that it took."""
    rows = [(each.name, each.said, "yes" if judged[each.said].right else "no", round(each.seconds, 1)) for each in answers]
    return csv_text([("name", "answer", "right", "seconds"), *rows])
