"""What a class is asked, and the form in which a phone answers. The page that asks makes it; nothing here knows what it is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Fields = Mapping[str, Sequence[str]]
"""What a phone sends: the texts of each field."""


@dataclass(frozen=True)
class Choices:
    """One of several sentences, each with a letter, in the field `answer`."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Order:
    """Several names to be put in order, in as many fields `answer`."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A number to be typed, in a field of its own; with `ticks` it has a slider, too."""

    field: str
    label: str
    low: float
    high: float
    value: float
    """What stands there at first."""
    ticks: tuple[float, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class Map:
    """A small map on which a point is placed, in light and in dark: addresses of images, which fill the window."""

    light: str
    dark: str
    window: tuple[Point, Point]
    rings: tuple[Point, ...] = ()
    """The lowest points."""


@dataclass(frozen=True)
class Numbers:
    """One or two numbers. With a map they are the coordinates of a point."""

    numbers: tuple[Number, ...]
    map: Map | None = None


@dataclass(frozen=True)
class Question:
    """A question to a class."""

    name: str
    title: str
    text: str
    form: Choices | Order | Numbers
    read: Callable[[Fields], Any]
    """The answer in what a phone sends. Raises a ValueError or a LookupError for anything else."""
    fill: Callable[[Any], Fields]
    """The fields that hold an answer: `read` backwards."""
    write: Callable[[Any], str]
    """An answer in one line. Equal answers are written alike."""
    allowed: str
    """What an answer has to be, for the sentence that refuses another."""
