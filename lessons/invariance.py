"""Which paths change when the loss is measured in other units, and which when the axes are turned."""

from typing import Any, NamedTuple

import numpy as np

from landscapes.landscape import Landscape, Point
from landscapes.rotated import Rotated
from landscapes.scaled import Scaled
from optim_core import Optimizer, Run, Schedule, Trajectory, record_all
from optim_core.spec import Array, Pause, no_pause


class Twins(NamedTuple):
    """One optimizer's paths on a landscape f, on c·f, and on f turned. The last path is turned back."""

    plain: Array
    scaled: Array
    turned: Array

    @property
    def differences(self) -> tuple[float, float]:
        """The largest distance of the scaled and of the turned path from the plain one, at equal t; infinite if a path diverges."""
        with np.errstate(all="ignore"):
            apart = [np.hypot(*(other - self.plain).T) for other in (self.scaled, self.turned)]
        scaled, turned = (float(np.max(np.where(np.isfinite(each), each, np.inf))) for each in apart)
        return scaled, turned


def twins(
    optimizers: list[Optimizer[Any]],
    landscape: Landscape,
    start: Point,
    steps: int,
    factor: float,
    degrees: float,
    pause: Pause = no_pause,
    schedule: Schedule | None = None,
) -> list[Twins]:
    """The three paths of each optimizer, of shape (steps + 1, 2), with the gradient over all examples.

    `factor` is c, and `degrees` the angle by which the landscape is turned.
    """
    turned = Rotated(landscape, degrees)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[c, -s], [s, c]])
    away = turn @ start
    worlds = ((landscape, start), (Scaled(landscape, factor), start), (turned, (float(away[0]), float(away[1]))))
    runs = [Run(optimizer, world, where, steps, schedule=schedule) for world, where in worlds for optimizer in optimizers]
    recorded = record_all(runs, pause)
    by_world: list[list[Trajectory]] = [recorded[i * len(optimizers) : (i + 1) * len(optimizers)] for i in range(3)]
    with np.errstate(all="ignore"):
        return [Twins(plain.theta, scaled.theta, turned.theta @ turn) for plain, scaled, turned in zip(*by_world, strict=True)]
