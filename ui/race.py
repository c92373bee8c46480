"""Runs on the stage: what is computed anew whenever the hand moves, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from figures.paths import Path
from figures.theme import Theme, style
from landscapes import Landscape
from optim_core import OPTIMIZERS, Run
from ui import compute, stage
from ui.controls import Controls
from ui.setting import Choice, Setting
from ui.stage.picture import Panel, encode


@dataclass(frozen=True)
class Race:
    """Choices on one landscape: all that the stage needs in order to follow the hand."""

    choices: Sequence[Choice]
    setting: Setting
    controls: Controls

    def runs(self, hand: stage.Hand) -> list[Run]:
        """The runs as the hand has them now."""
        values = hand.over(self.controls.values, self.controls.allowed)
        landscape, steps, batch_size, seed, start_keys = self.setting
        x, y = (min(max(values[key], low), high) for key, (low, high) in zip(start_keys, landscape.window, strict=True))
        return [Run(choice.build(values), landscape, (x, y), steps, batch_size, seed) for choice in self.choices]


def perform(race: Race, panels: Sequence[Panel], look: Theme, **how: Any) -> None:
    """Mount the desk and the stage, which is a fragment: for a move of the hand nothing else runs.

    `how` is for `encode`; and `t` puts the playhead at a step.
    """
    stage.desk(race.controls.handles)
    _perform(race, panels, look, how)


def transport_here() -> None:
    """Where the transport stands, if not above the curves."""
    st.html('<div class="lab-transport-place"></div>')


@st.fragment
def _perform(race: Race, panels: Sequence[Panel], look: Theme, how: Mapping[str, Any]) -> None:
    hand = from_url(stage.hand())
    runs = race.runs(hand)
    walked = compute.walked(runs)
    paths = [
        Path(run.optimizer.name, style(OPTIMIZERS.index(choice.cls), look), trajectory, run.evaluations_per_step)
        for choice, run, (trajectory, _) in zip(race.choices, runs, walked, strict=True)
    ]
    found = [end for _, end in walked]
    landscape: Landscape = race.setting.landscape
    settled = race.controls.values
    keys = race.setting.start_keys
    if "t" in how:
        hand = replace(hand, t=how["t"])
    start = {"keys": keys, "value": [settled[key] for key in keys], "window": landscape.window}
    stage.show(
        encode(
            landscape,
            paths,
            found,
            panels,
            look,
            hand,
            start,
            fixed="t" in how,
            **{name: value for name, value in how.items() if name != "t"},
        )
    )


def from_url(hand: stage.Hand) -> stage.Hand:
    """The hand, with what it has not said yet taken from the URL; and what it has said written there."""
    url = st.query_params
    if hand.seq:
        view = ",".join(f"{end:g}" for end in hand.view) if hand.view else None
        for key, value in (("t", hand.t), ("at", view)):
            if value is None:
                url.pop(key, None)
            elif url.get(key) != str(value):
                url[key] = str(value)
        return hand
    return stage.from_link(url.get("t"), url.get("at"))
