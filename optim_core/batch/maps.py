"""Maps: where a run ends for every pair of values of two hyperparameters or coordinates of the start.

A map is computed coarse first. Its cells are computed in passes, each finer than the one before, and no cell is computed twice.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optim_core.batch.ends import Ends, MapPieces, ends, joined, taken
from optim_core.descent import MOST_SEED, MOST_STEPS, point, whole
from optim_core.judgement import Point, Surveyed, goal
from optim_core.optimizer import Optimizer
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array, Knob, Scale, keep, knobs, quoted, real_number

COARSE = 25
"""Cells a side of the first pass."""
MOST_SIDE = 200
MOST_MAP_STEPS = 2_000
MOST_A_PASS = 15_000
"""The most cells of a pass, so that it takes a fraction of a second."""
LARGEST = 1e12
START = ("x", "y")
"""The names of the axes of the start."""
PACE = "schedule."
"""What the names of the axes of a schedule begin with."""
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Axis:
    """One side of a map: a hyperparameter by the name of its field, one of the schedule ("schedule.gamma"), or "x" or "y" of the start.

    ValueError for a range that is empty or not finite.
    """

    name: str
    low: float
    high: float
    scale: Scale = "linear"
    whole: bool = False

    def __post_init__(self) -> None:
        try:
            low, high = real_number(self.low), real_number(self.high)
        except (TypeError, OverflowError):
            low = high = np.nan
        if not -LARGEST <= low < high <= LARGEST:
            raise ValueError(
                f"Axis {self.name} must run from a lower to a higher number in [-1e12, 1e12], got {quoted(self.low)} to {quoted(self.high)}"
            )
        keep(self, "low", low)
        keep(self, "high", high)
        if self.scale == "log of 1 - value" and self.high >= 1:
            raise ValueError(f"Axis {self.name} is logarithmic towards 1 and must end below 1, got {self.high:g}")
        if self.scale == "log" and self.low <= 0:
            raise ValueError(f"Axis {self.name} is logarithmic and must begin above 0, got {self.low:g}")

    def at(self, share: Array) -> Array:
        """The values at these shares of the way from low to high, in six digits or as whole numbers."""
        low, high = self.low, self.high
        if self.scale == "log":
            values = low * (high / low) ** share
        elif self.scale == "linear":
            values = low + (high - low) * share
        else:
            values = 1 - (1 - low) * ((1 - high) / (1 - low)) ** share
        if self.whole:
            return np.round(values)
        # In six digits 0.9999999 is 1, which no β may be.
        return np.array([min(max(_typed(value), low), high) for value in values])

    def cells(self, size: int) -> Array:
        """The value of each of `size` cells, at its middle."""
        return self.at((np.arange(size) + 0.5) / size)

    def share(self, value: float) -> float:
        """Where a value lies along the side: 0 at low, 1 at high, below 0 or above 1 outside."""
        low, high = self.low, self.high
        with np.errstate(all="ignore"):
            if self.scale == "log":
                return float(np.log(value / low) / np.log(high / low))
            if self.scale == "linear":
                return (value - low) / (high - low)
            return float(np.log((1 - value) / (1 - low)) / np.log((1 - high) / (1 - low)))


@dataclass(frozen=True)
class Map:
    """The runs of one optimizer on one landscape over two axes.

    A run passes its goal when a thousandth of its starting height above the lowest minimum is left. With `stop` it ends there; without, all
    runs go on to the last step, and what became of them is judged there.
    ValueError for axes that are equal, unknown or out of a knob's domain, and for more cells or steps than the limits.
    """

    optimizer: Optimizer[Any]
    landscape: Surveyed
    start: Point
    steps: int
    x: Axis
    y: Axis
    stop: bool = True
    batch_size: int | None = None
    seed: int = 0
    size: int = MOST_SIDE
    at_once: int = MOST_A_PASS
    """The most cells of a pass after the first. Fewer where a step is expensive, so that a visitor who leaves leaves little work."""
    schedule: Schedule | None = None

    def __post_init__(self) -> None:
        keep(self, "start", point("Map.start", self.start))
        keep(self, "steps", whole("Map.steps", self.steps, 1, MOST_MAP_STEPS, "the most steps of a map"))
        keep(self, "size", whole("Map.size", self.size, COARSE, MOST_SIDE, "the most cells a side"))
        keep(self, "at_once", whole("Map.at_once", self.at_once, COARSE**2, MOST_A_PASS))
        keep(self, "seed", whole("Map.seed", self.seed, 0, MOST_SEED))
        if self.batch_size is not None:
            keep(self, "batch_size", whole("Map.batch_size", self.batch_size, 1, MOST_STEPS))
        known = self._knobs()
        if self.x.name == self.y.name:
            raise ValueError(f"Map.y must be another axis than Map.x, got {self.y.name} for both")
        for side, axis in (("x", self.x), ("y", self.y)):
            if axis.name in START:
                continue
            if axis.name not in known:
                raise ValueError(f"Map.{side} must be one of {', '.join((*known, *START))}, got {axis.name}")
            for end in (axis.low, axis.high):
                known[axis.name].number(f"Map.{side}.{axis.name}", float(end))
            if axis.whole and axis.high > self.landscape.examples > 1:
                raise ValueError(
                    f"Map.{side}.{axis.name} must lie in [1, {self.landscape.examples}], the examples there are, got {axis.high:g}"
                )
        if self.size % COARSE:
            raise ValueError(f"Map.size must be a multiple of {COARSE}, got {self.size}")

    def _knobs(self) -> dict[str, Knob]:
        """The knobs that a side may have, by the name of the axis."""
        found = dict(knobs(type(self.optimizer)))
        if self.schedule:
            found |= {PACE + name: knob for name, knob in knobs(type(self.schedule)).items()}
        return found

    def passes(self) -> list[Places]:
        """The cells of each pass, numbered row by row from below: every n-th of either side, then those between, until all are done."""
        strides = [stride for stride in (self.size // COARSE, 2, 1) if stride <= self.size // COARSE]
        done = np.zeros((self.size, self.size), np.bool_)
        found: list[Places] = []
        for stride in dict.fromkeys(strides):
            middle = slice(stride // 2, None, stride)
            fresh = np.zeros_like(done)
            fresh[middle, middle] = True
            places = np.flatnonzero(fresh & ~done)
            done |= fresh
            found += [part for part in np.array_split(places, -(-len(places) // self.at_once)) if len(part)]
        return found

    def run(self, places: Places, map_pieces: MapPieces = map) -> Ends:
        """Where the runs of these cells end."""
        column, row = places % self.size, places // self.size
        values = {self.x.name: self.x.cells(self.size)[column], self.y.name: self.y.cells(self.size)[row]}
        start = np.array([values.pop(name, np.full(len(places), at)) for name, at in zip(START, self.start, strict=True)])
        counted = [name for name in values if self._knobs()[name].whole]
        if not counted:
            return self._run(values, start, map_pieces)
        # All runs of a batch read one stream, so they have one batch size. Cells that differ by less than a whole number share a run.
        numbers = values.pop(counted[0])
        parts: list[tuple[Places, Ends]] = []
        for number in np.unique(numbers):
            at = np.flatnonzero(numbers == number)
            one, back = np.unique(np.stack([*values.values(), *start])[:, at], axis=1, return_index=True, return_inverse=True)[1:]
            alone = self._run(
                {name: value[at][one] for name, value in values.items()} | {counted[0]: int(number)}, start[:, at][:, one], map_pieces
            )
            parts.append((at, taken(alone, back)))
        return taken(joined([found for _, found in parts]), np.argsort(np.concatenate([at for at, _ in parts])))

    def _run(self, values: dict[str, Any], start: Array, map_pieces: MapPieces) -> Ends:
        paced = {name.removeprefix(PACE): value for name, value in values.items() if name.startswith(PACE)}
        return ends(
            replace(self.optimizer, **{name: value for name, value in values.items() if not name.startswith(PACE)}),
            self.landscape,
            start,
            self.steps,
            goal(self.landscape, start),
            self.batch_size,
            self.seed,
            map_pieces,
            self.stop,
            judged=True,
            schedule=replace(self.schedule, **paced) if self.schedule else None,
        )


def knob_axis(name: str, knob: Knob, low: float | None = None, high: float | None = None) -> Axis:
    """The axis of a knob, over the range of its slider by default."""
    usual = knob.slider
    return Axis(name, usual[0] if low is None else low, usual[1] if high is None else high, knob.scale, knob.whole)


def _typed(value: float) -> float:
    return float(f"{value:.6g}")
