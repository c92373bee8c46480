"""What each term is for: from one method to another, a term at a time."""

import numpy as np
import streamlit as st

from figures.theme import SERIES, Theme, nth
from figures.update_lengths import bars
from landscapes import Landscape
from lessons.ladder import LADDERS, Rung, added, lengths
from optim_core.claims import Claim, Lab, Remark, Words
from ui import compute
from ui.controls.keys import place_of
from ui.controls.landscape import plain
from ui.controls.method_text import formula_of
from ui.controls.optimizer import Choice, knob_controls
from ui.controls.setting import Setting
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.page import chart
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on

TRY = Words(
    Claim(
        "Try: set β₂ of the third version to 0.9 and see the warm start shrink.",
        lambda lab: _longest(lab, 0.9) < 1.5 < 3 < _longest(lab, 0.999),
    ),
    Remark("Each method has the η that suits it here.", "definition"),
)


def ladder(controls: Controls, setting: Setting, look: Theme) -> None:
    """Show the way from one method to another, a term at a time: paths, the added term in the formula, the lengths of the first steps."""
    name = controls.switch("Ladder", tuple(LADDERS), "ladder", label_visibility="collapsed")
    rungs = LADDERS[name]
    bare = plain(setting.landscape)
    picture, side = st.columns([1, 1], gap="large")
    with picture:
        with st.container(key="ground"):
            chart(compute.ground(bare, look, 420), "map", f"{bare.name} from above. The outcomes are in the list.")
        place_for_transport()
    with st.sidebar:
        choices = [_choice(controls, rung, i, bare) for i, rung in enumerate(rungs)]
    comparison = Comparison(choices, setting._replace(landscape=bare), controls.values, controls.knobs)
    with side:
        show_runs(comparison, controls.handles, View(all_on("ground", len(choices)), look))
    runs = comparison.runs(Gesture())
    walked = [trajectory for trajectory, _ in compute.walked(runs)]
    st.subheader("What each term adds")
    row = st.container(horizontal=True, gap="medium")
    for i, rung in enumerate(rungs):
        with row.container(width=300):
            st.html(f"<h4 style='margin:0'>{swatch(nth(i, look))} {rung.adds}</h4>")
            st.latex(formula_of(rung.cls, lit=added(rung, rungs[i - 1] if i else None), colour=look.accent))
            st.caption(rung.look)
    st.subheader("How far the first twenty steps go, along the axis that moves most, in units of η")
    first = [lengths(trajectory, float(run.optimizer.learning_rate)) for trajectory, run in zip(walked, runs, strict=True)]
    said = ", ".join(f"{rung.adds}: {length[0]:.3g}" for rung, length in zip(rungs, first, strict=True))
    chart(bars([rung.adds for rung in rungs], first, [nth(i, look) for i in range(len(rungs))], look), "bars", f"First step, {said}.")
    st.caption(TRY)


def _choice(controls: Controls, rung: Rung, index: int, landscape: Landscape) -> Choice:
    """A rung's knobs, in a box of its own. What the rung changes has a knob of its own, too."""
    place = f"{place_of(landscape)}.rung{index + 1}"
    with st.expander(rung.adds):
        made = knob_controls(controls, rung.cls, rung.cls, landscape, place, name=place, instead=dict(rung.instead))
    return Choice(rung.cls, rung.cls, made.keys, label=rung.adds, marks=SERIES[index])


def _longest(lab: Lab, beta2: float) -> float:
    """How far Adam's shorthand goes in the longest of its first twenty steps, along one axis, in units of η."""
    run = lab.run("Adam, as on the card", steps=20, learning_rate=0.01, beta2=beta2)
    return float(np.abs(run.quantities["step"]).max() / 0.01)
