"""Cached compute: what has been walked, and maps, for every visitor.

Results are immutable and keyed by all that determines them, so that it makes no difference who asked first.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import plotly.graph_objects as go
import streamlit as st

from figures.contour import RESOLUTION, contour
from figures.theme import Theme
from landscapes import Landscape
from optim_core import Outcome, Run, Trajectory, outcome, record_all

Walked = tuple[Trajectory, Outcome]
RUNS_KEPT = 256
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


def walked(runs: Sequence[Run]) -> list[Walked]:
    """The trajectory of each run, and what became of it. Only what is new is computed, and that together."""
    shelf = _shelf()
    known = shelf.take(runs)
    new = [run for run in dict.fromkeys(runs) if run not in known]
    if new:
        fresh: dict[Run, Walked] = {}
        for run, trajectory in zip(new, record_all(new), strict=True):
            trajectory.freeze()
            # Every landscape of the catalogue is surveyed; a Run asks for no more than that it can be descended.
            fresh[run] = (trajectory, outcome(trajectory, run.landscape))  # type: ignore[arg-type]
        shelf.put(fresh)
        known |= fresh
    return [known[run] for run in runs]


def ground(landscape: Landscape, theme: Theme, height: int, resolution: int = RESOLUTION) -> go.Figure:
    """The contour map of a landscape, without paths.

    The cache goes by `repr`, which names every class and every number. Streamlit's own hash of a dataclass drops the classes of
    its fields: one landscape with noise on it would be answered with another.
    """
    # A figure that has been pickled lists its properties in another order; Streamlit would take it for a new one and mount it anew.
    return go.Figure(_ground(repr(landscape), landscape, theme, height, resolution))


@st.cache_data(max_entries=64, show_spinner=False)
def _ground(key: str, _landscape: Landscape, theme: Theme, height: int, resolution: int) -> dict[str, Any]:
    described: dict[str, Any] = contour(_landscape, theme, height, resolution).to_plotly_json()
    return described
