"""A map as one small image, which a browser can show before it has loaded what draws charts."""

import base64
import struct
import zlib
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from figures.contour import LEVELS
from optim_core.spec import Array

SIDE = 288
"""Pixels of the image along its longer side. A browser stretches it."""


class Poster(NamedTuple):
    """An image of the plotted area of a map."""

    address: str
    """A `data:` address."""
    square: bool
    """Whether it keeps its shape. If not, it fills the area."""


class Ground(NamedTuple):
    """A map or a surface, and the image that stands in its place until a browser can draw it."""

    figure: go.Figure
    poster: Poster | None = None


def poster(figure: go.Figure) -> Poster:
    """The image of a map (`figures.contour`)."""
    ground = figure.data[0]
    (x_low, x_high), (y_low, y_high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    square = figure.layout.yaxis.scaleanchor == "x"
    ratio = (y_high - y_low) / (x_high - x_low) if square else 1.0
    wide, high = round(SIDE / max(ratio, 1)), round(SIDE * min(ratio, 1))
    scale: list[tuple[float, str]] = list(ground.colorscale)
    shares: Array = np.array([share for share, _ in scale])
    parts: Array = np.array([list(bytes.fromhex(name.removeprefix("#"))) for _, name in scale], np.float64)
    middles: Array = (np.arange(LEVELS) + 0.5) / LEVELS
    red, green, blue = (np.asarray(np.interp(middles, shares, parts[:, k]), np.float64) for k in range(3))
    colours = np.column_stack([red, green, blue])
    bands = np.minimum(np.floor(_stretched(np.asarray(ground.z), high, wide) * LEVELS), LEVELS - 1)
    image = base64.b64encode(_png(np.where(np.isfinite(bands), bands, LEVELS), colours)).decode()
    return Poster(f"data:image/png;base64,{image}", square)


def _stretched(values: Array, rows: int, columns: int) -> Array:
    """A grid of another size over the same area, linear between the points; the first row is the uppermost."""
    top, right = len(values) - 1, len(values[0]) - 1
    up, across = np.linspace(top, 0, rows), np.linspace(0, right, columns)
    i, j = np.minimum(up.astype(np.intp), top - 1), np.minimum(across.astype(np.intp), right - 1)
    a, b = (up - i)[:, np.newaxis], across - j
    below, above = values[i], values[i + 1]
    return np.asarray((1 - a) * ((1 - b) * below[:, j] + b * below[:, j + 1]) + a * ((1 - b) * above[:, j] + b * above[:, j + 1]))


def _png(indices: Array, colours: Array) -> bytes:
    """A PNG whose pixels are indices of colours; the index after the last is transparent (https://www.w3.org/TR/png-3/)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    height, width = indices.shape
    rows = np.zeros((height, width + 1), np.uint8)  # each begins with 0: no filter
    rows[:, 1:] = indices
    palette = np.vstack([colours, [0, 0, 0]]).round().astype(np.uint8).tobytes()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", palette),
            chunk(b"tRNS", b"\xff" * len(colours) + b"\0"),
            chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            chunk(b"IEND", b""),
        ]
    )
