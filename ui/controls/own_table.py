"""A landscape over a visitor's own table. The table is not trusted until it is read, and is forgotten when the visit ends."""

import re
import sys
import zlib
from typing import NamedTuple

import streamlit as st

from landscapes import Landscape
from landscapes.table import MODELS
from landscapes.tables.columns import EXAMPLE, LARGEST, columns, numbers, numeric, two
from landscapes.tables.encodings import decoded
from landscapes.tables.links import MOST_CARRIED, carried, opened
from ui.cache import asker
from ui.controls.keys import CHOICES, place_of
from ui.controls.refusal import refuse
from ui.controls.widgets import Controls
from ui.uploads import ledger

Numbers = tuple[float, ...]
LIMITS = "Up to 5,000 rows and 1 MB."
AT_SERVER = (
    "The server keeps the rows in its memory only, and never in a file. It drops them a few minutes after you close the page, or when the "
    "next visitor comes after that."
)
IN_BROWSER = "The rows stay in this page, and are sent to no one. They are dropped when you close it."
EXAMPLE_NAMES = ("hours", "score")
"""The columns of the example that are fitted first."""


class Kept(NamedTuple):
    """The table that a visit used last. The session keeps it for other pages, until the visit ends."""

    carried: str | None
    marker: str
    """Stands for the rows in a link without them: their number, and a digest."""
    names: tuple[str, str]
    file: bytes
    """The text that was pasted or uploaded, compressed."""

    def text(self) -> str:
        """The text that was pasted or uploaded."""
        return zlib.decompress(self.file).decode()


MARKER = re.compile(r"([1-9][0-9]{0,3})\.[0-9a-f]{8}")
PLACE = re.compile(r"data[0-9a-f]{8}\.")
"""The beginning of the keys of a start and of rates on a table."""
LONGEST_SHOWN = 20_000
"""The most letters of a kept table that is put into the box again, because the box is sent with every change on the page."""


def table_landscape(controls: Controls) -> Landscape:
    """Show the controls of a visitor's own table: pasted, uploaded or in the link; two of its columns, and a model."""
    said = controls.said("rows")
    kept: Kept | None = st.session_state.get("table")
    if kept and said not in (kept.carried, kept.marker):
        kept = None
    if kept and said == kept.carried and controls.begins("rows"):
        # Such a link does not name the columns, because it holds no others.
        controls.set("x.column", kept.names[0])
        controls.set("y.column", kept.names[1])
    upload = (
        None if controls.fixed("rows") else st.file_uploader("A CSV file", type=["csv", "tsv", "txt"], help=f"{LIMITS} {where_rows_are()}")
    )
    if upload:
        st.caption("The rows are those of this file. Remove it to use those in the box below.")
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
        prefix = place_of(example)
        controls.hold(lambda key: key in ("rows", *CHOICES) or (bool(PLACE.match(key)) and not key.startswith(prefix)))
        return example
    if kept and not (upload or pasted):
        st.caption("The rows are those that you used before. Upload or paste others to change them.")
    try:
        file = upload.getvalue() if upload else pasted or (kept.text() if kept else "")
        return _fitted(controls, decoded(file) if isinstance(file, bytes) else file)
    except ValueError as refused:
        refuse(refused, "I can't read this table yet, so the example is shown meanwhile.")
    return _example()


def where_rows_are() -> str:
    """What a visitor should know before rows are handed over: who keeps them, and for how long."""
    return IN_BROWSER if sys.platform == "emscripten" else AT_SERVER


def _box(said: str, kept: Kept | None) -> str:
    """The first text of the box for rows, if a link says this of them. ValueError if that is neither rows nor a marker."""
    if kept and len(text := kept.text()) <= LONGEST_SHOWN:
        return text
    return "" if kept or MARKER.fullmatch(said) else opened(said)


def _example() -> Landscape:
    table = columns(EXAMPLE)
    x, y = EXAMPLE_NAMES
    return MODELS["a line"](numbers(table, x), numbers(table, y), True, EXAMPLE_NAMES)


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
    """Put the rows into the link, and keep the table for other pages. Returns the columns as the reader of the link gets them."""
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
