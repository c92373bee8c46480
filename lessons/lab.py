"""The laboratory: runs the experiments of claims on the engine that the pages use."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from landscapes import LANDSCAPES, STAGED, Landscape, Noisy
from landscapes.landscape import Point
from landscapes.noisy import usual_noise
from optim_core import EVERY, Run, Trajectory
from optim_core.judgement import TOLERANCE, Kind, lowest
from optim_core.outcomes import diverged_at, outcome
from optim_core.schedules.schedule import Schedule
from optim_core.spec import Array

METHODS = {cls.name: cls for cls in EVERY}
"""The methods that an experiment may name."""
NAMES: dict[str, type[Landscape]] = {cls.name: cls for cls in (*LANDSCAPES, *STAGED)}
"""The landscapes that a scene may name: those of the catalogue, and those that only tasks show."""


@dataclass(frozen=True)
class Walk:
    """One recorded run, and what experiments ask of it."""

    trajectory: Trajectory
    landscape: Landscape
    evaluations_per_step: int

    @property
    def theta(self) -> Array:
        """(steps + 1, 2)"""
        return self.trajectory.theta

    @property
    def loss(self) -> Array:
        """(steps + 1,)"""
        return self.trajectory.loss

    @property
    def gradient(self) -> Array:
        """(steps + 1, 2): the gradient that the next step reads."""
        return self.trajectory.gradient

    @property
    def quantities(self) -> dict[str, Array]:
        """What each line of the formula computes, by the name of its field."""
        return dict(self.trajectory.quantities)

    @property
    def lengths(self) -> Array:
        """(steps,): the length of each step."""
        with np.errstate(all="ignore"):
            return np.asarray(np.hypot(*np.diff(self.theta, axis=0).T))

    @property
    def rates(self) -> Array:
        """(steps, 2): the length of each coordinate's step over that of its gradient."""
        with np.errstate(all="ignore"):
            return np.asarray(np.abs(self.quantities["step"][1:] / self.gradient[:-1]))

    @property
    def recovery(self) -> float:
        """The rate of the last step over that of the first, of the first coordinate."""
        return float(self.rates[-1, 0] / self.rates[0, 0])

    def around(self, last: int) -> float:
        """The usual distance from the first of the lowest minima in the last steps."""
        off = self.theta[-last:] - np.array(self.landscape.minima[0])
        return float(np.sqrt((off**2).sum(axis=1).mean()))

    @property
    def moved(self) -> float:
        """The distance from the first position to the last."""
        return float(np.hypot(*(self.theta[-1] - self.theta[0])))

    @property
    def arrived(self) -> float:
        """The first step at which a thousandth of the first height above the minimum is left; infinite if there is none."""
        floor = lowest(self.landscape)
        with np.errstate(all="ignore"):
            there = np.flatnonzero(self.loss - floor <= TOLERANCE * (self.loss[0] - floor))
        return float(there[0]) if len(there) else np.inf

    @property
    def minimum(self) -> int | None:
        """Which of the landscape's lowest minima the run ends at, from 0; None if it ends at none."""
        low, high = np.array(self.landscape.window).T
        far = [float(np.hypot(*(self.theta[-1] - minimum))) for minimum in self.landscape.minima]
        near = [i for i, each in enumerate(far) if each <= 10 * TOLERANCE * np.hypot(*(high - low))]
        return min(near, key=lambda i: far[i]) if near else None

    @property
    def diverged(self) -> bool:
        """Whether |θ| has passed 10¹²."""
        return diverged_at(self.theta) is not None

    @property
    def kind(self) -> Kind:
        """What became of the run."""
        return outcome(self.trajectory, self.landscape).kind


@dataclass(frozen=True)
class Lab:
    """Runs experiments on a landscape. `optim_core.claims.Lab` says what its methods mean."""

    landscape: Landscape

    @property
    def start(self) -> Point:
        """The landscape's default start."""
        return self.landscape.start

    @property
    def minima(self) -> tuple[Point, ...]:
        """The landscape's lowest points."""
        return self.landscape.minima

    def run(
        self,
        method: str,
        start: Point | None = None,
        steps: int | None = None,
        noise: float = 0.0,
        seed: int = 1,
        batch: int | None = None,
        schedule: Schedule | None = None,
        **settings: Any,
    ) -> Walk:
        """Run a method from the default start, or another, for the usual steps, or others."""
        bare = self.landscape
        ground = Noisy(bare, noise * usual_noise(bare)) if noise and bare.examples == 1 else bare
        optimizer = replace(METHODS[method].suited_to(ground), **settings)
        run = Run(optimizer, ground, start or bare.start, steps or bare.steps, batch, seed, schedule)
        return Walk(run.record(), ground, run.evaluations_per_step)

    def on(self, landscape: object, **values: float) -> Self:
        """Take the laboratory to another landscape."""
        return replace(self, landscape=landscape if isinstance(landscape, Landscape) else NAMES[str(landscape)](**values))

    def suited(self, method: str) -> float:
        """The learning rate of a method that suits the landscape."""
        return float(METHODS[method].suited_to(self.landscape).learning_rate)

    def loss(self, x: float, y: float) -> float:
        """Compute the loss at a point."""
        return float(self.landscape.value(np.array([x]), np.array([y]))[0])

    def gradient(self, x: float, y: float) -> Array:
        """Compute the gradient at a point, (2,)."""
        return self.landscape.gradient(np.array([x]), np.array([y]))[:, 0]

    def examples(self, x: float, y: float) -> Array:
        """Compute the gradient of each example at a point, (2, N)."""
        count = self.landscape.examples
        return self.landscape.gradient(np.full(count, x), np.full(count, y), np.arange(count)[np.newaxis])

    def slope(self, x: float, y: float) -> float:
        """Compute the length of the gradient at a point."""
        return float(np.hypot(*self.gradient(x, y)))

    def curvatures(self, x: float, y: float) -> Array:
        """Compute the eigenvalues of the Hessian at a point, (2,), ascending."""
        return np.asarray(np.linalg.eigvalsh(self.landscape.hessian(np.array([x]), np.array([y]))[:, :, 0]), np.float64)
