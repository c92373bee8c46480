"""The names of settings in a link."""

import re
import zlib
from typing import Any

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, Table
from lessons.own_method import OwnMethod
from optim_core import Optimizer, knobs

CHOICES = ("model", "standardise", "x.column", "y.column")
KEYS = ("f", "rows", *CHOICES)
"""Controls that only a visitor's own landscape has."""
TITLES: dict[type, str] = {Expression: "Your own …", Table: "Your own data …"}
"""The landscapes of a visitor's own, as a menu calls them."""
RULE = "rule"
"""The text of a visitor's own method, and what is named after that method."""


def menu_name(cls: type[Optimizer[Any]]) -> str:
    """The name of a method in a menu."""
    return "Your own …" if issubclass(cls, OwnMethod) else cls.name


def url_name(cls: type) -> str:
    """The name of a class in the URL."""
    return RULE if issubclass(cls, OwnMethod) else cls.__name__.lower()


def knob_key(cls: type[Optimizer[Any]], name: str) -> str:
    """The key of a method's knob, but for the landscape before that of an η.

    A typed knob has another key for each range and default that it is typed with: its value is kept while other lines change.
    """
    owner = url_name(cls)
    if owner == RULE:
        knob = knobs(cls)[name]
        owner += f"{zlib.crc32(repr((knob.domain, knob.slider, getattr(cls, name))).encode()):08x}"
    return f"{owner}.{name}"


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
OWN_KNOB = re.compile(rf"{RULE}[0-9a-f]{{8}}")


def family(key: str) -> str:
    """A key as a frame names it: a star stands for the landscape, so that the control is named whichever is chosen."""
    place, _, rest = key.partition(".")
    return f"*.{rest}" if rest and (place in PLACES or OWN_PLACE.fullmatch(place)) else key
