"""The lines under a saved map say the landscape, its formula as it can be typed, and every setting that is not along a side."""

import re
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Himmelblau, Landscape, Noisy, PenguinsStandardised
from landscapes.table import Table
from optim_core import SGD, Adam, MiniBatch
from optim_core.batch.maps import START, Axis, Map
from tests.catalogue import EVERY
from ui.maps.caption import caption, formula_text

RATE, START_X, START_Y = Axis("learning_rate", 1e-3, 1, "log"), Axis("x", -1, 1), Axis("y", -1, 1)


@pytest.mark.parametrize("landscape", EVERY, ids=lambda each: each.name)
def test_a_formula_is_what_can_be_typed(landscape: Landscape) -> None:
    landscape = landscape.landscape if isinstance(landscape, Noisy) else landscape
    text = formula_text(landscape)
    assert not re.search(r"[\\{}]|\*\*|np\.|math\.|frac|logaddexp", text)
    if landscape.examples > 1:
        assert text.startswith(f"mean over {landscape.examples} examples of ")
        return
    body, _, values = text.partition("; ")
    for letter, value in re.findall(r"(\w+) = ([^,]+)", values):
        body = re.sub(rf"\b{letter}\b", f"({value})", body)
    (x_low, x_high), (y_low, y_high) = landscape.window
    random = np.random.default_rng(3)
    x, y = random.uniform(x_low, x_high, 50), random.uniform(y_low, y_high, 50)
    np.testing.assert_allclose(Expression(body, landscape.window).value(x, y), landscape.value(x, y), rtol=1e-4, atol=1e-9)


def test_the_loss_of_an_example_is_computed_as_the_text_says() -> None:
    (landscape,) = (cls() for cls in LANDSCAPES if cls.name == "Penguins, two species")
    assert formula_text(landscape).endswith("of log(1 + exp(-s * (w₁ * p + w₂ * q)))")


def test_every_setting_that_is_not_along_a_side_is_said() -> None:
    landscape = Noisy(Himmelblau(), 2.0)
    one = Map(Adam(0.1, beta1=0.8), landscape, (0.5, -1.0), 300, RATE, Axis("beta2", 0.0, 0.999), batch_size=8, seed=4)
    assert caption(landscape, [("Adam", one)]) == [
        "Himmelblau: J(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        "300 steps, from (0.5, -1), noise σ = 2, batch size 8, seed 4",
        "Adam: β₁ = 0.8, ε = 1e-8",
    ]


@pytest.mark.parametrize(
    ("sides", "said"),
    [((START_X, START_Y), "50 steps"), ((RATE, START_Y), "50 steps, from x = 0.5"), ((START_X, RATE), "50 steps, from y = -1")],
)
def test_a_start_along_a_side_is_not_said(sides: tuple[Axis, Axis], said: str) -> None:
    lines = caption(Himmelblau(), [("SGD", Map(SGD(0.01), Himmelblau(), (0.5, -1.0), 50, *sides))])
    assert lines[1] == said
    assert lines[2:] == ([] if RATE in sides else ["SGD: η = 0.01"])


def test_each_method_has_its_line_and_data_have_their_letters() -> None:
    landscape = PenguinsStandardised()
    maps: list[tuple[str, Any]] = [
        (name, Map(optimizer, landscape, (2.0, 1.0), 50, Axis("x", -1, 1), Axis("y", -1, 1), seed=7))
        for name, optimizer in (("Mini-batch", MiniBatch(0.1, 8)), ("Adam", Adam(0.1)))
    ]
    assert {each.x.name for _, each in maps} | {each.y.name for _, each in maps} == set(START)
    lines = caption(landscape, maps)
    assert lines[0] == f"{landscape.name}: J(w, b) = mean over {landscape.examples} examples of (w * X + b - Y)^2 / 2"
    assert lines[1] == "50 steps, batch size all, seed 7"
    assert lines[2:] == ["Mini-batch: η = 0.1, m = 8", "Adam: η = 0.1, β₁ = 0.9, β₂ = 0.999, ε = 1e-8"]
    assert any(isinstance(each, Table) for each in EVERY), "the law above is tried on a visitor's own rows, too"
