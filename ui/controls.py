"""Controls: widgets made from knobs, each bound to the URL, and the one place that says what a link got wrong."""

import inspect
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import streamlit as st

from optim_core import SHORTHANDS, Knob, Optimizer
from ui.stage.hand import LINK, from_link, to_link

T = TypeVar("T")
LARGE, TINY = 1e6, 1e-15
"""What stands for infinity and for the end of an open interval in an input box."""
PUBLISHED, CARD = "as published", "as on the card"


def url_name(cls: type) -> str:
    """How a class is called in the URL."""
    return cls.__name__.lower()


class Controls:
    """The controls of one run of one page. Every value that a link may carry passes through here.

    Streamlit reads the URL into the widget and drops what does not fit; this notices that it did, for `report` to say so.
    """

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.values: dict[str, float] = {}
        self.knobs: dict[str, Knob] = {}
        self.handles: list[dict[str, Any]] = []
        """What the desk lays sliders under, and the stage a handle."""
        self._notice = st.container()  # made first, so what `report` says at the end stands above the rest
        self._url = st.query_params.to_dict()  # before any widget has corrected it
        self._known = {"embed", "embed_options", *LINK}

    def choice(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str], **more: Any) -> T:
        """One of several, from a menu."""
        self._hold(key, [name(option) for option in options])
        chosen: T = st.selectbox(label, options, format_func=name, key=key, bind="query-params", **more)
        return chosen

    def switch(self, label: str, options: Sequence[str], key: str, **more: Any) -> str:
        """One of two or three, side by side; the first unless chosen otherwise."""
        self._hold(key, options)
        return st.segmented_control(label, options, default=options[0], key=key, bind="query-params", **more) or options[0]

    def elsewhere(self, key: str) -> str:
        """A control of this page that is not shown as things are: its value in a link is no mistake, and says nothing."""
        self._known.add(key)
        return ""

    def several(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str], usual: Sequence[Any] | None = None) -> list[T]:
        """Any of several; the usual ones unless chosen otherwise, or all."""
        names = [name(option) for option in options]
        self._hold(key, names, many=True)
        default = names if usual is None else [name(option) for option in usual]
        chosen = st.pills(label, names, selection_mode="multi", default=default, key=key, bind="query-params")
        return [option for option in options if name(option) in chosen]

    def pick(self, label: str, options: Sequence[T], key: str, name: Callable[[T], str]) -> T:
        """One of several, all in sight."""
        names = [name(option) for option in options]
        return options[names.index(self.switch(label, names, key, label_visibility="collapsed"))]

    def form(self, cls: type[Optimizer[Any]]) -> type[Optimizer[Any]]:
        """An optimizer as published, or its shorthand, where it has one."""
        if cls not in SHORTHANDS:
            return cls
        chosen = self.switch("Form", (PUBLISHED, CARD), f"{url_name(cls)}.form", label_visibility="collapsed")
        return SHORTHANDS[cls] if chosen == CARD else cls

    def slide(self, label: str, options: Sequence[T], default: T, key: str, name: Callable[[T], str] = str, **more: Any) -> T:
        """One of an ascending series."""
        self._hold(key, [name(option) for option in options])
        return st.select_slider(label, options, default, format_func=name, key=key, bind="query-params", **more)

    def number(self, label: str, low: float, high: float, default: float, key: str, whole: bool = False, **more: Any) -> float:
        """A number typed."""
        return self._typed(label, low, high, default, key, f"a {'whole ' if whole else ''}number from {low:g} to {high:g}", whole, **more)

    def text(self, label: str, key: str, default: str, longest: int) -> str:
        """A text typed, of at most so many letters; whoever reads it says what is wrong with it."""
        self._known.add(key)
        if len(self._url.get(key, "")) > longest:
            self._complain(key, f"at most {longest} letters")
        return st.text_input(label, default, max_chars=longest, key=key, bind="query-params") or ""

    def place(self, label: str, window: tuple[float, float], default: float, key: str) -> float:
        """A coordinate of a point that can be dragged on the stage, or typed."""
        self.values[key] = value = self.number(label, *window, default, key)
        self.handles.append({"key": key, "label": label, "value": value, "default": default})
        return value

    def knob(self, knob: Knob, default: float, key: str) -> float:
        """A hyperparameter: typed, or dragged on the slider that the stage's desk lays under the number."""
        low, high = (float(np.clip(end, -LARGE, LARGE)) for end in knob.domain)
        low, high = low if knob.closed[0] else low + TINY, high if knob.closed[1] or high == LARGE else high - 1e-9
        label = f"${knob.symbol}$ {knob.meaning}"
        value = self._typed(label, low, high, default, key, f"in {knob}", knob.whole)
        self.values[key], self.knobs[key] = value, knob
        ticks = [int(tick) if knob.whole else tick for tick in knob.ticks(default)]
        self.handles.append({"key": key, "label": knob.meaning, "ticks": ticks, "value": value, "default": default})
        return value

    def rest(self, knob: Knob, default: float, key: str) -> None:
        """A hyperparameter that stands at its default and is not on the page."""
        self.values[key], self.knobs[key] = default, knob

    def touched(self, keys: Iterable[str]) -> bool:
        """Whether any of these controls is in the link, or has been on the page before."""
        return any(key in self._url or key in st.session_state for key in keys)

    def _typed(self, label: str, low: float, high: float, default: float, key: str, domain: str, whole: bool, **more: Any) -> float:
        self._known.add(key)
        try:
            value = float(self._url.get(key, default))
            allowed = low <= value <= high and (not whole or value == int(value))
        except ValueError:
            allowed = False
        if not allowed:
            self._complain(key, domain)
        # Floats for whole numbers, too: given 1e999 in the URL, Streamlit's input for integers raises.
        style: Any = {"format": "%.0f", "step": 1.0} if whole else {"format": "%.10g", "step": _step(default)}
        typed = st.number_input(label, float(low), float(high), float(default), key=key, bind="query-params", **style, **more)
        return int(typed) if whole else typed

    def report(self) -> None:
        """Say what the link asked for in vain, if anything."""
        for key in LINK.keys() & self._url.keys():
            if to_link(from_link({key: self._url[key]}))[key] is None:
                self._complain(key, LINK[key])
        unknown = sorted(set(self._url) - self._known)
        if unknown:
            self.complaints.append(f"This page has no control named {', '.join(f'`{_plain(key)}`' for key in unknown[:5])}.")
        if self.complaints:
            self._notice.warning("Part of this link could not be read, so the usual setting stands in. " + " ".join(self.complaints[:6]))

    def _hold(self, key: str, allowed: Sequence[str], many: bool = False) -> None:
        self._known.add(key)
        values = st.query_params.get_all(key) if many else [self._url[key]] if key in self._url else []
        if any(value not in allowed for value in values):
            few = ", ".join(allowed) if len(allowed) <= 9 else f"one of {len(allowed)} steps from {allowed[0]} to {allowed[-1]}"
            self._complain(key, few)

    def _complain(self, key: str, allowed: str) -> None:
        self.complaints.append(f"`{key}` must be {allowed}; got `{_plain(self._url[key])}`.")


def _step(default: float) -> float:
    """What one press of an arrow key adds: a tenth of the last digit that counts."""
    return float(10.0 ** (math.floor(math.log10(abs(default))) - 1)) if default else 0.1


def default(cls: type, field: str) -> float:
    """The default of a hyperparameter."""
    return float(inspect.signature(cls).parameters[field].default)


def brief(number: float) -> str:
    """A number as short as it can be written without loss: 0.001, 1e-8."""
    return f"{number:.12g}".replace("e-0", "e-")


def _plain(text: str) -> str:
    """A stranger's text, cut short and without markup."""
    return "".join(letter for letter in text[:40] if letter.isprintable() and letter not in "`$<>[]\\") or " "
