"""Reads a QR code back from its picture, for the tests: without errors to correct, and for text in bytes."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from segno.consts import ECC, ERROR_LEVEL_H, ERROR_LEVEL_L, ERROR_LEVEL_M, ERROR_LEVEL_Q

LEVELS = (ERROR_LEVEL_M, ERROR_LEVEL_L, ERROR_LEVEL_H, ERROR_LEVEL_Q)
"""By the two bits that a code has of its level."""
FORMAT_MASK = 0b101010000010010
ALIGNED_FROM = 2
"""The first version that has alignment patterns."""
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


def read(address: str, border: int = 4) -> str:
    """The text of the code in a picture that segno has drawn."""
    return decoded(squares(unquote(address), border))


def squares(svg: str, border: int) -> list[list[bool]]:
    """The dark squares, row by row: a path leads along them."""
    (way,) = re.findall(r"stroke='#000' d='([^']*)'", svg)
    x = y = 0.0
    dark: set[tuple[int, int]] = set()
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", way):
        values = [float(each) for each in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            dark |= {(int(y) - border, int(x) + k - border) for k in range(int(values[0]))}
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    size = 1 + max(row for row, _ in dark)
    return [[(i, j) in dark for j in range(size)] for i in range(size)]


def decoded(code: list[list[bool]]) -> str:
    """The text in these squares."""
    size = len(code)
    version = (size - 17) // 4
    said = 0
    for i, j in [*((8, j) for j in (0, 1, 2, 3, 4, 5, 7, 8)), *((i, 8) for i in (7, 5, 4, 3, 2, 1, 0))]:
        said = said * 2 + code[i][j]
    said ^= FORMAT_MASK
    level, mask = LEVELS[said >> 13], MASKS[said >> 10 & 7]
    bits = [code[i][j] != mask(i, j) for i, j in _way(size, version)]
    words = [sum(bit << (7 - k) for k, bit in enumerate(bits[at : at + 8])) for at in range(0, len(bits) - 7, 8)]
    data = _in_order(words, version, level)
    stream = "".join(f"{word:08b}" for word in data)
    assert stream[:4] == "0100", "not in bytes"
    lengths = 8 if version < 10 else 16
    count = int(stream[4 : 4 + lengths], 2)
    start = 4 + lengths
    return bytes(int(stream[start + 8 * k : start + 8 * k + 8], 2) for k in range(count)).decode()


def _in_order(words: list[int], version: int, level: int) -> list[int]:
    """The words of data, which a large code has in several blocks, one word of each in turn."""
    blocks: list[list[int]] = []
    table: Any = ECC
    for info in table[version][level]:
        blocks += [[0] * info.num_data for _ in range(info.num_blocks)]
    at = 0
    for k in range(max(map(len, blocks))):
        for block in blocks:
            if k < len(block):
                block[k] = words[at]
                at += 1
    return [word for block in blocks for word in block]


def _way(size: int, version: int) -> list[tuple[int, int]]:
    """The squares that hold data: two columns at a time, from the right, upwards and downwards in turn."""
    taken = _patterns(size, version)
    found, upwards = [], True
    column = size - 1
    while column > 0:
        if column == 6:
            column -= 1
        rows = range(size - 1, -1, -1) if upwards else range(size)
        found += [(i, j) for i in rows for j in (column, column - 1) if (i, j) not in taken]
        upwards = not upwards
        column -= 2
    return found


def _patterns(size: int, version: int) -> set[tuple[int, int]]:
    """The squares that are the same whatever the text."""
    corners = {(i, j) for i in range(9) for j in range(9)} | {(i, j) for i in range(9) for j in range(size - 8, size)}
    found = corners | {(j, i) for i, j in corners} | {(6, k) for k in range(size)} | {(k, 6) for k in range(size)}
    if version >= ALIGNED_FROM:
        count = version // 7 + 2
        step = 26 if version == 32 else (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
        centres = [6, *(size - 7 - k * step for k in range(count - 2, -1, -1))]
        ends = {(6, 6), (6, size - 7), (size - 7, 6)}
        found |= {(i + a, j + b) for i in centres for j in centres if (i, j) not in ends for a in range(-2, 3) for b in range(-2, 3)}
    if version >= 7:
        block = {(i, j) for i in range(6) for j in range(size - 11, size - 8)}
        found |= block | {(j, i) for i, j in block}
    return found
