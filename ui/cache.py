"""Caches of what has been computed: one for all visitors, and one for what is computed of visitors' own rows.

Runs and maps of the catalogue are the same for everyone. Those of a visitor's own rows belong to the visitor's session and are
forgotten when it ends: nothing that all visitors share refers to them.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, fields
from typing import Generic, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from figures.poster import Ground
from figures.theme import Theme
from landscapes import Landscape, Table
from optim_core import Outcome, Run, Trajectory
from optim_core.batch.ends import Ends
from optim_core.batch.maps import Map
from optim_core.batch.workers import Rest

Walked = tuple[Trajectory, Outcome]
MB = 2**20
MEGABYTES = 64
"""The most megabytes of runs, and of maps, in the cache of the catalogue; and as many in the cache of all visitors' own rows."""
ROOM = 1000
"""The most runs or passes of a cache, because many small ones do not reach the limit in bytes."""
GROUNDS = 64
"""The most charts of landscapes."""
SCENES = 8
"""The most scenes of a session that the socket knows: those of the page as last shown, and some before."""
K = TypeVar("K")
V = TypeVar("V")


def no_weight(value: object) -> int:
    """Weigh nothing, for values that are few and small."""
    return 0


class Owner:
    """The owner of values in a cache."""

    def __init__(self) -> None:
        self.gone = False
        """Whether the owner has left. After that, nothing more is kept for it."""


class LRUCache(Generic[K, V]):
    """A cache of the values that were added or used last: at most `room` of them, and at most `most` bytes as `weigh` counts them.

    A value in a cache is not changed any more.
    """

    def __init__(self, room: int, most: int = 0, weigh: Callable[[V], int] = no_weight) -> None:
        self.room, self.most, self.weigh = room, most, weigh
        self.weight = 0
        self._kept: OrderedDict[tuple[Owner, K], V] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, owner: Owner, keys: Iterable[K]) -> dict[K, V]:
        """The values of those keys that are in the cache."""
        with self._lock:
            found = {key: self._kept[owner, key] for key in keys if (owner, key) in self._kept}
            for key in found:
                self._kept.move_to_end((owner, key))
        return found

    def put(self, owner: Owner, new: Mapping[K, V]) -> None:
        """Add these values, and forget the oldest where there is no room."""
        with self._lock:
            for key, value in () if owner.gone else new.items():
                self._drop((owner, key))
                if self.weigh(value) > self.most:
                    continue
                self._kept[owner, key] = value
                self.weight += self.weigh(value)
            while len(self._kept) > self.room or self.weight > self.most:
                self._drop(next(iter(self._kept)))

    def forget(self, owner: Owner) -> None:
        """Forget everything of one owner."""
        with self._lock:
            for place in [place for place in self._kept if place[0] is owner]:
                self._drop(place)

    def __len__(self) -> int:
        return len(self._kept)

    def _drop(self, place: tuple[Owner, K]) -> None:
        if place in self._kept:
            self.weight -= self.weigh(self._kept.pop(place))


class Caches:
    """Caches for runs, for passes of maps, and for the charts of landscapes."""

    def __init__(self) -> None:
        self.runs: LRUCache[Run, Walked] = LRUCache(ROOM, MEGABYTES * MB, weight_of_run)
        self.cells: LRUCache[tuple[Map, int], Ends] = LRUCache(ROOM, MEGABYTES * MB, weight_of_ends)
        self.grounds: LRUCache[tuple[str, Theme, int, bool], Ground] = LRUCache(GROUNDS)

    def forget(self, owner: Owner) -> None:
        """Forget everything of one owner."""
        for cache in (self.runs, self.cells, self.grounds):
            cache.forget(owner)


def weight_of_run(walked: Walked) -> int:
    """Bytes of a trajectory."""
    trajectory = walked[0]
    arrays = (trajectory.theta, trajectory.loss, trajectory.gradient, *trajectory.quantities.values())
    return sum(array.nbytes for array in arrays)


def weight_of_ends(found: Ends) -> int:
    """Bytes of a pass of a map."""
    return sum(values.nbytes for values in found)


@dataclass(frozen=True, eq=False)
class Asker:
    """The session that asks for something to be computed."""

    whose: str = ""
    """The name under which it takes turns with other visitors."""
    rest: Rest = nullcontext
    """The context in which its thread waits for other processes."""
    owner: Owner = field(default_factory=Owner)
    """The owner of what is computed of the asker's own rows."""
    scenes: deque[object] = field(default_factory=lambda: deque(maxlen=SCENES))
    """The scenes of the session. The socket knows a scene as long as a session holds it (`ui.channel.scenes`)."""

    def kept(self, landscape: object) -> tuple[Caches, Owner]:
        """The caches for what is computed on this landscape, and its owner there."""
        return (_own(), self.owner) if is_own(landscape) else (_catalogue(), EVERYONE)

    def leave(self) -> None:
        """Forget all that belongs to this asker."""
        self.owner.gone = True
        self.scenes.clear()
        _own().forget(self.owner)


EVERYONE = Owner()


@st.cache_resource(show_spinner=False)
def _catalogue() -> Caches:
    """The caches that all visitors share."""
    return Caches()


@st.cache_resource(show_spinner=False)
def _own() -> Caches:
    """The caches for what is computed of visitors' own rows."""
    return Caches()


def clear() -> None:
    """Forget everything, of everyone."""
    _catalogue.clear()
    _own.clear()


def asker() -> Asker:
    """The session whose script runs in this thread; where there is none, as in tests and tools, an asker without a name."""
    context = get_script_run_ctx(suppress_warning=True)
    return _session(context.session_id) if context else _nobody()


@st.cache_resource(scope="session", on_release=Asker.leave, show_spinner=False)
def _session(name: str) -> Asker:
    return Asker(name)


@st.cache_resource(show_spinner=False)
def _nobody() -> Asker:
    return Asker()


def is_own(landscape: object) -> bool:
    """Whether a landscape, or one that it is made of, holds a visitor's own rows."""
    if isinstance(landscape, Table):
        return True
    parts = [getattr(landscape, part.name) for part in fields(landscape)] if isinstance(landscape, Landscape) else []
    return any(map(is_own, parts))
