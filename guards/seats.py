"""Keeps the places in the lab. The clock is an argument, so that tests need not wait."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import NamedTuple

LOADING = 60.0
"""Seconds that a place is kept for a page whose socket has not come yet: a class that shares one network takes that long to load
Streamlit's files. If the time were shorter, a busy server would admit others meanwhile, and become busier."""
AWAY = 600.0
"""Seconds after which a visitor who left counts as new."""
TABS = 4
"""Pages that one visitor may have open when the lab is full."""
OVERFULL = 2
"""Visitors who return are admitted up to this many times the capacity."""


class Promise(NamedTuple):
    """A place that is kept until a time, for a page that was sent to an address."""

    until: float
    address: str


class Seats:
    """The places of one server: `capacity` places for new visitors, and some more for those who return.

    A place is an open page with its stream, which is the socket that Streamlit uses. It is promised when the page is sent, and taken when
    the stream sends its first message. A stream in a frame has no name if the browser withholds its cookies; it takes a place that was
    promised to its address. Everything that is stored here is bounded by the capacity.
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
        """Remove promises whose time is over."""
        now = self.clock()
        while self.promised and next(iter(self.promised.values())).until <= now:
            self.promised.popitem(last=False)

    def here(self, name: str | None) -> bool:
        """Whether the visitor with this name has a page open."""
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
        """Give a stream its place. Returns False if there is none."""
        if not self.may_sit(name, address):
            return False
        kept = self._kept_for(name, address)
        if kept is not None:
            del self.promised[kept]
        self.streams[name] += 1
        return True

    def _kept_for(self, name: str | None, address: str) -> str | None:
        """The name under which a place is promised to this stream, or None."""
        self._forget()
        if name is not None:
            return name if name in self.promised else None
        return next((each for each, promise in self.promised.items() if promise.address == address), None)

    def leave(self, name: str | None) -> None:
        """Free the place of a stream that has ended."""
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
