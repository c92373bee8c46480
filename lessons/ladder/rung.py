"""A rung of a ladder, and where its term helps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optim_core.claims import Claim, Lab, Walk, Words
from optim_core.descent import Trajectory
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, TeX, knobs


@dataclass(frozen=True)
class Rung:
    """A method, what it adds to the one before, and what to look for."""

    cls: type[Optimizer[Any]]
    adds: str
    look: Words
    instead: Mapping[str, float] = field(default_factory=dict[str, float])
    """The hyperparameters that are not at their defaults."""


@dataclass(frozen=True)
class Case:
    """A landscape on which a rung is run beside the one before, and what is seen there.

    The claim is about the two runs that the page shows, because both are made of what stands here: from the default start, for the usual
    steps, without noise.
    """

    landscape: str
    """Its name in the catalogue; `lessons.lab` finds it."""
    says: str
    holds: Callable[[Walk, Walk], bool]
    """Whether it is so, of the run without the term and of the run with it."""
    settings: Mapping[str, float] = field(default_factory=dict[str, float])
    """The hyperparameters of both runs that are not at the defaults which suit the landscape."""

    def run(self, lab: Lab, rung: Rung) -> Walk:
        """The run of one of the two rungs."""
        settings: dict[str, Any] = {**rung.instead, **self.settings}
        return lab.on(self.landscape).run(rung.cls.name, **settings)

    def words(self, before: Rung, rung: Rung) -> Words:
        """What is seen, as a claim about the two runs."""
        return Words(Claim(self.says, lambda lab: self.holds(self.run(lab, before), self.run(lab, rung))))


@dataclass(frozen=True, kw_only=True)
class Term(Rung):
    """A rung that adds a term: where the term wins, which is where the page opens, and where it does not."""

    wins: Case
    not_here: Case


Ladder = tuple[Rung, *tuple[Term, ...]]


def pairs(ladder: Ladder) -> list[tuple[Rung, Term]]:
    """Each term, with the rung before it."""
    return [(ladder[i], term) for i, term in enumerate(ladder[1:])]


def added(rung: Rung, before: Rung | None) -> set[str]:
    """The names of the lines of the formula that differ from the rung before.

    Such a line is new, is written differently, or has a hyperparameter with another value.
    """
    lines: Mapping[str, TeX] = rung.cls.lines()
    known = before.cls.lines() if before else lines
    changed = [knobs(rung.cls)[field].symbol for field in rung.instead]
    return {name for name, line in lines.items() if known.get(name) != line or any(symbol in line for symbol in changed)}


def lengths(trajectory: Trajectory, learning_rate: float, steps: int = 20) -> Array:
    """How far the first steps move the coordinate that moves most, over η: (steps,)."""
    step = trajectory.quantities["step"][1 : steps + 1]
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(step).max(axis=1) / learning_rate)


def first_steps(lab: Lab, method: str, **settings: Any) -> Array:
    """The same for a method of the laboratory at η = 0.01."""
    return np.asarray(np.abs(lab.run(method, steps=20, learning_rate=0.01, **settings).quantities["step"][1:]).max(axis=1) / 0.01)
