"""The map of a challenge: covered until a cell is picked, then computed and shown."""

from collections.abc import Sequence

import streamlit as st

from figures.frame import frame
from figures.theme import Theme
from lessons.challenges.answers import PickCell
from optim_core.batch.maps import MOST_A_PASS
from optim_core.claims import Remark, Words
from ui.challenges.class_answers import Dot, dotted
from ui.maps.atlas import Atlas, MapView, mount
from ui.maps.map_axes import slider_side, title
from ui.page import chart
from ui.stage.comparison import Comparison

HEIGHT = 400
PICK = Words(Remark("Click a cell of the covered map, or turn the knobs. Each cell is one run.", "instruction"))


def cells(comparison: Comparison, answer: PickCell, look: Theme, covered: bool, found: Sequence[Dot] = ()) -> None:
    """Show the map over the two knobs that are turned, or an empty frame as long as it is covered; and what a class has `found` there."""
    choice = comparison.choices[answer.of[0]]
    across, up = (slider_side(field, choice, comparison.setting.landscape) for field in answer.fields)
    titles = (title(across, choice, comparison.setting.landscape), title(up, choice, comparison.setting.landscape))
    view = MapView(choice, "atlas-0", across, up, titles)
    with st.container(key="atlas-alone"):
        with st.container(key=view.place):
            words = f"Map of {choice.form.name}: {titles[0]} across, {titles[1]} up. The words are below."
            empty = frame(across, up, titles, look, HEIGHT)
            chart(dotted(empty, found, look) if found else empty, f"frame-{'answers' if found else 'cells'}", words, fills=True)
        mount(Atlas(comparison, [view], "where", answer.size, MOST_A_PASS, look, covered))
        if covered:
            st.caption(PICK)
