"""Landscapes of a visitor's own: a typed function, and a table of theirs. What they hold is hostile until read, and is forgotten
with the visit."""

import re
import zlib
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from landscapes import Expression, Landscape, Table
from landscapes.expression import EXAMPLES
from landscapes.landscape import Window
from landscapes.minima.search import Found
from landscapes.table import MODELS
from landscapes.tables.columns import EXAMPLE, LARGEST, columns, numbers, numeric, two
from landscapes.tables.encodings import decoded
from landscapes.tables.links import MOST_CARRIED, carried, opened
from landscapes.typed import LONGEST, read
from optim_core.outcomes import written
from ui import stage
from ui.controls import Controls, url_name
from ui.kept import asker
from ui.patience import patience
from ui.uploads import ledger

CHOICES = ("model", "standardise", "x.column", "y.column")
KEYS = ("f", "rows", *CHOICES)
"""Controls of a landscape of one's own, which others do not have."""
SEARCHING = "Searching for the lowest points …"
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
    st.caption(
        "The formula is shown below as it was read. A power or a fraction takes only the next number, letter or bracket: "
        "1/2x is (1/2)·x, and 2^xy is 2^x·y."
    )
    try:
        with patience(SEARCHING) as pause:
            landscape = Expression(text, pause=pause)
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
            with patience(SEARCHING) as pause:
                landscape = replace(landscape, view=((ends[0], ends[1]), (ends[2], ends[3])), pause=pause)
        except ValueError as refused:
            _refused(refused, "The usual window stands in.")
    st.caption(said(landscape.found, landscape.window))
    return landscape


def said(found: Found, window: Window) -> str:
    """What the search for the lowest points of a window has established, and no more."""
    across, up = (f"{gap:.2g}" for gap in found.gap)
    apart = across if across == up else f"{across} in x and {up} in y"
    missed = f"The search tried points {apart} apart, so it can miss a well that is narrower."
    places = ", ".join(written(point, window, 4) for point in found.points[:4])
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
    """The formula that is being typed, or what is wrong with it so far."""
    text = stage.typing("f", entered)
    if text is None:
        return
    try:
        st.latex(read(text).latex)
    except ValueError as refused:
        st.text(str(refused).split("\n", 1)[0])
    st.caption("Enter makes it the landscape.")


Numbers = tuple[float, ...]


class Kept(NamedTuple):
    """The table that a visit used last. It stays in the session, for the pages to come, and is gone when the visit ends."""

    carried: str | None
    marker: str
    """What stands for the rows in a link that they are not in: how many they are, and a digest."""
    names: tuple[str, str]
    file: bytes
    """As it was pasted or uploaded, compressed."""

    def text(self) -> str:
        """The file."""
        return zlib.decompress(self.file).decode()


MARKER = re.compile(r"([1-9][0-9]{0,3})\.[0-9a-f]{8}")
PLACE = re.compile(r"data[0-9a-f]{8}\.")
"""What the keys of a start and of rates on a table begin with."""
LONGEST_SHOWN = 20_000
"""Letters of a kept table that are put into the box again: all of it travels with every change on the page."""


def table_landscape(controls: Controls) -> Landscape:
    """A table of one's own: pasted, uploaded or in the link; two of its columns, a model."""
    said = controls.said("rows")
    kept: Kept | None = st.session_state.get("table")
    if kept and said not in (kept.carried, kept.marker):
        kept = None
    if kept and said == kept.carried and controls.begins("rows"):
        # Such a link says nothing of columns: its rows have no others.
        controls.set("x.column", kept.names[0])
        controls.set("y.column", kept.names[1])
    upload = st.file_uploader(
        "A CSV file",
        type=["csv", "tsv", "txt"],
        help="Up to 5,000 rows and 1 MB. The server keeps the rows in its memory only, and never in a file. It drops them a few minutes "
        "after you close the page, or when the next visitor comes after that.",
    )
    if upload is None and (refusal := ledger().refusal(asker().whose)):
        st.error(refusal)
    pasted = controls.area(
        "or paste its rows", "rows", EXAMPLE, lambda text: _box(text, kept), "the rows of a table", height=120, max_chars=LARGEST
    )
    missing = MARKER.fullmatch(said or "")
    if missing and not (upload or pasted or kept):
        st.warning(
            f"The table of this link has {int(missing[1]):,} rows, and they are not in the link. Upload or paste them here. If you do not "
            "have them, ask the person who sent you the link. Until then you see an example."
        )
        example = _example()
        mine = place_of(example)
        controls.hold(lambda key: key in ("rows", *CHOICES) or (bool(PLACE.match(key)) and not key.startswith(mine)))
        return example
    if kept and not (upload or pasted):
        st.caption("The rows are those that you used before. Upload or paste others to change them.")
    try:
        file = upload.getvalue() if upload else pasted or (kept.text() if kept else "")
        return _fitted(controls, decoded(file) if isinstance(file, bytes) else file)
    except ValueError as refused:
        _refused(refused, "The example stands in until then.")
    return _example()


def _box(said: str, kept: Kept | None) -> str:
    """What the box for rows begins with, where a link says this of them. ValueError where it is neither rows nor stands for rows."""
    if kept and len(text := kept.text()) <= LONGEST_SHOWN:
        return text
    return "" if kept or MARKER.fullmatch(said) else opened(said)


def _example() -> Landscape:
    table = columns(EXAMPLE)
    return MODELS["a line"](numbers(table, "hours"), numbers(table, "score"), True, ("hours", "score"))


def _fitted(controls: Controls, text: str) -> Landscape:
    """The model of two columns of this text."""
    table = columns(text)
    two(table)
    usable = numeric(table)
    x = controls.choice("From (X)", usable, "x.column", str)
    y = controls.choice("To (Y)", [name for name in usable if name != x], "y.column", str)
    model = MODELS[controls.choice("Model", tuple(MODELS), "model", str)]
    standardise = controls.switch("Columns", ("standardised", "as they are"), "standardise") == "standardised"
    names, rows = (x, y), (numbers(table, x), numbers(table, y, model.outcomes))
    if text == EXAMPLE:
        controls.carry("rows", None)
        st.caption("The link holds these choices.")
    else:
        names, rows = _linked(controls, text, names, rows)
    return model(*rows, standardise, names)


def _linked(
    controls: Controls, text: str, names: tuple[str, str], rows: tuple[Numbers, Numbers]
) -> tuple[tuple[str, str], tuple[Numbers, Numbers]]:
    """Have the link hold the rows, and keep the table for the pages to come. Returns the columns as whoever opens the link gets them."""
    letters, marker = carried(names, *rows), f"{len(rows[0])}.{zlib.crc32(text.encode()):08x}"
    controls.carry("rows", letters or marker, marker)
    kept: Kept | None = st.session_state.get("table")
    if kept is None or (kept.carried, kept.marker, kept.names) != (letters, marker, names):
        st.session_state["table"] = Kept(letters, marker, names, zlib.compress(text.encode(), 1))
    if letters is None:
        st.caption(
            f"The rows are not in the link: it has room for {MOST_CARRIED} of them. Whoever opens the link is told to ask you for them."
        )
        return names, rows
    for key in ("x.column", "y.column"):
        controls.query.pop(key, None)  # the rows in the link have no other columns
    table = columns(opened(letters))
    x, y = two(table)
    found = (numbers(table, x), numbers(table, y))
    rounded = [(exact, number) for exact, number in zip((*rows[0], *rows[1]), (*found[0], *found[1]), strict=True) if exact != number]
    said = f", rounded so that they have room: {rounded[0][0]!r} is {rounded[0][1]!r}" if rounded else ""
    st.caption(f"The link holds these choices and the rows of both columns{said}.")
    return (x, y), found


def _refused(refused: ValueError, instead: str) -> None:
    """What was wrong, as plain text: a stranger may have written it."""
    st.error(f"This was not understood. {instead}")
    st.code(str(refused), language=None, wrap_lines=True)
