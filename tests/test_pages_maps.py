"""The page of maps runs: every kind on every landscape, and what makes no sense is refused in words."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages import APP, headers, run


@pytest.mark.parametrize("kind", ["Two knobs", "All starts", "Noise floor"])
@pytest.mark.parametrize("landscape", ["Rosenbrock", "Saddle", "Penguins, raw units"])
def test_every_kind_of_map_runs(kind: str, landscape: str) -> None:
    app = run("pages/maps.py", kind=kind, landscape=landscape, steps="50")
    assert not app.warning
    assert not app.error


def atlas(app: AppTest) -> Any:
    """What the maps were told, in words."""
    return next(told for told in headers(app) if "passes" in told)


def test_a_link_is_a_map() -> None:
    app = run("pages/maps.py", landscape="Ravine", of="SGD", across="η", up="start y", noise="0", steps="100", colour="Where it ends")
    assert not app.warning
    told = atlas(app)
    assert (told["colour"], told["stride"], told["size"], told["steps"]) == ("where", 8, 200, 100)
    assert [told["maps"][0][side]["key"] for side in "xy"] == ["ravine.sgd.learning_rate", "ravine.y"]
    assert told["maps"][0]["bound"]["words"] == "2/λ = 0.04"


def test_several_maps_share_their_sides_and_their_colours() -> None:
    app = run("pages/maps.py", kind="All starts", landscape="Himmelblau", steps="50")
    assert len(atlas(app)["maps"]) == 1
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["of"] = ["SGD", "Adam", "Adamax"]
    app.switch_page("pages/maps.py").run()
    told = atlas(app)
    assert [one["name"] for one in told["maps"]] == ["SGD", "Adam", "Adamax"]
    assert told["size"] == 100
    assert all(one["x"]["values"] == told["maps"][0]["x"]["values"] for one in told["maps"])


def test_an_empty_range_is_refused_in_words_and_nothing_is_lost() -> None:
    app = run("pages/maps.py", **{"adam.beta2": "0.9", "beta1.from": "0.9", "beta1.to": "0.5"})
    assert "β₁ must run from a lower to a higher number, got 0.9 to 0.5" in app.error[0].value
    assert app.number_input(key="adam.beta2").value == 0.9
    assert app.number_input(key="beta1.from").value == 0.9


def test_a_map_of_a_knob_against_itself_cannot_be_asked_for() -> None:
    app = run("pages/maps.py", across="β₁", up="β₁")
    assert "`up` must be" in app.warning[0].value
    assert {one["key"] for one in (atlas(app)["maps"][0]["x"], atlas(app)["maps"][0]["y"])} != {"adam.beta1"}


def test_the_noise_floor_needs_noise() -> None:
    assert "There is no noise here" in run("pages/maps.py", kind="Noise floor", noise="0").info[0].value
