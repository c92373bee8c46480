"""What a figure needs of a run."""

from typing import NamedTuple

from figures.theme import Style
from optim_core import Trajectory


class Path(NamedTuple):
    """A run's name, its marks, what was recorded, and how many example gradients a step cost."""

    name: str
    style: Style
    trajectory: Trajectory
    evaluations_per_step: int = 1
