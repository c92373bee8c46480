"""What the browser is told of maps: numbers that JSON knows, all cells, and what became of each run."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from figures.heat import heat
from figures.map_table import Cells, table
from figures.theme import THEMES
from landscapes import LANDSCAPES, Expression, StyblinskiTang
from optim_core import Adam, knobs
from optim_core.batch.ends import NEVER, NOT_JUDGED
from optim_core.batch.maps import MOST_A_PASS, START, Axis
from optim_core.judgement import KINDS
from ui.channel import scenes
from ui.components import WEB
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.maps.atlas import NEVER_PASSED, Atlas, MapView
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
        assert [each.dtype.str[1:] for each in cells] == ["f4", "u2", "u2", "i1", "i1"]
        assert all(each.size == places.size for each in cells)
        low, high = record["range"]
        assert low < high
        assert record["maps"][0]["name"] == "Adam"
        assert record["settings"][0].startswith(f"{landscape.name}: J(")
        assert record["settings"][-1] == "Adam: β₂ = 0.999, ε = 1e-8"
        seen += list(places)
    assert sorted(seen) == list(range(2500))


def test_both_ends_mean_the_same_by_what_became_of_a_run() -> None:
    """They are said in Python and in JavaScript: `table` writes them, and the map's view paints them."""
    script = (WEB / "maps/cell_grid.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"export const KINDS = \[(.*?)\];", script, re.DOTALL)
    assert tuple(re.findall(r'"([^"]+)"', listed)) == KINDS
    (named,) = re.findall(r"export const \[(.*?)\] =\s+KINDS.keys\(\);", script, re.DOTALL)
    assert re.findall(r"\w+", named)[:4] == ["DIVERGED", "UNDEFINED", "SLOPELESS", "LEFT"]
    numbers = dict(re.findall(r"export const (\w+) = (-?\d+);", script))
    assert int(numbers["NOT_FOLLOWED"]) == NOT_JUDGED
    assert int(numbers["NEVER"]) == NEVER_PASSED


def test_a_map_with_holes_says_so() -> None:
    landscape = Expression("log(x) + y^2")
    sides = (Axis("x", *landscape.window[0]), Axis("y", *landscape.window[1]))
    one = atlas(landscape, "loss", sides, Adam(learning_rate=0.2))
    assert "undefined" in unpack(one.picture(Gesture()))[0]["kinds"]
    without = atlas(Expression("x^2+y^2"), "loss", sides, Adam(learning_rate=0.2))
    assert "undefined" not in unpack(without.picture(Gesture()))[0]["kinds"]
    found = one.maps(Gesture())[0].run(np.arange(2500))
    holes = found.became("undefined")
    assert holes[found.theta[0] < 0].all()
    assert not np.isnan(found.loss[~holes]).any()
    cells = Cells("Adam", ("x", "y"), one.maps(Gesture())[0], found)
    assert table([cells]).count("undefined") == holes.sum() > 1000
    assert np.isnan(heat([cells], "loss", (-3.0, 1.0), 0.0, THEMES["light"]).data[0].z[0, 0])


def test_a_map_with_places_without_a_slope_says_so() -> None:
    landscape = Expression("sqrt(x) + y^2", ((0.0, 2.0), (-1.0, 1.0)))
    sides = (Axis("learning_rate", 1e-3, 1.0, "log"), Axis("y", -1, 1))
    one = atlas(landscape, "loss", sides, Adam(learning_rate=0.2))
    one = replace(one, comparison=replace(one.comparison, values={**one.comparison.values, **dict.fromkeys(START, 0.0)}))
    header = unpack(one.picture(Gesture()))[0]
    assert header["kinds"] == ["no slope"]
    found = one.maps(Gesture())[0].run(np.arange(2500))
    assert found.became("no slope").all()
    assert (found.t == 0).all()
    cells = Cells("Adam", ("η", "y"), one.maps(Gesture())[0], found)
    assert table([cells]).count("no slope") == 2500


@pytest.mark.parametrize("colour", ["steps", "loss", "where"])
def test_the_page_for_download_colours_what_the_map_does(colour: Any) -> None:
    landscape = StyblinskiTang()  # its lowest loss is far below 0
    sides = (Axis("x", *landscape.window[0]), Axis("y", *landscape.window[1]))
    one = atlas(landscape, colour, sides, Adam(learning_rate=0.1)).maps(Gesture())[0]
    found = one.run(np.arange(2500))
    shown = heat([Cells("Adam", ("x", "y"), one, found)], colour, (-3.0, 1.0), -78.34, THEMES["light"]).data[0].z.reshape(-1)
    coloured = {"steps": found.passed != NEVER, "where": found.minimum > 0, "loss": np.ones(2500, bool)}[colour]
    np.testing.assert_array_equal(np.isfinite(shown), coloured)
    assert coloured.sum() > 0


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
