"""Every preset does what it says, and for the reason that it gives: with one change it does not."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES
from landscapes.table import Table
from lessons.lab import METHODS, Lab
from lessons.presets import PRESETS, RARE, Preset
from lessons.presets.preset import Point
from optim_core import SHELVED, knobs, outcome
from optim_core.catalogue import MORE
from optim_core.schedules.cosine import Cosine
from tests.pages import header, run
from tests.test_visit import query
from ui.compare.presets import link_to
from ui.controls.keys import TITLES


def place_name(preset: Preset) -> str:
    return preset.landscape if isinstance(preset.landscape, str) else "rows"


NAMES = [f"{place_name(preset)}, {preset.method}: {preset.why[:40]}" for preset in PRESETS]


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_a_preset_ends_as_it_says_and_not_without_its_reason(preset: Preset) -> None:
    """On every computer: a start that is moved by less than anyone sees ends the same way, and what rounding decides is no lesson."""
    lab = Lab(LANDSCAPES[0]())
    assert preset.holds(lab)
    dice = np.random.default_rng(0)

    def moved(point: Point) -> Point:
        x, y = np.array(point) * (1 + 1e-12 * dice.standard_normal(2))
        return float(x), float(y)

    start = preset.start or lab.on(preset.landscape).landscape.start
    for _ in range(4):
        assert replace(preset, start=moved(start), elsewhere=preset.elsewhere and moved(preset.elsewhere)).holds(lab)


def test_each_landscape_has_three_good_and_three_bad_ones() -> None:
    counted = Counter((place_name(preset), preset.works) for preset in PRESETS)
    assert all(counted[cls.name, works] >= 3 for cls in LANDSCAPES for works in (True, False))
    assert {place for place, _ in counted} == {"rows", *(cls.name for cls in LANDSCAPES)}


@pytest.mark.parametrize("preset", PRESETS, ids=NAMES)
def test_a_preset_can_be_set(preset: Preset) -> None:
    method: Any = METHODS[preset.method]
    assert method in SHELVED
    assert {*preset.settings, *preset.unless} <= set(knobs(method))
    for name, value in preset.settings.items():
        low, high = knobs(method)[name].slider
        assert low <= value <= high, "it stands on its slider"
    for schedule in filter(None, (preset.schedule, preset.unless_schedule)):
        for name, knob in knobs(type(schedule)).items():
            assert knob.slider[0] <= getattr(schedule, name) <= knob.slider[1], "so does what η does"
    assert preset.unless_schedule != preset.schedule or preset.unless_schedule is None
    assert len(preset.unless) + sum(map(bool, (preset.elsewhere, preset.unless_schedule))) == 1, "one change is the reason"
    assert preset.steps in (None, 1000, 2000)
    assert preset.why.endswith(".")


def test_each_method_of_the_second_shelf_has_two_presets() -> None:
    counted = Counter(preset.method for preset in PRESETS)
    assert {cls.name: counted[cls.name] for cls in MORE} == {cls.name: 2 for cls in MORE}


def test_no_landscape_has_more_than_three_presets_of_the_second_shelf_and_of_schedules() -> None:
    more = {cls.name for cls in MORE}
    counted = Counter(place_name(preset) for preset in PRESETS if preset.method in more or preset.schedule or preset.unless_schedule)
    assert max(counted.values()) <= 3


def test_the_link_of_a_preset_says_its_shelf_and_its_schedule() -> None:
    (lion,) = [preset for preset in PRESETS if preset.method == "Lion" and preset.schedule]
    link = link_to(replace(lion, schedule=Cosine(steps=200.0, floor=0.1)), Lab(LANDSCAPES[0]()).on(lion.landscape).landscape)
    assert (link["shelf"], link["show"], link["schedule"]) == (["More methods"], ["Lion"], ["Cosine"])
    assert (link["cosine.steps"], link["cosine.floor"]) == (["200"], ["0.1"])


@pytest.mark.parametrize("place", [*(cls() for cls in LANDSCAPES), RARE], ids=lambda place: place.name)
def test_one_click_shows_the_run_of_a_preset_and_its_link_does_too(place: Any) -> None:
    title = TITLES.get(Table, "") if place is RARE else place.name
    app = run("pages/compare.py", landscape=title, steps="500", adam__beta1="0.5")
    offered = [str(button.key) for button in app.button if str(button.key).startswith("preset-")]
    ordered = [preset for works in (True, False) for preset in PRESETS if preset.landscape in (place, place.name) and preset.works is works]
    assert len(offered) == len(ordered) >= 3
    for key, preset in zip(offered, ordered, strict=True):
        app.button(key=key).click().run()
        assert not app.exception
        (path,) = header(app)["paths"]
        alone: Any = preset.run(Lab(place))
        sentence = outcome(alone.trajectory, alone.landscape).sentence
        assert (path["name"], path["steps"], path["sentence"]) == (preset.method, preset.steps or place.steps, sentence)
        link = {key: values for key, values in link_to(preset, place).items() if key != "landscape" or title != LANDSCAPES[0].name}
        assert query(app) == {key: values for key, values in link.items() if key in query(app)}, "nothing but the preset is set"
    (path,) = header(run("pages/compare.py", **{key.replace(".", "__"): values for key, values in link.items()}))["paths"]
    assert path["sentence"] == sentence


def test_presets_do_not_take_the_place_of_a_visitors_own_rows() -> None:
    app = run("pages/compare.py", landscape=TITLES[Table])
    assert [button for button in app.button if str(button.key).startswith("preset-")]
    app.text_area[0].set_value("a,b\n1,2\n2,3\n3,5\n").run()
    assert not [button for button in app.button if str(button.key).startswith("preset-")]
