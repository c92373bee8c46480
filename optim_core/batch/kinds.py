"""What became of each run of a map, as one small number: it travels to the browser and into tables."""

import numpy as np

from optim_core.batch.ends import Ends
from optim_core.outcomes import Surveyed
from optim_core.spec import Array

LEFT, DIVERGED, UNDEFINED, SLOPELESS = -1, -2, -3, -4
"""The kind of a run that is not at a minimum; 0 is a run that is still in view. Minima count from 1."""
WORDS = {SLOPELESS: "no slope", UNDEFINED: "entered a hole", DIVERGED: "diverged", LEFT: "out of view", 0: "in view"}


def what_became(ends: Ends, landscape: Surveyed) -> Array:
    """What became of each run: UNDEFINED in a hole, DIVERGED, SLOPELESS, LEFT out of view, 0 if still in view, or the number of the nearest
    minimum, from 1."""
    (x_low, x_high), (y_low, y_high) = landscape.window
    x, y = ends.theta
    with np.errstate(all="ignore"):
        left = ~((x >= x_low) & (x <= x_high) & (y >= y_low) & (y <= y_high))
        kinds = np.select([ends.undefined, ends.diverged, ends.slopeless, left], [UNDEFINED, DIVERGED, SLOPELESS, LEFT], 0)
        if landscape.minima:
            nearest = np.argmin([np.hypot(x - a, y - b) for a, b in landscape.minima], axis=0) + 1
            kinds = np.where(ends.reached, nearest, kinds)
    return kinds


def in_words(kind: float) -> str:
    """What a kind means."""
    return WORDS.get(int(kind), f"at minimum {int(kind)}")
