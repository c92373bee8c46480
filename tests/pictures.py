"""Pictures of the stage, made without a page."""

from collections.abc import Sequence
from typing import Any

from figures.paths import Path
from figures.theme import THEMES, style
from optim_core import Run, outcome
from ui.records import StartRecord
from ui.stage.gesture import Gesture
from ui.stage.picture import picture
from ui.stage.view import View, all_on


def picture_of(runs: Sequence[Run], gesture: Gesture | None = None, **view: Any) -> bytes:
    """The picture of runs on one landscape. `view` is what a View has besides its panel and its look."""
    look = THEMES["light"]
    landscape: Any = runs[0].landscape
    paths = [Path(run.optimizer.name, run, style(type(run.optimizer).marks, look), run.record()) for run in runs]
    outcomes = [outcome(path.trajectory, landscape) for path in paths]
    start: StartRecord = {"keys": ("x", "y"), "value": landscape.start, "window": landscape.window}
    return picture(landscape, paths, outcomes, View(all_on("ground", len(paths)), look, **view), gesture or Gesture(), start)
