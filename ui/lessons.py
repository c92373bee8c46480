"""What each term is for, and what changes nothing: two lessons beside the inside of a step."""

import numpy as np
import streamlit as st

from figures.lengths import bars
from figures.overlay import overlay
from figures.theme import SERIES, Theme, nth, style
from landscapes import Landscape, Rotated, Scaled
from lessons.invariance import Twins, twins
from lessons.ladder import LADDERS, Rung, added, lengths
from optim_core import OPTIMIZERS, knobs
from optim_core.spec import Pause
from ui import compute, stage
from ui.controls import Controls
from ui.forms import brief
from ui.own import place_of
from ui.page import chart
from ui.patience import patience
from ui.race import Race, perform, transport_here
from ui.setting import Choice, Setting, formula_of, knob_controls, plain
from ui.stage.hand import Hand
from ui.stage.picture import Panel
from ui.swatch import swatch


def ladder(controls: Controls, setting: Setting, look: Theme) -> None:
    """From one method to another, a term at a time: paths, the added term in the formula, the lengths of the first steps."""
    name = controls.switch("Ladder", tuple(LADDERS), "ladder", label_visibility="collapsed")
    rungs = LADDERS[name]
    bare = plain(setting.landscape)
    picture, side = st.columns([1, 1], gap="large")
    with picture:
        with st.container(key="ground"):
            chart(compute.ground(bare, look, 420), "map", f"{bare.name} from above. The outcomes are in the list.")
        transport_here()
    with st.sidebar:
        choices = [_choice(controls, rung, i, bare) for i, rung in enumerate(rungs)]
    race = Race(choices, setting._replace(landscape=bare), controls.values, controls.knobs)
    with side:
        perform(race, controls.handles, [Panel("ground", tuple(range(len(choices))))], look)
    runs = race.runs(Hand())
    walked = [trajectory for trajectory, _ in compute.walked(runs)]
    st.subheader("What each term adds")
    row = st.container(horizontal=True, gap="medium")
    for i, rung in enumerate(rungs):
        with row.container(width=300):
            st.html(f"<h4 style='margin:0'>{swatch(nth(i, look))} {rung.adds}</h4>")
            st.latex(formula_of(rung.cls, lit=added(rung, rungs[i - 1] if i else None), colour=look.accent))
            st.caption(rung.look)
    st.subheader("How long the first twenty steps are, in units of η")
    first = [lengths(trajectory, float(run.optimizer.learning_rate)) for trajectory, run in zip(walked, runs, strict=True)]
    said = ", ".join(f"{rung.adds}: {length[0]:.3g}" for rung, length in zip(rungs, first, strict=True))
    chart(bars([rung.adds for rung in rungs], first, [nth(i, look) for i in range(len(rungs))], look), "bars", f"First step, {said}.")
    st.caption("Try: set β₂ of the third rung to 0.9 and see the warm start shrink. Each method has the η that suits it here.")


def _choice(controls: Controls, rung: Rung, index: int, landscape: Landscape) -> Choice:
    """A rung's knobs, in a box of its own. What the rung changes has a knob of its own, too."""
    place = f"{place_of(landscape)}.rung{index + 1}"
    with st.expander(rung.adds):
        made = knob_controls(controls, rung.cls, rung.cls, landscape, place, name=place, instead=dict(rung.instead))
    return Choice(rung.cls, rung.cls, made.keys, label=rung.adds, marks=SERIES[index])


def invariance(controls: Controls, setting: Setting, look: Theme) -> None:
    """Which paths change under f -> c·f, and which when the axes are turned."""
    bare = plain(setting.landscape)
    factor_knob, degrees_knob = knobs(Scaled)["factor"], knobs(Rotated)["degrees"]
    left, right = st.columns(2)
    with left:
        factor = controls.knob(factor_knob, 2.0, "scaled.factor")
    with right:
        degrees = controls.knob(degrees_knob, 30.0, "rotated.degrees")
    stage.desk(controls.handles)
    start = tuple(controls.values[key] for key in setting.start_keys)
    with patience("Walking …") as pause:
        found = _twins(repr(bare), bare, (start[0], start[1]), setting.steps, factor, degrees, pause)
    names, styles = [cls.name for cls in OPTIMIZERS], [style(cls.marks, look) for cls in OPTIMIZERS]
    worlds = (
        ("The landscape as it is", "Where each method goes by itself.", [each.plain for each in found]),
        (
            f"{brief(factor)} times as steep",
            "The same valley, with the loss in other units. Who takes another path?",
            [each.scaled for each in found],
        ),
        (
            f"Turned by {brief(degrees)}°, and turned back",
            "The same valley seen along other axes. Who takes another path?",
            [each.turned for each in found],
        ),
    )
    for column, (title, look_for, thetas) in zip(st.columns(3), worlds, strict=True):
        with column:
            st.markdown(f"**{title}**")
            chart(
                overlay(compute.ground(bare, look, 330, small=True), names, thetas, styles, look),
                f"world-{title[:8]}",
                f"{title}. {look_for}",
            )
            st.caption(look_for)
    st.markdown("**The largest distance between the path and the first one, at equal t**")
    rows = [
        f"| {swatch(marks)} | {name} | {_said(each.differences[0])} | {_said(each.differences[1])} |"
        for name, marks, each in zip(names, styles, found, strict=True)
    ]
    st.markdown(
        "\n".join(["| | Optimizer | loss times c | axes turned |", "|---|---|---|---|", *rows]),
        unsafe_allow_html=True,  # swatches are images made here
    )
    st.caption(
        "A step of η times the slope grows with the slope, and does not care where the axes lie. A step that divides each slope by its own "
        "usual size does not care how steep it is, and does care where the axes lie. ε and Adadelta's start have units, so a trace remains."
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _twins(
    key: str, _landscape: Landscape, start: tuple[float, float], steps: int, factor: float, degrees: float, _pause: Pause
) -> list[Twins]:
    return twins([cls.suited_to(_landscape) for cls in OPTIMIZERS], _landscape, start, steps, factor, degrees, _pause)


def _said(distance: float) -> str:
    if not np.isfinite(distance):
        return "diverges"
    return "none" if distance < 1e-9 else f"{distance:.2g}"
