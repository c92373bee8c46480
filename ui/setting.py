"""The controls that pages share: where to walk (landscape, start, noise) and how (an optimizer and its knobs)."""

import inspect
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

import streamlit as st

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, Table
from optim_core import Knob, Optimizer, knobs, meanings
from optim_core.marks import Marks
from optim_core.substitution import steps_of
from ui import own
from ui.controls import Controls, default, url_name
from ui.forms import brief
from ui.own import place_of

NOISES = (0.0, 0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0)
"""In units of what is usual on the landscape, so that one number serves them all."""
NOISE_STEP = 0.006
"""How far, in widths of the window, the noise of one example moves a step at the rate that suits the landscape."""
MOST_TERMS = 5_000_000
"""Examples that a run reads in all its steps: a long table, where each step reads all of it, cannot be walked for ever."""
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Setting(NamedTuple):
    """Everything about a comparison but the optimizers."""

    landscape: Landscape
    steps: int
    batch_size: int | None
    seed: int
    start_keys: tuple[str, str]
    """The start is dragged, so its values are where those of the knobs are: in `controls.values`, by key."""


def landscape_controls(controls: Controls) -> Landscape:
    """Choose a landscape; its formula, its lesson and its knobs."""
    every: tuple[type[Landscape], ...] = (*LANDSCAPES, Expression, Table)  # type: ignore[type-abstract]  # a table is one of its models
    cls = controls.choice("Landscape", every, "landscape", own.chooser_name)
    for key in own.KEYS:
        controls.elsewhere(key)
    if cls is Expression or cls is Table:
        landscape = own.typed_landscape(controls) if cls is Expression else own.table_landscape(controls)
        print_formula(landscape)
        return landscape
    values = {}
    for name, knob in knobs(cls).items():
        values[name] = controls.knob(knob, default(cls, name), f"{url_name(cls)}.{name}")
    landscape = cls(**values)
    print_formula(landscape)
    st.caption(cls.lesson)
    return landscape


def print_formula(landscape: Landscape) -> None:
    """The formula, inside a line of text: there it breaks where it is too long for the sidebar, and no end of it is hidden."""
    with st.container(key="formula"):
        st.markdown(rf"$\displaystyle {formula(landscape)}$")


def formula(landscape: Landscape) -> str:
    """The landscape's formula as the page prints it: a mean where there are examples."""
    x, y = landscape.survey.coordinates
    mean = rf"\frac{{1}}{{{landscape.examples}}} \sum_i " if landscape.examples > 1 else ""
    return f"J({x}, {y}) = {mean}{landscape.survey.formula}"


def setting_controls(controls: Controls, longest: int = 10_000, terms: int = MOST_TERMS) -> Setting:
    """Landscape, start, steps, noise, batch and seed; so many steps at most, and so many terms summed up in a run."""
    bare = landscape_controls(controls)
    start_keys = start_controls(controls, bare)
    lengths = [steps for steps in (20, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000) if steps <= min(longest, terms // bare.terms)]
    steps = controls.slide("Steps", lengths, min(300, lengths[-1]), "steps")
    landscape = bare
    if bare.examples == 1:
        times = controls.slide("Noise of one example's slope", NOISES, 1.0, "noise", lambda times: f"{times:g}")
        sigma = times * usual_noise(bare)
        st.caption(f"σ = {sigma:g}" if sigma else "Without noise every example, and so every batch, is the function itself.")
        landscape = Noisy(bare, sigma) if sigma else bare
    batch, seed = None, 0
    if landscape.examples > 1:
        sizes = (*(size for size in BATCHES if size < landscape.examples), None)
        batch = controls.slide(
            "Batch size of the adaptive methods",
            sizes,
            None,
            "batch",
            lambda m: str(m or "all"),
            help="SGD reads one, mini-batch its own m.",
        )
        seed = int(controls.number("Seed", 0, 9999, 1, "seed", whole=True, help="Which shuffle of the examples all methods read."))
    return Setting(landscape, steps, batch, seed, start_keys)


def start_controls(controls: Controls, landscape: Landscape) -> tuple[str, str]:
    """Where the runs start; returns the keys of the two coordinates."""
    keys = (f"{place_of(landscape)}.x", f"{place_of(landscape)}.y")
    for key, letter, window, usual in zip(keys, landscape.survey.coordinates, landscape.window, landscape.start, strict=True):
        controls.place(f"Start ${letter}$", window, usual, key)
    return keys


def plain(landscape: Landscape) -> Landscape:
    """The landscape without the noise on it."""
    return landscape.landscape if isinstance(landscape, Noisy) else landscape


def default_noise(landscape: Landscape) -> Landscape:
    """The landscape with the usual noise on it, where it has no examples of its own."""
    return Noisy(landscape, usual_noise(landscape)) if landscape.examples == 1 else landscape


def usual_noise(landscape: Landscape) -> float:
    """A σ that suits the landscape, in one digit."""
    (low, high), _ = landscape.window
    return float(f"{NOISE_STEP * (high - low) / landscape.rate:.1g}")


@dataclass(frozen=True)
class Choice:
    """An optimizer whose knobs are chosen: its form (published or shorthand), and the key of each knob by field."""

    cls: type[Optimizer[Any]]
    form: type[Optimizer[Any]]
    keys: Mapping[str, str]
    fixed: Mapping[str, float] = field(default_factory=dict)
    """Fields that no control sets."""
    label: str = ""
    """What the list calls it, if not by the optimizer's name."""
    marks: Marks | None = None
    """Its colour, dash and marker, if not the method's own."""

    def build(self, values: Mapping[str, float]) -> Optimizer[Any]:
        """The optimizer with these values, by key."""
        return self.form(**{name: values[key] for name, key in self.keys.items()}, **self.fixed)


def optimizer_controls(controls: Controls, cls: type[Optimizer[Any]], landscape: Landscape, place: str, opened: bool = False) -> Choice:
    """One optimizer's formula and knobs, in the order of the formula, in a box that opens on demand, or is open from the start.

    A box that nobody has opened, and no link speaks of, stays empty: all of them full make the page twice as slow to open.
    """
    box = st.expander(cls.name, expanded=opened, key=f"open-{url_name(cls)}", on_change="rerun")
    form_key, keys = f"{url_name(cls)}.form", _keys(cls, cls, place)
    if not (box.open or controls.touched((form_key, *keys.values()))):
        suited = cls.suited_to(landscape)
        for name, knob in knobs(cls).items():
            controls.rest(*_within(knob, getattr(suited, name), landscape), keys[name])
        return Choice(cls, cls, keys)
    with box:
        form = controls.form(cls)
        st.latex(formula_of(form))
        if form.difference:
            st.caption(form.difference)
        return knob_controls(controls, cls, form, landscape, place)


def knob_controls(
    controls: Controls,
    cls: type[Optimizer[Any]],
    form: type[Optimizer[Any]],
    landscape: Landscape,
    place: str,
    name: str = "",
    instead: Mapping[str, float] = MappingProxyType({}),
) -> Choice:
    """The knobs of one optimizer, under its own name or another, and with other defaults where they are given."""
    suited = replace(form.suited_to(landscape), **instead)
    keys = {field: f"{name}.{field}" for field in knobs(form)} if name else _keys(cls, form, place)
    for field_name, knob in knobs(form).items():
        controls.knob(*_within(knob, getattr(suited, field_name), landscape), keys[field_name])
    return Choice(cls, form, keys)


def _within(knob: Knob, usual: float, landscape: Landscape) -> tuple[Knob, float]:
    """A knob and its default, where a number of examples ends at those that there are."""
    most = landscape.examples
    if not knob.whole or most == 1:
        return knob, usual
    low, high = knob.slider
    return replace(knob, domain=(knob.domain[0], most), closed=(True, True), slider=(low, min(high, most))), min(usual, most)


def _keys(cls: type[Optimizer[Any]], form: type[Optimizer[Any]], place: str) -> dict[str, str]:
    """The key of each knob. η belongs to the landscape, `place`, too: each has rates that suit it, and keeps its own."""
    return {name: f"{place}." * (name == "learning_rate") + f"{url_name(cls)}.{name}" for name in knobs(form)}


def formula_of(cls: type[Optimizer[Any]], lit: Container[str] = (), colour: str = "") -> str:
    """The whole formula as one block of LaTeX, in the order of computation, from g_t to θ_t; the lines in `lit` in a colour, and marked."""
    shown = []
    for name, line in steps_of(cls).items():
        left, right = line.split(" = ", 1)
        if name in lit:
            left, right = rf"\textcolor{{{colour}}}{{{left}}}", rf"\textcolor{{{colour}}}{{{right}}}\ \leftarrow"
        shown.append(f"{left} &= {right}")
    return r"\begin{aligned} " + r" \\[2pt] ".join(shown) + r" \end{aligned}"


def symbols_of(cls: type[Optimizer[Any]]) -> str:
    """A table of the formula's symbols, in Markdown."""
    rows = [f"| ${knob.symbol}$ | {knob.meaning} | {knob} | {brief(default(cls, name))} |" for name, knob in knobs(cls).items()]
    lines, said = cls.lines(), meanings(cls.state)
    rows += [f"| ${lines[name].split(' = ', 1)[0]}$ | {said[name]} | | |" for name in lines]
    rows += [r"| $\theta_t$ | the parameters after t steps | | |", "| $g_t$ | the gradient that step t reads | | |"]
    return "\n".join(["| symbol | meaning | domain | default |", "|---|---|---|---|", *rows])


def source_of(cls: type[Optimizer[Any]]) -> str:
    """The code of state and optimizer, read from the classes that run."""
    return inspect.getsource(cls.state) + "\n\n" + inspect.getsource(cls)
