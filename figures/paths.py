"""What a figure needs of a run."""

from typing import NamedTuple

from figures.theme import Style
from optim_core import Run, Trajectory


class Path(NamedTuple):
    """A run with its name and marks, and what was recorded."""

    name: str
    run: Run
    style: Style
    trajectory: Trajectory
