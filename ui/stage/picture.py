"""A picture of the stage: the runs of a view, packed for the browser."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from figures.paths import Path
from figures.surface import HEIGHT, scale
from figures.theme import DASHES, MARKERS
from landscapes import Landscape
from optim_core import Optimizer, Outcome, Trajectory
from optim_core.judgement import lowest
from optim_core.outcomes import distances
from optim_core.schedules.schedule import shared
from optim_core.spec import Array
from optim_core.stability import driver, effective
from ui.controls.keys import place_of
from ui.protocol import Packed, pack
from ui.records import Least, PathRecord, StagePicture, StartRecord
from ui.stage.beside import cut_open, fitted, over_one_weight
from ui.stage.gesture import Gesture
from ui.stage.inspection import inspect, rates_before
from ui.stage.records import SketchRecord, TakenRecord
from ui.stage.view import Sketch, Taken, View

ROUNDING = 1e-15
"""What remains of a number that ought to be 0, beside the numbers that it was computed from."""


def picture(
    landscape: Landscape,
    paths: Sequence[Path],
    outcomes: Sequence[Outcome],
    view: View,
    gesture: Gesture,
    start: StartRecord,
    address: str | None = None,
) -> bytes:
    """The message for the stage: float64 for the paths that the view inspects, float32 for what is drawn.

    `address` is where the socket can ask for more pictures of this scene (`ui.channel.scenes`).
    """
    inspected, arrays = inspect(paths, view.inspected, landscape)
    packed: list[Packed] = [("f8", array) for array in arrays]
    records: list[PathRecord] = []
    least = _least(landscape)
    for path, outcome in zip(paths, outcomes, strict=True):
        extra = _arrows(path.run.optimizer, path.trajectory) if gesture.arrows or view.shows else {}
        records.append(_record(path, outcome, least, len(packed), extra))
        theta, loss = path.trajectory.theta, path.trajectory.loss
        shares = [rates_before(path.run) / path.run.optimizer.learning_rate] if path.run.schedule else []
        packed.extend(("f4", array) for array in (theta, loss, distances(theta, landscape), *extra.values(), *shares))
    fit, rows = fitted(landscape, len(packed)) if view.fit else (None, [])
    opened = cut_open if view.weights == 2 else over_one_weight
    cut, heights = opened(landscape, paths[0].trajectory, len(packed) + len(rows)) if view.cut else (None, [])
    floor, unit = scale(landscape)
    look = view.look
    record: StagePicture = {
        "seq": gesture.seq,
        "address": address,
        "paths": records,
        "panels": [{"place": panel.place, "paths": panel.paths} for panel in view.panels],
        "look": {
            "ink": look.ink,
            "faint": look.faint,
            "line": look.line,
            "paper": look.paper,
            "words": view.shows is not None and not view.inspected,
            "span": float(np.ptp(landscape.window[0])),
        },
        "loss": {"floor": lowest(landscape) if landscape.minima else None, "per": view.per_evaluation},
        "scale3d": {"floor": floor, "unit": unit},
        "start": start,
        "opened": gesture.opened,
        "t": gesture.t if view.t is None else view.t,
        "views": gesture.views,
        "eye": gesture.eye,
        "landscape": place_of(landscape),
        "usual_view": [end for side in landscape.window for end in side],
        "together": view.together,
        "arrows": gesture.arrows,
        "shows": view.shows,
        "schedule": _scheduled(paths),
        "bare": view.bare,
        "fixed": view.t is not None,
        "chapter": view.chapter,
        "fit": fit,
        "cut": cut,
        "sketch": _drawn(view.sketch) if view.sketch else None,
        "taken": _walked(view.taken) if view.taken else None,
        "inspected": inspected,
    }
    return pack(record, [*packed, *rows, *heights])


def _scheduled(paths: Sequence[Path]) -> str | None:
    """The name of the schedule of the runs, if they share one: the chart of η is that of all."""
    found = shared([path.run.schedule for path in paths])
    return found.name if found else None


Extra = dict[Literal["slope", "momentum", "size", "matrix"], Array]


def _least(landscape: Landscape) -> Least:
    """A few roundings of the largest number in view."""
    return {"loss": ROUNDING * HEIGHT * scale(landscape)[1], "distance": ROUNDING * float(np.ptp(landscape.window, axis=1).max())}


def _record(path: Path, outcome: Outcome, least: Least, first: int, extra: Extra) -> PathRecord:
    """What the browser needs of a path; its arrays begin at index `first`."""
    return {
        "name": path.name,
        "colour": path.style.colour,
        "dash": DASHES[path.style.dash],
        "marker": MARKERS[path.style.marker],
        "steps": path.trajectory.steps,
        "evaluations": path.run.evaluations_per_step,
        "rate": float(path.run.optimizer.learning_rate),
        "shares": first + 3 + len(extra) if path.run.schedule else None,
        "theta": first,
        "loss": first + 1,
        "distances": first + 2,
        "extra": {name: first + 3 + i for i, name in enumerate(extra)},
        "least": least,
        "sentence": outcome.sentence,
        "final": brief(outcome.final_loss, least=least["loss"]),
        "distance": brief(outcome.distance, least=least["distance"]),
        "reached": outcome.steps_to_tolerance,
    }


def _drawn(sketch: Sketch) -> SketchRecord:
    return {"key": sketch.key, "points": sketch.points, "open": sketch.open}


def _walked(taken: Taken) -> TakenRecord:
    return {
        "key": taken.key,
        "points": taken.points,
        "downhill": taken.downhill,
        "height": taken.height,
        "slope": taken.slope,
        "reach": taken.reach,
    }


def _arrows(optimizer: Optimizer[Any], trajectory: Trajectory) -> Extra:
    """What is drawn at θ[t] of the step that follows: slope, driver if that is not the slope, step size per axis or a matrix in its place.

    A symmetric matrix has three numbers: first, both off its diagonal, last.
    """
    cls, matrix = type(optimizer), optimizer.step_matrix(trajectory.quantities)
    following: Extra = {} if cls.driver == "gradient" else {"momentum": driver(cls, trajectory)}
    if matrix is None:
        following["size"] = np.nan_to_num(effective(cls, trajectory)[1:])
    else:
        following["matrix"] = np.nan_to_num(matrix.reshape(-1, 4)[:, [0, 1, 3]])
    return {"slope": trajectory.gradient, **{name: np.concatenate([array, array[-1:]]) for name, array in following.items()}}


def brief(number: float, digits: int = 2, least: float = 0.0) -> str:
    """A number in few digits, as `ui/web/stage/short_number.js` writes it; 0 if it is nearer to 0 than `least`."""
    if abs(number) < least:
        return "0"
    return f"{number + 0.0:.{digits}g}" if abs(number) < float("inf") else "–"  # -0.0 + 0.0 is 0.0
