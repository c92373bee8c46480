"""A landscape of a visitor's own formula. The text is not trusted until it is read."""

from dataclasses import replace

import streamlit as st

from landscapes import Expression, Landscape
from landscapes.expression import EXAMPLES
from landscapes.landscape import Window
from landscapes.minima.search import Found
from landscapes.typed import LONGEST, read
from optim_core.outcomes import point_text
from ui import components
from ui.controls.keys import place_of
from ui.controls.refusal import refuse
from ui.controls.widgets import Controls
from ui.interruptible import patience

MOST_TYPED = 10 * LONGEST
"""So many letters are taken, and refused in words."""
SEARCHING = "Searching for the lowest points …"


def typed_landscape(controls: Controls) -> Landscape:
    """Show the controls of a typed function: the text, examples to start from, the window; and what was found in it."""
    first = next(iter(EXAMPLES.values()))
    text = controls.text("f(x, y) =", "f", first, LONGEST, most=MOST_TYPED)
    _preview(text)
    st.caption(
        "The formula is shown below as it was read. A power or a fraction takes only the next number, letter or bracket: "
        "1/2x is (1/2)·x, and 2^xy is 2^x·y."
    )
    try:
        with patience(SEARCHING) as pause:
            landscape = Expression(text, pause=pause)
    except ValueError as refused:
        refuse(refused, "I can't read this formula yet, so the volcano is shown meanwhile.")
        landscape = Expression(first)
    if not controls.fixed("f"):
        with st.container(horizontal=True, gap="small", key="examples"):
            for name, example in EXAMPLES.items():
                # A callback, because it types a formula before the box is drawn.
                st.button(name, key=f"example-{name}", on_click=st.session_state.__setitem__, args=("f", example))
    sides = {
        f"{axis} {word}": (usual, f"{place_of(landscape)}.{axis}.{word}")
        for axis, side in zip("xy", landscape.window, strict=True)
        for word, usual in zip(("from", "to"), side, strict=True)
    }
    with controls.popover("Window", *(key for _, key in sides.values())):
        ends = [controls.number(label, -1e6, 1e6, usual, key) for label, (usual, key) in sides.items()]
    if tuple(ends) != tuple(end for side in landscape.window for end in side):
        try:
            with patience(SEARCHING) as pause:
                landscape = replace(landscape, view=((ends[0], ends[1]), (ends[2], ends[3])), pause=pause)
        except ValueError as refused:
            refuse(refused, "I can't use this window, so the usual window is shown.")
    st.caption(said(landscape.found, landscape.window))
    return landscape


def said(found: Found, window: Window) -> str:
    """What the search for the lowest points of a window has established, and no more."""
    across, up = (f"{gap:.2g}" for gap in found.gap)
    apart = across if across == up else f"{across} in x and {up} in y"
    missed = f"The search tried points {apart} apart, so it can miss a well that is narrower."
    places = ", ".join(point_text(point, window, 4) for point in found.points[:4])
    value = f"{found.value:.4g}"
    if found.kind == "inside":
        more = " and many others" if found.many else " and more" if len(found.points) > 4 else ""
        one = len(found.points) == 1 and not more
        return f"{'Lowest point' if one else 'Lowest points'} found in this window: {places}{more}. {missed}"
    if found.kind == "edge":
        return (
            f"The lowest value found in this window, {value}, is on its edge, at {places}. Beyond the edge the function is lower. {missed}"
        )
    if found.kind == "hole":
        end = "the function is not defined, or it gets lower and lower"
        return f"No lowest point was found in this window. The lowest value found, {value}, is at {places}, and beside it {end}. {missed}"
    if found.kind == "level":
        return f"No lowest point was found in this window: the value is {value} at all points that were tried. {missed}"
    return f"No lowest point was found in this window. {missed}"


@st.fragment
def _preview(entered: str) -> None:
    """Show the formula that is being typed, or what is wrong with it so far."""
    text = components.text_being_typed("f", entered)
    if text is None:
        return
    try:
        st.latex(read(text).latex)
    except ValueError as refused:
        st.text(str(refused).split("\n", 1)[0])
    st.caption("Enter makes it the landscape.")
