"""Figures of every landscape: their axes say numbers as people write them, and labels that differ."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.clouds import floor
from figures.contour import contour
from figures.heat import heat
from figures.map_table import Cells
from figures.search import Searched, curves, ranks
from figures.surface import surface
from figures.theme import THEMES, nth
from figures.update_lengths import bars
from landscapes import Expression, Himmelblau, Landscape
from optim_core import SGD
from optim_core.batch.maps import Axis, Map
from optim_core.batch.tuning import search
from tests.catalogue import EVERY

LOOK = THEMES["light"]
FAR: list[Landscape] = [
    Expression("1000000000 + x^2 + y^2"),
    Expression("x + y", ((999_999.0, 1e6), (-1e6, -999_999.0))),
    Expression("1/1000000000 x + 1/10000000000 sin(y)"),
    Expression("5000 - x"),
]
"""Landscapes with heights or places that are far from 0, or close to it."""
LANDSCAPES = pytest.mark.parametrize("landscape", [*EVERY, *FAR], ids=lambda each: each.cache_key()[:8] + each.name[:20])


def axes(figure: go.Figure) -> Iterator[dict[str, Any]]:
    """The axes and the scales of colours of a figure, as Plotly gets them."""
    sent = figure.to_plotly_json()
    for key, value in sent["layout"].items():
        if re.fullmatch(r"[xy]axis\d*", key):
            yield value
        elif key.startswith("scene"):
            yield from (axis for name, axis in value.items() if re.fullmatch(r"[xyz]axis", name))
    for trace in sent["data"]:
        if trace.get("showscale") and trace["type"] in ("heatmap", "surface", "contour"):
            yield trace["colorbar"]


def check(figure: go.Figure) -> None:
    """Plotly's own labels are powers of ten, never B, k, μ; those that are written here differ."""
    found = list(axes(figure))
    assert len(found) >= 2
    for axis in found:
        texts = axis.get("ticktext")
        if texts is None:
            assert axis["exponentformat"] == "power", axis
        else:
            assert len(set(texts)) == len(texts) == len(axis["tickvals"])
            assert not any(re.search(r"\d[A-Za-zμ]", text) for text in texts), texts


@LANDSCAPES
def test_no_axis_of_a_landscape_abbreviates_numbers(landscape: Landscape) -> None:
    check(contour(landscape, LOOK))
    check(surface(landscape, LOOK))


def test_no_axis_of_the_other_figures_abbreviates_numbers() -> None:
    style = nth(0, LOOK)
    check(bars(["Adam"], [np.array([1.0, 1e-9])], [style], LOOK))
    found = [Searched("SGD", style, search(SGD(), Himmelblau(), (0.0, 0.0), 20))]
    for criterion in ("steps", "loss"):
        check(curves(found, criterion, LOOK, None))
    check(ranks(found, [0], [0], LOOK))
    one = Map(SGD(), Himmelblau(), (0.0, 0.0), 20, Axis("x", -5, 5), Axis("y", -5, 5), size=25)
    check(heat([Cells("SGD", ("x", "y"), one, one.run(np.arange(625)))] * 2, "loss", (-1.0, 1.0), 0.0, LOOK))
    check(floor(["SGD"], [1e-9, 1e9], [np.array([1e-9, 1e9])], None, [style], LOOK, 300))
