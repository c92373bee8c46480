"""Cached computing: recorded runs, maps, and charts of landscapes.

Results are immutable and keyed by all that determines them, so that it makes no difference who asked first (`ui.cache`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

import numpy as np
import streamlit as st

from figures.contour import contour
from figures.poster import Ground, poster
from figures.theme import Theme
from landscapes import Landscape
from optim_core import Run, outcomes, record_all
from optim_core.batch.ends import Ends, MapPieces, Piece, joined, taken
from optim_core.batch.maps import Map
from optim_core.batch.workers import Workers
from optim_core.spec import Pause, no_pause
from ui.cache import Asker, Walked, asker
from ui.controls.keys import place_of


def walked(runs: Sequence[Run], pause: Pause = no_pause, by: Asker | None = None) -> list[Walked]:
    """The trajectory of each run, read-only, and its outcome. Only new runs are computed, all of them together."""
    if not runs:
        return []
    # Runs side by side are on one landscape, or on versions of it.
    caches, owner = (by or asker()).kept(runs[0].landscape)
    known = caches.runs.take(owner, runs)
    new = [run for run in dict.fromkeys(runs) if run not in known]
    if new:
        recorded = record_all(new, pause)
        for trajectory in recorded:
            trajectory.freeze()
        pause()
        # The type of a Run's landscape says only that it can be descended; all of the lab's are surveyed, too.
        ended = outcomes(recorded, [cast(Landscape, run.landscape) for run in new])
        fresh: dict[Run, Walked] = dict(zip(new, zip(recorded, ended, strict=True), strict=True))
        caches.runs.put(owner, fresh)
        known |= fresh
    return [known[run] for run in runs]


@st.cache_resource(show_spinner=False)
def _workers() -> Workers:
    return Workers()


def map_pieces(pause: Pause, by: Asker | None = None) -> MapPieces:
    """A function that computes the pieces of a batch in the worker processes, in turns with other visitors, and calls `pause` meanwhile."""

    def through(function: Callable[[Piece], Ends], pieces: Iterable[Piece]) -> Iterator[Ends]:
        who = by or asker()
        return _workers().map(function, pieces, who.whose, pause, who.rest)

    return through


def passed(maps: Sequence[Map], number: int, pause: Pause = no_pause, by: Asker | None = None) -> list[Ends]:
    """Where the runs of one pass of each map end. Only new passes are computed."""
    if not maps:
        return []
    by = by or asker()
    caches, owner = by.kept(maps[0].landscape)
    known = caches.cells.take(owner, [(one, number) for one in maps])
    for one in maps:
        if (one, number) not in known:
            found = one.run(one.passes()[number], map_pieces(pause, by))
            for values in found:
                values.flags.writeable = False
            known[one, number] = found
            caches.cells.put(owner, {(one, number): found})
    return [known[one, number] for one in maps]


def whole(one: Map) -> Ends:
    """All cells of a map, row by row from below."""
    passes = one.passes()
    found = joined([passed([one], number)[0] for number in range(len(passes))])
    return taken(found, np.argsort(np.concatenate(passes)))


def ground(landscape: Landscape, theme: Theme, height: int, small: bool = False) -> Ground:
    """The contour map of a landscape, without paths. All visitors share the figure, so draw on a copy of it."""
    caches, owner = asker().kept(landscape)
    key = (landscape.cache_key(), theme, height, small)
    found = caches.grounds.take(owner, [key]).get(key)
    if found is None:
        figure = contour(landscape, theme, height, small)
        figure.update_layout(meta=place_of(landscape))  # so that the stage knows whose map it sees
        found = Ground(figure, poster(figure))
        caches.grounds.put(owner, {key: found})
    return found
