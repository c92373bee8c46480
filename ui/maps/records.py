"""The records of the maps that travel to the browser. `ui.records` has the others, and says what they are for."""

from collections.abc import Sequence
from typing import Literal, TypedDict


class MapLook(TypedDict):
    """Colours of the maps."""

    ink: str
    paper: str
    faint: str
    line: str
    accent: str
    second: str
    ramp: Sequence[str]


class MapMinimum(TypedDict):
    """A minimum of the landscape."""

    colour: str
    at: Sequence[float] | None
    """Its share of the sides, on a map of starts."""
    words: str


class MapAxis(TypedDict):
    """A side of a map."""

    key: str
    title: str
    low: float
    high: float
    scale: Literal["linear", "log", "log of 1 - value"]
    values: Sequence[float]
    """The value of each cell."""


class MapBound(TypedDict):
    """The stability bound across a map."""

    side: Literal["x", "y"]
    share: float
    words: str


class MapRecord(TypedDict):
    """One map."""

    place: str
    name: str
    x: MapAxis
    y: MapAxis
    bound: MapBound | None
    values: dict[str, float]


class MapPass(TypedDict):
    """One pass of all maps. Its arrays: the places of the cells, and for each map their losses, the steps at which they ended, the steps at
    which they first passed their goals, their kinds and their minima."""

    seq: int
    address: str | None
    wired: bool
    """Whether this server has a socket."""
    moved: bool
    """Whether a knob moves that the maps depend on."""
    covered: bool
    """Whether the cells are hidden, because the visitor has to pick one first."""
    number: int
    passes: int
    stride: int
    """How many cells a side each cell stands for until the next pass."""
    size: int
    steps: int
    colour: Literal["steps", "loss", "where"]
    range: Sequence[float]
    """The ends of the scale of losses, as powers of ten above the floor."""
    soonest: int
    """Where the scale of steps begins."""
    kinds: Sequence[str]
    """What becomes of some of the runs."""
    floor: float
    look: MapLook
    minima: Sequence[MapMinimum]
    maps: Sequence[MapRecord]
    settings: Sequence[str]
    """What was mapped, in lines of text."""
