"""What stands beside the map: the rows with the curves of the model, and the landscape cut open along each step."""

import numpy as np

from landscapes import Landscape
from optim_core import Trajectory
from optim_core.spec import Array
from ui.protocol import Packed
from ui.stage.records import CutRecord, FitRecord

MOST_ROWS = 400
"""The most rows that are shown. Of a longer table so many are taken, evenly spread over it, always the same ones."""
MARGIN = 0.06
"""The room around the rows, as a share of their spread."""
MOST_CUTS, SAMPLES = 100, 61
BEFORE, BEYOND, FARTHEST = 0.25, 1.2, 2.5
"""How much of the way a cut shows before its start, after it, and at most: in units of the longer side of the window."""


def fitted(landscape: Landscape, first: int) -> tuple[FitRecord | None, list[Packed]]:
    """The rows of a landscape over data, in arrays that begin at index `first`; None for a landscape without."""
    fit = landscape.fit
    if fit is None:
        return None, []
    rows = np.unique(np.linspace(0, len(fit.x) - 1, min(len(fit.x), MOST_ROWS)).round().astype(int))
    (left, right), (low, high) = _around(fit.x), _around(fit.y)
    columns = [(fit.x - left) / (right - left), (fit.y - low) / (high - low), *([] if fit.side is None else [fit.side])]
    record: FitRecord = {
        "kind": fit.kind,
        "names": fit.names,
        "rows": len(fit.x),
        "x": first,
        "y": first + 1,
        "side": None if fit.side is None else first + 2,
        "box": [left, right, low, high],
    }
    return record, [("f4", column[rows]) for column in columns]


def cut_open(landscape: Landscape, trajectory: Trajectory, first: int) -> tuple[CutRecord, list[Packed]]:
    """The landscape cut open along the gradient at the start of each step, in arrays that begin at index `first`.

    All cuts have one axis: the distance that the run has gone. Each begins where the one before ends, and goes on in its direction, so that
    on a straight way up and down a valley the curve stays where it is.
    """
    steps = min(trajectory.steps, MOST_CUTS)
    theta, gradient = trajectory.theta[: steps + 1], trajectory.gradient[:steps]
    ways = _ways(gradient)
    with np.errstate(all="ignore"):
        at = np.concatenate([[0.0], np.cumsum((np.diff(theta, axis=0) * ways).sum(axis=1))])
        slope = (gradient * ways).sum(axis=1)
        side = float(np.ptp(landscape.window, axis=1).max())
        gone = at[np.isfinite(at)]
        left = max(min(-BEFORE * side, 1.1 * float(gone.min())), -FARTHEST * side)
        right = min(max(BEYOND * side, 1.1 * float(gone.max())), FARTHEST * side)
        reach = np.linspace(left, right, SAMPLES) - at[:steps, np.newaxis]
        x, y = (theta[:steps, axis, np.newaxis] + ways[:, axis, np.newaxis] * reach for axis in (0, 1))
        heights = landscape.value(x, y)
        corners = landscape.value(*np.meshgrid(*landscape.window))
    box = [left, right, min([0.0, *_finite(heights)]), max([*_finite(corners), *_finite(trajectory.loss[:1])], default=1.0)]
    record: CutRecord = {"samples": SAMPLES, "heights": first, "at": first + 1, "slope": first + 2, "weight": None, "box": box}
    return record, [("f4", heights), ("f4", at), ("f4", slope)]


def over_one_weight(landscape: Landscape, trajectory: Trajectory, first: int) -> tuple[CutRecord, list[Packed]]:
    """The landscape cut open along its first coordinate, where the run is: one curve, in arrays that begin at index `first`."""
    left, right = landscape.window[0]
    weight = np.linspace(left, right, SAMPLES)
    heights = landscape.value(weight, np.full_like(weight, trajectory.theta[0, 1]))
    record: CutRecord = {
        "samples": SAMPLES,
        "heights": first,
        "at": first + 1,
        "slope": first + 2,
        "weight": landscape.survey.coordinates[0],
        "box": [left, right, 0.0, float(heights.max())],
    }
    return record, [("f4", heights), ("f4", trajectory.theta[:, 0]), ("f4", trajectory.gradient[:, 0])]


def _ways(gradient: Array) -> Array:
    """The direction of each cut, (steps, 2): straight down, or straight up where down would lead back along the cut before.

    Where there is no slope it is that of the cut before, and at the start that of the first axis.
    """
    ways = np.zeros_like(gradient)
    for k, g in enumerate(gradient):
        length = float(np.hypot(*g))
        down = -g / length if 0 < length < np.inf else ways[k - 1] if k else np.array([1.0, 0.0])
        ways[k] = -down if k and down @ ways[k - 1] < 0 else down
    return ways


def _around(numbers: Array) -> tuple[float, float]:
    """The ends of a column, with a margin."""
    low, high = float(numbers.min()), float(numbers.max())
    margin = MARGIN * (high - low)
    return low - margin, high + margin


def _finite(numbers: Array) -> list[float]:
    """The smallest and the largest of the finite numbers, if there are any."""
    found = numbers[np.isfinite(numbers)]
    return [float(found.min()), float(found.max())] if found.size else []
