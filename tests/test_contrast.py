"""What has to be read or followed stands out, in both themes and for every kind of colour vision: computed, not judged by eye."""

import re
import tomllib
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import numpy as np
import pytest

from figures.clouds import cloud
from figures.contour import LEVELS, contour
from figures.overlay import overlay
from figures.surface import surface
from figures.theme import COLOURS, THEMES, Mode, nth, shades
from landscapes import Himmelblau
from optim_core.marks import Colour
from tests.colours import VISIONS, contrast, hue, lab, mixed, oklab
from ui.page import ICON

ARROWS = (Path(__file__).parents[1] / "ui/web/stage/arrows.js").read_text(encoding="utf-8")
(UPHILL, DOWNHILL) = re.findall(r'\[UPHILL, DOWNHILL\] = \["(.*?)", "(.*?)"\]', ARROWS)[0]

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of WCAG 2 for text (1.4.3) and for what is drawn (1.4.11)."""
APART = 0.065
"""The least distance in OKLab between two colours of a theme, for any vision: three times a difference that is just noticed.

A search over lightness, chroma and hues within 10 degrees of the published ones reached 0.12 with an orange that is nearly black, and 0.09
in light where every colour keeps its name. The light colours keep within 7 degrees and closer to the published ones, for 0.069. The dark
ones are Okabe & Ito's own, but for a lighter orange and the olive, and have 0.076. Colour never stands alone: dash and marker differ as
well (`tests/test_marks.py`).
"""
PUBLISHED: dict[Colour, str] = {
    "sky": "#56b4e9", "orange": "#e69f00", "green": "#009e73", "pink": "#cc79a7",
    "vermilion": "#d55e00", "blue": "#0072b2", "olive": "#f0e442",
}  # fmt: skip
"""Okabe & Ito's colours. Olive is a darker version of their yellow."""
MODES = pytest.mark.parametrize("mode", THEMES)


def levels(mode: Mode) -> list[str]:
    """The colours of the filled levels of a map."""
    stops = shades(THEMES[mode])
    found: list[str] = []
    for share in np.arange(LEVELS + 1) / LEVELS:
        (a, below), (b, above) = next(both for both in pairwise(stops) if share <= both[1][0])
        found.append(mixed(below, above, (share - a) / (b - a)))
    return found


def line_on(mode: Mode, below: str) -> str:
    """The colour of a contour line on this ground."""
    *rgb, opacity = re.findall(r"[\d.]+", THEMES[mode].line)
    return mixed(below, "#" + "".join(f"{int(each):02x}" for each in rgb), float(opacity))


@MODES
def test_text_is_read(mode: Mode) -> None:
    theme = THEMES[mode]
    for text in (theme.ink, theme.faint, theme.accent):
        assert min(contrast(text, ground) for ground in (theme.paper, theme.second)) >= TEXT


@MODES
def test_every_colour_stands_out_from_the_paper(mode: Mode) -> None:
    theme = THEMES[mode]
    for colour in (*COLOURS[mode].values(), theme.ink, UPHILL, DOWNHILL):
        assert contrast(colour, theme.paper) >= SHAPE, colour
        assert contrast(colour, theme.second) >= SHAPE, f"{colour} under the pointer in the list"


@MODES
def test_colours_keep_the_hues_that_they_are_named_after(mode: Mode) -> None:
    assert set(COLOURS[mode]) == set(PUBLISHED) == set(get_args(Colour)) - {"ink"}
    for name, colour in COLOURS[mode].items():
        assert abs((hue(colour) - hue(PUBLISHED[name]) + 180) % 360 - 180) <= 12, name


@MODES
@pytest.mark.parametrize("vision", VISIONS)
def test_colours_are_apart_for_every_vision(mode: Mode, vision: str) -> None:
    every = {**COLOURS[mode], "ink": THEMES[mode].ink}
    for one, other in combinations(every, 2):
        distance = np.linalg.norm(oklab(every[one], vision) - oklab(every[other], vision))
        assert distance >= APART, f"{one} and {other}: {distance:.3f}"


@MODES
def test_the_outline_of_a_path_stands_out_from_the_highest_level(mode: Mode) -> None:
    """The path stands out from its outline, which has the colour of the paper: wherever it is, an edge of it is seen."""
    assert contrast(THEMES[mode].paper, levels(mode)[-1]) >= SHAPE


@MODES
def test_start_minima_and_saddles_stand_out_from_every_level(mode: Mode) -> None:
    for level in levels(mode):
        assert contrast(THEMES[mode].ink, level) >= SHAPE


@MODES
def test_the_landscape_is_quiet(mode: Mode) -> None:
    theme, every = THEMES[mode], levels(mode)
    assert contrast(theme.low, theme.paper) < 1.15, "the lowest level is close to the paper"
    assert max(float(np.hypot(*oklab(each)[1:])) for each in every) < 0.05, "the colours are muted"
    hues = [hue(each) for each in every if np.hypot(*oklab(each)[1:]) > 0.01]
    assert max(hues) - min(hues) < 12, "there is one hue"
    lightness = [float(lab(each)[0]) for each in every]
    assert all((b - a) * (lightness[-1] - lightness[0]) > 0 for a, b in pairwise(lightness)), "lightness says the height"
    share = np.mean([abs(each - lab(theme.paper)[0]) for each in lightness])
    assert share < 22, "on the whole it is closer to the paper than to the middle"
    for each in (*every, theme.paper):
        assert 1.3 < contrast(line_on(mode, each), each) < 2, "contour lines are visible, and not more"


@MODES
def test_figures_have_these_shades_and_outlines(mode: Mode) -> None:
    theme = THEMES[mode]
    ground = contour(Himmelblau(), theme)
    for figure in (ground, surface(Himmelblau(), theme)):
        assert [tuple(stop) for stop in figure.data[0].colorscale] == shades(theme)
    style, theta = nth(1, theme), np.zeros((4, 2))
    below, path = overlay(ground, ["path"], [theta], [style], theme).data[-3:-1]
    assert (below.line.color, path.line.color) == (theme.paper, style.colour)
    assert below.line.width >= path.line.width + 3
    below, points = cloud(ground, ["cloud"], [theta.T], [style], theme).data[-2:]
    assert (below.marker.color, points.marker.color, points.marker.opacity) == (theme.paper, style.colour, None)
    assert below.marker.size >= points.marker.size + 3


def test_streamlit_has_the_same_colours() -> None:
    config = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for mode, theme in THEMES.items():
        written = config[mode]
        names = ("backgroundColor", "secondaryBackgroundColor", "textColor", "primaryColor", "borderColor")
        assert [written[name] for name in names] == [theme.paper, theme.second, theme.ink, theme.accent, theme.border]
        assert min(contrast(written["linkColor"], ground) for ground in (theme.paper, theme.second)) >= TEXT


def test_the_icon_has_the_hues_of_the_landscape_and_of_a_path() -> None:
    """A tab is light or dark, whatever the theme of the page."""
    found = re.findall("#[0-9a-f]{6}", unquote(ICON))
    ground, path = sorted(set(found), key=found.index)
    assert abs(hue(ground) - hue(THEMES["light"].high)) < 1
    assert path in COLOURS["dark"].values()
    for mode in THEMES:
        assert min(contrast(colour, THEMES[mode].paper) for colour in (ground, path)) >= SHAPE


def test_colours_are_written_in_one_place() -> None:
    """In the theme; the two colours of the arrows are compared with it above. Grey is for paper and for codes, which have no theme."""
    root = Path(__file__).parents[1]
    files = [
        path
        for folder in ("ui", "pages", "guards", "rooms")
        for path in (root / folder).rglob("*")
        if path.suffix in {".py", ".js", ".css"}
    ]
    written = [colour for path in files for colour in re.findall(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", path.read_text(encoding="utf-8"))]
    assert len(written) > 10
    assert {colour for colour in written if len(set(colour[1:])) > 1} == {UPHILL, DOWNHILL}
