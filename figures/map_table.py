"""Whole maps with all their cells, as a table of numbers for download."""

from collections.abc import Sequence
from typing import NamedTuple

from figures.export import csv_text
from optim_core.batch.ends import NEVER, NOT_JUDGED, Ends
from optim_core.batch.maps import Map
from optim_core.judgement import KINDS


class Cells(NamedTuple):
    """A map with all its cells, row by row from below."""

    name: str
    titles: tuple[str, str]
    map: Map
    ends: Ends


def table(maps: Sequence[Cells]) -> str:
    """The maps as CSV text, with a line for each cell.

    It has the optimizer, the values on both axes, what became of the run, the first step with a thousandth of its height left (empty if
    there is none), the step and the loss at which it ended, and where.
    """
    first = maps[0].map
    rows: list[list[object]] = [["optimizer", first.x.name, first.y.name, "became", "passed", "steps", "loss", "end_x", "end_y"]]
    for each in maps:
        size = each.map.size
        x, y = each.map.x.cells(size), each.map.y.cells(size)
        ends = each.ends
        for place, (t, loss, passed) in enumerate(zip(ends.t, ends.loss, ends.passed, strict=True)):
            became, reached = in_words(ends, place), "" if passed == NEVER else passed
            rows.append([each.name, x[place % size], y[place // size], became, reached, t, loss, *ends.theta[:, place]])
    return csv_text(rows)


def in_words(ends: Ends, place: int) -> str:
    """What became of the run at a place, with the number of the minimum that it is at or around."""
    kind, minimum = int(ends.kind[place]), int(ends.minimum[place])
    if kind == NOT_JUDGED:
        return "passed, and not followed further"
    words = KINDS[kind]
    return f"{words} {minimum}" if words == "at a minimum" else f"{words} around minimum {minimum}" if minimum else words
