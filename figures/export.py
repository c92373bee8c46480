"""Tables for what leaves the page: CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterable

STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, also in full width."""


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV. Numbers stay numbers, also negative ones; text that a spreadsheet could take for a formula begins with an apostrophe."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A cell, with an apostrophe before it where it is text that may be a formula; a text that is a number is none."""
    if not isinstance(cell, str) or not (cell.startswith(("\t", "\r", "\n")) or cell.lstrip().startswith(STARTS)):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
