"""Tables for download, as CSV in which a spreadsheet finds nothing to run."""

import csv
import io
from collections.abc import Iterable

STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Characters with which a formula in a spreadsheet may begin, also in full width."""


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV text. Numbers stay numbers, also negative ones.

    Text that a spreadsheet could read as a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A cell, with an apostrophe before it if it is text that may be a formula. Text that is a number is not."""
    if not isinstance(cell, str) or not (cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(STARTS)):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
