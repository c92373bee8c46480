"""All rooms of one server: bounded in number, for a day at most, and in memory only."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable

from rooms import codes
from rooms.attempts import Attempts, network
from rooms.question import Question
from rooms.room import Room

ROOMS = 100
"""The most rooms. With all their phones they take some 20 MB."""
OF_A_NETWORK = 30
"""The most rooms that are opened from one address: a school is one."""
A_DAY = 86_400.0
IDLE = 3_600.0
"""Seconds after which a room dies that no page looks at and no phone joins."""
REMEMBERED = 1000
"""Codes of rooms that are over. They are no guesses: a class may look once more."""
FULL = "All {} rooms of this server are taken. Try again in an hour."
FULL_HERE = "{} rooms are open from this network, and that is the most. Close one of them first."


class NoRoomError(Exception):
    """Why there is no room, in a sentence."""


class Rooms:
    """The rooms of one server. `replica` is the first letter of their codes; `clock` is in seconds."""

    def __init__(self, replica: str, clock: Callable[[], float]) -> None:
        self.replica, self.clock = replica, clock
        self.attempts = Attempts(clock)
        self._rooms: dict[str, Room] = {}
        self._from: dict[str, str] = {}
        """From which network each room was opened."""
        self._over: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, owner: str, address: str, question: Question) -> Room:
        """Open a room, or ask this in the one that the owner has: each has one.

        Raises NoRoomError, with a sentence, where all are taken.
        """
        with self._lock:
            self._forget()
            own = next((room for room in self._rooms.values() if room.owner == owner), None)
            if own:
                own.ask(question)
                return own
            place = network(address)
            if len(self._rooms) >= ROOMS:
                raise NoRoomError(FULL.format(ROOMS))
            if Counter(self._from.values())[place] >= OF_A_NETWORK:
                raise NoRoomError(FULL_HERE.format(OF_A_NETWORK))
            code = codes.new(self.replica)
            while code in self._rooms or code in self._over:
                code = codes.new(self.replica)
            room = self._rooms[code] = Room(code, owner, question, self.clock)
            self._from[code] = place
            return room

    def of(self, owner: str) -> Room | None:
        """The room of an owner."""
        with self._lock:
            self._forget()
            return next((room for room in self._rooms.values() if room.owner == owner), None)

    def at(self, code: str) -> Room | None:
        """The room under a code; None if there is none."""
        with self._lock:
            self._forget()
            return self._rooms.get(code)

    def over(self, code: str) -> bool:
        """Whether there was a room under this code."""
        return code in self._over

    def close(self, room: Room) -> None:
        """Close a room: what was answered there is gone."""
        with self._lock:
            self._end(room.code)

    def __len__(self) -> int:
        return len(self._rooms)

    def _forget(self) -> None:
        now = self.clock()
        for room in list(self._rooms.values()):
            if now - room.opened >= A_DAY or now - room.used >= IDLE:
                self._end(room.code)

    def _end(self, code: str) -> None:
        if self._rooms.pop(code, None):
            del self._from[code]
            self._over[code] = None
            if len(self._over) > REMEMBERED:
                self._over.popitem(last=False)
