"""A visitor's CSV file: its columns, and those of numbers. It is hostile until read; what is wrong is named by row and column."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

LARGEST = 1_000_000
"""Letters of a file."""
MOST_ROWS = 5_000
MOST_COLUMNS = 50
FEWEST_ROWS = 3
EXAMPLE = """hours,score,passed
0.5,31,0
1,42,0
1.5,38,0
2,51,0
2.5,49,1
3,60,0
3.5,58,1
4,71,1
4.5,66,1
5,80,1
5.5,77,1
6,88,1
"""


def columns(text: str) -> dict[str, list[str]]:
    """The columns of a CSV file by name, as text; separated by commas, semicolons or tabs. ValueError says which row is wrong, and how."""
    if len(text) > LARGEST:
        raise ValueError(f"The file may have {LARGEST:,} letters at most, got {len(text):,}.")
    if "\x00" in text:
        raise ValueError("This is no text file: it has zero bytes in it.")
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ValueError(f"This is no CSV file: {error}.") from None
    if len(rows) < FEWEST_ROWS + 1:
        raise ValueError(f"The file needs a row of names and {FEWEST_ROWS} rows of numbers at least, got {len(rows)} rows in all.")
    if len(rows) > MOST_ROWS + 1:
        raise ValueError(f"The file may have {MOST_ROWS:,} rows at most, got {len(rows) - 1:,}.")
    if len(rows[0]) > MOST_COLUMNS:
        raise ValueError(f"The file may have {MOST_COLUMNS} columns at most, got {len(rows[0])}.")
    names = [_tidy(name) or f"column {i + 1}" for i, name in enumerate(rows[0])]
    if all(_number(cell) is not None for cell in rows[0]):
        raise ValueError("Row 1 must hold the names of the columns, got numbers.")
    names = [name if names.index(name) == i else f"{name} ({i + 1})" for i, name in enumerate(names)]
    for i, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ValueError(f"Row {i} must have {len(names)} cells as row 1 has, got {len(row)}.")
    return {name: [row[i] for row in rows[1:]] for i, name in enumerate(names)}


def numbers(table: Mapping[str, Sequence[str]], name: str) -> tuple[float, ...]:
    """One column as numbers. ValueError names the row and the column of the first cell that is none."""
    found: list[float] = []
    for i, cell in enumerate(table[name], start=2):
        value = _number(cell)
        if value is None:
            raise ValueError(f"Row {i}, column “{name}”, must be a number below 1e15, got “{_tidy(cell)}”.")
        found.append(value)
    return tuple(found)


def numeric(table: Mapping[str, Sequence[str]]) -> list[str]:
    """The names of the columns whose first cell is a number."""
    return [name for name, cells in table.items() if _number(cells[0]) is not None]


def two(table: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The first two columns of numbers. ValueError where there are none."""
    usable = numeric(table)
    if len(usable) < 2:
        raise ValueError(f"The file needs two columns of numbers, got {len(usable)} among {len(table)}.")
    return usable[0], usable[1]


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 and "_" not in cell else None


def _tidy(cell: str) -> str:
    """A stranger's text, cut short and without markup."""
    return "".join(letter for letter in cell.strip()[:30] if letter.isprintable() and letter not in "<>&`$\\[]|*_")
