"""A room: one class, its phones, and what each of them answers. Its own lock guards it: pages run in threads."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rooms import names
from rooms.question import Fields, Question

PHONES = 300
"""The most phones of a room."""
TOKEN_BYTES = 16


class Given(NamedTuple):
    """The answer of a phone."""

    name: str
    """The anonymous name of the phone."""
    answer: Any
    said: str
    """The answer in one line."""
    seconds: float
    """From the question to the answer."""


class Judged(NamedTuple):
    """What is said of an answer."""

    right: bool
    why: str


class State(NamedTuple):
    """What a phone has to know."""

    name: str
    question: Question
    said: str | None
    """Its answer so far."""
    fields: Fields
    """The fields that hold it."""
    revealed: bool
    judged: Judged | None
    round: int

    @property
    def mark(self) -> str:
        """Changes whenever the phone has to show something else."""
        return f"{self.round}{'r' * self.revealed}{'j' * (self.judged is not None)}"


class RoomFullError(Exception):
    """There is no place for one more phone."""


class TooLateError(Exception):
    """The answers are shown already, or something else is asked now."""


@dataclass
class _Phone:
    name: str
    given: Given | None = None


class Room:
    """A room under a code. `owner` is the secret of who opened it: its page knows it, and no phone does."""

    def __init__(self, code: str, owner: str, question: Question, clock: Callable[[], float]) -> None:
        self.code, self.owner, self.clock = code, owner, clock
        self.opened = self.used = clock()
        self.question = question
        self._round = 0
        self._asked = self.opened
        self._revealed = False
        self._phones: OrderedDict[str, _Phone] = OrderedDict()
        self._judged: dict[str, Judged] = {}
        self._lock = threading.Lock()

    def ask(self, question: Question) -> None:
        """Ask the same class something else, or the same once more: all answers so far are forgotten."""
        with self._lock:
            self.question, self._asked, self._revealed, self._judged = question, self.clock(), False, {}
            self._round += 1
            for phone in self._phones.values():
                phone.given = None

    def knows(self, token: str | None) -> bool:
        """Whether this is the token of a phone in the room."""
        return token in self._phones

    def join(self, token: str | None) -> str:
        """Let a phone in, and return its token: the one that it has if the room knows it, or else a new one.

        In a full room a phone that has not answered gives way, or joining alone could keep a class out. It comes back when it answers.
        Raises RoomFullError if all have answered.
        """
        with self._lock:
            self.used = self.clock()
            if token is not None and token in self._phones:
                return token
            if len(self._phones) >= PHONES:
                silent = next((each for each, phone in self._phones.items() if phone.given is None), None)
                if silent is None:
                    raise RoomFullError
                del self._phones[silent]
            new = secrets.token_urlsafe(TOKEN_BYTES)
            self._phones[new] = _Phone(names.new({phone.name for phone in self._phones.values()}))
            return new

    def answer(self, token: str | None, fields: Fields) -> str:
        """Take the answer of a phone in place of the one before, and return its token. The field `round` says which question it saw.

        Raises the errors of the question's reader for what is no answer, RoomFullError, and TooLateError.
        """
        question, now = self.question, self._round
        if list(fields.get("round", ())) != [str(now)]:
            raise TooLateError
        answer = question.read(fields)
        token = self.join(token)
        with self._lock:
            if self._revealed or now != self._round:
                raise TooLateError
            phone = self._phones[token]
            phone.given = Given(phone.name, answer, question.write(answer), self.clock() - self._asked)
        return token

    def state(self, token: str) -> State:
        """What a phone in the room has to know."""
        with self._lock:
            phone = self._phones[token]
            said = phone.given.said if phone.given else None
            fields: Fields = self.question.fill(phone.given.answer) if phone.given else {}
            judged = self._judged.get(said) if said is not None and self._revealed else None
            return State(phone.name, self.question, said, fields, self._revealed, judged, self._round)

    def mark(self, token: str | None) -> str:
        """The mark of a phone's state; empty for a phone that is not in the room."""
        return self.state(token).mark if token is not None and token in self._phones else ""

    @property
    def revealed(self) -> bool:
        """Whether the answers are shown. After that none is taken."""
        return self._revealed

    def reveal(self) -> None:
        """Show the answers."""
        with self._lock:
            self._revealed = True

    def counts(self) -> tuple[int, int]:
        """How many phones have joined, and how many have answered. The page that asks has looked: the room is in use."""
        with self._lock:
            self.used = self.clock()
            return len(self._phones), sum(phone.given is not None for phone in self._phones.values())

    def answers(self) -> list[Given]:
        """All answers, in the order in which their phones joined."""
        with self._lock:
            return [phone.given for phone in self._phones.values() if phone.given is not None]

    def judge(self, said: str, judged: Judged) -> None:
        """Note what is said of an answer. Of others than those that are given nothing is kept."""
        with self._lock:
            here = {phone.given.said for phone in self._phones.values() if phone.given is not None}
            self._judged = {each: found for each, found in {**self._judged, said: judged}.items() if each in here}

    @property
    def judged(self) -> Mapping[str, Judged]:
        """What is said of each answer, as far as it is judged."""
        return self._judged
