"""What a class sees of its room on the projector: the code, how many have answered, and then the answers."""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from lessons.challenges.answers import Draw, Place, Turn
from lessons.challenges.challenge import Challenge
from optim_core.claims import Remark, Words
from rooms import codes
from rooms.here import here
from rooms.room import PHONES, Room
from ui.challenges import class_room
from ui.challenges.class_answers import as_csv, bars, dots, sentence, table
from ui.controls.widgets import Controls
from ui.share.qr import code
from ui.share.sharing import address_of

REFUSED, LARGE = "why there is no room", "code shown large"
"""In a session: a sentence, and whether the code is shown large."""
EVERY = 2.0
"""Seconds after which the page looks at the room again."""
SPARE = 0.25
"""Seconds of these in which answers are judged, so that little remains when they are shown."""
LOCAL = ("localhost", "127.0.0.1", "::1")
NO_SERVER = Words(
    Remark("Rooms need a server where phones meet (serve.py). This copy of the lab runs without one.", "instruction"),
)
DRAWN = Words(Remark("Drawn answers need the lab: give the class the link to this task (Share).", "instruction"))
CLOSED = Words(Remark("This room is closed.", "instruction"))
AT_HOME = Words(
    Remark("No phone reaches this address, which works on your own computer only.", "instruction"),
    Remark("Start the lab with HOST=0.0.0.0 make app, and open the address that is printed.", "instruction"),
)
MARKS = Words(Remark("On the map, circles are right answers, and crosses are not.", "definition"))


def ask_the_class(controls: Controls, challenge: Challenge) -> None:
    """The button that opens a room for a task, asks the task in the room that is open, or says why there is none."""

    def ask() -> None:
        if here() is None or isinstance(challenge.answer, Draw):
            st.session_state[REFUSED] = NO_SERVER if here() is None else DRAWN
            return
        st.session_state[LARGE] = class_room.own_room() is None  # a class that is there has joined
        st.session_state[REFUSED] = class_room.open_room(controls, challenge)

    st.button("Ask the class", key="ask", on_click=ask)
    if other := class_room.own_room():
        st.caption(f"Your room {codes.shown(other.code)} still asks “{other.question.title}”.")
    if refused := st.session_state.pop(REFUSED, ""):
        st.info(refused)


def show_room(controls: Controls, challenge: Challenge, room: Room) -> None:
    """The room on the projector."""
    with st.container(key="room"):
        if room.revealed:
            _answers(challenge, room)
        else:
            st.html(_card(room))
            if urlsplit(link_to(room)).hostname in LOCAL:
                st.caption(AT_HOME)
            _counts(challenge, room)
        with st.container(horizontal=True, key="room-buttons"):
            if room.revealed:
                st.button("Ask again", key="ask-again", on_click=class_room.ask_again, args=(controls, challenge, room))
                data = as_csv(room.answers(), room.judged)
                st.download_button("Answers (CSV)", data, f"{challenge.name}.csv", "text/csv", key="room-csv", on_click="ignore")
            else:
                st.button("Show the answers", key="show-answers", type="primary", on_click=class_room.reveal, args=(room,))
                st.button("Large code", key="large-code", on_click=_enlarge)
            st.button("Close the room", key="close-room", on_click=class_room.close, args=(room,))
    if st.session_state.pop(LARGE, False) and not room.revealed:
        _large(challenge, room)


def link_to(room: Room) -> str:
    """The address of a room. Whoever has it can answer, and do nothing else."""
    return f"{address_of('challenges').removesuffix('/challenges')}/join/{room.code}"


def _enlarge() -> None:
    st.session_state[LARGE] = True


@st.dialog("Join with your phone", width="large")
def _large(challenge: Challenge, room: Room) -> None:
    """The code for the last row."""
    st.html(_card(room))
    _counts(challenge, room)


def _card(room: Room) -> str:
    link = link_to(room)
    short = link.partition("://")[2].rpartition("/")[0]
    picture = code(link)
    drawn = f'<img src="{escape(picture)}" alt="QR code: the address of this room">' if picture else ""
    said = f'<span>{escape(short)}</span> <strong class="lab-code">{codes.shown(room.code)}</strong>'
    return f'<section class="lab-room" aria-label="How to join">{drawn}<p>{said}</p></section>'


@st.fragment(run_every=EVERY)
def _counts(challenge: Challenge, room: Room) -> None:
    """How many are in the room. A fragment: nothing else of the page runs again."""
    found = here()
    if found is None or found.rooms.at(room.code) is not room:
        st.info(CLOSED)
        return
    joined, answered = room.counts()
    full = f" of at most {PHONES}" * (joined >= PHONES)
    st.html(f'<p class="lab-counts"><strong>{answered}</strong> answered · <strong>{joined}</strong> joined{full}</p>')
    class_room.judge_for(SPARE, room, challenge)


def _answers(challenge: Challenge, room: Room) -> None:
    """The answers, as bars or as dots on the map, in words, and as a file."""
    given, judged = room.answers(), room.judged
    found = bars(challenge, given, judged)
    on_map = dots(challenge, given, judged)
    st.markdown(f"**{sentence(given, judged, found)}**")
    if on_map:
        st.caption(MARKS)
    if found and given:
        st.html(table(found))
    if given and isinstance(challenge.answer, Place | Turn):  # the runs of other tasks are the same for all answers
        names = [f"{each.name}: {each.said} ({'right' if judged[each.said].right else 'not right'})" for each in given]
        key = "room-plays"

        def play() -> None:
            chosen = st.session_state[key]
            if chosen in names:
                class_room.play(names.index(chosen))

        st.selectbox(
            "Play the answer of",
            names,
            None,
            placeholder=names[given.index(class_room.most_frequent(given, judged))],
            key=key,
            on_change=play,
        )
