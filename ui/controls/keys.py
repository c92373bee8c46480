"""What settings are called in a link."""

import zlib

from landscapes import Expression, Landscape, Table

CHOICES = ("model", "standardise", "x.column", "y.column")
KEYS = ("f", "rows", *CHOICES)
"""Controls of a landscape of one's own, which others do not have."""


def url_name(cls: type) -> str:
    """How a class is called in the URL."""
    return cls.__name__.lower()


def place_of(landscape: Landscape) -> str:
    """What the keys of a landscape's start and rates begin with: of one's own, what it is. What suits one does not suit another."""
    if isinstance(landscape, Expression):
        return f"own{zlib.crc32(landscape.text.encode()):08x}"
    return f"data{landscape.cache_key()[:8]}" if isinstance(landscape, Table) else url_name(type(landscape))
