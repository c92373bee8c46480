"""The controls that pages share: where to walk (landscape, start, noise) and how (an optimizer and its knobs)."""

import inspect
from typing import Any, NamedTuple

import streamlit as st

from landscapes import LANDSCAPES, Landscape, Noisy
from optim_core import Optimizer, knobs
from ui.controls import Controls, brief, default, url_name

NOISE = 20.0
NOISES = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, NOISE, 30.0, 50.0)
BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Setting(NamedTuple):
    """Everything about a comparison but the optimizers."""

    landscape: Landscape
    start: tuple[float, float]
    steps: int
    batch_size: int | None
    seed: int


def landscape_controls(controls: Controls) -> Landscape:
    """Choose a landscape; its formula, its lesson and its knobs."""
    cls = controls.choice("Landscape", LANDSCAPES, "landscape", lambda cls: cls.name)
    values = {}
    for field, knob in knobs(cls).items():
        values[field] = controls.knob(knob, default(cls, field), f"{url_name(cls)}.{field}")
    landscape = cls(**values)
    st.latex(formula(landscape))
    st.caption(cls.lesson)
    return landscape


def formula(landscape: Landscape) -> str:
    """The landscape's formula as the page prints it: a mean where there are examples."""
    x, y = landscape.survey.coordinates
    mean = rf"\frac{{1}}{{{landscape.examples}}} \sum_i " if landscape.examples > 1 else ""
    return f"J({x}, {y}) = {mean}{landscape.survey.formula}"


def setting_controls(controls: Controls) -> Setting:
    """Landscape, start, steps, noise, batch and seed."""
    plain = landscape_controls(controls)
    name = url_name(type(plain))
    (x_low, x_high), (y_low, y_high) = plain.window
    left, right = st.columns(2)
    with left:
        x = controls.number(f"Start ${plain.survey.coordinates[0]}$", x_low, x_high, plain.start[0], f"{name}.x")
    with right:
        y = controls.number(f"Start ${plain.survey.coordinates[1]}$", y_low, y_high, plain.start[1], f"{name}.y")
    steps = controls.slide("Steps", (20, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000), 300, "steps")
    landscape = plain
    if plain.examples == 1:
        sigma = controls.slide("Noise σ of one example's slope", NOISES, NOISE, "noise", lambda sigma: f"{sigma:g}")
        landscape = Noisy(plain, sigma) if sigma else plain
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
    return Setting(landscape, (x, y), steps, batch, seed)


def default_noise(landscape: Landscape) -> Landscape:
    """The landscape with the usual noise on it, where it has no examples of its own."""
    return Noisy(landscape, NOISE) if landscape.examples == 1 else landscape


def optimizer_controls(controls: Controls, cls: type[Optimizer[Any]], landscape: Landscape, place: str) -> Optimizer[Any]:
    """One optimizer's formula and knobs, in the order of the formula."""
    form = controls.form(cls)
    st.latex(formula_of(form))
    if form.difference:
        st.caption(form.difference)
    return knob_controls(controls, form, landscape, place, url_name(cls))


def knob_controls(controls: Controls, cls: type[Optimizer[Any]], landscape: Landscape, place: str, name: str) -> Optimizer[Any]:
    """The knobs of one optimizer. η belongs to the landscape, `place`, too: each has rates that suit it, and keeps its own."""
    suited = cls.suited_to(landscape)
    values = {}
    for field, knob in knobs(cls).items():
        owner = f"{place}." if field == "learning_rate" else ""
        values[field] = controls.knob(knob, getattr(suited, field), f"{owner}{name}.{field}")
    return cls(**values)


def formula_of(cls: type[Optimizer[Any]]) -> str:
    """The whole formula as one block of LaTeX, in the order of computation, from g_t to θ_t."""
    lines = (cls.gradient_line, *cls.lines().values(), r"\theta_t = \theta_{t-1} + \Delta\theta_t")
    return r"\begin{aligned} " + r" \\[2pt] ".join(line.replace(" = ", " &= ", 1) for line in lines) + r" \end{aligned}"


def symbols_of(cls: type[Optimizer[Any]]) -> str:
    """A table of the formula's symbols, in Markdown."""
    rows = [f"| ${knob.symbol}$ | {knob.meaning} | {knob} | {brief(default(cls, name))} |" for name, knob in knobs(cls).items()]
    fixed = [
        r"| $\theta_t$ | the parameters after t steps | | |",
        "| $g_t$ | the gradient that step t reads | | |",
        r"| $\Delta\theta_t$ | the step | | |",
    ]
    return "\n".join(["| symbol | meaning | domain | default |", "|---|---|---|---|", *rows, *fixed])


def source_of(cls: type[Optimizer[Any]]) -> str:
    """The code of state and optimizer, read from the classes that run."""
    return inspect.getsource(cls.state) + "\n\n" + inspect.getsource(cls)
