"""Runs on the stage: what is computed anew whenever the hand moves, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import streamlit as st

from figures.paths import Path
from figures.theme import Theme, style
from optim_core import Knob, Run
from optim_core.spec import Pause, no_pause
from ui import components, compute
from ui.cache import Asker
from ui.channel import scenes
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting
from ui.controls.visit import visit
from ui.controls.widgets import LARGE
from ui.interruptible import patience
from ui.stage.gesture import Hand
from ui.stage.picture import Panel, encode


@dataclass(frozen=True)
class Race:
    """Choices on one landscape, and where the controls stand: all that the runs need besides the hand."""

    choices: Sequence[Choice]
    setting: Setting
    values: Mapping[str, float]
    """Of every knob and place that the hand can move, by key."""
    knobs: Mapping[str, Knob]

    def read(self, key: str, value: float) -> float:
        """A value that a browser sent, converted by its knob; ValueError where the control of this key would not take it.

        A place is a number and no more; `runs` keeps it in the window.
        """
        if abs(value) > LARGE:
            raise ValueError(f"{key} must lie in [-{LARGE:g}, {LARGE:g}], got {value:g}")
        knob = self.knobs.get(key)
        return knob.number(key, value) if knob else value

    def runs(self, hand: Hand) -> list[Run]:
        """The runs as the hand has them now."""
        values = hand.over(self.values, self.read)
        landscape, steps, batch_size, seed, start_keys = self.setting
        x, y = (min(max(values[key], low), high) for key, (low, high) in zip(start_keys, landscape.window, strict=True))
        return [Run(choice.build(values), landscape, (x, y), steps, batch_size, seed) for choice in self.choices]


@dataclass(frozen=True)
class Scene:
    """A race, and how it is shown. Equal scenes make equal pictures of a hand, whoever asks."""

    race: Race
    panels: Sequence[Panel]
    look: Theme
    how: Mapping[str, Any] = field(default_factory=dict)
    """For `encode`; and `t` puts the playhead at a step."""

    waits: ClassVar[bool] = False

    def picture(self, hand: Hand, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        """What the stage shows of this hand."""
        race = self.race
        runs = race.runs(hand)
        walked = compute.walked(runs, pause, by)
        pause()
        paths = [
            Path(
                choice.label or run.optimizer.name,
                run,
                style(choice.marks or choice.cls.marks, self.look),
                trajectory,
            )
            for choice, run, (trajectory, _) in zip(race.choices, runs, walked, strict=True)
        ]
        keys, landscape = race.setting.start_keys, race.setting.landscape
        start = {"keys": keys, "value": [race.values[key] for key in keys], "window": landscape.window}
        how = dict(self.how)
        fixed = "t" in how
        if fixed:
            hand = replace(hand, t=how.pop("t"))
        return encode(
            landscape, paths, [end for _, end in walked], self.panels, self.look, hand, start, fixed=fixed, address=address, **how
        )


def perform(race: Race, handles: list[dict[str, Any]], panels: Sequence[Panel], look: Theme, **how: Any) -> None:
    """Mount the desk and the stage, which is a fragment: for a move of the hand nothing else runs."""
    components.knob_sliders(handles)
    _perform(Scene(race, tuple(panels), look, how))


def transport_here() -> None:
    """Where the transport stands, if not above the curves."""
    st.html('<div class="lab-transport-place"></div>')


@st.fragment
def _perform(scene: Scene) -> None:
    hand = components.gesture()
    mine = visit()
    if hand.opened != mine.opened:  # the browser has not spoken since this page was opened
        hand = replace(mine.hand, opened=mine.opened)
    with patience("Walking …") as pause:
        picture = scene.picture(hand, scenes.lay(scene), pause)
    components.show_picture(picture)
