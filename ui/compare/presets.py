"""Presets of a landscape: settings that work and settings that go wrong, one click each, with the reason."""

import streamlit as st

from landscapes import Landscape
from landscapes.table import Table
from landscapes.tables.links import carried
from lessons.lab import METHODS
from lessons.presets import PRESETS, RARE, Preset
from optim_core import OPTIMIZERS, knobs
from optim_core.claims import Claim, Lab, Words
from optim_core.schedules.cosine import Cosine
from optim_core.schedules.schedule import Schedule
from optim_core.symbols import plain
from ui.controls import schedule, shelves, visit
from ui.controls.forms import brief, exact
from ui.controls.keys import TITLES, place_of, url_name
from ui.controls.own_table import EXAMPLE_NAMES
from ui.controls.visit import Texts


def _ends(lab: Lab, method: str, seed: int, schedule: Schedule | None) -> float:
    """The mean loss of the last thirty steps of a run with one noisy example a step."""
    run = lab.on("Himmelblau").run(method, noise=1, batch=1, seed=seed, schedule=schedule)
    return float(run.loss[-30:].mean())


SAID = {
    "Himmelblau": Words(
        Claim(
            "With one noisy example a step, Adamax ends lower than SGD while η stays the same, and SGD ends lower where η falls along a "
            "cosine wave.",
            lambda lab: all(
                2 * _ends(lab, "Adamax", seed, None) < _ends(lab, "SGD", seed, None)
                and 2 * _ends(lab, "SGD", seed, Cosine()) < _ends(lab, "Adamax", seed, Cosine())
                for seed in range(1, 6)
            ),
        )
    )
}
"""What the presets of a landscape show together, by its name."""


def presets(landscape: Landscape) -> None:
    """Show the presets of a landscape. A click sets the page as a link would."""
    own = isinstance(landscape, Table)
    if isinstance(landscape, Table) and landscape.names not in (EXAMPLE_NAMES, RARE.names):
        return  # a click would put other rows in the place of the visitor's
    found = [preset for preset in PRESETS if preset.landscape == (RARE if own else landscape.name)]
    if not found:
        return
    st.header(f"{'A rare word in forty texts' if own else landscape.name}: what works, and what goes wrong")
    if landscape.name in SAID:
        st.caption(SAID[landscape.name])
    for works, title in ((True, "Works"), (False, "Goes wrong")):
        st.markdown(f"**{title}**")
        for i, preset in enumerate(each for each in found if each.works is works):
            st.button(_title(preset), key=f"preset-{works}-{i}", on_click=visit.go, args=(link_to(preset, RARE if own else landscape),))
            st.caption(preset.why)


def link_to(preset: Preset, landscape: Landscape) -> Texts:
    """The settings of a preset, as a link to Compare writes them."""
    cls, place = METHODS[preset.method], place_of(landscape)
    found: dict[str, str] = {"landscape": landscape.name, "show": cls.name}
    if cls not in OPTIMIZERS:
        found[shelves.KEY] = shelves.ALL
    if isinstance(landscape, Table):
        rows = carried(landscape.names, landscape.x, landscape.y) or ""
        found |= {"landscape": TITLES[Table], "rows": rows, "standardise": "as they are"}
    if landscape.examples == 1 and preset.noise != 1:
        found["noise"] = brief(preset.noise)
    if preset.batch:
        found["batch"] = str(preset.batch)
    if preset.steps:
        found["steps"] = str(preset.steps)
    if preset.start:
        found |= {f"{place}.{letter}": exact(c) for letter, c in zip("xy", preset.start, strict=True)}
    for name, value in preset.settings.items():
        found[f"{place}." * (name == "learning_rate") + f"{url_name(cls)}.{name}"] = exact(value)
    if preset.schedule:
        found[schedule.KEY] = preset.schedule.name
        found |= {
            f"{url_name(type(preset.schedule))}.{name}": exact(getattr(preset.schedule, name)) for name in knobs(type(preset.schedule))
        }
    return {key: [value] for key, value in found.items()}


def _title(preset: Preset) -> str:
    cls = METHODS[preset.method]
    settings = [f"{plain(knobs(cls)[name].symbol)} = {brief(value)}" for name, value in preset.settings.items()]
    start = [f"from ({', '.join(map(brief, preset.start))})"] if preset.start else []
    batch = [f"m = {preset.batch}"] if preset.batch else []
    over_time = [preset.schedule.name.lower()] if preset.schedule else []
    usual = [] if settings or start else ["at its usual settings"]
    return ", ".join([preset.method, *(settings or usual), *start, *batch, *over_time])
