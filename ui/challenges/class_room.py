"""A class at once: the room of a teacher, from which task to which, and how its answers are judged and played.

Who owns a room is told by the lab's cookie, which no script and no link has: so a page that is loaded again finds its room, and what is
projected gives nothing away. Where a browser keeps no cookies the session has a secret of its own.
"""

import secrets
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from lessons.challenges.answers import Answer, Choose, Place, Rank
from lessons.challenges.challenge import Challenge
from lessons.lab import NAMES, Lab
from rooms.here import Here, here
from rooms.room import Given, Judged, Room
from rooms.rooms import NoRoomError
from ui.challenges.acting import start_keys
from ui.challenges.answering import written
from ui.challenges.class_question import question_of
from ui.controls.widgets import Controls
from ui.interruptible import patience

SECRET, PLAY = "secret of a room", "answer to play"
"""In a session: its own secret, and which answer the page plays next, by its place in the list of all answers."""
MOST_FREQUENT = -1


def owner(found: Here) -> str:
    """The secret by which this visitor's room is known."""
    ticket = st.context.cookies.get(found.cookie)
    if isinstance(ticket, str) and ticket:
        return f"visitor {ticket.partition('.')[0]}"
    own: str = st.session_state.setdefault(SECRET, secrets.token_urlsafe(16))
    return f"session {own}"


def own_room() -> Room | None:
    """The room of this visitor."""
    found = here()
    return found.rooms.of(owner(found)) if found else None


def room_of_task(controls: Controls, challenge: Challenge) -> Room | None:
    """The room of this visitor, if it asks this task. Once its answers are shown, one of them becomes the page's own and is played.

    This comes before the page's own widgets, which show that answer.
    """
    room = own_room()
    if room is None or room.question.name != challenge.name:
        return None
    if room.revealed:
        with patience("Judging …") as pause:
            for _ in judging(room, challenge):
                pause()
        answers = room.answers()
        which: int | None = st.session_state.pop(PLAY, None)
        if which is not None and answers:
            _take(challenge, (most_frequent(answers, room.judged) if which == MOST_FREQUENT else answers[which]).answer)
            controls.set(seen(challenge), "1")
    return room


def open_room(controls: Controls, challenge: Challenge) -> str:
    """Open a room for a task, or ask it in the room that is open. Returns why there is none, or an empty text."""
    found = here()
    if found is None:
        return ""
    try:
        found.rooms.open(owner(found), st.context.ip_address or "", question_of(challenge))
    except NoRoomError as refused:
        return str(refused)
    controls.carry(seen(challenge), None)
    return ""


def reveal(room: Room) -> None:
    """Show the answers, and play what most have answered."""
    room.reveal()
    play(MOST_FREQUENT)


def play(which: int) -> None:
    """Have the page play one of the answers, by its place."""
    st.session_state[PLAY] = which


def ask_again(controls: Controls, challenge: Challenge, room: Room) -> None:
    """Ask the same once more, after the class has talked about it."""
    room.ask(room.question)
    controls.carry(seen(challenge), None)


def close(room: Room) -> None:
    """Close the room."""
    if found := here():
        found.rooms.close(room)


def judging(room: Room, challenge: Challenge) -> Iterator[None]:
    """Have the engine judge the answers that are not judged yet, as on the page: one after another, with a rest after each."""
    lab = Lab(NAMES[challenge.scene.landscape]())
    for said, given in {each.said: each for each in room.answers()}.items():
        if said not in room.judged:
            verdict = challenge.answer.judge(challenge.scene, lab, given.answer)
            room.judge(said, Judged(verdict.right, f"{verdict.close} {verdict.reason}".strip()))
            yield


def judge_for(seconds: float, room: Room, challenge: Challenge) -> None:
    """Judge as many answers as there is time for."""
    until = time.monotonic() + seconds
    for _ in judging(room, challenge):
        if time.monotonic() > until:
            return


def most_frequent(answers: Sequence[Given], judged: Mapping[str, Judged]) -> Given:
    """The answer that most have given; of several a right one, where there is one."""
    count = Counter(each.said for each in answers)
    return max(answers, key=lambda each: (count[each.said], judged[each.said].right))


def seen(challenge: Challenge) -> str:
    """The key that says whether the page shows the runs of a task."""
    return f"{challenge.name}.seen"


def _take(challenge: Challenge, answer: Any) -> None:
    """Put an answer into the page's own controls, before they are made."""
    kind: Answer[Any] = challenge.answer
    if isinstance(kind, Place):
        values: dict[str, Any] = dict(zip(start_keys(challenge), answer, strict=True))
    elif isinstance(kind, Choose):
        values = {f"{challenge.name}.answer": written(challenge, answer)}
    elif isinstance(kind, Rank):
        values = {f"{challenge.name}.answer": list(answer)}
    else:
        values = {f"{challenge.name}.{field}": float(value) for field, value in answer.items()}
    for key, value in values.items():
        st.session_state[key] = value
