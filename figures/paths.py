"""What a figure needs to know of a run."""

from typing import NamedTuple

from figures.theme import Style
from optim_core import Run, Trajectory


class Path(NamedTuple):
    """A run with its name, its style and its recorded trajectory."""

    name: str
    run: Run
    style: Style
    trajectory: Trajectory
