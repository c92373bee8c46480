"""Cached compute: what has been walked, and maps, for every visitor.

Results are immutable and keyed by all that determines them, so that it makes no difference who asked first.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from figures.contour import contour
from figures.theme import Theme
from landscapes import Landscape
from optim_core import Outcome, Run, Trajectory, outcome, record_all
from optim_core.descent import Pause, no_pause
from optim_core.ends import Ends, Piece, Spread, joined, taken
from optim_core.maps import Map
from optim_core.workers import Workers

Walked = tuple[Trajectory, Outcome]
RUNS_KEPT = 256
PASSES_KEPT = 128
"""Of some half a megabyte each, at most."""
K = TypeVar("K")
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """What was made or asked for last, up to `room` of it. What is put here can no longer be changed."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, keys: Iterable[K]) -> dict[K, V]:
        """Those of them that are here."""
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        return found

    def put(self, new: Mapping[K, V]) -> None:
        """Keep these, and forget the oldest."""
        with self._lock:
            for key, value in new.items():
                self._kept[key] = value
                self._kept.move_to_end(key)
            while len(self._kept) > self.room:
                self._kept.popitem(last=False)


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf[Run, Walked]:
    """The runs walked last, with their outcomes; the trajectories are read-only."""
    return Shelf(RUNS_KEPT)


def walked(runs: Sequence[Run], pause: Pause = no_pause) -> list[Walked]:
    """The trajectory of each run, and what became of it. Only what is new is computed, and that together."""
    shelf = _shelf()
    known = shelf.take(runs)
    new = [run for run in dict.fromkeys(runs) if run not in known]
    if new:
        fresh: dict[Run, Walked] = {}
        for run, trajectory in zip(new, record_all(new, pause), strict=True):
            trajectory.freeze()
            # A Run asks for no more than that its landscape can be descended.
            fresh[run] = (trajectory, outcome(trajectory, run.landscape))  # type: ignore[arg-type]  # all of the lab are surveyed, too
        shelf.put(fresh)
        known |= fresh
    return [known[run] for run in runs]


@st.cache_resource(show_spinner=False)
def _cells() -> Shelf[tuple[Map, int], Ends]:
    """The passes of maps computed last; read-only."""
    return Shelf(PASSES_KEPT)


@st.cache_resource(show_spinner=False)
def _workers() -> Workers:
    return Workers()


def spread(pause: Pause, whose: str | None = None) -> Spread:
    """A way to go through the pieces of a batch in the worker processes, with a pause again and again. Visitors take turns: `whose`
    work it is, if not that of the session whose script this is."""

    def through(function: Callable[[Piece], Ends], pieces: Iterable[Piece]) -> Iterator[Ends]:
        return _workers().map(function, pieces, session() if whose is None else whose, pause)

    return through


def session() -> str:
    """The session whose script runs in this thread; nothing where there is none."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def passed(maps: Sequence[Map], number: int, pause: Pause = no_pause, whose: str | None = None) -> list[Ends]:
    """One pass of each map."""
    shelf = _cells()
    known = shelf.take([(one, number) for one in maps])
    for one in maps:
        if (one, number) not in known:
            found = one.run(one.passes()[number], spread(pause, whose))
            for values in found:
                values.flags.writeable = False
            known[one, number] = found
            shelf.put({(one, number): found})
    return [known[one, number] for one in maps]


def whole(one: Map) -> Ends:
    """All cells of a map, row by row from below."""
    passes = one.passes()
    found = joined([passed([one], number)[0] for number in range(len(passes))])
    return taken(found, np.argsort(np.concatenate(passes)))


def ground(landscape: Landscape, theme: Theme, height: int, small: bool = False) -> go.Figure:
    """The contour map of a landscape, without paths. It is one figure for all visitors: whoever draws on it draws on a copy."""
    return _ground(repr(landscape), landscape, theme, height, small)


# By `repr`, which names every class and every number. Streamlit's own hash of a dataclass drops the classes of its fields: one
# landscape with noise on it would be answered with another.
@st.cache_resource(max_entries=64, show_spinner=False)
def _ground(key: str, _landscape: Landscape, theme: Theme, height: int, small: bool) -> go.Figure:
    return contour(_landscape, theme, height, small)
