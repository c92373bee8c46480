"""The image that stands in a map's place shows what the chart shows, where the chart shows it."""

import base64
import io
from typing import Literal

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from figures.contour import LEVELS, contour, relief
from figures.poster import poster
from figures.theme import THEMES, shades
from landscapes import LANDSCAPES, Expression, Landscape
from tests.conftest import Visitor
from tests.stage import comes, ready

PLACES = """() => {
    const image = document.querySelector('[class*=st-key-poster-] img');
    const plot = document.querySelector('.st-key-ground .js-plotly-plot');
    const { xaxis, yaxis } = plot._fullLayout;
    const [box, chart] = [image.getBoundingClientRect(), plot.getBoundingClientRect()];
    const shown = { x: box.x, y: box.y, width: box.width, height: box.height };
    if (getComputedStyle(image).objectFit === 'contain') {
        const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
        [shown.width, shown.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
        shown.x += (box.width - shown.width) / 2;
        shown.y += (box.height - shown.height) / 2;
    }
    return [
        [shown.x, shown.y, shown.width, shown.height],
        [chart.x + xaxis._offset, chart.y + yaxis._offset, xaxis._length, yaxis._length],
        getComputedStyle(image).visibility,
    ];
}"""


def image_of(landscape: Landscape, look: Literal["light", "dark"]) -> Image.Image:
    encoded = poster(contour(landscape, THEMES[look])).address.removeprefix("data:image/png;base64,")
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")


@pytest.mark.parametrize("look", list(THEMES))
@pytest.mark.parametrize("landscape", [cls() for cls in LANDSCAPES], ids=lambda each: each.name)
def test_its_colours_are_those_of_the_levels(landscape: Landscape, look: Literal["light", "dark"]) -> None:
    image = np.asarray(image_of(landscape, look))
    rank = relief(landscape).rank[::-1]
    scale = shades(THEMES[look])
    colours = np.array([list(bytes.fromhex(colour.removeprefix("#"))) for _, colour in scale])
    rows, columns = (np.linspace(0, size - 1, count).round().astype(int) for size, count in zip(image.shape, rank.shape, strict=False))
    seen = image[np.ix_(rows, columns)][..., :3].astype(float)
    meant = np.stack([np.interp(rank, [share for share, _ in scale], part) for part in colours.T], axis=-1)
    steps = np.abs(np.diff(colours.astype(float), axis=0)).max() * 2 / LEVELS  # the most that a colour changes from level to level
    assert np.quantile(np.abs(seen - meant).max(axis=-1), 0.98) <= steps
    assert seen.shape[:2] == rank.shape


def test_where_there_is_no_landscape_there_is_no_colour() -> None:
    image = np.asarray(image_of(Expression("log(x) + y^2", ((-1.0, 1.0), (-1.0, 1.0))), "light"))
    assert set(image[:, 0, 3]) == {0}
    assert set(image[:, -1, 3]) == {255}


@pytest.mark.parametrize("path", ["/?step=Two+weights", "/compare", "/compare?landscape=Ravine", "/optimizers", "/step_by_step", "/maps"])
def test_it_stands_where_the_chart_will(visitor: Visitor, path: str) -> None:
    page: Page = visitor.open(path)
    ready(page)
    image, chart, seen = comes(page, lambda: page.evaluate(PLACES), lambda found: found[0] == pytest.approx(found[1], abs=3))
    assert image == pytest.approx(chart, abs=3)
    assert seen == "hidden", "the chart is there"
