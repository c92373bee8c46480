"""Reads the columns of a visitor's CSV file, as text and as numbers. Nothing in the file is trusted; errors name line and column."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from landscapes.tables.encodings import decoded
from landscapes.tables.separated import Rows, readings

LARGEST = 1_000_000
"""The largest number of characters in a file."""
MOST_ROWS = 5_000
MOST_COLUMNS = 50
FEWEST_ROWS = 3
LONGEST_NAME = 30
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
POINT, COMMA = (re.compile(rf"[+-]?(\d+{mark}\d*|{mark}\d+)(e[+-]?\d+)?", re.IGNORECASE) for mark in (r"\.", ","))
"""Numbers with a decimal point, and with a decimal comma."""
GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
"""Numbers with one separator before three digits, which may be decimals or thousands."""


@dataclass(frozen=True, eq=False)
class Columns(Mapping[str, Sequence[str]]):
    """The columns of a file by name, as text."""

    cells: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    """The line in which each row begins, counted as in an editor. The row of names is not included."""
    commas: bool
    """Whether commas are decimal marks in this file: some cells allow no other reading, or semicolons separate the cells."""

    def __getitem__(self, name: str) -> Sequence[str]:
        return self.cells[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cells)

    def __len__(self) -> int:
        return len(self.cells)

    def line(self, name: str, row: int) -> int:
        """The line in which a cell begins. Earlier cells of its row may contain line breaks."""
        names = list(self.cells)
        return self.lines[row] + sum(self.cells[before][row].count("\n") for before in names[: names.index(name)])


def columns(file: str | bytes) -> Columns:
    """Read the columns of a CSV file, separated by semicolons, tabs or commas, or by bars or spaces.

    Raises a ValueError that says which line is wrong.
    """
    text = decoded(file) if isinstance(file, bytes) else file
    if len(text) > LARGEST:
        raise ValueError(f"The file may have {LARGEST:,} letters at most, got {len(text):,}.")
    if "\x00" in text:
        raise ValueError("This is not a text file: it contains zero bytes.")
    first, *others = (_named_columns(each) for each in readings(text))
    return next((sheet for sheet in (first, *others) if len(numeric(sheet)) >= 2), first)


def numbers(table: Columns, name: str, allowed: Sequence[float] | None = None) -> tuple[float, ...]:
    """One column as numbers.

    Raises a ValueError with line and column of the first cell that is not a number, or not one of the allowed numbers.
    """
    read = _reader(table, name)
    found: list[float] = []
    for row, cell in enumerate(table[name]):
        value = read(cell)
        if value is None:
            raise ValueError(f"Line {table.line(name, row)}, column “{name}”, must be a number{_kind(table, name)}, got “{shown(cell)}”.")
        if allowed is not None and value not in allowed:
            few = " or ".join(f"{each:g}" for each in allowed)
            raise ValueError(f"Line {table.line(name, row)}, column “{name}”, must be {few}, got {value:g}.")
        found.append(value)
    return tuple(found)


def numeric(table: Columns) -> list[str]:
    """The names of the columns whose first cell is a number."""
    return [name for name, cells in table.items() if _reader(table, name)(cells[0]) is not None]


def two(table: Columns) -> tuple[str, str]:
    """The names of the first two columns of numbers.

    Raises a ValueError if there are fewer, and gives the reason for the first column that is not one.
    """
    usable = numeric(table)
    if len(usable) < 2:
        refused = next((name for name in table if name not in usable), None)
        reason = ""
        if refused is not None:
            try:
                numbers(table, refused)
            except ValueError as error:
                reason = f" {error}"
        raise ValueError(f"The file needs two columns of numbers, got {len(usable)} among {len(table)}.{reason}")
    return usable[0], usable[1]


def shown(text: str) -> str:
    """A visitor's text on one line, without unprintable characters, cut to 30 characters."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:LONGEST_NAME].strip()


def is_number(cell: str) -> bool:
    """Whether a cell is a number, with either decimal mark."""
    return any(_number(cell, mark) is not None for mark in ".,")


def _named_columns(read: Rows) -> Columns:
    if len(read.rows) < FEWEST_ROWS + 1:
        raise ValueError(f"The file needs a row of names and {FEWEST_ROWS} rows of numbers at least, got {len(read.rows)} rows in all.")
    if len(read.rows) > MOST_ROWS + 1:
        raise ValueError(f"The file may have {MOST_ROWS:,} rows at most, got {len(read.rows) - 1:,}.")
    head, *body = read.rows
    if len(head.cells) > MOST_COLUMNS:
        raise ValueError(f"The file may have {MOST_COLUMNS} columns at most, got {len(head.cells)}.")
    if all(map(is_number, head.cells)):
        raise ValueError(f"Line {head.line} must hold the names of the columns, got numbers.")
    cells = [[row.cells[i] for row in body] for i in range(len(head.cells))]
    marked = [_plain(cell) for column in cells for cell in column if "," in cell]
    decimals = [cell for cell in marked if COMMA.fullmatch(cell)]
    commas = any(read.separator == ";" or not GROUPS.fullmatch(cell) for cell in decimals)
    return Columns(dict(zip(_unique(head.cells), cells, strict=True)), [row.line for row in body], commas)


def _unique(names: Sequence[str]) -> list[str]:
    """The names as typed. A repeated name gets the number of its column, and an empty one is replaced by it."""
    found: list[str] = []
    for i, typed in enumerate(map(shown, names), start=1):
        name = typed or f"column {i}"
        while name in found or (name != typed and name in map(shown, names)):
            name = f"{name} ({i})"
        found.append(name)
    return found


def _kind(table: Columns, name: str) -> str:
    """What kind of number a column needs, for the error about a cell."""
    mark = _mark(table, name)
    if not mark:
        return " that has one meaning: commas or points may mark decimals here, or thousands"
    return " below 1e15" + (" with a decimal comma, as other cells here have" if mark == "," else "")


def _mark(table: Columns, name: str) -> str:
    """The decimal mark of a column, a comma or a point; empty if its numbers can be read in two ways."""
    cells = [_plain(cell) for cell in table[name] if "," in cell or "." in cell]
    commas = [cell for cell in cells if COMMA.fullmatch(cell)]
    points = [cell for cell in cells if POINT.fullmatch(cell)]
    if commas and (table.commas or not points):
        return "," if table.commas else ""
    if table.commas and points and all(GROUPS.fullmatch(cell) for cell in points):
        return ""
    return "."


def _reader(table: Columns, name: str) -> Callable[[str], float | None]:
    """A function that reads the cells of a column: as a number, or None if the cell is not one."""
    mark = _mark(table, name)
    return lambda cell: _number(cell, mark)


def _number(cell: str, mark: str) -> float | None:
    plain = _plain(cell)
    if "_" in plain or (mark != "." and "." in plain) or (not mark and "," in plain):
        return None
    try:
        value = float(plain.replace(",", ".", 1) if mark == "," else plain)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def _plain(cell: str) -> str:
    """A cell without surrounding space, and with the minus sign of keyboards."""
    return cell.strip().replace("\u2212", "-")
