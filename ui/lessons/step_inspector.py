"""The inside of a step: map and transport, the lines of the formula with this step's numbers, the state over time, the meter."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from figures.theme import Theme, style
from lessons.export_code import LIBRARIES, program
from lessons.own_method import OwnMethod
from optim_core import Optimizer
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.symbols import plain as plain_text
from optim_core.symbols import symbol
from ui import compute
from ui.controls.keys import lines_place, place_of, url_name
from ui.controls.landscape import plain
from ui.controls.optimizer import optimizer_controls
from ui.controls.setting import Setting
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.page import ground
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.stage.inspection import step_formula
from ui.stage.view import View, all_on
from ui.workspace import Workspace

EXACT = Words(
    Claim(
        "Exact on a quadratic for methods whose step sizes stay as they are, such as plain gradient descent; where they move, the bar "
        "speaks of this step only.",
        lambda lab: _climbs(lab, 1.02) and not _climbs(lab, 0.98),
    ),
    Claim(
        "Elsewhere it is a guide: beyond the mark a run leaves the place, and may settle where the surface is flatter.",
        lambda lab: _last(lab, (2.0, 2.0)) < 1e-6 < 0.01 < _last(lab, (-2.9, -2.8)),
    ),
)
WATCH = Words(
    Remark("Solid: θ₁. Dashed: θ₂. The line is the playhead.", "definition"),
    Remark("Watch the effective step size: does it die, grow, or settle?", "instruction"),
)
SQUARES = Words(Remark("Squares: the step size of each axis.", "definition"))
ELLIPSE = Words(Remark("Ellipse: the step size by direction.", "definition"))
ROUNDED = Words(Remark("Rounded to four digits: hover over a number to see all its digits, or copy the lines.", "instruction"))
SHOWS = ("path", "slope", "momentum", "step", "size")


def inside(controls: Controls, place: Workspace, setting: Setting, chosen: Sequence[type[Optimizer[Any]]], look: Theme) -> None:
    """Show one optimizer, or two beside each other, under one playhead."""
    bare = plain(setting.landscape)
    with place.controls:
        choices = [optimizer_controls(controls, cls, setting.landscape, place_of(bare), opened=True) for cls in chosen]
    drivers = dict.fromkeys(
        plain_text(symbol(choice.form.lines()[choice.form.driver])) for choice in choices if choice.form.driver != "gradient"
    )
    dashed = f"Dashed: {', '.join(f'−η{driver}' for driver in drivers)}. " if drivers else ""
    matrices = [choice.form.step_matrix is not Optimizer[Any].step_matrix for choice in choices]
    sizes = " ".join([SQUARES] * (not all(matrices)) + [ELLIPSE] * any(matrices))
    with place.picture:
        ground(compute.ground(bare, look, 380), "map", f"{bare.name} from above. The outcome is in the list.")
        place_for_transport()
    with place.readings:
        columns = st.columns(len(choices), gap="medium")
        st.caption(
            f"The arrows stand where the step began. Solid: the step. Dotted: −η∇J. {dashed}{sizes} "
            "Point at a line of the formula to see what it draws."
        )
    for index, (column, choice) in enumerate(zip(columns, choices, strict=True)):
        with column:
            marks = style(choice.cls.marks, look)
            st.html(f"<h2 style='margin:0'>{swatch(marks)} {choice.form.name}, one step</h2>")
            with st.container(key=f"inspector-{index}"), st.container(key=lines_place(url_name(choice.cls))):
                st.markdown(step_formula(choice.form, index, controls.scheduled)[0])
            st.caption(ROUNDED)
    with place.readings:
        comparison = Comparison(choices, setting, controls.values, controls.knobs)
        show_runs(
            comparison,
            controls.handles,
            View(all_on("ground", len(choices)), look, shows=SHOWS, inspected=(0, 1)[: len(choices)]),
        )
    st.header("Is the step too long for this place?")
    st.html('<div class="lab-meter-place"></div>')
    st.caption(
        "The bar is the largest curvature, weighed with the step size of each axis, against what the method tolerates: "
        f"{'; '.join(dict.fromkeys(_borne(choice.form) for choice in choices))}. {EXACT}"
    )
    st.header("What it remembers, over time")
    st.html('<div class="lab-traces-place"></div>')
    st.caption(WATCH)
    runs = [run for run in comparison.runs(Gesture()) if not isinstance(run.optimizer, OwnMethod)]
    if runs:
        st.header("The same run in another library")
    for run in runs:
        for tab, library in zip(st.tabs(list(LIBRARIES)), LIBRARIES, strict=True):
            tab.code(
                program(run, library, comparison.setting.landscape) or f"# {library} does not have {run.optimizer.name}.",
                language="python",
            )


def _borne(form: type[Optimizer[Any]]) -> str:
    """The stability bound of a method, and its source."""
    if form.bound is None:
        return f"no bound is known for {form.name}"
    source = form.bound.source
    return f"${form.bound.formula}$ for {form.name} ([{source.authors} {source.year}]({source.url}))"


def _last(lab: Lab, start: tuple[float, float]) -> float:
    """The length of the last step of gradient descent, at a rate that only the flatter minima of Styblinski–Tang hold."""
    return float(lab.on("Styblinski–Tang").run("Gradient descent", start, learning_rate=0.063).lengths[-1])


def _climbs(lab: Lab, share: float) -> bool:
    """Whether gradient descent climbs out of the ravine at a share of 2/κ."""
    ravine = lab.on("Ravine")
    return bool(ravine.run("Gradient descent", learning_rate=share * 2 / 50).loss[-1] > ravine.loss(*ravine.start))
