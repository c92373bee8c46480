"""A fair queue: decides whose work is next when many ask and few can be served at once."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

CREDIT = 12
"""How many turns an owner who has not asked lately is ahead: the pieces of all passes of one large map."""
REMEMBERED = 10_000
"""Owners whose count is kept while they do not wait."""
T = TypeVar("T")


def every(item: object) -> bool:
    """Say that every item is still wanted."""
    return True


class FairQueue(Generic[T]):
    """Items of several owners. The owner who has had the fewest turns is next; among equals, they take turns.

    The number of items of one owner makes no difference to the others. Unused turns are not saved up: an owner who comes, or comes back,
    is at most `CREDIT` turns ahead of those who have asked all the time. At most `each` items of one owner are out at the same time.
    `wanted` says whether an item is still worth a turn.
    """

    def __init__(self, each: int | None = None, wanted: Callable[[T], bool] = every) -> None:
        self._each = each
        self._wanted = wanted
        self._waiting: OrderedDict[str, deque[T]] = OrderedDict()
        self._had: OrderedDict[str, int] = OrderedDict()
        self._out: dict[str, int] = {}
        self._last = 0
        """The largest number of turns that an owner had when it was served."""
        self._changed = threading.Condition()

    def put(self, whose: str, item: T) -> None:
        """Add an item behind the other items of its owner."""
        with self._changed:
            if whose not in self._waiting:
                self._waiting[whose] = deque()
                self._had[whose] = max(self._had.get(whose, self._last - CREDIT), self._last - CREDIT)
                self._had.move_to_end(whose)
                self._forget()
            self._drop_unwanted(whose)
            self._waiting[whose].append(item)
            self._changed.notify()

    def take(self) -> tuple[str, T]:
        """The owner of the next item, and the item; waits until there is one. The caller calls `done` afterwards."""
        with self._changed:
            while (whose := self._next()) is None:
                self._changed.wait()
            item = self._waiting[whose].popleft()
            if self._waiting[whose]:
                self._waiting.move_to_end(whose)
            else:
                del self._waiting[whose]
            self._had[whose] += 1
            self._last = max(self._last, self._had[whose])
            self._out[whose] = self._out.get(whose, 0) + 1
            return whose, item

    def done(self, whose: str) -> None:
        """Note that an item of this owner is no longer out."""
        with self._changed:
            self._out[whose] -= 1
            if not self._out[whose]:
                del self._out[whose]
            self._changed.notify()

    def __len__(self) -> int:
        """How many items wait."""
        with self._changed:
            return sum(map(len, self._waiting.values()))

    def _next(self) -> str | None:
        for whose in list(self._waiting):
            self._drop_unwanted(whose)
            if not self._waiting[whose]:
                del self._waiting[whose]
        free = [whose for whose in self._waiting if self._each is None or self._out.get(whose, 0) < self._each]
        return min(free, key=lambda whose: self._had[whose], default=None)

    def _drop_unwanted(self, whose: str) -> None:
        items = self._waiting[whose]
        while items and not self._wanted(items[0]):
            items.popleft()

    def _forget(self) -> None:
        """Forget the counts of the owners who have been away for longest."""
        for whose in list(self._had)[: max(0, len(self._had) - REMEMBERED)]:
            if whose not in self._waiting:
                del self._had[whose]
