"""Splits a text into rows of cells. The separator is the one that makes all rows equally wide."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

USUAL = (";", "\t", ",")
"""Tried in this order, because commas also occur in numbers and names."""
RARE = ("|", " ")
"""Tried only if the first line has none of the usual separators. Any number of spaces is one separator."""


class Row(NamedTuple):
    """One row, and the line in which it begins, counted as in an editor."""

    line: int
    cells: list[str]


class Rows(NamedTuple):
    """All rows that are not empty, and the separator between their cells."""

    separator: str
    rows: Sequence[Row]


def readings(text: str) -> list[Rows]:
    """All ways to read a text as rows of equal width, the most likely first.

    Raises a ValueError that says what is wrong if there is none.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if declared := re.match(r"sep=([;,\t| ])\n", text):  # some files begin with this line for spreadsheets
        text = "\n" + text[declared.end() :]
    first = text.lstrip("\n ").partition("\n")[0]
    usual = [separator for separator in USUAL if separator in first]
    candidates = [declared[1]] if declared else usual or [separator for separator in RARE if separator in first] or [","]
    even: list[Rows] = []
    refused: list[tuple[int, ValueError]] = []
    for separator in candidates:
        try:
            rows = list(_rows(text, separator))
        except ValueError as reason:
            refused.append((0, reason))
            continue
        width = len(rows[0].cells) if rows else 0
        uneven = [row for row in rows if len(row.cells) != width]
        if uneven:
            sentence = f"Line {uneven[0].line} must have {width} cells as line {rows[0].line} has, got {len(uneven[0].cells)}."
            refused.append((len(rows) - len(uneven), ValueError(sentence)))
        else:
            even.append(Rows(separator, rows))
    if not even:
        raise max(refused, key=lambda each: each[0])[1]  # the reason against the separator that fits the most rows
    return even


def _rows(text: str, separator: str) -> Iterator[Row]:
    """The rows that are not empty. Raises a ValueError with the line in which quotation marks do not match."""
    if separator == " ":
        text = "\n".join(line.rstrip(" ") for line in text.split("\n"))
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        wrong = "a quotation mark is never closed" if "end of data" in str(error) else str(error)
        raise ValueError(f"The row that begins in line {line} cannot be read: {wrong}.") from None
