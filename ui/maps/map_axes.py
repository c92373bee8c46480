"""The sides of a map: any two knobs, or both coordinates of the start, and their ranges."""

from collections.abc import Sequence

from landscapes import Landscape
from optim_core import Knob, knobs
from optim_core.batch.maps import START, Axis
from optim_core.batch.tuning import memory_knob
from optim_core.spec import Scale
from optim_core.symbols import plain
from ui.controls.keys import place_of
from ui.controls.optimizer import Choice
from ui.controls.widgets import LARGE, TINY, Controls


def knob_sides(controls: Controls, choices: Sequence[Choice], landscape: Landscape) -> tuple[Axis, Axis]:
    """Let the visitor choose the sides: any two of the knobs that all chosen methods have, and of the coordinates of the start."""
    first = choices[0]
    shared = [name for name in knobs(first.form) if all(name in knobs(choice.form) for choice in choices)]
    names = [*shared, *START]
    usual = memory_knob(first.form)
    across = controls.choice("Across", names, "across", lambda name: _letter(name, first, landscape), width=100)
    others = [name for name in names if name != across]
    index = others.index(usual) if usual in others else 0
    up = controls.choice("Up", others, "up", lambda name: _letter(name, first, landscape), index=index, width=100)
    keys = [f"{_place(name, landscape)}.{word}" for name in (across, up) for word in ("from", "to")]
    with controls.popover("Ranges", *keys):
        return _side(controls, across, choices, landscape), _side(controls, up, choices, landscape)


def start_sides(landscape: Landscape) -> tuple[Axis, Axis]:
    """Both coordinates of the start, over the window."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    return Axis("x", x_low, x_high), Axis("y", y_low, y_high)


def title(axis: Axis, choice: Choice, landscape: Landscape) -> str:
    """The title of a side: its letter and its meaning."""
    letter = _letter(axis.name, choice, landscape)
    return letter if axis.name in START else f"{letter}, {knobs(choice.form)[axis.name].meaning.split(':')[0]}"


def slider_side(name: str, choice: Choice, landscape: Landscape) -> Axis:
    """One side over a hyperparameter, with its default range."""
    knob = knobs(choice.form)[name]
    low, high = _range(name, knob, [choice], landscape)
    return Axis(name, low, min(high, knob.domain[1] - 1e-9), knob.scale, knob.whole)


def _side(controls: Controls, name: str, choices: Sequence[Choice], landscape: Landscape) -> Axis:
    """One side, with number inputs for its range."""
    letter = _letter(name, choices[0], landscape)
    scale: Scale = "linear"
    whole = False
    if name in START:
        low, high = landscape.window[START.index(name)]
        least, most = -LARGE, LARGE
    else:
        knob = knobs(choices[0].form)[name]
        low, high = _range(name, knob, choices, landscape)
        least, most = max(knob.domain[0], TINY if knob.scale == "log" else -LARGE), min(knob.domain[1] - 1e-9, LARGE)
        scale, whole = knob.scale, knob.whole
    key = _place(name, landscape)
    ends = [
        controls.number(f"{letter} {word}", least, most, usual, f"{key}.{word}", whole=whole)
        for word, usual in (("from", low), ("to", high))
    ]
    if ends[0] >= ends[1]:
        raise ValueError(f"{letter} must run from a lower to a higher number, got {ends[0]:g} to {ends[1]:g}")
    return Axis(name, ends[0], ends[1], scale, whole)


def _place(name: str, landscape: Landscape) -> str:
    """The beginning of the keys of a range: that of a start or an η names its landscape."""
    return f"{place_of(landscape)}.{name}" if name in (*START, "learning_rate") else name


def _range(name: str, knob: Knob, choices: Sequence[Choice], landscape: Landscape) -> tuple[float, float]:
    """The default range: for η about two powers of ten around the rate that suits the landscape, for any other knob that of its slider."""
    if name == "learning_rate":
        suited = [float(choice.form.suited_to(landscape).learning_rate) for choice in choices]
        return float(f"{min(suited) / 50:.1g}"), float(f"{max(suited) * 100:.1g}")
    low, high = knob.slider
    return (low, float(min(high, landscape.examples))) if knob.whole and landscape.examples > 1 else (low, high)


def _letter(name: str, choice: Choice, landscape: Landscape) -> str:
    if name in START:
        return f"start {plain(landscape.survey.coordinates[START.index(name)])}"
    return plain(knobs(choice.form)[name].symbol)
