"""Maps on a page: what is computed for them, pass by pass, and what is sent to the browser."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import streamlit as st

from figures.heat import Colour, colour_of
from figures.theme import Theme
from landscapes import Landscape
from optim_core.batch.ends import NEVER, NOT_JUDGED, Ends
from optim_core.batch.maps import COARSE, START, Axis, Map
from optim_core.batch.tuning import floor_of, in_view
from optim_core.identity import cache_key
from optim_core.judgement import KINDS, Kind
from optim_core.outcomes import point_text
from optim_core.spec import Array, Pause, no_pause
from optim_core.stability import bound, largest_eigenvalue
from ui import components, compute
from ui.cache import Asker
from ui.channel import scenes
from ui.controls.optimizer import Choice
from ui.interruptible import patience
from ui.maps.caption import caption
from ui.maps.records import MapAxis, MapBound, MapMinimum, MapPass, MapRecord
from ui.protocol import Packed, pack
from ui.stage.comparison import Comparison
from ui.stage.gesture import Gesture

NEVER_PASSED = 65_535
"""What a run that never passes its goal has as its step of passing, among 16 bits."""


@dataclass(frozen=True)
class MapView:
    """One map of an atlas: its choice, the container of its frame, its sides, and their titles."""

    choice: Choice
    place: str
    x: Axis
    y: Axis
    titles: tuple[str, str]


@dataclass(frozen=True)
class Atlas:
    """Maps beside each other, with one scale of colours. Equal atlases have equal cells, whoever asks."""

    comparison: Comparison
    views: Sequence[MapView]
    colour: Colour
    size: int
    at_once: int
    look: Theme
    covered: bool = False
    """Whether the cells are hidden, because the visitor has to pick one first."""

    waits = True

    def cache_key(self) -> str:
        """The key of all that the cells depend on. The knobs along the sides are not in it: a click on a cell does not change the maps."""
        return cache_key(type(self), self.maps(Gesture()), self.colour, self.look, self.covered)

    def maps(self, gesture: Gesture) -> list[Map]:
        """The maps with the values that are being dragged. A side does not depend on the value of its own knob."""
        values = gesture.over(self.comparison.values, self.comparison.read)
        landscape, steps, batch_size, seed, start_keys, pace = self.comparison.setting
        found: list[Map] = []
        for view in self.views:
            sides = (view.x.name, view.y.name)
            optimizer = view.choice.build(values)
            along = {name: getattr(type(optimizer)(), name) for name in sides if name in view.choice.keys}
            start = [
                usual if name in sides else min(max(values[key], low), high)
                for name, key, usual, (low, high) in zip(START, start_keys, landscape.start, landscape.window, strict=True)
            ]
            found.append(
                Map(
                    replace(optimizer, **along),
                    landscape,
                    (start[0], start[1]),
                    steps,
                    view.x,
                    view.y,
                    self.colour == "steps",
                    batch_size,
                    seed,
                    self.size,
                    self.at_once,
                    pace.mapped(values, sides),
                )
            )
        return found

    def picture(self, gesture: Gesture, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        """The message of one pass of all maps: where the cells are, and for each map what `_cells` packs."""
        maps = self.maps(gesture)
        passes = maps[0].passes()
        number = gesture.piece if gesture.piece < len(passes) else 0
        moved = maps != self.maps(Gesture())
        if moved:
            number = 0
        found = compute.passed(maps, number, pause, by)
        coarse = found if number == 0 else compute.passed(maps, 0, pause, by)
        setting, look = self.comparison.setting, self.look
        names = [view.choice.form.name for view in self.views]
        pause()
        heights = in_view(setting.landscape)
        floor = floor_of(setting.landscape, heights)
        pause()
        record: MapPass = {
            "seq": gesture.seq,
            "address": address,
            "wired": scenes.HAS_SOCKET in os.environ,
            "moved": moved,
            "covered": self.covered,
            "number": number,
            "passes": len(passes),
            "stride": self._stride(sum(map(len, passes[:number]))),
            "size": self.size,
            "steps": setting.steps,
            "colour": self.colour,
            "range": scale_of(coarse, heights, floor),
            "soonest": soonest(coarse),
            "kinds": _kinds(coarse, heights),
            "floor": floor,
            "look": {
                "ink": look.ink,
                "paper": look.paper,
                "faint": look.faint,
                "line": look.line,
                "accent": look.accent,
                "second": look.second,
                "ramp": look.ramp,
            },
            "minima": self._minima(setting.landscape),
            "maps": [] if moved else [self._side(view, one) for view, one in zip(self.views, maps, strict=True)],
            "settings": [] if moved else caption(setting.landscape, list(zip(names, maps, strict=True))),
        }
        return pack(record, [("u4", passes[number]), *(part for ends in found for part in _cells(ends))])

    def _stride(self, before: int) -> int:
        """How many cells a side each cell of a pass covers until the next pass. `before` counts the cells computed before it."""
        return self.size // COARSE if not before else 2 if before < (self.size // 2) ** 2 else 1

    def _side(self, view: MapView, one: Map) -> MapRecord:
        """What the browser needs of one map besides its cells."""
        comparison = self.comparison
        keys = {**view.choice.keys, **comparison.setting.pace.side_keys, **dict(zip(START, comparison.setting.start_keys, strict=True))}

        def side_record(axis: Axis, title: str) -> MapAxis:
            return {
                "key": keys[axis.name],
                "title": title,
                "low": axis.low,
                "high": axis.high,
                "scale": axis.scale,
                "values": [int(v) if axis.whole else float(v) for v in axis.cells(self.size)],
            }

        return {
            "place": view.place,
            "name": view.choice.form.name,
            "x": side_record(view.x, view.titles[0]),
            "y": side_record(view.y, view.titles[1]),
            "bound": stable_up_to(one),
            "values": {keys[axis.name]: comparison.values[keys[axis.name]] for axis in (view.x, view.y)},
        }

    def _minima(self, landscape: Landscape) -> list[MapMinimum]:
        """The colours of the minima, and where they lie on a map of starts."""
        view = self.views[0]
        starts = (view.x.name, view.y.name) == START
        return [
            {
                "colour": colour_of(i, self.look),
                "at": [axis.share(c) for axis, c in zip((view.x, view.y), minimum, strict=True)] if starts else None,
                "words": point_text(minimum, landscape.window),
            }
            for i, minimum in enumerate(landscape.minima)
        ]


def _cells(ends: Ends) -> list[Packed]:
    passed = np.where(ends.passed == NEVER, NEVER_PASSED, ends.passed)
    return [("f4", ends.loss), ("u2", ends.t), ("u2", passed), ("i1", ends.kind), ("i1", ends.minimum)]


def _kinds(coarse: Sequence[Ends], heights: Array) -> list[Kind]:
    """What became of the runs of the coarse maps, for the legend. Holes in view count even if no run ends in one."""
    found = {kind for ends in coarse for kind in np.unique(ends.kind).tolist()} - {NOT_JUDGED}
    return [kind for place, kind in enumerate(KINDS) if place in found or (kind == "undefined" and np.isnan(heights).any())]


def stable_up_to(one: Map) -> MapBound | None:
    """The η above which no minimum is stable: the method's bound over λ at the flattest minimum.

    None if η is not along a side of the map, if no bound is known, or if the step is not η times a slope.
    """
    cls, most = type(one.optimizer), bound(one.optimizer)
    side: Literal["x", "y"] | None = "x" if one.x.name == "learning_rate" else "y" if one.y.name == "learning_rate" else None
    landscape = one.landscape
    if side is None or most is None or cls.rate_unit != "slope" or not landscape.minima:
        return None
    hessian = np.moveaxis(landscape.hessian(*np.array(landscape.minima).T), -1, 0)
    limit = most / float(np.min(largest_eigenvalue(hessian)))
    share = (one.x if side == "x" else one.y).share(limit)
    return {"side": side, "share": share, "words": f"{most:.3g}/λ = {limit:.3g}"} if 0 <= share <= 1 else None


def soonest(coarse: Sequence[Ends]) -> int:
    """The beginning of the scale of steps: of the runs that pass their goal, one in a hundred needs fewer."""
    passed = np.concatenate([ends.passed[ends.passed > 0] for ends in coarse])
    return int(np.quantile(passed, 0.01)) if len(passed) else 1


def scale_of(coarse: Sequence[Ends], heights: Array, floor: float) -> tuple[float, float]:
    """The ends of the scale of losses, as powers of ten above the floor: from the least on the coarse maps to the highest of the losses in
    view, twelve powers at most."""
    with np.errstate(all="ignore"):
        above = np.log10(np.concatenate([ends.loss[~ends.became("diverged")] for ends in coarse]) - floor)
        powers = np.log10(heights - floor)
    powers = powers[np.isfinite(powers)]
    high = float(powers.max()) if len(powers) else 0.0  # a flat landscape has no heights
    lowest = np.min(above[np.isfinite(above)], initial=high - 1)
    return max(float(lowest), high - 12), high


def mount(atlas: Atlas) -> None:
    """Mount the maps in a fragment. Without a socket, each request for a pass runs this fragment and nothing else."""
    _mount(atlas)


@st.fragment
def _mount(atlas: Atlas) -> None:
    scenes.register(atlas)
    address = scenes.address(atlas)
    with patience("Mapping …") as pause:
        picture = atlas.picture(Gesture(piece=components.wanted_pass(address)), address, pause)
    components.show_atlas(picture)
