"""Any two methods are told apart in both themes, by people of every colour vision: by two of colour, dash and marker."""

from itertools import combinations, product
from typing import get_args

import numpy as np

from figures.theme import COLOURS, DASHES, MARKERS, THEMES, Mode, style
from optim_core import OPTIMIZERS
from optim_core.marks import Colour, Dash, Marker, Marks
from tests.colours import VISIONS, lab

FAR = 12.0
"""Distance in CIELAB from which two colours are told apart at a glance."""
EVERY = [Marks(*each) for each in product(get_args(Colour), get_args(Dash), get_args(Marker))]


def colours_apart(one: Marks, other: Marks, mode: Mode) -> bool:
    seen = [style(marks, THEMES[mode]).colour for marks in (one, other)]
    return all(np.linalg.norm(lab(seen[0], vision) - lab(seen[1], vision)) >= FAR for vision in VISIONS)


def told_apart(one: Marks, other: Marks) -> bool:
    alike = (one.dash == other.dash) + (one.marker == other.marker)
    return alike == 0 or (alike == 1 and colours_apart(one, other, "light") and colours_apart(one, other, "dark"))


def test_any_two_methods_are_told_apart() -> None:
    taken = [cls.marks for cls in OPTIMIZERS]
    free = next(each for each in EVERY if all(told_apart(each, other) for other in taken))
    for one, other in combinations(OPTIMIZERS, 2):
        assert told_apart(one.marks, other.marks), f"{one.name} and {other.name} look alike; {free} are free"


def test_there_are_marks_for_twenty_methods_and_more() -> None:
    found = [cls.marks for cls in OPTIMIZERS]
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
