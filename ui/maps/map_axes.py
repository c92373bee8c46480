"""The sides of a map: any two knobs, or both coordinates of the start, and their ranges."""

import re
from collections.abc import Sequence

from landscapes import Landscape
from optim_core import Knob, knobs
from optim_core.batch.maps import START, Axis
from optim_core.batch.tuning import memory_knob
from optim_core.spec import Scale
from optim_core.symbols import plain
from ui.controls.keys import place_of
from ui.controls.optimizer import Choice
from ui.controls.schedule import CONSTANT, Pace
from ui.controls.widgets import LARGE, TINY, Controls


def knob_sides(controls: Controls, choices: Sequence[Choice], landscape: Landscape, pace: Pace) -> tuple[Axis, Axis]:
    """Let the visitor choose the sides: any two of the knobs that all methods have, and the schedule, and of the start's coordinates."""
    first = choices[0]
    shared = [name for name in knobs(first.form) if all(name in knobs(choice.form) for choice in choices)]
    names = [*shared, *pace.sides, *START]
    usual = memory_knob(first.form)
    across = controls.choice("Across", names, "across", lambda name: _letter(name, first, landscape, pace), width=100)
    others = [name for name in names if name != across]
    index = others.index(usual) if usual in others else 0
    up = controls.choice("Up", others, "up", lambda name: _letter(name, first, landscape, pace), index=index, width=100)
    keys = [f"{_place(name, landscape, pace)}.{word}" for name in (across, up) for word in ("from", "to")]
    with controls.popover("Ranges", *keys):
        return _side(controls, across, choices, landscape, pace), _side(controls, up, choices, landscape, pace)


def start_sides(landscape: Landscape) -> tuple[Axis, Axis]:
    """Both coordinates of the start, over the window."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    return Axis("x", x_low, x_high), Axis("y", y_low, y_high)


def title(axis: Axis, choice: Choice, landscape: Landscape, pace: Pace = CONSTANT) -> str:
    """The title of a side: its letter and its meaning."""
    letter = _letter(axis.name, choice, landscape, pace)
    return letter if axis.name in START else f"{letter}, {re.split('[:;]', _knobs(choice, pace)[axis.name].meaning)[0]}"


def slider_side(name: str, choice: Choice, landscape: Landscape) -> Axis:
    """One side over a hyperparameter, with its default range."""
    knob = knobs(choice.form)[name]
    low, high = _range(name, knob, [choice], landscape)
    return Axis(name, low, min(high, knob.domain[1] - 1e-9), knob.scale, knob.whole)


def _side(controls: Controls, name: str, choices: Sequence[Choice], landscape: Landscape, pace: Pace) -> Axis:
    """One side, with number inputs for its range."""
    letter = _letter(name, choices[0], landscape, pace)
    scale: Scale = "linear"
    whole = False
    if name in START:
        low, high = landscape.window[START.index(name)]
        least, most = -LARGE, LARGE
    else:
        knob = _knobs(choices[0], pace)[name]
        low, high = _range(name, knob, choices, landscape)
        least, most = max(knob.domain[0], TINY if knob.scale == "log" else -LARGE), min(knob.domain[1] - 1e-9 * (not knob.closed[1]), LARGE)
        scale, whole = knob.scale, knob.whole
    key = _place(name, landscape, pace)
    ends = [
        controls.number(f"{letter} {word}", least, most, usual, f"{key}.{word}", whole=whole)
        for word, usual in (("from", low), ("to", high))
    ]
    if ends[0] >= ends[1]:
        raise ValueError(f"{letter} must run from a lower to a higher number, got {ends[0]:g} to {ends[1]:g}")
    return Axis(name, ends[0], ends[1], scale, whole)


def _knobs(choice: Choice, pace: Pace) -> dict[str, Knob]:
    """The knobs that a side may have: those of the method and those of the schedule."""
    return {**knobs(choice.form), **pace.sides}


def _place(name: str, landscape: Landscape, pace: Pace) -> str:
    """The beginning of the keys of a range: that of a start or an η names its landscape, that of a schedule's knob the schedule."""
    if name in pace.side_keys:
        return pace.side_keys[name]
    return f"{place_of(landscape)}.{name}" if name in (*START, "learning_rate") else name


def _range(name: str, knob: Knob, choices: Sequence[Choice], landscape: Landscape) -> tuple[float, float]:
    """The default range: for η about two powers of ten around the rate that suits the landscape, for any other knob that of its slider."""
    if name == "learning_rate":
        suited = [float(choice.form.suited_to(landscape).learning_rate) for choice in choices]
        return float(f"{min(suited) / 50:.1g}"), float(f"{max(suited) * 100:.1g}")
    low, high = knob.slider
    return (low, float(min(high, landscape.examples))) if knob.whole and landscape.examples > 1 else (low, high)


def _letter(name: str, choice: Choice, landscape: Landscape, pace: Pace) -> str:
    if name in START:
        return f"start {plain(landscape.survey.coordinates[START.index(name)])}"
    return plain(_knobs(choice, pace)[name].symbol)
