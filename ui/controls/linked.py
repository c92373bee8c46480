"""What links carry of the controls of a page: each gets its first value here, and the page says here what is wrong in its link."""

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeVar

import streamlit as st

from lessons.own_method import OwnMethod
from optim_core import SCHEDULES, SHELVED
from optim_core.symbols import plain as plain_text
from ui.controls import frame, visit
from ui.controls.forms import Form, escaped, plain
from ui.controls.keys import OWN_KNOB, PLACES, RULE, family, url_name
from ui.controls.visit import Texts
from ui.share.records import ControlRecord
from ui.stage.gesture import LINK, from_link, to_link

T = TypeVar("T")
LETTERS_A_LINE = 150
OWNERS = {url_name(cls): cls.name for cls in SHELVED} | {url_name(cls): cls.name for cls in SCHEDULES} | {RULE: OwnMethod.name}
"""The methods and the schedules, by what is in the keys of their knobs."""


class Linked:
    """The controls of one run of one page, as links know them. Every value that a link may carry passes through here.

    A control gets its value when the page is opened, or when it comes back to the page: from the settings of the visit
    (`ui.controls.visit`), which are those of the link. From then on its widget holds the value itself, unless a frame fixes it
    (`ui.controls.frame`). `report` says what is wrong in a link.
    """

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.query: Texts = {}
        """What a link to this page says: each setting that is not at its default."""
        self._shorter: Texts = {}
        self._listed: dict[str, ControlRecord] = {}
        self._notice = st.container()  # made first, so what `report` says at the end stands above the rest
        self._visit = visit.visit()
        self.frame = self._visit.frame
        self._known = {*LINK, *frame.FORMS, visit.PLAN}
        if self.frame.names_controls:
            st.html("<style>:root { --lab-controls: 2; }</style>")
        if self.frame.says:
            with st.container(key="says"):
                st.html(
                    f'<p role="note">{escape(self.frame.says)}</p><style>:root {{ --lab-says: {_height(self.frame.says):g}rem }}</style>'
                )

    def hidden(self, *keys: str) -> bool:
        """Whether a frame hides all of these controls."""
        return all(map(self.frame.hides, keys))

    def fixed(self, *keys: str) -> bool:
        """Whether a frame fixes any of these controls, so that it cannot be changed."""
        return any(map(self.frame.fixes, keys))

    def said(self, key: str) -> str | None:
        """The value of a control in this visit, as a link writes it; None if it is at its default."""
        return self._visit.settings[key][-1] if key in self._visit.settings else None

    def begins(self, key: str) -> bool:
        """Whether a control has no value yet since the page was opened."""
        return key not in self._visit.seeded

    def set(self, key: str, text: str) -> None:
        """Set the first value of a control that has none yet, as a link writes it."""
        self._visit.settings[key] = self._visit.held[key] = [text]

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

    def elsewhere(self, key: str) -> str:
        """Note a control of this page that is not shown now: its value in a link is no mistake, and is not used."""
        self._known.add(key)
        return ""

    def touched(self, keys: Iterable[str]) -> bool:
        """Whether any of these controls is set by the link, or has been on the page before."""
        return any(key in self._visit.settings or key in st.session_state for key in keys)

    def report(self) -> None:
        """Say what was wrong in the link, if anything, and make the browser write the link to what the page shows."""
        link = {key: values[-1] for key, values in self._visit.link.items()}
        for key in LINK.keys() & link.keys():
            if to_link(from_link({key: link[key]}))[key] is None:
                self._complain(key, link[key], LINK[key])
        for key in frame.FORMS.keys() & link.keys():
            self._reads(key, frame.FORMS[key].read, frame.FORMS[key].allowed)
        unknown = sorted(set(link) - self._known) + self.frame.unknown(self._knows)
        if unknown:
            self.complaints.append(f"This page has no control named {', '.join(f'`{plain(key)}`' for key in unknown[:5])}.")
        query, left_out = visit.fitted({**self.query, **self._visit.planned}, self._shorter)
        if left_out:
            names = ", ".join(f"`{plain(key)}`" for key in left_out)
            self._notice.info(f"This page has more settings than fit into a link. The link leaves out {names}: say so if you send it.")
        visit.show(query, [*self._listed.values()])
        if self.complaints and self._visit.link:
            self._notice.warning("Part of this link could not be read, so the usual setting is used. " + " ".join(self.complaints[:6]))

    def listed(self, key: str, label: str) -> None:
        """Note a control for whoever makes a lesson of this page. One that several landscapes have is listed once."""
        owners = [OWNERS[owner] for owner in map(_owner, key.split(".")) if owner in OWNERS]
        said = re.sub(r"\$(.*?)\$", lambda tex: plain_text(tex[1]), label.split(":")[0])
        self._known.add(key)
        name = family(key)
        self._listed[name] = {
            "key": name,
            "label": ": ".join([*owners, said]),
            "hidden": self.hidden(key),
            "locked": not self.hidden(key) and self.fixed(key),
        }

    def _before(self, key: str, default: T, form: Form[T]) -> None:
        """Give the widget of this key, which is made next, a value if it has none yet, or one that is not allowed now."""
        current, state = self._visit, st.session_state
        if not self._begin(key, default, form.read, form.allowed) and state[key] is not None:
            stood_at_default = state[key] != default and state[key] == current.defaults.get(key, default)
            if stood_at_default or not form.allows(state[key]):
                state[key] = default
        current.defaults[key] = default

    def _begin(self, key: str, default: T, read: Callable[[Sequence[str]], T], allowed: str) -> bool:
        """Give a widget that has no value yet the one of the visit, or its default; returns whether it had none.

        One that a frame fixes has the value of the frame's link each time, whatever the browser has sent.
        """
        current, state = self._visit, st.session_state
        self._known.add(key)
        self._reads(key, read, allowed)
        opening, fixed = key not in current.seeded, self.fixed(key)
        if not (opening or fixed) and key in state:
            return False
        current.seeded.add(key)
        if fixed or not (opening and key in current.brought):
            state[key] = default
            said = current.held if fixed else current.settings
            if key in said:
                with contextlib.suppress(ValueError, LookupError):
                    state[key] = read(said[key])
        return True

    def _after(self, key: str, value: T, default: T, form: Form[T]) -> T:
        """Note the value of the widget of this key, for links and for other pages."""
        if value == default:
            self._visit.settings.pop(key, None)
        else:
            self._visit.settings[key] = self.query[key] = form.write(value)
        return value

    def _reads(self, key: str, read: Callable[[Sequence[str]], object], allowed: str) -> None:
        """Say so if the link that began the visit has a value of this key that cannot be read."""
        if key in self._visit.link:
            try:
                read(self._visit.link[key])
            except (ValueError, LookupError):
                self._complain(key, self._visit.link[key][-1], allowed)

    def _knows(self, pattern: str) -> bool:
        """Whether a key of a frame names a control: one of this page, or of a landscape or a method that is not chosen now."""
        return any(frame.names(pattern, key) for key in self._known) or not {*OWNERS, *PLACES}.isdisjoint(map(_owner, pattern.split(".")))

    def _complain(self, key: str, said: str, allowed: str) -> None:
        self.complaints.append(f"`{key}` must be {escaped(allowed)}; got `{plain(said)}`.")


def _owner(part: str) -> str:
    """What a part of a key stands for: a typed knob for the method of the visitor's own."""
    return RULE if OWN_KNOB.fullmatch(part) else part


def _height(text: str) -> float:
    """How much of a wide page a teacher's text takes, in units of its letters: the picture below it gets less."""
    return 1.6 + 1.5 * -(-len(text) // LETTERS_A_LINE)
