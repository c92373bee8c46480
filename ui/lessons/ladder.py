"""What each term is for: from one method to another, a term at a time."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from figures.theme import SERIES, Theme, nth
from figures.update_lengths import bars
from landscapes import Landscape
from lessons.ladder import LADDERS, Ladder, Rung, Term, added, lengths
from optim_core import knobs
from optim_core.claims import Remark, Words
from ui import compute
from ui.controls.keys import place_of
from ui.controls.landscape import plain
from ui.controls.method_text import formula_of
from ui.controls.optimizer import Choice, knob_controls
from ui.controls.setting import Setting
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.interruptible import patience
from ui.page import chart, ground
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on
from ui.workspace import Workspace

SUITED = Words(Remark("Each method has the η that suits it here.", "definition"))
EQUAL = Words(Remark("The two in the picture have the same η, each of the others the one that suits it here.", "definition"))


class Opened(NamedTuple):
    """The ladder that is shown, and the term that is seen in the picture: the rung that adds it beside the one before."""

    rungs: Ladder
    term: Term
    at: int
    """The place of the term's rung in the ladder."""

    @property
    def landscape(self) -> str:
        """The landscape to open on."""
        return self.term.wins.landscape


def term_controls(controls: Controls) -> Opened:
    """Let the visitor choose a ladder and a term of it. Before the landscape, because each term opens on its own."""
    rungs = LADDERS[controls.switch("Ladder", tuple(LADDERS), "ladder", label_visibility="collapsed")]
    terms = rungs[1:]
    term = controls.pick("Rung", terms, "rung", lambda each: each.adds)
    return Opened(rungs, term, 1 + terms.index(term))


def ladder(controls: Controls, place: Workspace, opened: Opened, setting: Setting, look: Theme) -> None:
    """Show what one term does to the path, the terms of all rungs in their formulas, and the lengths of their first steps."""
    rungs, term, at = opened
    before = rungs[at - 1]
    bare = plain(setting.landscape)
    here = bare.name == opened.landscape
    with place.picture:
        ground(compute.ground(bare, look, 420), "map", f"{bare.name} from above. The outcomes are in the list.")
        place_for_transport()
    with place.controls:
        choices = [_choice(controls, rung, i, bare, term if i in (at - 1, at) else None) for i, rung in enumerate(rungs)]
    every = Comparison(choices, setting._replace(landscape=bare), controls.values, controls.knobs)
    with place.readings:
        if here:
            st.markdown(term.wins.words(before, term))
        st.markdown(f"**Not everywhere.** {term.not_here.words(before, term)}")
        show_runs(replace(every, choices=choices[at - 1 : at + 1]), controls.handles, View(all_on("ground", 2), look))
    runs = every.runs(Gesture())
    with patience("Walking …") as pause:
        walked = [trajectory for trajectory, _ in compute.walked(runs, pause)]
    st.header("What each term adds")
    row = st.container(horizontal=True, gap="medium")
    for i, rung in enumerate(rungs):
        with row.container(width=300, border=i == at):
            st.html(f"<h3 style='margin:0'>{swatch(nth(i, look))} {rung.adds}</h3>")
            st.latex(formula_of(rung.cls, lit=added(rung, rungs[i - 1] if i else None), colour=look.accent, scheduled=controls.scheduled))
            st.caption(rung.look)
    st.header("How far the first twenty steps go, along the axis that moves most, in units of η")
    first = [lengths(trajectory, float(run.optimizer.learning_rate)) for trajectory, run in zip(walked, runs, strict=True)]
    said = ", ".join(f"{rung.adds}: {length[0]:.3g}" for rung, length in zip(rungs, first, strict=True))
    chart(bars([rung.adds for rung in rungs], first, [nth(i, look) for i in range(len(rungs))], look), "bars", f"First step, {said}.")
    st.caption(EQUAL if here and term.wins.settings else SUITED)


def _choice(controls: Controls, rung: Rung, index: int, landscape: Landscape, term: Term | None) -> Choice:
    """A rung's knobs, in a box of its own. What the rung changes has a knob of its own, too.

    `term` is given if the rung is in the picture. The box says so by an eye, and where the term wins the knobs open as its case has them.
    """
    place = f"{place_of(landscape)}.rung{index + 1}"
    wins = term.wins if term and term.wins.landscape == landscape.name else None
    instead = {**rung.instead, **wins.settings} if wins else rung.instead
    with controls.box(rung.adds, *(f"{place}.{name}" for name in knobs(rung.cls)), icon=":material/visibility:" if term else None):
        made = knob_controls(controls, rung.cls, rung.cls, landscape, place, name=place, instead=instead)
    return Choice(rung.cls, rung.cls, made.keys, label=rung.adds, marks=SERIES[index])
