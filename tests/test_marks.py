"""Any two methods are told apart in both themes, by people of every colour vision: by two of colour, dash and marker."""

from itertools import combinations, product
from typing import get_args

import numpy as np
import pytest

from figures.theme import BRIGHTER, COLOURS, DASHES, MARKERS, SERIES, THEMES, Mode, style
from optim_core import OPTIMIZERS
from optim_core.marks import Colour, Dash, Marker, Marks
from optim_core.spec import Array

FAR = 12.0
"""Distance in CIELAB from which two colours are told apart at a glance."""
# Machado, Oliveira & Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, at full severity.
VISIONS = {
    "usual": np.eye(3),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
EVERY = [Marks(*each) for each in product(get_args(Colour), get_args(Dash), get_args(Marker))]


def linear(colour: str) -> Array:
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str) -> Array:
    """A colour in CIELAB, as this vision sees it."""
    xyz = XYZ @ np.clip(VISIONS[vision] @ linear(colour), 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


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


@pytest.mark.parametrize("mode", THEMES)
def test_every_colour_stands_out_from_the_paper(mode: Mode) -> None:
    for marks in SERIES:
        light, dark = sorted((XYZ[1] @ linear(each) for each in (style(marks, THEMES[mode]).colour, THEMES[mode].paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > 2


def test_every_mark_has_a_look_of_its_own() -> None:
    assert {"ink", *COLOURS} == set(get_args(Colour)) > set(BRIGHTER)
    assert set(DASHES) == set(get_args(Dash))
    assert set(MARKERS) == set(get_args(Marker))
    assert len(set(map(tuple, DASHES.values()))) == len(DASHES)
    assert len(set(MARKERS.values())) == len(MARKERS)
