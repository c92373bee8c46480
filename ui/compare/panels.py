"""Side by side: a panel for each run, with its formula, its knobs and its own map."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.theme import Theme, style
from landscapes import Landscape
from lessons.own_method import OwnMethod
from optim_core import Optimizer, knobs
from ui import compute
from ui.controls.forms import brief
from ui.controls.keys import RULE, place_of, url_name
from ui.controls.landscape import plain
from ui.controls.method_text import show_formula, step_in_one
from ui.controls.optimizer import Choice, knob_controls
from ui.controls.own_rule import typed_method
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.page import chart


class Panelled(NamedTuple):
    """What a panel's knobs say, and the place for more words in it."""

    choice: Choice
    slot: DeltaGenerator


def panels(controls: Controls, chosen: Sequence[type[Optimizer[Any]]], landscape: Landscape, look: Theme) -> list[Panelled]:
    """Draw a panel for each method. The controls of the page take the last place in the same grid (`ui/web/layout.css`)."""
    columns = _columns(len(chosen))
    with st.container(key=f"panels-{columns}x{-(-(len(chosen) + 1) // columns)}"):
        return [_panel(controls, cls, landscape, look) for cls in chosen]


def place_of_panel(choice: Choice) -> str:
    """The key of the container that holds the map of a panel."""
    return f"panel-{url_name(choice.cls)}"


def _columns(count: int) -> int:
    """The columns of the grid: one row for up to three methods, else two, with a place for the controls."""
    return count + 1 if count < 4 else min(-(-(count + 1) // 2), 4)


def _panel(controls: Controls, cls: type[Optimizer[Any]], landscape: Landscape, look: Theme) -> Panelled:
    place = f"panel-{url_name(cls)}"
    with st.container(key=f"box-{url_name(cls)}", border=True):
        with st.container(key=f"head-{url_name(cls)}", horizontal=True, vertical_alignment="center"):
            st.html(f"<b class='lab-panel-name'>{swatch(style(cls.marks, look))} {cls.name}</b>")
            if cls is OwnMethod:
                with controls.popover("Lines", RULE):
                    cls = typed_method(controls, landscape)
            form = controls.form(cls)
        show_formula(step_in_one(form), url_name(cls))
        with st.container(key=place):
            bare = plain(landscape)
            chart(compute.ground(bare, look, 200, small=True).figure, f"map-{place}", f"Map under the path of {form.name}.", fills=True)
        with st.container(key=f"knobs-{url_name(cls)}"):
            choice = knob_controls(controls, cls, form, landscape, place_of(bare))
        # The stage writes loss and outcome here.
        st.html(f'<div class="lab-panel-loss">loss <span class="lab-now lab-loss-{place}"></span></div>')
        slot = st.container()
        st.html(f'<div class="lab-said lab-said-{place}"></div>')
    return Panelled(choice, slot)


def say_rates(panelled: Sequence[Panelled], choices: Sequence[Choice]) -> None:
    """Say in each panel which of its knobs have other values in the run than the panel shows."""
    for (_, slot), choice in zip(panelled, choices, strict=True):
        fixed = [f"${knob.symbol}$ = {brief(choice.fixed[field])}" for field, knob in knobs(choice.form).items() if field in choice.fixed]
        if fixed:
            slot.caption(f"Runs at {', '.join(fixed)}")
