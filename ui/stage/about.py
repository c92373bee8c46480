"""What a picture is of, in words: they stand on saved and printed pictures, and the browser reads them there (`ui/web/share/about.js`)."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from landscapes import Landscape, Noisy, Table
from optim_core import Run, Schedule, knobs
from optim_core.schedules.schedule import shared
from optim_core.symbols import plain
from ui.controls.forms import brief
from ui.controls.landscape import formula
from ui.controls.landscape import plain as without_noise
from ui.controls.method_text import step_in_one


class Method(NamedTuple):
    """A run of the picture: its method, the formula of a step, and its hyperparameters."""

    name: str
    formula: str
    knobs: str


class About(NamedTuple):
    """What is said of a picture."""

    name: str
    formula: str
    settings: str
    methods: tuple[Method, ...]

    def html(self) -> str:
        """The words as a part of the page, which is shown in print only."""
        rows = "".join(
            f"<li>{_tagged('b', name)} {_tagged('span', step)} {_tagged('i', numbers)}</li>" for name, step, numbers in self.methods
        )
        return (
            f'<div class="lab-about">{_tagged("h2", self.name)}{_tagged("p", self.formula, "lab-about-formula")}'
            f"{_tagged('p', self.settings, 'lab-about-settings')}<ul>{rows}</ul>{_tagged('p', '', 'lab-print-link')}</div>"
        )


def _tagged(tag: str, text: str, kind: str = "") -> str:
    """A text, which may be a visitor's, in an element of HTML."""
    return f"<{tag}{f' class={kind}' if kind else ''}>{escape(text)}</{tag}>"


def about(landscape: Landscape, named: Sequence[tuple[str, Run]]) -> About:
    """Say what these runs are, which share a landscape, a start and the number of steps."""
    bare = without_noise(landscape)
    common = shared([run.schedule for _, run in named])
    methods = [
        Method(
            name,
            plain(step_in_one(type(run.optimizer))),
            ", ".join([_numbers(run.optimizer), *_paced(None if common else run.schedule)]),
        )
        for name, run in named
    ]
    settings = [*_settings(landscape, named[0][1] if named else None), *_paced(common)]
    return About(bare.name, plain(formula(bare)), ", ".join(settings), tuple(methods))


def _settings(landscape: Landscape, run: Run | None) -> list[str]:
    """All that determines the runs besides their methods."""
    bare = without_noise(landscape)
    found = [_numbers(bare)] if knobs(type(bare)) else []
    if isinstance(bare, Table):
        found.append(f"{len(bare.x)} rows of {bare.names[0]} and {bare.names[1]}")
    if run is not None:
        found.append(f"start ({brief(run.start[0])}, {brief(run.start[1])})")
        found.append(f"{run.steps} steps")
    if isinstance(landscape, Noisy):
        found.append(f"noise σ = {brief(landscape.sigma)} in each of {landscape.examples} examples")
    if run is not None and landscape.examples > 1:
        found.append(f"batch {run.batch_size or 'all'}")
        found.append(f"seed {run.seed}")
    return found


def _paced(schedule: Schedule | None) -> list[str]:
    """What η does over time, if it does not stay as it is."""
    return [f"η over time: {schedule.name}{', ' * bool(knobs(type(schedule)))}{_numbers(schedule)}"] if schedule else []


def _numbers(specified: object) -> str:
    """The values of the knobs of a method or a landscape."""
    every = knobs(type(specified))
    values = {name: getattr(specified, name) for name in every}
    return ", ".join(f"{plain(knob.symbol)} = {brief(values[name])}" for name, knob in every.items() if np.ndim(values[name]) == 0)
