"""The scene of a challenge: a landscape and the methods that run on it, with their settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lessons.lab import METHODS
from optim_core import knobs
from optim_core.claims import Lab, Walk
from optim_core.marks import Marks
from optim_core.schedules.schedule import Schedule

Point = tuple[float, float]
NOTHING: Mapping[str, float] = MappingProxyType({})


class Actor(NamedTuple):
    """A method on the scene."""

    method: str
    """Its name in the catalogue; `lessons.lab` finds it."""
    settings: Mapping[str, float] = NOTHING
    """The hyperparameters that are not at the defaults which suit the landscape."""
    label: str = ""
    """Its name in the list, if not the method's own. Two actors of one method have one each."""
    marks: Marks | None = None
    """Its colour, dash and marker, if not the method's own."""
    steps: int | None = None
    """How many steps it takes, if not as many as the others."""
    seed: int | None = None
    """The order of its examples, if not the others'."""
    schedule: Schedule | None = None
    """What η does over time, if it does not stay as it is."""

    @property
    def name(self) -> str:
        """Its name in the list."""
        return self.label or self.method


@dataclass(frozen=True)
class TaskScene:
    """A landscape, the actors, and all else that their runs depend on. What is not given is as Compare opens it, without noise."""

    landscape: str
    """Its name in the catalogue."""
    actors: tuple[Actor, ...]
    values: Mapping[str, float] = field(default_factory=dict[str, float])
    """The knobs of the landscape that are not at their defaults."""
    start: Point | None = None
    """None: the landscape's own."""
    steps: int | None = None
    """None: the usual steps of the landscape."""
    noise: float = 0.0
    """On a landscape without examples, in units of its usual noise."""
    batch: int | None = None
    """How many examples a step reads; None: all, or as many as the method itself says."""
    seed: int = 1

    def lab(self, lab: Lab) -> Lab:
        """The laboratory on the landscape of the scene."""
        return lab.on(self.landscape, **self.values)

    def walks(
        self, lab: Lab, start: Point | None = None, turned: Mapping[int, Mapping[str, float]] = MappingProxyType({})
    ) -> tuple[Walk, ...]:
        """The run of each actor: from another start if one is given, and with the settings that are turned, by the actor's place."""
        here = self.lab(lab)
        return tuple(
            here.run(
                actor.method,
                start or self.start,
                actor.steps or self.steps,
                self.noise,
                self.seed if actor.seed is None else actor.seed,
                self.batch,
                actor.schedule,
                **_whole(actor.method, {**actor.settings, **turned.get(i, NOTHING)}),
            )
            for i, actor in enumerate(self.actors)
        )


def _whole(method: str, settings: Mapping[str, float]) -> Mapping[str, float]:
    """The settings with counts as whole numbers: a slider gives 9.0 and means 9."""
    known = knobs(METHODS[method])
    return {name: known[name].number(name, value) for name, value in settings.items()}
