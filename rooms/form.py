"""The form in which a phone answers, as HTML. It works without a script; `phone.js` adds sliders, and a map that can be tapped."""

from collections.abc import Sequence
from html import escape

from rooms.question import Choices, Fields, Map, Number, Numbers, Order, Question

SIDE = 288
"""The longer side of a map in its own units."""
RING, DOT, FINGER = 6, 7, 16
"""Radii on a map: of a lowest point, of the point that is placed, and of the halo around it."""
PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
TAP = "Rings are the lowest points. Tap the map, or type two numbers."
ASKED = {Choices: "Choose one", Order: "Put them in order", Numbers: "Choose"}


def form(question: Question, given: Fields) -> str:
    """The fields of a question. `given` is what the phone sent last."""
    kind = question.form
    if isinstance(kind, Choices):
        inside = "".join(_choice(letter, text, [letter] == list(given.get("answer", ()))) for letter, text in kind.options)
    elif isinstance(kind, Order):
        inside = "".join(_place(i, kind.names, given.get("answer", ())) for i in range(len(kind.names)))
    else:
        numbers = "".join(_number(each, given.get(each.field, ())) for each in kind.numbers)
        numbers = f'<div class="pair">{numbers}</div>' if kind.map else numbers
        inside = (_map(kind.map, kind.numbers, given) if kind.map else "") + numbers
    legend = "Place the point" if isinstance(kind, Numbers) and kind.map else ASKED[type(kind)]
    return f"<fieldset><legend>{legend}</legend>{inside}</fieldset>"


def _choice(letter: str, text: str, chosen: bool) -> str:
    mark = " checked" * chosen
    return (
        f'<label class="choice"><input type="radio" name="answer" value="{escape(letter)}" required{mark}>'
        f"<b>{escape(letter)}</b><span>{escape(text)}</span></label>"
    )


def _place(i: int, names: Sequence[str], given: Sequence[str]) -> str:
    chosen = given[i] if i < len(given) else None
    options = "".join(f"<option{' selected' * (name == chosen)}>{escape(name)}</option>" for name in names)
    place = PLACES[i] if i < len(PLACES) else f"{i + 1}."
    return f'<label>{place}<select name="answer" required><option value="">Choose …</option>{options}</select></label>'


def _number(number: Number, given: Sequence[str]) -> str:
    value = given[0] if given else f"{number.value:.10g}"
    step, keys = ("1", ' inputmode="numeric"') if number.whole else ("any", "")
    box = (
        f'<input type="number"{keys} name="{escape(number.field)}" min="{number.low:.15g}" max="{number.high:.15g}" step="{step}" '
        f'value="{escape(value)}" required>'
    )
    label = f"<label>{escape(number.label)}{box}</label>"
    if not number.ticks:
        return label
    ticks = " ".join(f"{tick:.10g}" for tick in number.ticks)
    name = f"Slider: {number.label}"
    return (
        f'{label}<input type="range" min="0" max="{len(number.ticks) - 1}" aria-label="{escape(name)}" '
        f'data-moves="{escape(number.field)}" data-ticks="{ticks}" hidden>'
    )


def _map(drawn: Map, numbers: Sequence[Number], given: Fields) -> str:
    """The map as a drawing of its own, so that the point can be shown without a script."""
    (x_low, x_high), (y_low, y_high) = drawn.window
    ratio = (y_high - y_low) / (x_high - x_low)
    wide, high = round(SIDE / max(ratio, 1)), round(SIDE * min(ratio, 1))

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{(x - x_low) / (x_high - x_low) * wide:.4g}", f"{(y_high - y) / (y_high - y_low) * high:.4g}"

    x, y = at(*(_read(given.get(each.field, ()), each.value) for each in numbers))
    rings = "".join(f'<circle class="ring" cx="{a}" cy="{b}" r="{RING}"/>' for a, b in (at(*ring) for ring in drawn.rings))
    pictures = "".join(
        f'<image class="{theme}" width="{wide}" height="{high}" preserveAspectRatio="none" href="{escape(address)}"/>'
        for theme, address in (("light", drawn.light), ("dark", drawn.dark))
    )
    names = " ".join(escape(each.field) for each in numbers)
    return (
        f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="Map. The numbers below place the point." data-moves="{names}" '
        f'data-window="{x_low:.10g} {x_high:.10g} {y_low:.10g} {y_high:.10g}">{pictures}{rings}'
        f'<g class="point" transform="translate({x} {y})"><circle class="halo" r="{FINGER}"/><circle r="{DOT}"/></g></svg>'
        f'<p class="small">{TAP}</p>'
    )


def _read(texts: Sequence[str], usual: float) -> float:
    try:
        return float(texts[0]) if texts and abs(float(texts[0])) < 1e6 else usual
    except ValueError:
        return usual
