"""Controls of the landscape: its formula, its lesson, its knobs, the start, and the noise that suits it."""

import streamlit as st

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, Table
from optim_core import knobs
from ui.controls.keys import KEYS, TITLES, place_of, url_name
from ui.controls.own_formula import typed_landscape
from ui.controls.own_table import table_landscape
from ui.controls.widgets import Controls, default


def chooser_name(cls: type[Landscape]) -> str:
    """The name of a landscape in the menu."""
    return TITLES.get(cls, cls.name)


def landscape_controls(controls: Controls, usual: str = LANDSCAPES[0].name) -> Landscape:
    """Let the visitor choose a landscape, and show its formula, its lesson and its knobs. `usual` is the name of the one to open on."""
    every: list[type[Landscape]] = [*LANDSCAPES, Expression, Table]  # type: ignore[type-abstract]  # a table is one of its models
    names = [chooser_name(each) for each in every]
    cls = controls.choice("Landscape", every, "landscape", chooser_name, index=names.index(usual))
    for key in KEYS:
        controls.elsewhere(key)
    if cls is Expression or cls is Table:
        landscape = typed_landscape(controls) if cls is Expression else table_landscape(controls)
        print_formula(landscape)
        return landscape
    values: dict[str, float] = {}
    for name, knob in knobs(cls).items():
        values[name] = controls.knob(knob, default(cls, name), f"{url_name(cls)}.{name}")
    landscape = cls(**values)
    print_formula(landscape)
    if not controls.hidden("landscape"):
        st.caption(cls.lesson)
    return landscape


def print_formula(landscape: Landscape) -> None:
    """Show the formula inside a line of text, where a formula that is too long for its column breaks and is not cut off."""
    with st.container(key="formula"):
        st.markdown(rf"$\displaystyle {formula(landscape)}$")


def formula(landscape: Landscape) -> str:
    """The landscape's formula as the page prints it: a mean where there are examples."""
    x, y = landscape.survey.coordinates
    mean = rf"\frac{{1}}{{{landscape.examples}}} \sum_i " if landscape.examples > 1 else ""
    return f"J({x}, {y}) = {mean}{landscape.survey.formula}"


def start_controls(controls: Controls, landscape: Landscape, weights: int = 2) -> tuple[str, str]:
    """Show the controls of the start, as many as weights move; the others stand at their usual places. Returns the keys of both."""
    keys = (f"{place_of(landscape)}.x", f"{place_of(landscape)}.y")
    both = list(zip(keys, landscape.survey.coordinates, landscape.window, landscape.start, strict=True))
    for key, letter, window, usual in both[:weights]:
        controls.place(f"Start ${letter}$", window, usual, key)
    for key, _, _, usual in both[weights:]:
        controls.elsewhere(key)
        controls.values[key] = usual
    return keys


def plain(landscape: Landscape) -> Landscape:
    """The landscape without the noise on it."""
    return landscape.landscape if isinstance(landscape, Noisy) else landscape
