"""Whole maps with all their cells, as a table of numbers for download."""

from collections.abc import Sequence
from typing import NamedTuple

from figures.export import csv_text
from optim_core.batch.ends import Ends
from optim_core.batch.kinds import in_words
from optim_core.batch.maps import Map
from optim_core.spec import Array


class Cells(NamedTuple):
    """A map with all its cells, row by row from below. `kinds` says what became of each run."""

    name: str
    titles: tuple[str, str]
    map: Map
    ends: Ends
    kinds: Array


def table(maps: Sequence[Cells]) -> str:
    """The maps as CSV text, with a line for each cell.

    It has the optimizer, the values on both axes, what became of the run, its steps, its loss and where it ended.
    """
    first = maps[0].map
    rows: list[list[object]] = [["optimizer", first.x.name, first.y.name, "became", "steps", "loss", "end_x", "end_y"]]
    for each in maps:
        size = each.map.size
        x, y = each.map.x.cells(size), each.map.y.cells(size)
        for place, (kind, t, loss) in enumerate(zip(each.kinds, each.ends.t, each.ends.loss, strict=True)):
            end_x, end_y = each.ends.theta[:, place]
            rows.append([each.name, x[place % size], y[place // size], in_words(kind), t, loss, end_x, end_y])
    return csv_text(rows)
