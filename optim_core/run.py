"""A run: everything that determines a trajectory, in one frozen value."""

from dataclasses import dataclass
from typing import Any

from optim_core.descent import Descendable, Trajectory, descend, record
from optim_core.optimizer import Optimizer


@dataclass(frozen=True)
class Run:
    """Equal runs have equal trajectories, so a run is what pages cache by. Fields and errors as for `descend` and `record`."""

    optimizer: Optimizer[Any]
    landscape: Descendable
    start: tuple[float, float]
    steps: int
    batch_size: int | None = None
    seed: int = 0

    def record(self) -> Trajectory:
        """Run it."""
        return record(descend(self.optimizer, self.landscape, self.start, self.batch_size, self.seed), self.steps)

    @property
    def evaluations_per_step(self) -> int:
        """How many examples' gradients one step costs."""
        examples = self.landscape.examples
        return examples if examples == 1 else (self.optimizer.examples_per_step or self.batch_size or examples)
