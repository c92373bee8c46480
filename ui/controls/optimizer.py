"""Controls of an optimizer: its form and its knobs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from landscapes import Landscape
from lessons.own_method import OwnMethod
from optim_core import Knob, Optimizer, Schedule, knobs
from optim_core.marks import Marks
from ui.controls.keys import RULE, formula_place, knob_key, lines_place, url_name
from ui.controls.method_text import formula_of, show_formula
from ui.controls.own_rule import typed_method
from ui.controls.widgets import FORM, Controls


@dataclass(frozen=True)
class Choice:
    """An optimizer whose knobs are chosen: its form (published, or another convention), and the key of each knob by field."""

    cls: type[Optimizer[Any]]
    form: type[Optimizer[Any]]
    keys: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Fields that no control sets."""
    label: str = ""
    """Its name in the list, if not the optimizer's."""
    marks: Marks | None = None
    """Its colour, dash and marker, if not the method's own."""
    steps: int | None = None
    """How many steps it takes, if not as many as the setting says."""
    seed: int | None = None
    """The order of its examples, if not the setting's."""
    schedule: Schedule | None = None
    """What its η does over time, if not what the setting says."""

    def build(self, values: Mapping[str, float]) -> Optimizer[Any]:
        """The optimizer with these values, by key."""
        return self.form(**{name: values[key] for name, key in self.keys.items()}, **self.fixed)


def optimizer_controls(controls: Controls, cls: type[Optimizer[Any]], landscape: Landscape, place: str, opened: bool = False) -> Choice:
    """Show one optimizer's formula and knobs, in the order of the formula, in a box that opens on demand, or is open from the start.

    A box that nobody has opened, and no link mentions, stays empty: if all were filled, the page would take twice as long to open. There
    is no box where a frame hides all that would be turned in it.
    """
    if cls is OwnMethod:
        return _own_controls(controls, landscape, place)
    form_key, keys = f"{url_name(cls)}.form", _keys(cls, cls, place)
    if controls.hidden(form_key, *keys.values()):
        return knob_controls(controls, cls, controls.form(cls), landscape, place)
    box = st.expander(cls.name, expanded=opened or controls.frame.names_controls, key=f"open-{url_name(cls)}", on_change="rerun")
    if not (box.open or controls.touched((form_key, *keys.values()))):
        usual = defaults(cls, landscape)
        if len(controls.conventions(cls)) > 1:
            controls.listed(form_key, FORM)
        for name, knob in knobs(cls).items():
            controls.rest(within(knob, landscape), usual[name], keys[name])
        return Choice(cls, cls, keys)
    with box:
        form = controls.form(cls)
        show_formula(formula_of(form, scheduled=controls.scheduled), url_name(cls))
        if form.difference:
            st.caption(form.difference)
        return knob_controls(controls, cls, form, landscape, place)


def _own_controls(controls: Controls, landscape: Landscape, place: str) -> Choice:
    """The same of a method of the visitor's own: its text, its formula and its knobs. The box is open from the start."""
    hidden = controls.hidden(RULE)
    cls = typed_method(controls, landscape) if hidden else None
    if cls and controls.hidden(*_keys(cls, cls, place).values()):
        return knob_controls(controls, cls, cls, landscape, place)
    with st.expander(OwnMethod.name, expanded=True, key=f"open-{RULE}"):
        cls = cls or typed_method(controls, landscape)
        show_formula(formula_of(cls, scheduled=controls.scheduled), RULE)
        return knob_controls(controls, cls, cls, landscape, place)


def knob_controls(
    controls: Controls,
    cls: type[Optimizer[Any]],
    form: type[Optimizer[Any]],
    landscape: Landscape,
    place: str,
    name: str = "",
    instead: Mapping[str, float] = MappingProxyType({}),
    first: str = "",
) -> Choice:
    """Show the knobs of one optimizer, under its own name or another, and with other defaults where they are given.

    The knob of the field `first` comes first, the others in the order of the formula.
    """
    usual = defaults(form, landscape, instead)
    keys = {field: f"{name}.{field}" for field in knobs(form)} if name else _keys(cls, form, place)
    owner = name or url_name(cls)
    for field_name, knob in sorted(knobs(form).items(), key=lambda each: each[0] != first):
        controls.knob(within(knob, landscape), usual[field_name], keys[field_name], (formula_place(owner), lines_place(owner)))
    return Choice(cls, form, keys)


def defaults(form: type[Optimizer[Any]], landscape: Landscape, instead: Mapping[str, float] = MappingProxyType({})) -> dict[str, float]:
    """The value that each knob of a form has on a landscape until it is turned; `instead` replaces what suits the landscape."""
    suited = replace(form.suited_to(landscape), **instead)
    found: dict[str, float] = {name: getattr(suited, name) for name in knobs(form)}
    most = landscape.examples
    return {name: min(value, most) if knobs(form)[name].whole and most > 1 else value for name, value in found.items()}


def within(knob: Knob, landscape: Landscape) -> Knob:
    """A knob on a landscape. A number of examples is limited to those that there are."""
    most = landscape.examples
    if not knob.whole or most == 1:
        return knob
    low, high = knob.slider
    return replace(knob, domain=(knob.domain[0], most), closed=(True, True), slider=(low, min(high, most)))


def _keys(cls: type[Optimizer[Any]], form: type[Optimizer[Any]], place: str) -> dict[str, str]:
    """The key of each knob. The key of η names the landscape, too (`place`), because each landscape has its own rates."""
    return {name: f"{place}." * (name == "learning_rate") + knob_key(cls, name) for name in knobs(form)}
