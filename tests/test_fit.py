"""The rows that are shown beside the map are those that the loss is a mean over, and the curve is that of its model."""

import json
import subprocess
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Himmelblau, Noisy, PenguinsLogistic, PenguinsRaw, PenguinsStandardised, Rotated, Scaled
from landscapes.fit import CURVES, Fit
from landscapes.logistic import Logistic
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import SGD, Run
from optim_core.spec import Array
from tests.node import find
from tests.pictures import picture_of
from tests.servers import ROOT
from ui.protocol import unpack
from ui.stage.beside import MARGIN, MOST_ROWS, fitted

X, Y = (1.0, 2.0, 4.0, 5.0, 7.0), (3.0, 1.0, 4.0, 1.0, 5.0)
SIDES = (0.0, 1.0, 0.0, 1.0, 1.0)
NAMES = ("hours", "score")
OVER_DATA: list[Any] = [
    *(cls() for cls in LANDSCAPES if cls().examples > 1),
    *(cls(X, y, standard, NAMES) for cls, y in ((TableLine, Y), (TableNetwork, Y), (TableLogistic, SIDES)) for standard in (True, False)),
]
IDS = [f"{type(each).__name__}{'' if getattr(each, 'standardise', True) else ' raw'}" for each in OVER_DATA]
THETA = [(-0.4, 1.0), (0.9, -2.0), (3.0, 0.25)]


@pytest.mark.parametrize("landscape", OVER_DATA, ids=IDS)
@pytest.mark.parametrize("theta", THETA)
def test_the_loss_is_what_the_curve_misses_the_rows_by(landscape: Any, theta: tuple[float, float]) -> None:
    fit = landscape.fit
    if fit.kind == "border":
        chance = 1 / (1 + np.exp(-fit.side * (theta[0] * fit.x + theta[1] * fit.y)))
        loss = -np.log(chance)
    elif fit.kind == "logistic":
        chance = fit.curve(fit.x, theta)
        assert set(fit.y) == {0, 1}
        loss = -np.log(np.where(fit.y == 1, chance, 1 - chance))
    else:
        loss = (fit.curve(fit.x, theta) - fit.y) ** 2 / 2
    assert landscape.value(np.array([theta[0]]), np.array([theta[1]]))[0] == pytest.approx(loss.mean(), rel=1e-9)


class OnTheBorder(Logistic):
    """Rows where a model is in doubt."""

    name = "On the border"
    theta = (1.5, -0.5)

    def cases(self) -> tuple[Array, Array, Array]:
        x = np.linspace(-2, 2, 7)
        return x, Fit(x, x, "border", ("", "")).curve(x, self.theta), np.ones(7)

    survey: Any = None


def test_on_the_border_both_classes_are_equally_likely() -> None:
    landscape: Any = OnTheBorder.__new__(OnTheBorder)
    losses = landscape.losses(*(np.array([each]) for each in OnTheBorder.theta))
    np.testing.assert_allclose(losses, np.log(2), rtol=1e-12)


@pytest.mark.parametrize("kind", CURVES)
def test_javascript_draws_the_curve_that_python_computes(kind: Any) -> None:
    dice = np.random.default_rng(1)
    theta = [*THETA, *dice.normal(scale=10, size=(50, 2)).tolist(), (0.0, 0.0), (1e12, -3.0), (2.0, 0.0)]
    x = [-2.05, -1e-3, 0.0, 1.7, 31.0]
    _, path = find()
    ran = subprocess.run(
        ["node", str(ROOT / "tests/js/curves.js")],
        input=json.dumps({"kind": kind, "theta": theta, "x": x}),
        check=False, capture_output=True, text=True, env={"PATH": path},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    drawn = np.array([[float(number.replace("Infinity", "inf")) for number in row] for row in json.loads(ran.stdout)])
    fit = Fit(np.array(x), np.array(x), kind, ("", ""))
    np.testing.assert_allclose(drawn, [fit.curve(fit.x, (a, b)) for a, b in theta], rtol=1e-12)


def test_a_wrapper_has_the_fit_of_what_it_wraps_where_theta_means_the_same() -> None:
    inner = PenguinsStandardised()
    scaled = Scaled(inner, 7.0).fit
    assert scaled is not None
    np.testing.assert_array_equal(scaled.x, inner.fit.x)
    assert (scaled.kind, scaled.names) == ("line", inner.fit.names)
    assert Rotated(inner, 30.0).fit is None
    assert Noisy(Himmelblau(), 1.0).fit is None


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.__name__)
def test_landscapes_with_data_have_a_fit_and_the_others_none(cls: Any) -> None:
    assert (cls().fit is None) is (cls().examples == 1)


@pytest.mark.parametrize("landscape", OVER_DATA, ids=IDS)
def test_the_rows_are_sent_as_they_are(landscape: Any) -> None:
    fit = landscape.fit
    record, packed = fitted(landscape, 5)
    assert record is not None
    assert (record["kind"], record["names"], record["rows"]) == (fit.kind, fit.names, len(fit.x))
    left, right, low, high = record["box"]
    assert (right - fit.x.max()) / np.ptp(fit.x) == pytest.approx(MARGIN)
    for index, numbers, bottom, top in ((record["x"], fit.x, left, right), (record["y"], fit.y, low, high)):
        kind, shares = packed[index - 5]
        assert kind == "f4"
        np.testing.assert_allclose(bottom + shares.astype("f4") * (top - bottom), numbers, atol=1e-6 * (top - bottom))
    if record["side"] is None:
        assert fit.side is None
    else:
        np.testing.assert_array_equal(packed[record["side"] - 5][1], fit.side)


def test_of_many_rows_some_are_sent_always_the_same_ones_from_one_end_to_the_other() -> None:
    count = 4999
    table = TableLine(tuple(range(count)), tuple(float(i % 7) for i in range(count)), False, NAMES)
    record, packed = fitted(table, 0)
    assert record is not None
    assert record["rows"] == count
    (_, x), (_, y) = packed
    left, right, *_ = record["box"]
    rows = (left + x * (right - left)).round().astype(int)
    assert len(rows) == len(y) == MOST_ROWS
    assert (rows[0], rows[-1]) == (0, count - 1)
    assert set(np.diff(rows)) == {12, 13}
    again = fitted(table, 0)[1]
    np.testing.assert_array_equal(again[0][1], x)


def test_rows_that_lie_close_together_far_from_zero_stay_apart() -> None:
    record, packed = fitted(TableLine((1e9, 1e9 + 1, 1e9 + 3), (1.0, 2.0, 3.0), False, NAMES), 0)
    assert record is not None
    assert len(set(packed[0][1].astype("f4"))) == 3


def test_a_picture_has_the_rows_where_the_view_asks_for_them_and_is_small() -> None:
    def sent(landscape: Any, fit: bool) -> tuple[Any, list[Any], int]:
        message = picture_of([Run(SGD(), landscape, landscape.start, 12)], fit=fit)
        return *unpack(message), len(message)

    without, _, bare = sent(PenguinsRaw(), False)
    record, arrays, size = sent(PenguinsRaw(), True)
    assert without["fit"] is None
    assert 2 * 4 * 342 <= size - bare < 3500
    assert arrays[record["fit"]["x"]].size == arrays[record["fit"]["y"]].size == 342
    assert sent(Himmelblau(), True)[0]["fit"] is None
    border, arrays, _ = sent(PenguinsLogistic(), True)
    assert set(arrays[border["fit"]["side"]]) == {-1, 1}
