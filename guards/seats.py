"""Who has a place in the lab. Time is given to it, so that tests need not wait."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import NamedTuple

LOADING = 60.0
"""Seconds that a place is kept for a page whose socket has not come yet: a class that shares one network takes that long to load
Streamlit's files. Were it shorter, a busy server would let others in meanwhile, and become busier."""
AWAY = 600.0
"""Seconds after which somebody who left counts as new."""
TABS = 4
"""Pages that one visitor may have open at once where the lab is full."""
OVERFULL = 2
"""Times the capacity: the most that those who return may make of it."""


class Promise(NamedTuple):
    """A place that is kept until then for a page that was sent to this address."""

    until: float
    address: str


class Seats:
    """The places of one server: `capacity` of them for newcomers, and some more for those who were here already.

    A place is an open page: its stream, the socket over which Streamlit speaks with it. A place is promised when the page is sent, and
    taken when its stream speaks. A stream that brings no name, of a frame whose browser keeps its cookies back, takes a place that was
    promised to its address. All that is kept here is bounded by the capacity.
    """

    def __init__(self, capacity: int, clock: Callable[[], float]) -> None:
        self.capacity = capacity
        self.clock = clock
        self.promised: OrderedDict[str, Promise] = OrderedDict()
        self.streams: Counter[str | None] = Counter()
        self.left: OrderedDict[str, float] = OrderedDict()

    @property
    def taken(self) -> int:
        """How many places are taken or promised."""
        self._forget()
        return self.streams.total() + len(self.promised)

    def _forget(self) -> None:
        """Promises end with their time."""
        now = self.clock()
        while self.promised and next(iter(self.promised.values())).until <= now:
            self.promised.popitem(last=False)

    def here(self, name: str | None) -> bool:
        """Whether a visitor of this name has a page open."""
        return name is not None and self.streams[name] > 0

    def may_enter(self, name: str | None, lately: bool = False) -> bool:
        """Whether a page may be sent; `lately` says that the visitor's ticket was written less than `AWAY` seconds ago."""
        taken = self.taken
        if taken < self.capacity:
            return True
        known = name is not None and (lately or name in self.promised or self.here(name) or self.was_here(name))
        return known and self.streams[name] < TABS and taken < OVERFULL * self.capacity

    def promise(self, name: str, address: str) -> None:
        """Keep a place for a page that is sent."""
        self.promised[name] = Promise(self.clock() + LOADING, address)
        self.promised.move_to_end(name)

    def may_sit(self, name: str | None, address: str) -> bool:
        """Whether there is a place for a stream."""
        if self._kept_for(name, address) is not None:
            return True
        if name is None:
            return self.taken < self.capacity
        return self.streams[name] <= TABS and self.taken < OVERFULL * self.capacity

    def sit(self, name: str | None, address: str) -> bool:
        """A stream takes its place; False where there is none."""
        if not self.may_sit(name, address):
            return False
        kept = self._kept_for(name, address)
        if kept is not None:
            del self.promised[kept]
        self.streams[name] += 1
        return True

    def _kept_for(self, name: str | None, address: str) -> str | None:
        """The name under which a place is promised to this stream."""
        self._forget()
        if name is not None:
            return name if name in self.promised else None
        return next((each for each, promise in self.promised.items() if promise.address == address), None)

    def leave(self, name: str | None) -> None:
        """A stream has ended."""
        self.streams[name] -= 1
        if self.streams[name] > 0:
            return
        del self.streams[name]
        if name is not None:
            self.left[name] = self.clock()
            self.left.move_to_end(name)
            if len(self.left) > self.capacity:
                self.left.popitem(last=False)

    def was_here(self, name: str) -> bool:
        """Whether a visitor left less than `AWAY` seconds ago."""
        return name in self.left and self.clock() - self.left[name] < AWAY
