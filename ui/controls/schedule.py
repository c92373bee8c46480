"""Controls of a schedule: which one, and its knobs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from optim_core import SCHEDULES, Knob, Schedule, knobs
from optim_core.batch.maps import PACE
from optim_core.claims import Remark, Words
from optim_core.schedules.constant import Constant
from ui.controls.keys import formula_place, url_name
from ui.controls.method_text import show_formula
from ui.controls.widgets import Controls, default

KEY = "schedule"
EVERY = Words(Remark("Every method takes its steps with this η in place of its own.", "definition"))


@dataclass(frozen=True)
class Pace:
    """A schedule whose knobs are chosen: the key of each knob by field."""

    cls: type[Schedule] = Constant
    keys: Mapping[str, str] = field(default_factory=dict[str, str])

    def build(self, values: Mapping[str, float]) -> Schedule | None:
        """The schedule with these values, by key. None where η stays as it is: the run is that of the method alone."""
        return None if self.cls is Constant else self.cls(**{name: values[key] for name, key in self.keys.items()})

    @property
    def sides(self) -> dict[str, Knob]:
        """The knobs that a side of a map may have, by the name of the side."""
        return {PACE + name: knobs(self.cls)[name] for name in self.keys}

    @property
    def side_keys(self) -> dict[str, str]:
        """The key of each of these knobs, by the name of the side."""
        return {PACE + name: key for name, key in self.keys.items()}

    def mapped(self, values: Mapping[str, float], sides: tuple[str, str]) -> Schedule | None:
        """The schedule of a map with these sides, which does not depend on the values of their own knobs."""
        along = {name: default(self.cls, name) for name in self.keys if PACE + name in sides}
        built = self.build(values)
        return replace(built, **along) if built else None


CONSTANT = Pace()
"""η stays as it is."""


def schedule_controls(controls: Controls) -> Pace:
    """What η does over time: constant unless a visitor asks for more."""
    cls = controls.choice("Learning rate over time", SCHEDULES, KEY, lambda each: each.name)
    owner, controls.scheduled = url_name(cls), cls is not Constant
    if controls.scheduled and not controls.hidden(KEY):
        show_formula(cls.line, owner)
        st.caption(f"{cls.what} {EVERY}")
    keys = {name: f"{owner}.{name}" for name in knobs(cls)}
    for name, knob in knobs(cls).items():
        controls.knob(knob, default(cls, name), keys[name], (formula_place(owner),))
    return Pace(cls, keys)
