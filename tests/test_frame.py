"""The labels beside a map say where they stand, and none touches another, however narrow the map is."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.frame import BESIDE, BOTTOM, RIGHT, TOP, frame, labelled, ticks
from figures.round_numbers import tick_text
from figures.theme import THEMES
from landscapes import LANDSCAPES
from optim_core import Adam, knobs
from optim_core.batch.maps import START, Axis, knob_axis
from optim_core.spec import Scale
from tests.catalogue import EVERY, FORMS, METHODS
from tests.labels import read
from ui.controls.optimizer import Choice
from ui.maps.knob_maps import HEIGHT, WIDTH_OF_SMALL
from ui.maps.map_axes import _range, title

WIDTHS = {HEIGHT: 350, 240: WIDTH_OF_SMALL}
"""How narrow a map is, by its height: alone beside the stage, and among several."""
CHARACTER, TITLE, LINE, GAP = 7, 7.3, 18, 8
"""Pixels, as the labels and the titles are drawn."""


def every_axis() -> list[Axis]:
    """The sides that pages offer: each knob of each method, η as it suits each landscape, the coordinates of the start; and others."""
    found = {knob_axis(name, knob) for cls in METHODS for name, knob in knobs(cls).items()}
    for landscape in EVERY:
        for cls in FORMS:
            low, high = _range("learning_rate", knobs(cls)["learning_rate"], [Choice(cls, cls, {}, {})], landscape)
            found.add(Axis("learning_rate", low, high, "log"))
        found |= {Axis(name, *side) for name, side in zip(START, landscape.window, strict=True)}
    random = np.random.default_rng(5)
    scales: tuple[Scale, ...] = ("linear", "log", "log of 1 - value")
    for scale in scales:
        for _ in range(60):
            middle, wide = 10 ** random.uniform(-9, 6), 10 ** random.uniform(-3, 3)
            ends = sorted(1 - 10 ** -random.uniform(0, 6, 2)) if scale == scales[2] else [middle, middle * (1 + wide)]
            low, high = ends if scale == scales[2] else [float(f"{end:.4g}") for end in ends]
            found.add(Axis("typed", float(low), float(high), scale))
    return sorted(found, key=str)


AXES = every_axis()


def check(axis: Axis, values: Sequence[float], room: float, across: bool) -> None:
    """That labels are true, in order, and apart, and none is cut off."""
    texts, places = [tick_text(value) for value in values], [axis.share(value) * room for value in values]
    for place, text in zip(places, texts, strict=True):
        assert abs(axis.share(read(text)) * room - place) < 0.1, f"{text} does not stand at its place"
        assert -0.1 <= place <= room + 0.1, f"{text} is outside"
    for (place, text), (following, after) in pairwise(zip(places, texts, strict=True)):
        least = CHARACTER * (len(text) + len(after)) / 2 + GAP if across else LINE
        assert following - place >= least, f"{text} and {after} touch"
    assert not across or places[-1] + CHARACTER * len(texts[-1]) / 2 <= room + RIGHT, f"{texts[-1]} is cut off"


@pytest.mark.parametrize("height", WIDTHS)
def test_no_label_touches_another(height: int) -> None:
    assert len(AXES) > 150
    for axis in AXES:
        for x, y in ((axis, Axis("other", 0, 1)), (Axis("other", 0, 1), axis), (axis, axis)):
            across, up, left = labelled(x, y, height)
            check(x, across, WIDTHS[height] - left - RIGHT, across=True)
            check(y, up, height - TOP - BOTTOM, across=False)
            assert left >= BESIDE + CHARACTER * max(len(tick_text(value)) for value in up), "the labels of the side have room"


@pytest.mark.parametrize("height", WIDTHS)
def test_a_frame_has_these_labels(height: int) -> None:
    x, y = knob_axis("beta2", knobs(Adam)["beta2"]), knob_axis("epsilon", knobs(Adam)["epsilon"])
    across, up, left = labelled(x, y, height)
    layout = frame(x, y, ("β₂", "ε"), THEMES["light"], height).layout
    assert (layout.margin.l, layout.margin.r, layout.margin.t, layout.margin.b) == (left, RIGHT, TOP, BOTTOM)
    for axis, side, values in ((x, layout.xaxis, across), (y, layout.yaxis, up)):
        assert list(side.tickvals) == [axis.share(value) for value in values]
        assert list(side.ticktext) == [tick_text(value) for value in values]


@pytest.mark.parametrize("height", WIDTHS)
@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.name)
def test_no_title_is_cut_off(cls: Any, height: int) -> None:
    choice, side = Choice(cls, cls, {}, {}), Axis("other", 0, 1)
    for name, knob in knobs(cls).items():
        axis = knob_axis(name, knob)
        said = title(axis, choice, LANDSCAPES[0]())
        for x, y in ((axis, side), (side, axis)):
            layout = frame(x, y, (said if x is axis else "", said if y is axis else ""), THEMES["light"], height).layout
            wide = WIDTHS[height] - layout.margin.l - RIGHT
            assert TITLE * len(layout.xaxis.title.text) <= wide + 2 * RIGHT
            assert TITLE * len(layout.yaxis.title.text) <= height - BOTTOM - TOP + 2 * TOP
            shown = layout.xaxis.title.text or layout.yaxis.title.text
            assert shown in (said, said.split(",")[0])
            assert shown == said or len(said) > (38 if height > 300 else 20), "there is room for it"


def test_there_are_enough_labels_to_read_a_value() -> None:
    for axis in AXES:
        least = 1 if axis.name == "typed" else 2  # whoever types a range may type one between round numbers
        for values in (ticks(axis, HEIGHT - TOP - BOTTOM), ticks(axis, 130, across=True)):
            assert least <= len(values) <= 10, axis


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (0.001, "0.001"), (1e-5, "10⁻⁵"), (2e-12, "2·10⁻¹²"), (20_000, "2·10⁴"), (0.1 + 0.2, "0.3")],
)
def test_a_number_is_written_in_its_shortest_form(value: float, text: str) -> None:
    assert tick_text(value) == text
