"""Phones at the door of the rooms, without a server."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.types import Message

from rooms.page import COLOURS, Pages
from rooms.question import Choices, Question
from rooms.room import Room
from rooms.rooms import Rooms
from rooms.routes import COOKIE, Door
from tests.asgi import Clock, finish, heard, scope

COLOUR = dict.fromkeys(COLOURS, "#123456")


def letters(name: str = "on-the-ridge", text: str = "What happens?") -> Question:
    """A question with two answers."""

    def read(fields: Mapping[str, Sequence[str]]) -> str:
        (letter,) = fields["answer"]
        return "AB"["AB".index(letter)] if len(letter) == 1 else "AB"[9]

    form = Choices((("A", "It rolls."), ("B", "It stays.")))
    return Question(name, "On the ridge", text, form, read, lambda letter: {"answer": [letter]}, str, "A or B")


class Said(NamedTuple):
    """What the door answers."""

    status: int
    headers: dict[str, str]
    text: str


class School:
    """The rooms of a server, its door, and a clock."""

    def __init__(self, root: str = "/", question: Question | None = None) -> None:
        self.clock = Clock()
        self.rooms = Rooms("A", self.clock)
        self.door = Starlette(routes=Door(self.rooms, Pages(COLOUR, COLOUR, "data:,", root)).routes)
        self.room = self.open(question=question)

    def open(self, owner: str = "teacher", address: str = "10.0.0.1", question: Question | None = None) -> Room:
        """Open a room."""
        return self.rooms.open(owner, address, question or letters())

    def ask(self, path: str, method: str = "GET", body: bytes = b"", address: str = "10.0.0.9", **headers: str) -> Said:
        """What the door answers to a request."""
        before, _, query = path.partition("?")
        asked: dict[str, Any] = scope(before, address=address, method=method, **headers)
        asked |= {"query_string": query.encode(), "root_path": "", "http_version": "1.1"}
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        said = finish(heard(self.door, asked, receive))
        found = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return Said(said[0]["status"], found, b"".join(each.get("body", b"") for each in said[1:]).decode())


class Phone:
    """A phone with its cookie."""

    def __init__(self, school: School, address: str = "10.0.0.9") -> None:
        self.school, self.address, self.cookie = school, address, ""

    def look(self, path: str = "") -> Said:
        """Load the page of the room."""
        return self._keep(self.school.ask(path or f"/join/{self.school.room.code}", address=self.address, cookie=self.cookie))

    def give(self, fields: Mapping[str, Any], round: str | None = None, **headers: str) -> Said:
        """Send an answer, as of the round that the room asks now."""
        room = self.school.room
        body = urlencode({"round": "0" if round is None else round, **fields}, doseq=True).encode()
        said = self.school.ask(f"/join/{room.code}", "POST", body, self.address, cookie=self.cookie, **headers)
        return self._keep(said)

    def _keep(self, said: Said) -> Said:
        if said.headers.get("set-cookie", "").startswith(COOKIE):
            self.cookie = said.headers["set-cookie"].partition(";")[0]
        return said
