"""The records of what stands beside the map, the numbers of a step and their courses, the rows of a data set, the landscape cut open;
and of the line that a visitor draws on it, and the steps taken there by hand.

`python -m tests.twin` writes the types of JavaScript, `ui/web/stage/records.d.ts`, from the classes below.
"""

from collections.abc import Sequence
from typing import Literal, TypedDict

SlotPlace = tuple[str, str, int, int, str]
"""A place in a formula: kind, name, steps back, coordinate, and when brackets are needed."""


class TraceRecord(TypedDict):
    """A quantity whose course over time is drawn."""

    name: str
    label: str
    log: bool


class Inspected(TypedDict):
    """What the step inspector needs of one path."""

    path: int
    at: dict[str, int]
    """The index of each quantity's array."""
    knobs: dict[str, float]
    places: Sequence[SlotPlace]
    parts: Sequence[str]
    """What each line of the formula draws."""
    charts: Sequence[TraceRecord]
    bound: float | None
    """The largest pressure at which a step is stable. None: unknown, or another one at each step, which then is in `at`."""


class FitRecord(TypedDict):
    """The rows of a landscape over data. `x`, `y` and `side` are indices of arrays."""

    kind: Literal["line", "logistic", "network", "border"]
    """The model that θ belongs to."""
    names: Sequence[str]
    rows: int
    """How many rows there are. Of many, some are sent."""
    x: int
    """Where the rows lie between the sides of the box, from 0 to 1. As numbers of their own they could lie too close for float32."""
    y: int
    side: int | None
    """The class of each row, +1 or -1, where the model tells two apart."""
    box: Sequence[float]
    """What is shown: x from, x to, y from, y to."""


class CutRecord(TypedDict):
    """The landscape cut open along each step of the first path. `heights`, `at` and `slope` are indices of arrays."""

    samples: int
    """The heights of each cut, at equal distances from one side of the box to the other. The cut of one weight is the same in each step."""
    heights: int
    at: int
    """How far the run has gone along the cuts before each step, and at the end."""
    slope: int
    """The slope of each cut where its step begins."""
    weight: str | None
    """The name of the one weight that moves. It is along the bottom in place of the distance, and the ball can be dragged along it."""
    box: Sequence[float]
    """What is shown: distance from, distance to, height from, height to."""


class SketchRecord(TypedDict):
    """The line that a visitor draws on the map."""

    key: str
    """The text box that holds it."""
    points: Sequence[Sequence[float]]
    """The start first. It stands alone where nothing is drawn yet."""
    open: bool
    """Whether it can be drawn now."""


class TakenRecord(TypedDict):
    """The steps that a visitor takes by hand."""

    key: str
    """The text box that takes the next one."""
    points: Sequence[Sequence[float]]
    """Where they led, the start first."""
    downhill: Sequence[float]
    """The tip of the arrow that points downhill from the last point."""
    height: str
    """What is said of the last point and of the arrow."""
    slope: str
    reach: Sequence[Sequence[float]]
    """The sides of what the next step cannot leave."""
