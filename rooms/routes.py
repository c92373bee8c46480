"""The routes of phones: they join a room, answer, and ask for news. None of it reaches Streamlit, and no phone takes a visitor's place."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from rooms import codes, page
from rooms.page import Pages
from rooms.question import Fields
from rooms.room import PHONES, Room, RoomFullError, TooLateError
from rooms.rooms import Rooms

FOLDER: Final = "join"
"""The first part of the path of all that phones ask for."""
COOKIE = "optimizer_lab_phone"
A_DAY = 86_400
LONGEST_BODY = 4_000
"""Bytes of an answer."""
MOST_FIELDS = 20
LONGEST_TOKEN = 100


class Door:
    """What phones reach of the rooms."""

    def __init__(self, rooms: Rooms, pages: Pages) -> None:
        self.rooms, self.pages = rooms, pages

    @property
    def routes(self) -> list[BaseRoute]:
        """All paths below `join`. The last one answers what is no path of a room, or Streamlit would answer it with a page."""
        root = self.pages.root + FOLDER
        return [
            Route(root, self.enter),
            Route(root + "/{code}", self.room, methods=["GET", "POST"]),
            Route(root + "/{code}/news", self.news),
            Route(root + "/{rest:path}", self.nothing),
        ]

    async def enter(self, request: Request) -> Response:
        """The page on which a code is typed; with a code, the way to its room."""
        text = request.query_params.get("code")
        if text is None:
            return self.pages.enter()
        code = codes.read(text)
        if code is None:
            return self.pages.enter(page.NO_ROOM, 404)
        return RedirectResponse(self.pages.address(code), 303, {"Cache-Control": "no-store"})

    async def nothing(self, request: Request) -> Response:
        """There is nothing at this path."""
        return self.pages.enter(page.NO_ROOM, 404)

    async def room(self, request: Request) -> Response:
        """The page of a phone in a room. With a body, it answers."""
        if request.method == "POST" and not at_home(request):
            return self.pages.enter(page.FOREIGN, 403)
        fields = await read_fields(request) if request.method == "POST" else None
        found = self._find(request)
        if isinstance(found, Response):
            return found
        token = request.cookies.get(COOKIE, "")[:LONGEST_TOKEN]
        try:
            if request.method == "POST":
                return self._answer(request, found, token, fields)
            return self._show(request, found, found.join(token) if request.method == "GET" else token)
        except RoomFullError:
            return self.pages.enter(page.FULL.format(PHONES), 503)

    async def news(self, request: Request) -> Response:
        """The mark of what a phone would be shown now. It is another one where there is news."""
        room = self.rooms.at(codes.read(request.path_params["code"]) or "")
        mark = room.mark(request.cookies.get(COOKIE, "")) if room else ""
        return PlainTextResponse(mark, headers={"Cache-Control": "no-store"})

    def _find(self, request: Request) -> Room | Response:
        """The room of a request, or why there is none. Who is in the room passes, even if others of the same network guess codes."""
        code = codes.read(request.path_params["code"])
        room = self.rooms.at(code) if code else None
        address = request.client.host if request.client else ""
        if room and room.knows(request.cookies.get(COOKIE)):
            return room
        if not self.rooms.attempts.may_try(address):
            return self.pages.enter(page.GUESSING, 429)
        if room:
            return room
        if code and self.rooms.over(code):
            return self.pages.enter(page.OVER, 410)
        if code and code[0] != self.rooms.replica:
            return self.pages.enter(page.OTHER, 404)
        if code:
            self.rooms.attempts.failed(address)
        return self.pages.enter(page.NO_ROOM, 404)

    def _answer(self, request: Request, room: Room, token: str, fields: Fields | None) -> Response:
        """Take an answer, and send the phone to the page that says so; or say what is wrong with it."""
        if fields is None:
            return self._show(request, room, room.join(token), complaint=page.TOO_LONG, status=413)
        try:
            token = room.answer(token, fields)
        except TooLateError:
            return self._show(request, room, room.join(token), complaint=page.LATE, status=409)
        except (ValueError, LookupError):
            complaint = page.NOT_READ.format(room.question.allowed)
            return self._show(request, room, room.join(token), fields, complaint, 422)
        sent = RedirectResponse(self.pages.address(room.code), 303, {"Cache-Control": "no-store"})
        return self._known(request, sent, token)

    def _show(
        self, request: Request, room: Room, token: str, given: Fields = page.NOTHING, complaint: str = "", status: int = 200
    ) -> Response:
        if not room.knows(token):  # a HEAD joins nothing
            return self.pages.enter()
        return self._known(request, self.pages.ask(room.code, room.state(token), given, complaint, status), token)

    def _known(self, request: Request, answer: Response, token: str) -> Response:
        """An answer with the cookie by which the phone is known: one answer for each."""
        path, secure = self.pages.root + FOLDER, request.url.scheme == "https"
        answer.set_cookie(COOKIE, token, max_age=A_DAY, path=path, httponly=True, samesite="lax", secure=secure)
        return answer


def at_home(request: Request) -> bool:
    """Whether a form was sent by a page of this host, or by no page at all."""
    origins = request.headers.getlist("origin")
    try:
        return not origins or (len(origins) == 1 and urlsplit(origins[0]).netloc == request.headers.get("host"))
    except ValueError:
        return False


async def read_fields(request: Request) -> Fields | None:
    """The fields of a form; None for a body that is too long, or has too many."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            return None
    try:
        return parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
