"""The page of maps: what lies along the sides, the maps, and the run of the cell that was chosen."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.frame import frame
from figures.heat import Cells, Colour, heat, table
from figures.theme import Theme, style
from landscapes import Landscape
from landscapes.penguins import MeanOverExamples
from optim_core import OPTIMIZERS, Adam, Knob, knobs
from optim_core.maps import COARSE, MOST_A_PASS, MOST_SIDE, START, Axis, Map
from optim_core.spec import Scale
from optim_core.tuning import memory_knob
from ui import compute, own
from ui.atlas import Atlas, Sheet, scale_of, spread, what_became
from ui.controls import LARGE, TINY, Controls, brief, url_name
from ui.own import place_of
from ui.page import chart
from ui.race import Race, perform, transport_here
from ui.setting import Choice, Setting, optimizer_controls, plain
from ui.stage.hand import Hand
from ui.stage.picture import Panel
from ui.swatch import swatch

COLOURS: dict[str, Colour] = {"Steps": "steps", "Where it ends": "where", "Final loss": "loss"}
SMALL = 100
"""Cells a side of each of several maps: they have half the room, and there are more of them."""
EXAMPLES_AT_ONCE = 20
"""Of so many the mean costs about as much as a plain function."""
HEIGHT, WIDTH_OF_SMALL = 400, 228
TRY = {
    False: "Click a cell, and its run plays. Try: go along one row from left to right: it crawls, arrives, bounces. How wide is that?",
    True: "Click a cell, and its run plays. Try: make η larger, and see the borders between the valleys fray.",
}


def mapped(controls: Controls, setting: Setting, look: Theme, row: DeltaGenerator, starts: bool) -> None:
    """Maps of two knobs, or of the starts, and beside them the runs of the chosen cell. `row` takes the controls of the maps."""
    bare = plain(setting.landscape)
    with st.sidebar:
        chosen = controls.several("Optimizers", OPTIMIZERS, "of", lambda cls: cls.name, usual=[Adam])
        choices = [optimizer_controls(controls, cls, setting.landscape, place_of(bare), opened=True) for cls in chosen]
    with row:
        colours = controls.switch("Colour", _colours(bare, starts), "colour", label_visibility="collapsed")
    if not choices:
        st.info("Choose an optimizer in the sidebar.")
        return
    try:
        with row:
            x, y = _starts(bare) if starts else _sides(controls, choices, bare)
        sheets = [Sheet(choice, f"atlas-{i}", x, y, (_title(x, choice, bare), _title(y, choice, bare))) for i, choice in enumerate(choices)]
        race = Race(choices, setting, controls.values, controls.knobs)
        atlas = Atlas(race, sheets, COLOURS[colours], MOST_SIDE if len(sheets) == 1 else SMALL, _at_once(bare), look)
        maps = atlas.maps(Hand())
    except ValueError as refused:
        st.error(f"There is no such map: {refused}.")
        return
    # One map stands beside the stage; several stand in a row above it.
    alone = len(sheets) == 1
    both = st.container(horizontal=alone, gap="large")
    maps_here, picture = both.container(key="atlas-maps"), both.container(key="atlas-stage")
    with maps_here:
        _frames(sheets, look)
        spread(atlas)
        _downloads(sheets, maps, atlas, look)
        st.caption(TRY[starts])
    with picture:
        ground, outcomes = (st.container(), st.container()) if alone else st.columns([1, 1], gap="large")
    with ground:
        with st.container(key="ground"):
            chart(compute.ground(bare, look, 330), "map", f"{bare.name} from above. The outcomes are in the list.")
        transport_here()
    with outcomes:
        perform(race, controls.handles, [Panel("ground", tuple(range(len(choices))))], look)
        _to_compare(controls, choices)


def _at_once(landscape: Landscape) -> int:
    """Cells of a pass: a mean over examples costs as much as all of them, so its maps come in smaller passes."""
    if not isinstance(landscape, MeanOverExamples):
        return MOST_A_PASS
    return max(COARSE**2, MOST_A_PASS * EXAMPLES_AT_ONCE // max(EXAMPLES_AT_ONCE, landscape.examples))


def _colours(landscape: Landscape, starts: bool) -> tuple[str, ...]:
    """What can be told of a run here; what is usual comes first."""
    if not landscape.minima:
        return ("Final loss",)
    return ("Where it ends", "Steps", "Final loss") if starts else tuple(COLOURS)


def _sides(controls: Controls, choices: Sequence[Choice], landscape: Landscape) -> tuple[Axis, Axis]:
    """What lies along the sides: any two of the knobs that all chosen methods have, and of the coordinates of the start."""
    first = choices[0]
    shared = [name for name in knobs(first.form) if all(name in knobs(choice.form) for choice in choices)]
    names = [*shared, *START]
    usual = memory_knob(first.form)
    across = controls.choice("Across", names, "across", lambda name: _letter(name, first, landscape), width=100)
    others = [name for name in names if name != across]
    index = others.index(usual) if usual in others else 0
    up = controls.choice("Up", others, "up", lambda name: _letter(name, first, landscape), index=index, width=100)
    with st.popover("Ranges"):
        return _side(controls, across, choices, landscape), _side(controls, up, choices, landscape)


def _starts(landscape: Landscape) -> tuple[Axis, Axis]:
    """Both coordinates of the start, over the window."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    return Axis("x", x_low, x_high), Axis("y", y_low, y_high)


def _side(controls: Controls, name: str, choices: Sequence[Choice], landscape: Landscape) -> Axis:
    """One side, with its range typed."""
    letter = _letter(name, choices[0], landscape)
    place = place_of(landscape)
    scale: Scale = "linear"
    whole = False
    if name in START:
        low, high = landscape.window[START.index(name)]
        least, most = -LARGE, LARGE
    else:
        knob = knobs(choices[0].form)[name]
        low, high = _range(name, knob, choices, landscape)
        least, most = max(knob.domain[0], TINY if knob.scale == "log" else -LARGE), min(knob.domain[1] - 1e-9, LARGE)
        scale, whole = knob.scale, knob.whole
    key = f"{place}.{name}" if name in (*START, "learning_rate") else name
    ends = [
        controls.number(f"{letter} {word}", least, most, usual, f"{key}.{word}", whole=whole)
        for word, usual in (("from", low), ("to", high))
    ]
    if ends[0] >= ends[1]:
        raise ValueError(f"{letter} must run from a lower to a higher number, got {ends[0]:g} to {ends[1]:g}")
    return Axis(name, ends[0], ends[1], scale, whole)


def _range(name: str, knob: Knob, choices: Sequence[Choice], landscape: Landscape) -> tuple[float, float]:
    """The range worth seeing: of η two powers of ten around what suits the landscape, of any other knob its slider's."""
    if name == "learning_rate":
        suited = [float(choice.form.suited_to(landscape).learning_rate) for choice in choices]
        return float(f"{min(suited) / 50:.1g}"), float(f"{max(suited) * 100:.1g}")
    low, high = knob.slider
    return (low, float(min(high, landscape.examples))) if knob.whole and landscape.examples > 1 else (low, high)


def _letter(name: str, choice: Choice, landscape: Landscape) -> str:
    if name in START:
        return f"start {landscape.survey.coordinates[START.index(name)].replace('_1', '₁').replace('_2', '₂')}"
    letter: str = knobs(choice.form)[name].symbol
    for tex, plainly in ((r"\eta", "η"), (r"\beta_1", "β₁"), (r"\beta_2", "β₂"), (r"\rho", "ρ"), (r"\epsilon", "ε")):
        letter = letter.replace(tex, plainly)
    return letter


def _title(axis: Axis, choice: Choice, landscape: Landscape) -> str:
    letter = _letter(axis.name, choice, landscape)
    return letter if axis.name in START else f"{letter}, {knobs(choice.form)[axis.name].meaning.split(':')[0]}"


def _frames(sheets: Sequence[Sheet], look: Theme) -> None:
    """The empty charts that the maps are painted in."""
    alone = len(sheets) == 1
    row = st.container(horizontal=True)
    for sheet in sheets:
        with row.container(width="stretch" if alone else WIDTH_OF_SMALL):
            marks = style(OPTIMIZERS.index(sheet.choice.cls), look)
            if not alone:
                st.html(f"<b>{swatch(marks)} {sheet.choice.form.name}</b>")
            with st.container(key=sheet.place):
                words = f"Map of {sheet.choice.form.name}: {sheet.titles[0]} across, {sheet.titles[1]} up. The words are below."
                chart(frame(sheet.x, sheet.y, sheet.titles, look, HEIGHT if alone else 240), f"frame-{sheet.place}", words)


def _downloads(sheets: Sequence[Sheet], maps: Sequence[Map], atlas: Atlas, look: Theme) -> None:
    """The maps as a page of their own, and as numbers."""

    landscape = atlas.race.setting.landscape

    def cells() -> list[Cells]:
        whole = [compute.whole(one) for one in maps]
        kinds = [what_became(found, landscape) for found in whole]
        return [
            Cells(sheet.choice.form.name, sheet.titles, one, found, kind)
            for sheet, one, found, kind in zip(sheets, maps, whole, kinds, strict=True)
        ]

    def page() -> str:
        found = cells()
        figure = heat(found, atlas.colour, scale_of([each.ends for each in found], landscape), look)
        text: str = figure.to_html(include_plotlyjs=True, full_html=True)
        return text

    with st.container(horizontal=True):
        st.download_button("HTML", page, "map.html", "text/html", on_click="ignore", help="The maps as a page that needs nothing else.")
        st.download_button("CSV", lambda: table(cells()), "map.csv", "text/csv", on_click="ignore", help="Every cell in numbers.")


def _to_compare(controls: Controls, choices: Sequence[Choice]) -> None:
    """The runs of the chosen cell on the page that has everything about them."""
    shared = {
        key: value for key, value in st.query_params.to_dict().items() if key in ("landscape", "steps", "noise", "batch", "seed", *own.KEYS)
    }
    moved = {h["key"]: brief(h["value"]) for h in controls.handles if h["value"] != h["default"]}
    forms = {key: st.query_params[key] for choice in choices if (key := f"{url_name(choice.cls)}.form") in st.query_params}
    st.page_link(
        "pages/compare.py",
        label="Open these runs in Compare",
        icon=":material/arrow_forward:",
        query_params={**shared, **moved, **forms, "show": [choice.cls.name for choice in choices]},
    )
