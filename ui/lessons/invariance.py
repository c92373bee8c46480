"""Changes that may make no difference: the loss in other units, and turned axes."""

from typing import Any

import numpy as np
import streamlit as st

from figures.overlay import overlay
from figures.theme import Theme, style
from landscapes import Landscape, Rotated, Scaled
from lessons.invariance import Twins, twins
from optim_core import OPTIMIZERS, Optimizer, Schedule, knobs
from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.identity import cache_key
from optim_core.spec import Pause
from ui import components, compute
from ui.controls.forms import brief
from ui.controls.landscape import plain
from ui.controls.setting import Setting
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.interruptible import patience
from ui.page import chart
from ui.workspace import Workspace

WHY = Words(
    Claim(
        "A step of η times the slope grows with the slope, and does not care where the axes lie.",
        lambda lab: _scaled(lab, "Gradient descent") > 1.9 and _turned(lab, "Gradient descent") < 1e-9,
    ),
    Claim(
        "A step that divides each slope by its own usual size does not care how steep it is, and does care where the axes lie.",
        lambda lab: all(abs(_scaled(lab, method) - 1) < 1e-3 and _turned(lab, method) > 0.1 for method in ("Adagrad", "RMSprop", "Adam")),
    ),
    Claim(
        "ε and Adadelta's first steps depend on the units, so a small difference remains.",
        lambda lab: 1e-12 < abs(_scaled(lab, "Adam") - 1) < 1e-3 and 1e-12 < abs(_scaled(lab, "Adadelta") - 1) < 0.1,
    ),
)


def invariance(controls: Controls, place: Workspace, setting: Setting, look: Theme) -> None:
    """Show which paths change under f -> c·f, and which when the axes are turned."""
    bare = plain(setting.landscape)
    factor_knob, degrees_knob = knobs(Scaled)["factor"], knobs(Rotated)["degrees"]
    with place.controls:
        factor = controls.knob(factor_knob, 2.0, "scaled.factor")
        degrees = controls.knob(degrees_knob, 30.0, "rotated.degrees")
    components.knob_sliders(controls.handles)
    start = tuple(controls.values[key] for key in setting.start_keys)
    methods = controls.frame.offered(OPTIMIZERS, lambda cls: cls.name)
    schedule = setting.pace.build(controls.values)
    with patience("Walking …") as pause:
        key = cache_key(bare, schedule)
        found = _twins(key, tuple(methods), bare, schedule, (start[0], start[1]), setting.steps, factor, degrees, pause)
    names, styles = [cls.name for cls in methods], [style(cls.marks, look) for cls in methods]
    worlds = (
        ("The landscape as it is", Words(Remark("Where each method goes by itself.", "definition")), [each.plain for each in found]),
        (
            f"{brief(factor)} times as steep",
            Words(Remark("The same valley, with the loss in other units. Which methods take a different path?", "instruction")),
            [each.scaled for each in found],
        ),
        (
            f"Turned by {brief(degrees)}°, and turned back",
            Words(Remark("The same valley seen along other axes. Which methods take a different path?", "instruction")),
            [each.turned for each in found],
        ),
    )
    with place.picture.container(key="worlds"):
        for column, (title, look_for, thetas) in zip(st.columns(3), worlds, strict=True):
            with column:
                st.markdown(f"**{title}**")
                chart(
                    overlay(compute.ground(bare, look, 330, small=True).figure, names, thetas, styles, look),
                    f"world-{title[:8]}",
                    f"{title}. {look_for}",
                )
                st.caption(look_for)
    rows = [
        f"| {swatch(marks)} | {name} | {_said(each.differences[0])} | {_said(each.differences[1])} |"
        for name, marks, each in zip(names, styles, found, strict=True)
    ]
    with place.readings:
        st.markdown("**The largest distance between the path and the first one, at equal t**")
        st.markdown(
            "\n".join(["| Line | Optimizer | loss times c | axes turned |", "|---|---|---|---|", *rows]),
            unsafe_allow_html=True,  # swatches are images made here
        )
        st.caption(WHY)


@st.cache_data(max_entries=32, show_spinner=False)
def _twins(
    key: str,
    methods: tuple[type[Optimizer[Any]], ...],
    _landscape: Landscape,
    _schedule: Schedule | None,
    start: tuple[float, float],
    steps: int,
    factor: float,
    degrees: float,
    _pause: Pause,
) -> list[Twins]:
    return twins([cls.suited_to(_landscape) for cls in methods], _landscape, start, steps, factor, degrees, _pause, _schedule)


def _said(distance: float) -> str:
    if not np.isfinite(distance):
        return "diverges"
    return "none" if distance < 1e-9 else f"{distance:.2g}"


def _scaled(lab: Lab, method: str) -> float:
    """The length of the first step where the loss is twice as steep, over its length where it is not."""
    bowl = lab.on("Penguins, standardised")
    rate = bowl.suited(method) / 10
    one, two = (each.run(method, learning_rate=rate, steps=1).lengths for each in (bowl, bowl.on(Scaled(bowl.landscape, 2.0))))
    return float(two[0] / one[0])


def _turned(lab: Lab, method: str) -> float:
    """How far the path on a ravine turned by 40° is from the path on the ravine, turned with it."""
    ravine, turned = lab.on("Ravine", angle=0), lab.on("Ravine", angle=40)
    c, s = np.cos(np.radians(40)), np.sin(np.radians(40))
    turn = np.array([[c, -s], [s, c]])
    x, y = turn @ ravine.start
    return apart(ravine.run(method).theta @ turn.T, turned.run(method, (float(x), float(y))).theta)
