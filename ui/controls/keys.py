"""The names of settings in a link."""

import re
import zlib

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, Table

CHOICES = ("model", "standardise", "x.column", "y.column")
KEYS = ("f", "rows", *CHOICES)
"""Controls that only a visitor's own landscape has."""
TITLES: dict[type, str] = {Expression: "Your own …", Table: "Your own data …"}
"""The landscapes of a visitor's own, as a menu calls them."""


def url_name(cls: type) -> str:
    """The name of a class in the URL."""
    return cls.__name__.lower()


def formula_place(owner: str) -> str:
    """The key of the container of a method's formula. The knobs of `owner` are those whose symbols it has."""
    return f"formula-{owner}"


def lines_place(owner: str) -> str:
    """The key of the container of a method's lines with the numbers of a step."""
    return f"lines-{owner}"


def place_of(landscape: Landscape) -> str:
    """The beginning of the keys of a landscape's start and rates.

    Each formula and each table has its own, because what suits one does not suit another. Noise has none: it is laid on a landscape.
    """
    if isinstance(landscape, Noisy):
        return place_of(landscape.landscape)
    if isinstance(landscape, Expression):
        return f"own{zlib.crc32(landscape.text.encode()):08x}"
    return f"data{landscape.cache_key()[:8]}" if isinstance(landscape, Table) else url_name(type(landscape))


PLACES = frozenset(map(url_name, LANDSCAPES))
OWN_PLACE = re.compile(r"(own|data)[0-9a-f]{8}")


def family(key: str) -> str:
    """A key as a frame names it: a star stands for the landscape, so that the control is named whichever is chosen."""
    place, _, rest = key.partition(".")
    return f"*.{rest}" if rest and (place in PLACES or OWN_PLACE.fullmatch(place)) else key
