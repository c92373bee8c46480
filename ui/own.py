"""Landscapes of a visitor's own: a typed function, and a table of theirs. What they hold is hostile until read; nothing is stored."""

import zlib
from dataclasses import replace

import streamlit as st

from landscapes import Expression, Landscape, Table
from landscapes.columns import EXAMPLE, LARGEST, columns, numbers, numeric, two
from landscapes.expression import EXAMPLES
from landscapes.table import MODELS
from landscapes.typed import LONGEST, read
from optim_core.outcomes import written
from ui import stage
from ui.controls import Controls, url_name

KEYS = ("f", "model", "standardise", "x.column", "y.column")
"""Controls of a landscape of one's own, which others do not have."""
TITLES: dict[type, str] = {Expression: "Your own …", Table: "Your own data …"}


def chooser_name(cls: type[Landscape]) -> str:
    """What the chooser calls a landscape."""
    return TITLES.get(cls, cls.name)


def place_of(landscape: Landscape) -> str:
    """What the keys of a landscape's start and rates begin with: of one's own, what it is. What suits one does not suit another."""
    if isinstance(landscape, Expression):
        return f"own{zlib.crc32(landscape.text.encode()):08x}"
    return f"data{zlib.crc32(repr(landscape).encode()):08x}" if isinstance(landscape, Table) else url_name(type(landscape))


def typed_landscape(controls: Controls) -> Landscape:
    """A typed function: the text, examples to start from, the window, what was found in it."""
    first = next(iter(EXAMPLES.values()))
    text = controls.text("f(x, y) =", "f", first, LONGEST)
    _preview(text)
    try:
        landscape = Expression(text)
    except ValueError as refused:
        _refused(refused, "The volcano stands in until then.")
        landscape = Expression(first)
    with st.container(horizontal=True, gap="small", key="examples"):
        for name, example in EXAMPLES.items():
            # The one callback of the lab: a button that types.
            st.button(name, key=f"example-{name}", on_click=st.session_state.__setitem__, args=("f", example))
    with st.popover("Window"):
        ends = [
            controls.number(f"{axis} {word}", -1e6, 1e6, usual, f"{place_of(landscape)}.{axis}.{word}")
            for axis, side in zip("xy", landscape.window, strict=True)
            for word, usual in zip(("from", "to"), side, strict=True)
        ]
    if tuple(ends) != tuple(end for side in landscape.window for end in side):
        try:
            landscape = replace(landscape, view=((ends[0], ends[1]), (ends[2], ends[3])))
        except ValueError as refused:
            _refused(refused, "The usual window stands in.")
    if landscape.minima:
        found = ", ".join(written(point, landscape.window, 4) for point in landscape.minima[:4])
        found += " and more" if len(landscape.minima) > 4 else ""
        st.caption(f"Lowest in this window, found by searching: {found}.")
    else:
        st.caption("No lowest point was found inside this window: it is flat, or falls on towards an edge or a hole.")
    return landscape


@st.fragment
def _preview(entered: str) -> None:
    """The formula that is being typed, or what is wrong with it so far."""
    text = stage.typing("f", entered)
    if text is None:
        return
    try:
        st.latex(read(text).latex)
    except ValueError as refused:
        st.text(str(refused).split("\n", 1)[0])
    st.caption("Enter makes it the landscape.")


def table_landscape(controls: Controls) -> Landscape:
    """A table of one's own: pasted or uploaded, two of its columns, a model."""
    upload = st.file_uploader(
        "A CSV file", type=["csv", "tsv", "txt"], help="Up to 5,000 rows and 1 MB. It stays in this visit; nothing is stored."
    )
    pasted = st.text_area("or paste its rows", EXAMPLE, height=120, max_chars=LARGEST)
    try:
        text = upload.getvalue().decode("utf-8") if upload else pasted
    except UnicodeDecodeError as error:
        _refused(ValueError(f"The file must be text in UTF-8; byte {error.start + 1} is not."), "The example stands in until then.")
        text = EXAMPLE
    try:
        return _fitted(controls, text)
    except ValueError as refused:
        _refused(refused, "The example stands in until then.")
    table = columns(EXAMPLE)
    return MODELS["a line"](numbers(table, "hours"), numbers(table, "score"), True, ("hours", "score"))


def _fitted(controls: Controls, text: str) -> Landscape:
    """The model of two columns of this text."""
    table = columns(text)
    two(table)
    usable = numeric(table)
    x = controls.choice("From (X)", usable, "x.column", str)
    y = controls.choice("To (Y)", [name for name in usable if name != x], "y.column", str)
    model = controls.choice("Model", tuple(MODELS), "model", str)
    standardise = controls.switch("Columns", ("standardised", "as they are"), "standardise") == "standardised"
    st.caption("The link holds these choices, and not the data: whoever opens it sees the example.")
    return MODELS[model](numbers(table, x), numbers(table, y), standardise, (x, y))


def _refused(refused: ValueError, instead: str) -> None:
    """What was wrong, as plain text: a stranger may have written it."""
    st.error(f"This was not understood. {instead}")
    st.code(str(refused), language=None, wrap_lines=True)
