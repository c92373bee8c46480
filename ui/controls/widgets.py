"""Controls: widgets made from knobs, whose values a link carries."""

import inspect
import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from optim_core import CARD, CONVENTIONS, Knob, Optimizer
from ui.controls import forms
from ui.controls.forms import Form
from ui.controls.keys import url_name
from ui.controls.linked import Linked
from ui.records import KnobSpec

T = TypeVar("T")
Width = int | Literal["stretch"]
LabelVisibility = Literal["visible", "collapsed"]
LARGE, TINY = 1e6, 1e-15
"""In a number input, these stand for infinity and for the distance from an open end of an interval."""
LINE_HEIGHT = 24
"""Pixels of a line in a box of text."""
FORM = "Form"
PUBLISHED = "as published"


class Controls(Linked):
    """The controls of one run of one page, of all kinds. A frame may hide or lock each of them, and restrict what can be chosen."""

    def __init__(self) -> None:
        Linked.__init__(self)
        self.values: dict[str, float] = {}
        self.knobs: dict[str, Knob] = {}
        self.handles: list[KnobSpec] = []
        """Specs for the browser: knobs get sliders, start coordinates get a drag handle."""
        self.all_forms = False
        """Whether a method is offered by all conventions that there are (`ui.controls.shelves`)."""
        self.scheduled = False
        """Whether η is another one at each step (`ui.controls.schedule`)."""

    def widget(self, label: str, key: str, default: T, form: Form[T], draw: Callable[[bool], T]) -> T:
        """The value of a widget of any kind that `draw` makes, under this key. `draw` is told whether it is locked."""
        self.listed(key, label)
        self._before(key, default, form)
        value: T = st.session_state[key] if self.hidden(key) else draw(self.fixed(key))
        return self._after(key, value, default, form)

    def popover(self, label: str, *keys: str) -> DeltaGenerator:
        """A box that opens on demand, for the controls of these keys. There is none where a frame hides them all."""
        return st.container() if self.hidden(*keys) else st.popover(label)

    def box(self, label: str, *keys: str, icon: str | None = None) -> DeltaGenerator:
        """The same in the column of the controls. It stands open where a frame says what is on the page: there is little."""
        return st.container() if self.hidden(*keys) else st.expander(label, expanded=self.frame.names_controls, icon=icon)

    def choice(
        self,
        label: str,
        options: Sequence[T],
        key: str,
        name: Callable[[T], str],
        index: int = 0,
        width: Width = "stretch",
        label_visibility: LabelVisibility = "visible",
    ) -> T:
        """One of several, from a menu; the one at `index` unless chosen otherwise."""
        offered = self.frame.offered(options, name)
        names = [name(option) for option in offered]  # Streamlit takes None, which may be an option, for nothing chosen
        at = offered.index(options[index]) if options[index] in offered else 0

        def draw(locked: bool) -> str:
            return st.selectbox(label, names, at, key=key, width=width, label_visibility=label_visibility, disabled=locked)

        return offered[names.index(self.widget(label, key, names[at], forms.one_of(names), draw))]

    def switch(self, label: str, options: Sequence[str], key: str, label_visibility: LabelVisibility = "visible") -> str:
        """One of two or three, side by side; the first unless chosen otherwise."""

        def draw(locked: bool) -> str:
            chosen = st.segmented_control(label, options, default=options[0], key=key, label_visibility=label_visibility, disabled=locked)
            return chosen or options[0]

        return self.widget(label, key, options[0], forms.one_of(options), draw)

    def several(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str], usual: Sequence[object] = ()) -> list[T]:
        """Any of several; the usual ones unless chosen otherwise, or all."""
        offered = self.frame.offered(options, name)
        names = [name(option) for option in offered]
        default = [name(option) for option in offered if not usual or option in usual] or names[:1]

        def draw(locked: bool) -> list[str]:
            chosen = st.pills(label, names, selection_mode="multi", default=default, key=key, disabled=locked)
            return [each for each in names if each in chosen]

        ordered = self.widget(label, key, default, forms.any_of(names), draw)
        return [option for option, each in zip(offered, names, strict=True) if each in ordered]

    def pick(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str]) -> T:
        """One of several, all of them shown."""
        offered = self.frame.offered(options, name)
        names = [name(option) for option in offered]
        return offered[names.index(self.switch(label, names, key, label_visibility="collapsed"))]

    def conventions(self, cls: type[Optimizer[Any]]) -> dict[str, type[Optimizer[Any]]]:
        """The forms of an optimizer that can be chosen, by their labels: on the first shelf, as published and that of the card."""
        others = {label: form for label, form in CONVENTIONS.get(cls, {}).items() if self.all_forms or label == CARD}
        return {PUBLISHED: cls, **others}

    def form(self, cls: type[Optimizer[Any]]) -> type[Optimizer[Any]]:
        """An optimizer as published, or by another convention, where there is one."""
        found, key = self.conventions(cls), f"{url_name(cls)}.form"
        if len(found) == 1:
            return cls
        if len(found) > 2:  # for which a switch has no room
            return found[self.choice(FORM, tuple(found), key, str, label_visibility="collapsed")]
        return found[self.switch(FORM, tuple(found), key, label_visibility="collapsed")]

    def slide(self, label: str, options: Sequence[T], default: T, key: str, name: Callable[[T], str] = str, help: str = "") -> T:
        """One of an ascending series."""
        names = [name(option) for option in options]
        usual = name(default)

        def draw(locked: bool) -> str:
            return st.select_slider(label, names, usual, key=key, help=help or None, disabled=locked)

        return options[names.index(self.widget(label, key, usual, forms.one_of(names), draw))]

    def number(self, label: str, low: float, high: float, default: float, key: str, whole: bool = False, help: str = "") -> float:
        """A typed number."""
        return self._typed(label, low, high, default, key, f"a {'whole ' if whole else ''}number from {low:g} to {high:g}", whole, help)

    def text(
        self, label: str, key: str, default: str, longest: int, fixed: bool = False, most: int = 0, lines: int = 1, help: str = ""
    ) -> str:
        """A typed text of at most `longest` letters, which cannot be changed where it is `fixed`. The caller says what is wrong with it.

        A browser does not take what is longer, and says nothing. Where the caller does, up to `most` letters are taken. A text of more
        than one line stands in a box that shows so many `lines`.
        """

        def draw(locked: bool) -> str:
            drawn: dict[str, Any] = {"max_chars": max(longest, most), "key": key, "help": help or None, "disabled": fixed or locked}
            if lines > 1:
                return st.text_area(label, default, height=round(LINE_HEIGHT * lines) + 30, **drawn) or ""
            return st.text_input(label, default, **drawn) or ""

        return self.widget(label, key, default, forms.text(longest, most), draw)

    def area(self, label: str, key: str, default: str, read: Callable[[str], str], allowed: str, height: int, max_chars: int) -> str:
        """A longer text, which links hold in coded form: `read` decodes it, and `carry` puts it into links."""
        self.listed(key, label)
        self._begin(key, default, lambda texts: read(texts[-1]), allowed)
        if self.hidden(key):
            return str(st.session_state[key])
        return st.text_area(label, default, key=key, height=height, max_chars=max_chars, disabled=self.fixed(key)) or ""

    def place(self, label: str, window: tuple[float, float], default: float, key: str) -> float:
        """A coordinate of a point that can be dragged on the stage, or typed."""
        self.values[key] = value = self.number(label, *window, default, key)
        self.handles.append({"key": key, "label": label, "value": value, "default": default, "locked": self.fixed(key)})
        return value

    def knob(self, knob: Knob, default: float, key: str, formulas: Sequence[str] = ()) -> float:
        """A hyperparameter: typed, or dragged on the slider under its number input or by its symbol in the formulas of these places."""
        low, high = (float(np.clip(end, -LARGE, LARGE)) for end in knob.domain)
        low, high = low if knob.closed[0] else low + TINY, high if knob.closed[1] or high == LARGE else high - 1e-9
        label = f"${knob.symbol}$ {knob.meaning}"
        value = self._typed(label, low, high, default, key, f"in {knob}", knob.whole)
        self.values[key], self.knobs[key] = value, knob
        ticks = [int(tick) if knob.whole else tick for tick in knob.ticks(default)]
        handle: KnobSpec = {"key": key, "label": knob.meaning, "value": value, "default": default, "locked": self.fixed(key)}
        self.handles.append({**handle, "ticks": ticks, "formulas": [*formulas]})
        return value

    def rest(self, knob: Knob, default: float, key: str) -> None:
        """Note a hyperparameter that is at its default and not on the page."""
        self.values[key], self.knobs[key] = default, knob
        self.listed(key, f"${knob.symbol}$ {knob.meaning}")
        if self.fixed(key):
            self.handles.append({"key": key, "label": knob.meaning, "value": default, "default": default, "locked": True})

    def _typed(self, label: str, low: float, high: float, default: float, key: str, domain: str, whole: bool, help: str = "") -> float:
        form = forms.number(float(low), float(high), domain, whole)
        if whole and isinstance(typed := st.session_state.get(key), float) and math.isfinite(typed):
            st.session_state[key] = float(math.floor(typed + 0.5))  # as the box shows it
        # Floats for whole numbers, too: a value of 1e999 makes Streamlit's input for integers raise.
        shown, step = ("%.0f", 1.0) if whole else ("%.10g", _step(default))

        def draw(locked: bool) -> float:
            ends = float(low), float(high), float(default)
            return st.number_input(label, *ends, key=key, format=shown, step=step, help=help or None, disabled=locked)

        value = self.widget(label, key, float(default), form, draw)
        return int(value) if whole else value


def _step(default: float) -> float:
    """What one press of an arrow key adds: a tenth of the last digit that counts."""
    return float(10.0 ** (math.floor(math.log10(abs(default))) - 1)) if default else 0.1


def default(cls: type, field: str) -> float:
    """The default of a hyperparameter."""
    return float(inspect.signature(cls).parameters[field].default)
