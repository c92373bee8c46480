"""What the browser is told of maps: numbers that JSON knows, all cells, and what became of each run."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from figures.heat import heat
from figures.map_table import Cells, table
from figures.theme import THEMES
from landscapes import LANDSCAPES, Expression
from optim_core import Adam, knobs
from optim_core.batch.ends import Ends
from optim_core.batch.kinds import DIVERGED, LEFT, SLOPELESS, UNDEFINED, what_became
from optim_core.batch.maps import MOST_A_PASS, START, Axis
from ui.channel import scenes
from ui.components import WEB
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.maps.atlas import Atlas, MapView
from ui.protocol import unpack
from ui.stage.comparison import Comparison
from ui.stage.gesture import Gesture

TYPED = [Expression(text) for text in ("5", "log(x) + y^2", "sqrt(x) + sqrt(y)", "exp(exp(x)) + y", "1e-9 x^2", "log(abs(x))", "1e90 x")]
EVERY: list[Any] = [*(cls() for cls in LANDSCAPES), *TYPED]
KEYS = {field: f"adam.{field}" for field in knobs(Adam)}


def atlas(landscape: Any, colour: Any, sides: tuple[Axis, Axis], optimizer: Adam) -> Atlas:
    values = {key: float(getattr(optimizer, field)) for field, key in KEYS.items()} | dict(zip(START, landscape.start, strict=True))
    setting = Setting(landscape, 30, None, 0, START)
    comparison = Comparison([Choice(Adam, Adam, KEYS)], setting, values, {key: knobs(Adam)[field] for field, key in KEYS.items()})
    return Atlas(comparison, [MapView(comparison.choices[0], "atlas-0", *sides, ("η", "β₁"))], colour, 50, MOST_A_PASS, THEMES["light"])


@pytest.mark.parametrize("colour", ["steps", "loss", "where"])
@pytest.mark.parametrize("landscape", EVERY, ids=lambda each: getattr(each, "text", each.name))
def test_a_picture_can_be_read_by_a_browser(landscape: Any, colour: str) -> None:
    rate = float(Adam.suited_to(landscape).learning_rate)
    sides = (Axis("learning_rate", rate / 50, rate * 100, "log"), Axis("beta1", 0.0, 0.99, "log of 1 - value"))
    seen = []
    for piece in (0, 1):
        picture = atlas(landscape, colour, sides, Adam(learning_rate=rate)).picture(Gesture(piece=piece))
        record, (places, *cells) = unpack(picture)
        assert [each.dtype.str[1:] for each in cells] == ["f4", "u2", "i1"]
        assert all(each.size == places.size for each in cells)
        low, high = record["range"]
        assert low < high
        assert record["maps"][0]["name"] == "Adam"
        seen += list(places)
    assert sorted(seen) == list(range(2500))


def test_both_ends_mean_the_same_by_what_became_of_a_run() -> None:
    """They are said in Python and in JavaScript: `table` writes them, and the sheet paints them."""
    said = dict(
        re.findall(r"export const (LEFT|DIVERGED|UNDEFINED|SLOPELESS) = (-\d);", (WEB / "maps/cell_grid.js").read_text(encoding="utf-8"))
    )
    assert {name: int(number) for name, number in said.items()} == {
        "LEFT": LEFT,
        "DIVERGED": DIVERGED,
        "UNDEFINED": UNDEFINED,
        "SLOPELESS": SLOPELESS,
    }


def test_a_map_with_holes_says_so() -> None:
    landscape = Expression("log(x) + y^2")
    sides = (Axis("x", *landscape.window[0]), Axis("y", *landscape.window[1]))
    one = atlas(landscape, "loss", sides, Adam(learning_rate=0.2))
    assert unpack(one.picture(Gesture()))[0]["holes"]
    without = atlas(Expression("x^2+y^2"), "loss", sides, Adam(learning_rate=0.2))
    assert not unpack(without.picture(Gesture()))[0]["holes"]
    found = one.maps(Gesture())[0].run(np.arange(2500))
    kinds = what_became(found, landscape)
    assert (kinds[found.theta[0] < 0] == UNDEFINED).all()
    assert not np.isnan(found.loss[kinds >= LEFT]).any()
    cells = Cells("Adam", ("x", "y"), one.maps(Gesture())[0], found, kinds)
    assert table([cells]).count("entered a hole") == (kinds == UNDEFINED).sum() > 1000
    assert np.isnan(heat([cells], "loss", (-3.0, 1.0), THEMES["light"]).data[0].z[0, 0])


def test_a_map_with_places_without_a_slope_says_so() -> None:
    landscape = Expression("sqrt(x) + y^2", ((0.0, 2.0), (-1.0, 1.0)))
    sides = (Axis("learning_rate", 1e-3, 1.0, "log"), Axis("y", -1, 1))
    one = atlas(landscape, "loss", sides, Adam(learning_rate=0.2))
    one = replace(one, comparison=replace(one.comparison, values={**one.comparison.values, **dict.fromkeys(START, 0.0)}))
    header = unpack(one.picture(Gesture()))[0]
    assert header["slopeless"]
    assert not header["holes"]
    found = one.maps(Gesture())[0].run(np.arange(2500))
    assert (what_became(found, landscape) == SLOPELESS).all()
    assert (found.t == 0).all()
    cells = Cells("Adam", ("η", "y"), one.maps(Gesture())[0], found, what_became(found, landscape))
    assert table([cells]).count("no slope") == 2500


def test_what_became_of_a_run_is_one_thing() -> None:
    theta = np.array([[3.0, 0.0, 99.0, np.nan, 1.0, 99.0], [2.0, 0.0, 99.0, np.nan, 1.0, 0.0]])
    flags = np.eye(6, dtype=bool)
    found = Ends(theta, np.array([0.0, 9.0, 9.0, np.nan, np.nan, 1.0]), np.arange(6), flags[0], flags[3], flags[4], flags[5])
    assert what_became(found, LANDSCAPES[0]()).tolist() == [1, 0, LEFT, DIVERGED, UNDEFINED, SLOPELESS]


def test_maps_are_addressed_by_what_their_cells_depend_on() -> None:
    landscape = LANDSCAPES[0]()
    sides = (Axis("learning_rate", 1e-3, 1.0, "log"), Axis("beta1", 0.0, 0.99, "log of 1 - value"))
    one, along, across = (
        atlas(landscape, "steps", sides, Adam(learning_rate=0.1, **more)) for more in ({}, {"beta1": 0.5}, {"beta2": 0.5})
    )
    assert scenes.address(one) == scenes.address(along)
    assert scenes.address(one) != scenes.address(across)
    assert scenes.address(one) != scenes.address(replace(one, colour="loss"))
    assert unpack(one.picture(Gesture()))[0]["maps"][0]["values"] != unpack(along.picture(Gesture()))[0]["maps"][0]["values"]
