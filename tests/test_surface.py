"""The labels of the height of a surface are whole: short, true, apart from each other, and inside the chart."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from figures.surface import scale, surface
from figures.theme import THEMES
from landscapes import Expression, Landscape
from optim_core.spec import Array
from tests.catalogue import EVERY
from tests.labels import read

HERE = ((-3.0, 3.0), (-3.0, 3.0))
FLAT = Expression("7 + 0x", HERE)
FAR = [
    Expression(text, HERE)
    for text in (
        "1000000000 + x^2 + y^2",
        "123456789 + x",
        "0 - 123456 + x y",
        "12345 + 2000x",
        "0.000001 (x^2 + y^2)",
        "1000000 x^4",
        "5000 - x",
    )
]
HALF_A_LABEL, BELOW, TITLE = 18, 36, 60
"""Pixels that half of a label of five letters has, that the labels of places need below the cube, and how far from the edge of the cube
the end of the title is: both of Plotly's distances (18 and 30), and half of a word."""
SIZES = [(440, 500), (366, 366), (344, 344), (336, 281)]
"""Pixels of the chart beside the list on a screen 1280 pixels wide, and on phones of 390 and of 360 pixels, alone and beside the map."""


@pytest.mark.parametrize("landscape", [*EVERY, *FAR, FLAT], ids=lambda each: each.name)
def test_the_labels_of_the_height_are_short_and_true(landscape: Landscape) -> None:
    figure = surface(landscape, THEMES["light"])
    axis, (floor, unit) = figure.layout.scene.zaxis, scale(landscape)
    assert axis.title.text == "loss" or axis.title.text.startswith("loss above ")
    ground = 0.0 if axis.title.text == "loss" else read(axis.title.text.removeprefix("loss above "))
    drawn = [float(np.log1p(max(read(text) + ground - floor, 0) / unit)) for text in axis.ticktext]
    np.testing.assert_allclose(drawn, axis.tickvals, atol=1e-9)
    assert max(map(len, axis.ticktext)) <= 5
    assert all(high - low > 0.85 for low, high in pairwise(drawn)), "they are apart"
    heights = figure.data[0].z[np.isfinite(figure.data[0].z)]
    assert heights.min() <= drawn[0] <= 0.25
    assert drawn[-1] <= heights.max() + 1e-9
    assert len(drawn) >= (1 if landscape is FLAT else 3)


def projected(points: Array, camera: Any, width: float, height: float) -> tuple[Array, Array]:
    """Where Plotly draws points of its cube: a perspective of 45 degrees from top to bottom."""
    eye, centre = (np.array([point.x, point.y, point.z], float) for point in (camera.eye, camera.center))
    ahead = (centre - eye) / np.linalg.norm(centre - eye)
    right = np.cross(ahead, [0, 0, 1])
    right /= np.linalg.norm(right)
    far = (points - eye) @ ahead * np.tan(np.pi / 8) * 2 / height
    return width / 2 + (points - eye) @ right / far, height / 2 - (points - eye) @ np.cross(right, ahead) / far


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_the_labels_have_room_beside_the_surface(wide: float, high: float) -> None:
    scene = surface(EVERY[0], THEMES["light"]).layout.scene
    ratio = np.array([scene.aspectratio.x, scene.aspectratio.y, scene.aspectratio.z]) / 2
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * ratio
    x, y = projected(corners, scene.camera, wide, high)
    # Plotly writes the heights beside the leftmost edge, and places beside the two lowest.
    assert x.min() >= TITLE
    assert x.max() <= wide - 8
    assert y.min() >= HALF_A_LABEL
    assert y.max() <= high - BELOW
    if high > wide:
        assert x.max() - x.min() > 0.75 * wide, "the surface is as large as that allows"


def test_the_camera_looks_from_where_it_did() -> None:
    camera = surface(EVERY[0], THEMES["light"]).layout.scene.camera
    looks = np.array([camera.eye.x - camera.center.x, camera.eye.y - camera.center.y, camera.eye.z - camera.center.z])
    np.testing.assert_allclose(looks / np.linalg.norm(looks), np.array([-0.9, -1.5, 1.35]) / np.linalg.norm([0.9, 1.5, 1.35]), atol=2e-3)
