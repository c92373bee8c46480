"""Any two methods are told apart in both themes, by people of every colour vision: by two of colour, dash and marker."""

import re
from collections.abc import Sequence
from itertools import combinations, product
from typing import Any, get_args

import numpy as np

from figures.theme import COLOURS, DASHES, MARKERS, RADIUS, THEMES, Mode, style
from lessons.own_method import OwnMethod
from optim_core import SHELVED, Optimizer
from optim_core.marks import Colour, Dash, Marker, Marks
from tests.colours import VISIONS, lab

FAR = 12.0
"""Distance in CIELAB from which two colours are told apart at a glance."""
METHODS: Sequence[type[Optimizer[Any]]] = (*SHELVED, OwnMethod)
EVERY = [Marks(*each) for each in product(get_args(Colour), get_args(Dash), get_args(Marker))]


def colours_apart(one: Marks, other: Marks, mode: Mode) -> bool:
    seen = [style(marks, THEMES[mode]).colour for marks in (one, other)]
    return all(np.linalg.norm(lab(seen[0], vision) - lab(seen[1], vision)) >= FAR for vision in VISIONS)


def told_apart(one: Marks, other: Marks) -> bool:
    alike = (one.dash == other.dash) + (one.marker == other.marker)
    return alike == 0 or (alike == 1 and colours_apart(one, other, "light") and colours_apart(one, other, "dark"))


def test_any_two_methods_are_told_apart() -> None:
    taken = [cls.marks for cls in METHODS]
    free = next(each for each in EVERY if all(told_apart(each, other) for other in taken))
    for one, other in combinations(METHODS, 2):
        assert told_apart(one.marks, other.marks), f"{one.name} and {other.name} look alike; {free} are free"


def test_there_are_marks_for_twenty_methods_and_more() -> None:
    found = [cls.marks for cls in METHODS]
    for each in EVERY:
        if all(told_apart(each, other) for other in found):
            found.append(each)
    assert len(found) >= 20


def test_every_mark_has_a_look_of_its_own() -> None:
    assert set(COLOURS) == set(THEMES) == set(get_args(Mode))
    for colours in COLOURS.values():
        assert {"ink", *colours} == set(get_args(Colour))
    assert set(DASHES) == set(get_args(Dash))
    assert set(MARKERS) == set(get_args(Marker))
    assert len(set(map(tuple, DASHES.values()))) == len(DASHES)
    assert len(set(MARKERS.values())) == len(MARKERS)


# Half of the outline of each of Plotly's symbols in units of half its size, the right one from top to bottom, from what
# `src/components/drawing/symbol_defs.js` of plotly.js draws. All are the same on both sides.
HALVES: dict[Marker, list[tuple[float, float]]] = {
    "square": [(1, -1), (1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3)],
    "cross": [(0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2)],
    "triangle-up": [(0, -1), (1.155, 0.5)],
    "star": [(0, -1.4), (0.315, -0.433), (1.331, -0.433), (0.508, 0.165), (0.823, 1.133), (0, 0.535)],
    "pentagon": [(0, -1), (0.951, -0.309), (0.588, 0.809)],
    "x": [(0, -0.566), (0.566, -1.131), (1.131, -0.566), (0.566, 0), (1.131, 0.566), (0.566, 1.131), (0, 0.566)],
}


def test_the_list_and_the_map_draw_the_symbols_that_plotly_draws() -> None:
    assert set(HALVES) == set(MARKERS) - {"circle"}
    for name, half in HALVES.items():
        path = MARKERS[name]
        assert re.fullmatch(r"M[^MLZ]+(L[^MLZ]+)+Z", path)
        drawn = [tuple(float(each) / RADIUS for each in corner.split()) for corner in re.split("[MLZ]", path)[1:-1]]
        whole = half + [(-x, y) for x, y in reversed(half) if x]
        assert len(drawn) == len(whole), name
        first = min(range(len(drawn)), key=lambda i: np.hypot(drawn[i][0] - whole[0][0], drawn[i][1] - whole[0][1]))
        np.testing.assert_allclose(drawn[first:] + drawn[:first], whole, atol=0.01, err_msg=name)
    arcs = re.fullmatch(r"M(\S+) 0(A\1 \1 0 1 1-\1 0)(A\1 \1 0 1 1 \1 0)Z", MARKERS["circle"])
    assert arcs
    assert float(arcs[1]) == RADIUS
