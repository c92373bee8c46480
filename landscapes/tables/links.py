"""Packs two columns of numbers into letters for a link, and unpacks them. Nothing in a link is trusted."""

import base64
import csv
import io
import re
import zlib
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from landscapes.tables.columns import FEWEST_ROWS, is_number, shown

MOST_CARRIED = 200
"""The largest number of rows in a link."""
LONGEST_CARRIED = 1200
"""The largest number of letters for rows; a whole link has 2,000."""
LARGEST_OPENED = 64_000
"""The largest number of bytes that the letters of a link may unpack to."""
FINEST, COARSEST = 9, 3
"""The most and the fewest digits of a rounded number, counted from the first digit of its column's range. With three, the error is too
small to be drawn."""


def carried(names: tuple[str, str], x: Sequence[float], y: Sequence[float]) -> str | None:
    """Pack both columns into letters for a link: exactly, or rounded to as many digits as fit. None if they do not fit."""
    if len(x) > MOST_CARRIED:
        return None
    if all(map(is_number, names)):
        names = (f"column {names[0]}", f"column {names[1]}")  # `columns` refuses a file whose first row is numbers
    exact = _letters(names, x, y)
    rounded = (_letters(names, _rounded(x, digits), _rounded(y, digits)) for digits in range(FINEST, COARSEST - 1, -1))
    return next((letters for letters in (exact, *rounded) if len(letters) <= LONGEST_CARRIED), None)


def opened(letters: str) -> str:
    """Unpack the letters of a link into a CSV file. Raises ValueError if they are not valid."""
    try:
        if len(letters) > LONGEST_CARRIED or not re.fullmatch(r"[A-Za-z0-9_-]+", letters):
            raise ValueError(letters)
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)), LARGEST_OPENED)
        if not inflater.eof or inflater.unused_data:
            raise ValueError(letters)
        name_x, name_y, head, body = data.split(b"\n", 3)
        names = [name.decode() for name in (name_x, name_y)]
        if not all(names) or [shown(name) for name in names] != names:
            raise ValueError(names)
        if not re.fullmatch(rb"[0-9]{1,3}( -?[0-9]{1,3} -?[0-9]{1,700} [0-9]{1,3}){2}", head):
            raise ValueError(head)
        count, *(decimals_x, least_x, size_x, decimals_y, least_y, size_y) = map(int, head.split())
        if not FEWEST_ROWS <= count <= MOST_CARRIED or len(body) != count * (size_x + size_y):
            raise ValueError(head)
        x = _unpacked(count, decimals_x, least_x, body[: count * size_x])
        y = _unpacked(count, decimals_y, least_y, body[count * size_x :])
    except (ValueError, zlib.error):
        raise ValueError("The rows in this link cannot be read: it was changed or cut short on its way.") from None
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(names)
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(zip(x, y, strict=True))
    return text.getvalue()


def _letters(names: tuple[str, str], x: Sequence[float], y: Sequence[float]) -> str:
    (head_x, body_x), (head_y, body_y) = _packed(x), _packed(y)
    text = "\n".join([*names, f"{len(x)} {head_x} {head_y}", ""])
    return base64.urlsafe_b64encode(zlib.compress(text.encode() + body_x + body_y, 9)).rstrip(b"=").decode()


def _packed(numbers: Sequence[float]) -> tuple[str, bytes]:
    """A column as whole numbers above the smallest of them: a header (decimals, smallest number, bytes per number), and the bytes.

    All first bytes come first, then all second bytes, and so on. The first bytes are similar, so they compress well.
    """
    exact = [Decimal(repr(number)) for number in numbers]
    decimals = max((-int(number.normalize().as_tuple().exponent) for number in exact if number), default=0)
    whole = [int(number.scaleb(decimals)) for number in exact]
    size = -(-(max(whole) - min(whole)).bit_length() // 8)
    rows = [(number - min(whole)).to_bytes(size, "big") for number in whole]
    return f"{decimals} {min(whole)} {size}", b"".join(map(bytes, zip(*rows, strict=True)))


def _unpacked(count: int, decimals: int, least: int, body: bytes) -> list[str]:
    """The numbers of a column, as a CSV file has them."""
    whole = [least + int.from_bytes(body[row::count], "big") for row in range(count)]
    return [repr(float(f"{number}e{-decimals}")).removesuffix(".0") for number in whole]


def _rounded(numbers: Sequence[float], digits: int) -> list[float]:
    """The numbers, rounded to this many digits of their range."""
    span = max(numbers) - min(numbers)
    decimals = digits - int(np.floor(np.log10(span))) if span else 0
    return [round(number, decimals) for number in numbers] if span else list(numbers)
