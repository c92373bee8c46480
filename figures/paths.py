"""What a figure needs of a run."""

from typing import NamedTuple

from figures.theme import Style
from optim_core import Run, Trajectory


class Path(NamedTuple):
    """A run with its marks, and what was recorded."""

    run: Run
    style: Style
    trajectory: Trajectory

    @property
    def name(self) -> str:
        return self.run.optimizer.name
