"""Other laboratories: four broken ones, in each of which some claims are false, and a sound one that is a little off."""

import zlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from landscapes.landscape import Point
from lessons.lab import METHODS, Lab, Walk
from optim_core.spec import Array


@dataclass(frozen=True)
class Frozen(Lab):
    """A laboratory in which nothing moves."""

    def run(self, *args: Any, **settings: Any) -> Walk:
        """A run that stays where it starts."""
        run = super().run(*args, **settings)
        still = np.zeros(len(run.theta), np.intp)
        quantities = {name: values[still] for name, values in run.trajectory.quantities.items()}
        return replace(
            run,
            trajectory=replace(
                run.trajectory,
                theta=run.theta[still],
                loss=run.loss[still],
                gradient=run.gradient[still],
                quantities=quantities,
            ),
        )


@dataclass(frozen=True)
class Confused(Lab):
    """A laboratory in which each method does what the next one of the catalogue should."""

    def run(self, method: str, *args: Any, **settings: Any) -> Walk:
        """A run of another method, with those of the settings that it has."""
        names = list(METHODS)
        other = names[(names.index(method) + 1) % len(names)]
        fields = {"start", "steps", "noise", "seed", "batch", "schedule", *METHODS[other].__dataclass_fields__}
        return super().run(other, *args, **{name: value for name, value in settings.items() if name in fields})


@dataclass(frozen=True)
class Shaken(Lab):
    """A laboratory that is never still: a random walk of its own is added to every run."""

    def run(self, method: str, *args: Any, **settings: Any) -> Walk:
        """A run, and a random walk that depends on all arguments."""
        run = super().run(method, *args, **settings)
        random = np.random.default_rng(zlib.crc32(repr((method, self.landscape, args, settings)).encode()))
        shaken = 0.1 * np.cumsum(random.standard_normal(run.theta.shape), axis=0)
        return replace(run, trajectory=replace(run.trajectory, theta=run.theta + shaken, gradient=run.gradient + shaken))


@dataclass(frozen=True)
class Nudged(Lab):
    """A sound laboratory with starts that are off by a hair, as if another computer had rounded: `hairs` of 10⁻¹² of the distance."""

    hairs: int = 1

    @property
    def start(self) -> Point:
        """A start that nobody can tell from the landscape's own."""
        x, y = super().start
        return x * (1 + 1e-12 * self.hairs), y * (1 + 1e-12 * self.hairs)

    def run(self, method: str, start: Point | None = None, *args: Any, **settings: Any) -> Walk:
        """A run from there, unless another start is asked for."""
        return super().run(method, start or self.start, *args, **settings)


@dataclass(frozen=True)
class Crooked(Lab):
    """A laboratory that measures wrong: its points are off, its slopes twice as long, its curvatures the other way round."""

    @property
    def minima(self) -> tuple[tuple[float, float], ...]:
        """Points beside the minima, or one where there is none."""
        return tuple((x + 0.7, y - 0.4) for x, y in super().minima) or ((0.0, 0.0),)

    def suited(self, method: str) -> float:
        """Twice the rate that suits."""
        return 2 * super().suited(method)

    def loss(self, x: float, y: float) -> float:
        """The loss at another point."""
        return abs(super().loss(x + 0.3, y)) + x**2 + 1

    def gradient(self, x: float, y: float) -> Array:
        """A gradient that points elsewhere."""
        return np.asarray((1 + np.hypot(x, y)) * super().gradient(x, y)[::-1] + 1)

    def examples(self, x: float, y: float) -> Array:
        """Gradients of examples, all with the same error."""
        return np.asarray(2 * np.abs(super().examples(x, y)) + 1)

    def curvatures(self, x: float, y: float) -> Array:
        """The curvatures with the other sign, the first one three times as large."""
        return -super().curvatures(x, y)[::-1] * [3, 1]
