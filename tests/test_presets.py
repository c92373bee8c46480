"""Every preset does what it says, and for the reason that it gives: with one change it does not."""

from collections import Counter
from typing import Any

import pytest

from landscapes import LANDSCAPES
from lessons.lab import METHODS, Lab
from lessons.presets import PRESETS, Preset
from optim_core import OPTIMIZERS, knobs

NAMES = [f"{preset.landscape}, {preset.method}: {preset.why[:40]}" for preset in PRESETS]


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_a_preset_ends_as_it_says_and_not_without_its_reason(preset: Preset) -> None:
    assert preset.holds(Lab(LANDSCAPES[0]()))


def test_each_landscape_has_three_good_and_three_bad_ones() -> None:
    counted = Counter((preset.landscape, preset.works) for preset in PRESETS)
    assert counted == {(cls.name, works): 3 for cls in LANDSCAPES for works in (True, False)}


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_a_preset_can_be_set(preset: Preset) -> None:
    method: Any = METHODS[preset.method]
    assert method in OPTIMIZERS
    assert {*preset.settings, *preset.unless} <= set(knobs(method))
    for name, value in preset.settings.items():
        low, high = knobs(method)[name].slider
        assert low <= value <= high, "it stands on its slider"
    assert preset.unless or preset.elsewhere
    assert preset.steps in (300, 1000, 2000)
    assert preset.why.endswith(".")
