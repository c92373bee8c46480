"""The page of maps: the maps, and the run of the cell that was chosen."""

from collections.abc import Sequence

import streamlit as st

from figures.frame import frame
from figures.heat import Colour, heat
from figures.map_table import Cells, table
from figures.theme import Theme, style
from landscapes import Landscape
from optim_core import Adam
from optim_core.batch.maps import COARSE, MOST_A_PASS, MOST_SIDE, Map
from optim_core.batch.tuning import floor_of, in_view
from optim_core.claims import Remark, Words
from ui import compute
from ui.controls.keys import KEYS, RULE, menu_name, place_of, url_name
from ui.controls.landscape import plain
from ui.controls.optimizer import Choice, optimizer_controls
from ui.controls.setting import Setting
from ui.controls.shelves import KEY as SHELF
from ui.controls.shelves import methods_offered
from ui.controls.swatch import swatch
from ui.controls.widgets import Controls
from ui.maps.atlas import Atlas, MapView, mount, scale_of
from ui.maps.hints import BORDERS, CLICK, HINTS, STARTS
from ui.maps.map_axes import knob_sides, start_sides, title
from ui.page import chart, ground
from ui.pages import path_of
from ui.stage.comparison import Comparison, place_for_transport, show_runs
from ui.stage.gesture import Gesture
from ui.stage.view import View, all_on
from ui.workspace import Workspace

COLOURS: dict[str, Colour] = {"Where it ends": "where", "First arrival": "steps", "Final loss": "loss"}
SMALL = 100
"""Cells a side of each map where there are several: they have half the room, and there are more of them."""
CHEAP_TERMS = 20
"""This many terms cost about as much as a plain function."""
MOST_TERMS_A_CELL = 250_000
"""The most examples that the run of one cell reads: the first pass of a map takes a second or two at most."""
HEIGHT, WIDTH_OF_SMALL = 400, 228
FEW = 3
"""So many maps share the whole width."""
PAGE = Words(Remark("The maps as a page that needs nothing else.", "definition"))
TABLE = Words(Remark("Every cell in numbers.", "definition"))


def mapped(controls: Controls, place: Workspace, setting: Setting, look: Theme, starts: bool) -> None:
    """Show maps of two knobs, or of the starts, and beside them the runs of the chosen cell."""
    bare = plain(setting.landscape)
    with place.controls:
        chosen = controls.several("Optimizers", methods_offered(controls), "of", menu_name, usual=[Adam])
        row = st.container(horizontal=True, vertical_alignment="bottom")
        choices = [optimizer_controls(controls, cls, setting.landscape, place_of(bare), opened=True) for cls in chosen]
    with place.options:
        colours = controls.switch("Colour", _colours(bare), "colour", label_visibility="collapsed")
    if not choices:
        place.picture.info(Words(Remark("Choose an optimizer.", "instruction")))
        return
    try:
        with row:
            x, y = start_sides(bare) if starts else knob_sides(controls, choices, bare, setting.pace)
        views = [
            MapView(choice, f"atlas-{i}", x, y, (title(x, choice, bare, setting.pace), title(y, choice, bare, setting.pace)))
            for i, choice in enumerate(choices)
        ]
        comparison = Comparison(choices, setting, controls.values, controls.knobs)
        atlas = Atlas(comparison, views, COLOURS[colours], MOST_SIDE if len(views) == 1 else SMALL, _at_once(bare), look)
        maps = atlas.maps(Gesture())
    except ValueError as refused:
        place.picture.error(f"There is no such map: {refused}.")
        return
    # One map stands beside the stage; several stand in a row above it.
    alone = len(views) == 1
    with place.picture.container(key="atlas-alone" if alone else "atlas-several"):
        _frames(views, look)
        mount(atlas)
    with place.readings:
        where, outcomes = (st.container(), st.container()) if alone else st.columns([1, 1], gap="large")
    with where:
        ground(compute.ground(bare, look, 330), "map", f"{bare.name} from above. The outcomes are in the list.")
        place_for_transport()
    with outcomes:
        show_runs(comparison, controls.handles, View(all_on("ground", len(choices)), look))
        _to_compare(controls, choices)
    st.caption(CLICK)
    st.caption(STARTS if starts else HINTS.get(x.name, BORDERS))
    _downloads(views, maps, atlas, look)


def _at_once(landscape: Landscape) -> int:
    """The most cells of a pass: the more one of them costs, the fewer."""
    return max(COARSE**2, MOST_A_PASS * CHEAP_TERMS // max(CHEAP_TERMS, landscape.terms))


def _colours(landscape: Landscape) -> tuple[str, ...]:
    """What the colours can show on this landscape. The default comes first."""
    if not landscape.minima:
        return ("Final loss",)
    return tuple(COLOURS)


def _frames(views: Sequence[MapView], look: Theme) -> None:
    """Draw the empty charts that the maps are painted in."""
    alone = len(views) == 1
    row = st.container(horizontal=True)
    for view in views:
        with row.container(width="stretch" if len(views) <= FEW else WIDTH_OF_SMALL):
            marks = style(view.choice.cls.marks, look)
            if not alone:
                st.html(f"<b>{swatch(marks)} {view.choice.form.name}</b>")
            with st.container(key=view.place):
                words = f"Map of {view.choice.form.name}: {view.titles[0]} across, {view.titles[1]} up. The words are below."
                chart(frame(view.x, view.y, view.titles, look, HEIGHT if alone else 240), f"frame-{view.place}", words, fills=alone)


def _downloads(views: Sequence[MapView], maps: Sequence[Map], atlas: Atlas, look: Theme) -> None:
    """Offer the maps as a page of their own, and as numbers."""

    landscape = atlas.comparison.setting.landscape

    def cells() -> list[Cells]:
        whole = [compute.whole(one) for one in maps]
        return [Cells(view.choice.form.name, view.titles, one, found) for view, one, found in zip(views, maps, whole, strict=True)]

    def page() -> str:
        found = cells()
        heights = in_view(landscape)
        floor = floor_of(landscape, heights)
        scale = scale_of([each.ends for each in found], heights, floor)
        return heat(found, atlas.colour, scale, floor, look).to_html(include_plotlyjs=True, full_html=True)

    with st.container(horizontal=True):
        st.download_button(
            "HTML",
            page,
            "map.html",
            "text/html",
            on_click="ignore",
            help=PAGE,
        )
        st.download_button("CSV", lambda: table(cells()), "map.csv", "text/csv", on_click="ignore", help=TABLE)


def _to_compare(controls: Controls, choices: Sequence[Choice]) -> None:
    """Link to the runs of the chosen cell on the page Compare."""
    shared = (
        "landscape",
        "schedule",
        "steps",
        "noise",
        "batch",
        "seed",
        *KEYS,
        RULE,
        SHELF,
        *controls.values,
        *(f"{url_name(c.cls)}.form" for c in choices),
    )
    st.page_link(
        path_of("compare"),
        label="Open these runs in Compare",
        icon=":material/arrow_forward:",
        query_params=controls.fitted(
            {**{key: controls.query[key] for key in shared if key in controls.query}, "show": [menu_name(c.cls) for c in choices]}
        ),
    )
