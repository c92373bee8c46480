"""The settings of a visit: what a link brings, what the page shows, and what the next page begins with.

The URL is the state. Streamlit can bind a widget to the URL, but then the server and the browser both write it, the server from a copy
that may be old, and each write of the server adds an entry to the browser's history. So the lab has one reader and one writer. A page
that is opened reads its link here, `Controls` makes the widgets from it and says after every run which settings are not at their
defaults, and only the browser writes the URL (`ui/web/address.js`): it replaces the entry, so that there is one for each page visited.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui import components
from ui.controls import frame
from ui.controls.frame import Frame
from ui.share.records import ControlRecord
from ui.stage.gesture import LINK, Gesture, from_link, mapping

STREAMLITS_OWN = ("embed", "embed_options")
PLAN = "plan"
"""The key of the stop of a lesson. It belongs to the page that it has opened, and stays in its link whatever is turned there."""
LONGEST_LINK = 2000
"""Characters of a link: a web server reads the header of a request up to some 8,000 bytes, in which a character may take 9."""
LONGEST_QUERY = 1500
"""The characters that the settings may take of these: the rest is for the address of the server, playhead, views and camera."""
Texts = dict[str, list[str]]
"""Settings by key, as a link writes them. A key that is given several times has several values."""


@dataclass
class Visit:
    """One visitor's settings. It lives in the session, so no two visitors share it."""

    name: str = field(default_factory=lambda: secrets.token_hex(8))
    """Tells the browser whether a new server, which knows nothing, answers."""
    page: str | None = None
    opened: int = 0
    """How many pages have been opened, this one included."""
    last_request: int = 0
    """The number of the last link that the browser asked to open."""
    settings: Texts = field(default_factory=dict[str, list[str]])
    """All settings that are not at their defaults, of this page and of those before it."""
    defaults: dict[str, object] = field(default_factory=dict[str, object])
    """The default of each control when it was last on a page."""
    frame: Frame = field(default_factory=Frame)
    """How the page that is open is used, as the link that opened it says."""
    held: Texts = field(default_factory=dict[str, list[str]])
    """What that link says: the controls that the frame fixes keep these values."""
    seeded: set[str] = field(default_factory=set[str])
    """The controls that have got their value since the page was opened."""
    gesture: Gesture = field(default_factory=Gesture)
    """What the link says of playhead, view, camera and arrows."""
    plan: str | None = None
    """The stop of a lesson that this page is, as its link names it."""
    left: str | None = None
    """The stop that was opened last, until the visitor leaves the lesson: other pages lead back to it."""
    link: Texts = field(default_factory=dict[str, list[str]])
    """The link that began the visit, until a setting changes. Until then the page says what is wrong with the link."""
    brought: frozenset[str] = frozenset()
    """The controls whose values the browser sent with its first request. They come from an earlier server, and are newer than the link."""
    shown: str | None = None
    """The query of the page when it was first shown."""
    query: str = ""
    """The query of the page as it is shown now."""

    def open(self, page: str, link: Texts | None) -> None:
        """Begin a page: with exactly what a link says, or, without one, with the settings that the visit has so far, and no frame."""
        self.frame, self.held = frame.read(link or {}), dict(link or {})
        self.begin(page, link)

    def begin(self, page: str, link: Texts | None) -> None:
        """Begin a page in the frame that there is."""
        first = self.page is None
        self.page, self.opened, self.shown = page, self.opened + 1, None
        self.seeded.clear()
        self.gesture = from_link({key: values[-1] for key, values in (link or {}).items()})
        self.plan = (link or {}).get(PLAN, [""])[-1] or None
        self.left = self.plan or self.left
        if link is not None:
            self.settings = {key: values for key, values in link.items() if key not in (*LINK, *frame.FORMS, PLAN)}
        self.link = dict(link or {}) if first else {}
        self.brought = _brought() if first else frozenset()

    @property
    def planned(self) -> Texts:
        """What links to this page say of the lesson."""
        return {} if self.plan is None else {PLAN: [self.plan]}

    def settle(self, query: Texts) -> str:
        """Note what the page shows now. Returns it as the query of a link."""
        self.query = text = urlencode(query, doseq=True)
        if self.shown is None:
            self.shown = text
        elif text != self.shown:
            self.link = {}
        return text


def visit() -> Visit:
    """The visit of this session."""
    found: Visit = st.session_state.setdefault("visit", Visit())
    return found


def enter(page: str) -> None:
    """Open the page if another was open before, or if the browser asks for a link of this page."""
    current, request = visit(), _request(st.session_state.get("link"), page)
    if request and current.page is not None and request[0] != current.last_request:
        current.last_request = request[0]
        current.open(page, request[1])
    elif page != current.page:
        link = _own({key: st.query_params.get_all(key) for key in st.query_params})
        current.open(page, link if link or current.page is None else None)


def go(link: Texts) -> None:
    """Open the page that is open anew, with exactly these settings, as a link to it would. Its frame stays, and the stop that it is."""
    current = visit()
    current.begin(current.page or "", {**link, **current.planned})


def fitted(query: Texts, shorter: Texts) -> tuple[Texts, list[str]]:
    """The settings that fit into a link, and the keys that are left out: first those that have a shorter form, then the longest."""
    found = dict(query)
    left_out: list[str] = []
    for key in sorted(query, key=lambda key: (key not in shorter, -_length({key: query[key]}))):
        if _length(found) <= LONGEST_QUERY:
            break
        left_out.append(key)
        del found[key]
        if key in shorter:
            found[key] = shorter[key]
    return found, left_out


def _length(query: Texts) -> int:
    """Characters of a query, as a browser writes it."""
    text = urlencode(query, doseq=True)
    return len(text) + 2 * text.count("~")


def show(query: Texts, controls: Sequence[ControlRecord]) -> None:
    """Make the browser write what the page shows into the URL, and tell it which controls the page has."""
    current = visit()
    texts = {**query, **current.frame.texts()}
    in_order = {key: texts[key] for key in sorted(texts, key=lambda key: key == PLAN)}  # the stop is last, as lessons link
    components.write_link(
        {
            "visit": current.name,
            "page": current.page or "",
            "opened": current.opened,
            "query": current.settle(in_order),
            "controls": controls,
            **current.gesture.kept(),
        }
    )


def _brought() -> frozenset[str]:
    """The keys of the widgets whose states came with the first request of a session. Streamlit names them at the end of their ids."""
    context = get_script_run_ctx()
    if context is None:
        return frozenset()
    states = context.session_state._state._new_widget_state.states  # pyright: ignore[reportPrivateUsage]  # it has no public name
    return frozenset(name.split("-", 2)[2] for name in states if name.count("-") > 1)


def _request(state: object, page: str) -> tuple[int, Texts] | None:
    """The link that the browser asks to open on this page, with its number. A browser may send anything."""
    sent = mapping((mapping(state) or {}).get("request")) or {}
    if sent.get("page") != page:
        return None
    number, query = sent.get("number"), sent.get("query")
    if not isinstance(number, int) or not isinstance(query, str) or len(query) > 4 * LONGEST_LINK:
        return None
    try:
        return number, _own(parse_qs(query.removeprefix("?"), keep_blank_values=True, max_num_fields=1000))
    except ValueError:
        return None


def _own(link: Mapping[str, Iterable[str]]) -> Texts:
    return {key: list(values) for key, values in link.items() if key not in STREAMLITS_OWN}
