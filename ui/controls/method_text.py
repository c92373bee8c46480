"""What a page prints of a method: its formula, its symbols, its code."""

import inspect
import re
from collections.abc import Container, Mapping
from typing import Any

import streamlit as st

from lessons.own_method import OwnMethod
from optim_core import Optimizer, knobs, meanings
from optim_core.claims import Remark, Words
from optim_core.substitution import steps_of
from ui.controls.forms import brief
from ui.controls.keys import formula_place
from ui.controls.widgets import default

CODE = Words(
    Remark(
        "Each line of the formula is a field of the state and a line of the update; the tests execute the one against the other.",
        "definition",
    )
)
YOURS = Words(Remark("Your lines. Each is computed as it stands, from top to bottom.", "definition"))


def formula_of(cls: type[Optimizer[Any]], lit: Container[str] = (), colour: str = "", scheduled: bool = False) -> str:
    """The whole formula as one block of LaTeX, in the order of computation, from g_t to θ_t; the lines in `lit` in a colour, and marked.

    Where η is `scheduled`, it is the η of step t.
    """
    shown: list[str] = []
    for name, line in steps_of(cls).items():
        left, right = (timed(line) if scheduled else line).split(" = ", 1)
        if name in lit:
            left, right = rf"\textcolor{{{colour}}}{{{left}}}", rf"\textcolor{{{colour}}}{{{right}}}\ \leftarrow"
        shown.append(f"{left} &= {right}")
    return r"\begin{aligned} " + r" \\[2pt] ".join(shown) + r" \end{aligned}"


def timed(line: str) -> str:
    """A line of a formula with η_t in place of η."""
    return re.sub(r"\\eta(?![A-Za-z_])", r"\\eta_t", line)


def step_in_one(cls: type[Optimizer[Any]]) -> str:
    """The step in one formula. Where its line is a mere product, what makes the method different is put in for its letter."""
    steps = steps_of(cls)
    line: str = steps["step"]
    for letter, meant in (other.split(" = ", 1) for name, other in reversed(steps.items()) if name != "step"):
        if r"\frac" in line:
            break
        if line.endswith(letter):
            line = line.removesuffix(letter) + (rf"\left({meant}\right)" if _is_sum(meant) else meant)
    return line


def _is_sum(tex: str) -> bool:
    """Whether terms are added outside all braces."""
    while (inner := re.sub(r"\{[^{}]*\}", "", tex)) != tex:
        tex = inner
    return " + " in tex or " - " in tex


def show_formula(tex: str, owner: str) -> None:
    """Print a formula of a method. Where its knobs are on the page, its symbols move them (`ui/web/symbols.js`)."""
    with st.container(key=formula_place(owner)):
        st.latex(tex)


def symbols_of(cls: type[Optimizer[Any]], scene: Mapping[str, float]) -> str:
    """A table of the formula's symbols, in Markdown. `scene` has the value of each knob that the page opens with."""
    rows = [
        f"| ${knob.symbol}$ | {knob.meaning} | {knob} | {brief(default(cls, name))} | {brief(scene[name])} |"
        for name, knob in knobs(cls).items()
    ]
    lines, said = cls.lines(), meanings(cls.state)
    rows += [f"| ${lines[name].split(' = ', 1)[0]}$ | {said[name]} | | | |" for name in lines]
    rows += [r"| $\theta_t$ | the parameters after t steps | | | |", "| $g_t$ | the gradient used in step t | | | |"]
    return "\n".join(["| symbol | meaning | domain | default | in this scene |", "|---|---|---|---|---|", *rows])


def source_of(cls: type[Optimizer[Any]]) -> str:
    """The code of state and optimizer, read from the classes that run. Of a visitor's own method it is what the visitor has typed."""
    if issubclass(cls, OwnMethod):
        return cls.text
    return inspect.getsource(cls.state) + "\n\n" + inspect.getsource(cls)


def show_reference(form: type[Optimizer[Any]], scene: Mapping[str, float]) -> None:
    """Show what each symbol of a form means, its default and its value in the scene, and where the form was published."""
    st.markdown("**What each symbol means**")
    st.markdown(symbols_of(form, scene))
    paper = form.paper
    if not issubclass(form, OwnMethod):
        st.markdown(f"**Published in** {paper.authors} ({paper.year}), [{paper.title}]({paper.url}).")


def show_code(form: type[Optimizer[Any]]) -> None:
    """Show the code that runs, in a box that opens on demand."""
    with st.expander("The code that runs"):
        own = issubclass(form, OwnMethod)
        st.caption(YOURS if own else CODE)
        st.code(source_of(form), language=None if own else "python")
