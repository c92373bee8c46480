"""Messages, and the numbers in them, are taken or refused in words, and nothing hangs. A few hundred cases of each; `make fuzz`: 10,000."""

import json
import math
import os
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figures.theme import THEMES
from landscapes import Himmelblau
from optim_core import OPTIMIZERS, Adam, descend, final, knobs
from optim_core.batch.maps import Axis, Map
from tests.inputs import HANDS, JSON, MANY, NUMBERS
from tests.stretches import within_a_second
from ui.channel import scenes
from ui.stage.gesture import from_link, read, to_link
from ui.stage.view import View, all_on


@MANY
@given(HANDS | JSON)
@within_a_second
def test_hands(said: Any) -> None:
    gesture = read(said)
    assert (
        to_link(from_link({key: value for key, value in to_link(gesture).items() if value is not None})).keys() == to_link(gesture).keys()
    )
    assert gesture.t is None or 0 <= gesture.t <= 10_000
    assert all(math.isfinite(end) for view in gesture.views if view for end in view)


@pytest.fixture(scope="module")
def scene() -> Any:
    """A scene of the lab, known on the wire."""
    from ui.controls.optimizer import Choice
    from ui.controls.setting import Setting
    from ui.stage.comparison import Comparison, Scene

    os.environ[scenes.HAS_SOCKET] = "yes"
    keys = {field: f"adam.{field}" for field in knobs(Adam)}
    values = {**{key: getattr(Adam(), field) for field, key in keys.items()}, "himmelblau.x": 0.4, "himmelblau.y": -0.8}
    domains = {key: knobs(Adam)[field] for field, key in keys.items()}
    setting = Setting(Himmelblau(), 20, None, 0, ("himmelblau.x", "himmelblau.y"))
    comparison = Comparison([Choice(Adam, Adam, keys)], setting, values, domains)
    yield scenes.register(Scene(comparison, View(all_on("ground", 1), THEMES["light"])))
    del os.environ[scenes.HAS_SOCKET]


@MANY
@given(HANDS | JSON, st.booleans())
@within_a_second
def test_messages(scene: str, said: Any, known: bool) -> None:
    asked = scenes.parse(json.dumps({"scene": scene if known else said, "gesture": said}))
    assert (asked is not None) == known or len(json.dumps(said)) > 3800
    assert asked is None or asked.picture()


@MANY
@given(st.text(max_size=60))
@within_a_second
def test_messages_of_any_text(text: str) -> None:
    assert scenes.parse(text) is None


@MANY
@given(st.sampled_from(OPTIMIZERS), st.data())
@within_a_second
def test_knobs(cls: Any, data: Any) -> None:
    name = data.draw(st.sampled_from(list(knobs(cls))))
    value = data.draw(NUMBERS | st.text(max_size=5) | st.lists(NUMBERS, max_size=3))
    try:
        optimizer = cls(**{name: value})
    except ValueError as refused:
        assert f"{cls.__name__}.{name}" in str(refused)
    else:
        if not knobs(cls)[name].whole:
            final(descend(optimizer, Himmelblau(), (0.4, -0.8)), 3)
    try:
        number = knobs(cls)[name].number("the field", value)
    except ValueError as refused:
        assert "the field" in str(refused)
        assert len(str(refused)) < 300
    else:
        assert number in (value, float(value))
        cls(**{name: number})


@MANY
@given(st.lists(NUMBERS, max_size=3) | JSON)
@within_a_second
def test_starts(start: Any) -> None:
    try:
        final(descend(Adam(), Himmelblau(), start), 3)
    except ValueError as refused:
        assert "descend.start" in str(refused)


@MANY
@example(low=0.9, high=0.9999999, scale="log of 1 - value", name="beta1", steps=1)
@given(
    NUMBERS,
    NUMBERS,
    st.sampled_from(["linear", "log", "log of 1 - value"]),
    st.sampled_from([*knobs(Adam), "x", "y", "z"]),
    st.integers(1, 40) | st.integers(),
)
def test_maps(low: Any, high: Any, scale: Any, name: str, steps: int) -> None:
    try:
        one = Map(Adam(), Himmelblau(), (0.4, -0.8), steps, Axis(name, low, high, scale), Axis("beta2", 0.1, 0.9), size=25)
    except ValueError as refused:
        assert re.match(r"Axis |Map\.", str(refused))
    else:
        assert np.isfinite(one.x.cells(25)).all()
        assert (one.run(one.passes()[0][:30]).t <= steps).all()
