"""The words at the pointer have few digits, and no rounding errors."""

import re

import numpy as np
import pytest

from figures.clouds import cloud
from figures.contour import contour, relief
from figures.heat import heat
from figures.map_table import Cells
from figures.overlay import overlay
from figures.saddles import saddles
from figures.surface import surface
from figures.theme import THEMES, nth
from landscapes import Expression, Himmelblau, Landscape
from optim_core import SGD
from optim_core.batch.maps import Axis, Map
from tests.catalogue import EVERY

LOOK = THEMES["light"]
OWN = [Expression("sin(x)^2 + y^4"), Expression("1000 (x - 0.1)^2 + (y + 0.2)^2"), Expression("(x^2 + y^2)/1000000000")]
LANDSCAPES = pytest.mark.parametrize("landscape", [*EVERY, *OWN], ids=lambda each: each.name)
NUMBER = re.compile(r"-?\d[\d.]*(?:e[+-]?\d+)?")


def digits(number: str) -> int:
    """How many significant digits a number has."""
    return len(number.split("e")[0].lstrip("-0.").replace(".", ""))


@LANDSCAPES
def test_minima_and_saddles_are_said_in_four_digits_and_without_rounding_errors(landscape: Landscape) -> None:
    marked = [trace for trace in contour(landscape, LOOK).data if trace.hovertemplate]
    shown = [(kind, points) for kind, points in (("minimum", landscape.minima), ("saddle", saddles(landscape))) if points]
    for trace, (kind, points) in zip(marked, shown, strict=True):
        assert trace.hovertemplate == "%{text}<extra></extra>"
        for words, point in zip(trace.text, points, strict=True):
            found = NUMBER.findall(words)
            assert words == f"{kind} ({found[0]}, {found[1]})"
            for number, at, side in zip(found, point, landscape.window, strict=True):
                assert digits(number) <= 4
                assert float(number) == (0 if abs(at) < 1e-9 * np.ptp(side) else float(f"{at:.4g}"))


@LANDSCAPES
def test_the_surface_says_no_rounding_errors(landscape: Landscape) -> None:
    sent = surface(landscape, LOOK).data[0]
    assert re.findall(r"%\{(\w+):\.([34])g\}", sent.hovertemplate) == [("x", "3"), ("y", "3"), ("customdata", "4")]
    heights = sent.customdata[np.isfinite(sent.customdata)]
    for values, least in ((sent.x, 1e-9 * np.ptp(sent.x)), (sent.y, 1e-9 * np.ptp(sent.y)), (heights, 1e-12 * np.ptp(heights))):
        assert (np.abs(values)[np.asarray(values) != 0] >= least).all()


def test_what_is_small_beside_the_view_is_0() -> None:
    assert np.linspace(-0.1, 0.5, 7)[1] != 0
    ground = relief(Expression("1000 x^2 + 10^-16 + 0y", ((-0.1, 0.5), (-1.0, 1.0))), 7)
    assert ground.x[1] == 0 == ground.value.min()
    assert (ground.value > 0).sum() == ground.value.size - 7


def test_paths_and_clouds_say_no_rounding_errors() -> None:
    ground, styles = contour(Himmelblau(), LOOK), [nth(1, LOOK)]
    theta = np.array([[1.0, 8.071e-16], [-3e-10, 2.0], [1e-3, -1e-3]])
    for figure in (overlay(ground, ["path"], [theta], styles, LOOK), cloud(ground, ["cloud"], [theta.T], styles, LOOK)):
        (drawn,) = [trace for trace in figure.data if trace.name]
        assert list(drawn.x) == [1, 0, 1e-3]
        assert list(drawn.y) == [0, 2, -1e-3]
        assert re.fullmatch(r"\w+ \(%\{x:\.4g\}, %\{y:\.4g\}\)<extra></extra>", drawn.hovertemplate)


def test_the_page_of_maps_says_no_rounding_errors() -> None:
    one = Map(SGD(0.01), Himmelblau(), (0.0, 0.0), 2000, Axis("x", 2.9, 3.1), Axis("y", 1.9, 2.1), stop=False, size=25)
    found = one.run(np.arange(625))
    assert 0 < np.median(found.loss) < 1e-20
    said = heat([Cells("SGD", ("x", "y"), one, found)], "loss", (-3.0, 3.0), 0.0, LOOK).data[0].text.ravel()
    losses = [words.split("loss ")[1].split(";")[0] for words in said]
    assert "0" in losses
    for said_loss, loss in zip(losses, found.loss, strict=True):
        assert float(said_loss) == (0 if loss < 1e-9 else float(f"{loss:.3g}"))
