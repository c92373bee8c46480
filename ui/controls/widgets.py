"""Controls: widgets made from knobs, whose values a link carries, and the one place that says what is wrong in a link."""

import contextlib
import inspect
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar

import numpy as np
import streamlit as st

from optim_core import SHORTHANDS, Knob, Optimizer
from ui.controls import forms, visit
from ui.controls.forms import Form, escaped, plain
from ui.controls.keys import url_name
from ui.controls.visit import Texts
from ui.records import KnobSpec
from ui.stage.gesture import LINK, from_link, to_link

T = TypeVar("T")
Width = int | Literal["stretch"]
LARGE, TINY = 1e6, 1e-15
"""In a number input, these stand for infinity and for the distance from an open end of an interval."""
PUBLISHED, CARD = "as published", "as on the card"


class Controls:
    """The controls of one run of one page. Every value that a link may carry passes through here.

    A widget gets its value when the page is opened, or when it comes back to the page: from the settings of the visit
    (`ui.controls.visit`), which are those of the link. From then on it holds the value itself. `report` says what is wrong in a link.
    """

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.values: dict[str, float] = {}
        self.knobs: dict[str, Knob] = {}
        self.handles: list[KnobSpec] = []
        """Specs for the browser: knobs get sliders, start coordinates get a drag handle."""
        self.query: Texts = {}
        """What a link to this page says: each setting that is not at its default."""
        self._shorter: Texts = {}
        self._notice = st.container()  # made first, so what `report` says at the end stands above the rest
        self._visit = visit.visit()
        self._known = set(LINK)

    def widget(self, key: str, default: T, form: Form[T], draw: Callable[[], T]) -> T:
        """The value of a widget of any kind that `draw` makes, under this key."""
        self._before(key, default, form)
        return self._after(key, draw(), default, form)

    def choice(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str], index: int = 0, width: Width = "stretch") -> T:
        """One of several, from a menu; the one at `index` unless chosen otherwise."""
        names = [name(option) for option in options]  # Streamlit takes None, which may be an option, for nothing chosen
        menu = self.widget(key, names[index], forms.one_of(names), lambda: st.selectbox(label, names, index, key=key, width=width))
        return options[names.index(menu)]

    def switch(self, label: str, options: Sequence[str], key: str, label_visibility: Literal["visible", "collapsed"] = "visible") -> str:
        """One of two or three, side by side; the first unless chosen otherwise."""

        def draw() -> str:
            return st.segmented_control(label, options, default=options[0], key=key, label_visibility=label_visibility) or options[0]

        return self.widget(key, options[0], forms.one_of(options), draw)

    def elsewhere(self, key: str) -> str:
        """Note a control of this page that is not shown now: its value in a link is no mistake, and is not used."""
        self._known.add(key)
        return ""

    def several(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str], usual: Sequence[object] = ()) -> list[T]:
        """Any of several; the usual ones unless chosen otherwise, or all."""
        names = [name(option) for option in options]
        default = [name(option) for option in options if not usual or option in usual]
        form = forms.any_of(names)
        self._before(key, default, form)
        chosen = st.pills(label, names, selection_mode="multi", default=default, key=key)
        ordered = self._after(key, [each for each in names if each in chosen], default, form)
        return [option for option, each in zip(options, names, strict=True) if each in ordered]

    def pick(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str]) -> T:
        """One of several, all of them shown."""
        names = [name(option) for option in options]
        return options[names.index(self.switch(label, names, key, label_visibility="collapsed"))]

    def form(self, cls: type[Optimizer[Any]]) -> type[Optimizer[Any]]:
        """An optimizer as published, or its shorthand, where it has one."""
        if cls not in SHORTHANDS:
            return cls
        chosen = self.switch("Form", (PUBLISHED, CARD), f"{url_name(cls)}.form", label_visibility="collapsed")
        return SHORTHANDS[cls] if chosen == CARD else cls

    def slide(self, label: str, options: Sequence[T], default: T, key: str, name: Callable[[T], str] = str, help: str = "") -> T:
        """One of an ascending series."""
        names = [name(option) for option in options]
        usual = name(default)
        slider = self.widget(key, usual, forms.one_of(names), lambda: st.select_slider(label, names, usual, key=key, help=help or None))
        return options[names.index(slider)]

    def number(self, label: str, low: float, high: float, default: float, key: str, whole: bool = False, help: str = "") -> float:
        """A typed number."""
        return self._typed(label, low, high, default, key, f"a {'whole ' if whole else ''}number from {low:g} to {high:g}", whole, help)

    def text(self, label: str, key: str, default: str, longest: int, fixed: bool = False) -> str:
        """A typed text of at most `longest` letters, which cannot be changed where it is `fixed`. The caller says what is wrong with it."""
        form = forms.text(longest)
        return self.widget(key, default, form, lambda: st.text_input(label, default, max_chars=longest, key=key, disabled=fixed) or "")

    def area(self, label: str, key: str, default: str, read: Callable[[str], str], allowed: str, height: int, max_chars: int) -> str:
        """A longer text, which links hold in coded form: `read` decodes it, and `carry` puts it into links."""
        self._begin(key, default, lambda texts: read(texts[-1]), allowed)
        return st.text_area(label, default, key=key, height=height, max_chars=max_chars) or ""

    def said(self, key: str) -> str | None:
        """The value of a control in this visit, as a link writes it; None if it is at its default."""
        return self._visit.settings[key][-1] if key in self._visit.settings else None

    def begins(self, key: str) -> bool:
        """Whether a control has no value yet since the page was opened."""
        return key not in self._visit.seeded

    def set(self, key: str, text: str) -> None:
        """Set the first value of a control that has none yet, as a link writes it."""
        self._visit.settings[key] = [text]

    def carry(self, key: str, text: str | None, shorter: str | None = None) -> None:
        """Put this value of a control into links. `shorter` takes its place in a link that would be too long."""
        self._visit.settings.pop(key, None)
        if text is not None:
            self._visit.settings[key] = self.query[key] = [text]
        if shorter is not None:
            self._shorter[key] = [shorter]

    def hold(self, meant: Callable[[str], bool]) -> None:
        """Keep the values that links have so far of these controls, which are not shown now."""
        for key in filter(meant, self._visit.settings):
            self._known.add(key)
            self.query[key] = self._visit.settings[key]

    def fitted(self, query: Texts) -> Texts:
        """Those of these settings that fit into a link."""
        return visit.fitted(query, self._shorter)[0]

    def place(self, label: str, window: tuple[float, float], default: float, key: str) -> float:
        """A coordinate of a point that can be dragged on the stage, or typed."""
        self.values[key] = value = self.number(label, *window, default, key)
        self.handles.append({"key": key, "label": label, "value": value, "default": default})
        return value

    def knob(self, knob: Knob, default: float, key: str, formulas: Sequence[str] = ()) -> float:
        """A hyperparameter: typed, or dragged on the slider under its number input or by its symbol in the formulas of these places."""
        low, high = (float(np.clip(end, -LARGE, LARGE)) for end in knob.domain)
        low, high = low if knob.closed[0] else low + TINY, high if knob.closed[1] or high == LARGE else high - 1e-9
        label = f"${knob.symbol}$ {knob.meaning}"
        value = self._typed(label, low, high, default, key, f"in {knob}", knob.whole)
        self.values[key], self.knobs[key] = value, knob
        ticks = [int(tick) if knob.whole else tick for tick in knob.ticks(default)]
        moved: KnobSpec = {"key": key, "label": knob.meaning, "ticks": ticks, "formulas": [*formulas], "value": value, "default": default}
        self.handles.append(moved)
        return value

    def rest(self, knob: Knob, default: float, key: str) -> None:
        """Note a hyperparameter that is at its default and not on the page."""
        self.values[key], self.knobs[key] = default, knob

    def touched(self, keys: Iterable[str]) -> bool:
        """Whether any of these controls is set by the link, or has been on the page before."""
        return any(key in self._visit.settings or key in st.session_state for key in keys)

    def report(self) -> None:
        """Say what was wrong in the link, if anything, and make the browser write the link to what the page shows."""
        link = {key: values[-1] for key, values in self._visit.link.items()}
        for key in LINK.keys() & link.keys():
            if to_link(from_link({key: link[key]}))[key] is None:
                self._complain(key, link[key], LINK[key])
        unknown = sorted(set(link) - self._known)
        if unknown:
            self.complaints.append(f"This page has no control named {', '.join(f'`{plain(key)}`' for key in unknown[:5])}.")
        query, left_out = visit.fitted(self.query, self._shorter)
        if left_out:
            names = ", ".join(f"`{plain(key)}`" for key in left_out)
            self._notice.info(f"This page has more settings than fit into a link. The link leaves out {names}: say so if you send it.")
        visit.show(query)
        if self.complaints and self._visit.link:
            self._notice.warning("Part of this link could not be read, so the usual setting is used. " + " ".join(self.complaints[:6]))

    def _typed(self, label: str, low: float, high: float, default: float, key: str, domain: str, whole: bool, help: str = "") -> float:
        form = forms.number(float(low), float(high), domain, whole)
        if whole and isinstance(typed := st.session_state.get(key), float) and math.isfinite(typed):
            st.session_state[key] = float(math.floor(typed + 0.5))  # as the box shows it
        self._before(key, float(default), form)
        # Floats for whole numbers, too: a value of 1e999 makes Streamlit's input for integers raise.
        shown, step = ("%.0f", 1.0) if whole else ("%.10g", _step(default))
        given = st.number_input(label, float(low), float(high), float(default), key=key, format=shown, step=step, help=help or None)
        value = self._after(key, given, float(default), form)
        return int(value) if whole else value

    def _before(self, key: str, default: T, form: Form[T]) -> None:
        """Give the widget of this key, which is made next, a value if it has none yet, or one that is not allowed now."""
        current, state = self._visit, st.session_state
        if not self._begin(key, default, form.read, form.allowed) and state[key] is not None:
            stood_at_default = state[key] != default and state[key] == current.defaults.get(key, default)
            if stood_at_default or not form.allows(state[key]):
                state[key] = default
        current.defaults[key] = default

    def _begin(self, key: str, default: T, read: Callable[[Sequence[str]], T], allowed: str) -> bool:
        """Give a widget that has no value yet the one of the visit, or its default; returns whether it had none."""
        current, state = self._visit, st.session_state
        self._known.add(key)
        if key in current.link:
            try:
                read(current.link[key])
            except (ValueError, LookupError):
                self._complain(key, current.link[key][-1], allowed)
        opening = key not in current.seeded
        if not opening and key in state:
            return False
        current.seeded.add(key)
        if not (opening and key in current.brought):
            state[key] = default
            if key in current.settings:
                with contextlib.suppress(ValueError, LookupError):
                    state[key] = read(current.settings[key])
        return True

    def _after(self, key: str, value: T, default: T, form: Form[T]) -> T:
        """Note the value of the widget of this key, for links and for other pages."""
        if value == default:
            self._visit.settings.pop(key, None)
        else:
            self._visit.settings[key] = self.query[key] = form.write(value)
        return value

    def _complain(self, key: str, said: str, allowed: str) -> None:
        self.complaints.append(f"`{key}` must be {escaped(allowed)}; got `{plain(said)}`.")


def _step(default: float) -> float:
    """What one press of an arrow key adds: a tenth of the last digit that counts."""
    return float(10.0 ** (math.floor(math.log10(abs(default))) - 1)) if default else 0.1


def default(cls: type, field: str) -> float:
    """The default of a hyperparameter."""
    return float(inspect.signature(cls).parameters[field].default)
