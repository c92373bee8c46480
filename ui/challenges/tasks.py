"""The tasks: the visitor predicts or reaches something; then the runs are played, and the engine judges."""

import streamlit as st

from figures.theme import Theme
from lessons.challenges import CHALLENGES
from lessons.challenges.answers import PickCell
from ui import compute
from ui.challenges.acting import choices_of, landscape_of, places_start, setting_of
from ui.challenges.answering import answer, sketch
from ui.challenges.cells import cells
from ui.challenges.class_answers import dots, dotted
from ui.challenges.class_room import room_of_task
from ui.challenges.class_screen import ask_the_class, show_room
from ui.challenges.judging import revealed, say_verdict
from ui.challenges.progress import show_tasks
from ui.controls.landscape import plain, print_formula
from ui.controls.widgets import Controls
from ui.lessons.offer import lessons_offered
from ui.page import ground
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.view import Panel, View, all_on
from ui.workspace import Workspace


def tasks(controls: Controls, place: Workspace, look: Theme) -> None:
    """Let the visitor choose a task and answer it, and show what happens."""
    with place.controls:
        challenge = controls.choice("Task", CHALLENGES, "task", lambda each: each.title)
    place.title.title(challenge.title)
    landscape = landscape_of(challenge)
    room = room_of_task(controls, challenge)
    with place.controls:
        with st.container(key="words"):
            st.caption(challenge.group)
            st.markdown(f"**{challenge.question}**")
        given = answer(controls, challenge)
        seen = revealed(controls, challenge, given)
        if room is None:
            ask_the_class(controls, challenge)
        print_formula(plain(landscape))
        lessons_offered()
    choices = choices_of(challenge)
    comparison = Comparison(choices, setting_of(challenge), controls.values, controls.knobs)
    on_map = place.picture
    found = dots(challenge, room.answers(), room.judged) if room and room.revealed else []
    if isinstance(challenge.answer, PickCell):
        with place.picture:
            cells(comparison, challenge.answer, look, not seen, found)
        on_map = place.readings
    if room:
        with place.readings:
            show_room(controls, challenge, room)
    with on_map:
        drawn = compute.ground(plain(landscape), look, 520)
        if found and on_map is place.picture:
            drawn = drawn._replace(figure=dotted(drawn.figure, found, look))
        ground(drawn, f"map{' of a class' * bool(found)}", f"{landscape.name} from above.")
        place_for_transport()
    with place.readings:
        verdict = say_verdict(challenge, given) if seen else None
        shown = all_on("ground", len(choices)) if seen else (Panel("ground", ()),)
        line = sketch(challenge, given, seen or controls.fixed(f"{challenge.name}.answer"))
        view = View(shown, look, bare=not seen, chapter=f"{challenge.name} {seen}", movable=places_start(challenge), sketch=line)
        show_runs(comparison, controls.handles, view)
        show_tasks(challenge, given, verdict, alone=controls.fixed("task"))
