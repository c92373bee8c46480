"""Runs on the stage: everything that is computed again for every gesture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from figures.paths import Path
from figures.theme import style
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
from ui.records import KnobSpec, StartRecord
from ui.stage.files import offer
from ui.stage.gesture import Gesture
from ui.stage.picture import picture
from ui.stage.view import View


@dataclass(frozen=True)
class Comparison:
    """Choices on one landscape, and the values of the controls: all that the runs need besides the gesture."""

    choices: Sequence[Choice]
    setting: Setting
    values: Mapping[str, float]
    """The value of every knob and coordinate that can be dragged, by key."""
    knobs: Mapping[str, Knob]

    def read(self, key: str, value: float) -> float:
        """A value that a browser sent, converted by its knob; ValueError if the control of this key would refuse it.

        A coordinate may be any number here; `runs` keeps it in the window.
        """
        if abs(value) > LARGE:
            raise ValueError(f"{key} must lie in [-{LARGE:g}, {LARGE:g}], got {value:g}")
        knob = self.knobs.get(key)
        return knob.number(key, value) if knob else value

    def runs(self, gesture: Gesture) -> list[Run]:
        """The runs with the values that are being dragged."""
        values = gesture.over(self.values, self.read)
        landscape, steps, batch_size, seed, start_keys, pace = self.setting
        schedule = pace.build(values)
        x, y = (min(max(values[key], low), high) for key, (low, high) in zip(start_keys, landscape.window, strict=True))
        return [
            Run(
                choice.build(values),
                landscape,
                (x, y),
                choice.steps or steps,
                batch_size,
                seed if choice.seed is None else choice.seed,
                choice.schedule or schedule,
            )
            for choice in self.choices
        ]

    def names(self, runs: Sequence[Run]) -> list[str]:
        """The name of each of its runs in the list."""
        return [choice.label or run.optimizer.name for choice, run in zip(self.choices, runs, strict=True)]


@dataclass(frozen=True)
class Scene:
    """A comparison, and how it is shown. Equal scenes make equal pictures of a gesture, whoever asks."""

    comparison: Comparison
    view: View

    waits = False

    def picture(self, gesture: Gesture, address: str | None = None, pause: Pause = no_pause, by: Asker | None = None) -> bytes:
        """The message that shows this gesture on the stage."""
        comparison = self.comparison
        runs = comparison.runs(gesture)
        walked = compute.walked(runs, pause, by)
        pause()
        paths = [
            Path(
                name,
                run,
                style(choice.marks or choice.cls.marks, self.view.look),
                trajectory,
            )
            for choice, name, run, (trajectory, _) in zip(comparison.choices, comparison.names(runs), runs, walked, strict=True)
        ]
        landscape, weights = comparison.setting.landscape, self.view.weights
        keys = comparison.setting.start_keys[:weights]
        start: StartRecord = {
            "keys": keys if self.view.movable else (),
            "value": [comparison.values[key] for key in keys],
            "window": landscape.window[:weights],
        }
        return picture(landscape, paths, [outcome for _, outcome in walked], self.view, gesture, start, address)


def show_runs(comparison: Comparison, handles: list[KnobSpec], view: View) -> None:
    """Mount the sliders and the stage, which is a fragment: for a gesture nothing else runs."""
    components.knob_sliders(handles)
    locked = {handle["key"] for handle in handles if handle["locked"]}
    movable = view.movable and locked.isdisjoint(comparison.setting.start_keys)
    _show_runs(Scene(comparison, replace(view, movable=movable)))
    runs = comparison.runs(Gesture())
    offer(comparison.setting.landscape, list(zip(comparison.names(runs), runs, strict=True)))


def place_for_transport() -> None:
    """Make the place for the transport. Without it, the transport stands above the curves."""
    st.html('<div class="lab-transport-place"></div>')


def place_for_cut() -> None:
    """Make the place for the landscape that is cut open. Without it, it stands below the list."""
    st.html('<div class="lab-cut-place"></div>')


def place_for_fit() -> None:
    """Make the place for the rows and the curves of the models. Without it, they stand below the list."""
    st.html('<div class="lab-fit-place"></div>')


@st.fragment
def _show_runs(scene: Scene) -> None:
    gesture = components.gesture()
    current = visit()
    if gesture.opened != current.opened:  # the browser has sent nothing since this page was opened
        gesture = replace(current.gesture, opened=current.opened)
    with patience("Walking …") as pause:
        message = scene.picture(gesture, scenes.register(scene), pause)
    components.show_picture(message)
