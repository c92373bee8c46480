"""A method of a visitor's own. The text is not trusted until it is read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from landscapes import Landscape
from lessons.own_method import LONGEST, OwnMethod, as_text, own_method
from optim_core import EVERY, Adam, Optimizer
from optim_core.claims import Claim, Remark, Words
from ui import components
from ui.controls.keys import RULE
from ui.controls.method_text import formula_of
from ui.controls.refusal import refuse
from ui.controls.widgets import Controls

MOST_TYPED = 10 * LONGEST
"""So many letters are taken, and refused in words."""
WRAPPED = 5
"""So many lines of a usual text may be broken in two."""
FROM = "rule-from"
"""The menu of methods to start from. It types one of them, so links do not hold it."""
WRITTEN: Mapping[str, type[Optimizer[Any]]] = MappingProxyType({cls.name: cls for cls in EVERY})
"""The methods to start from, by name. Each has a text."""
HELP = Words(
    Remark(
        "A line is a name, = and what it is. A knob is a default and a range, as in eta = 0.03 in [0.001, 1] log. The last line is the "
        "step, which is added to θ.\n\n",
        "definition",
    ),
    Remark(
        "The letters are g, the gradient; t, the number of the step; theta, θ before it; theta0, where it began; and all names of your "
        "lines. A name is its old value until its own line is computed. Before the first step it is 0, or what stands after from: "
        "P = mu P from 1.\n\n",
        "definition",
    ),
    Remark(
        "Each coordinate is computed by itself, but for sum(g), both together, and other(g), the other one. if(t > 9, g, 0) is g where "
        "the comparison holds, and else 0.\n\n",
        "definition",
    ),
    Remark(
        "A first line g = grad(theta - eta v) takes the gradient elsewhere, and g = grad(theta, 1) from one example of the data.",
        "definition",
    ),
)
ENTER = Words(Remark("Ctrl and Enter, or a click elsewhere, make it the method.", "instruction"))
MEANWHILE = Words(Remark("I can't read this method yet, so Adam is shown meanwhile.", "definition"))
TRY = Words(
    Claim(
        "Try: delete the lines of m_hat and v_hat in Adam, and let the step read m and v. Without this correction the first step is "
        "three times as long.",
        lambda lab: 3 < lab.run("Adam, as on the card").lengths[0] / lab.run("Adam").lengths[0] < 3.5,
    )
)


def typed_method(controls: Controls, landscape: Landscape) -> type[OwnMethod]:
    """Show the text of a method, and methods to start from; the method. Until another is typed it is Adam, as it suits the landscape."""
    usual = as_text(Adam.suited_to(landscape))
    text = controls.text("Lines", RULE, usual, LONGEST, most=MOST_TYPED, lines=usual.count("\n") + WRAPPED, help=HELP)
    if not controls.fixed(RULE):
        _preview(text)
        st.selectbox(
            "Start from",
            WRITTEN,
            None,
            key=FROM,
            on_change=_start_from,
            args=(landscape,),
            placeholder="Start from another method …",
            label_visibility="collapsed",
        )
        st.caption(TRY)
    try:
        return own_method(text)
    except ValueError as refused:
        refuse(refused, MEANWHILE)
        return own_method(usual)


def _start_from(landscape: Landscape) -> None:
    """Type the method that was chosen. This runs before the page does, while no text box is drawn."""
    chosen = WRITTEN.get(str(st.session_state[FROM]))
    if chosen:
        st.session_state[RULE] = as_text(chosen.suited_to(landscape))
    st.session_state[FROM] = None


@st.fragment
def _preview(entered: str) -> None:
    """Show the formula of the lines that are being typed, or what is wrong with them so far."""
    text = components.text_being_typed(RULE, entered)
    if text is None:
        return
    try:
        st.latex(formula_of(own_method(text)))
    except ValueError as refused:
        st.text(str(refused).split("\n", 1)[0])
    st.caption(ENTER)
