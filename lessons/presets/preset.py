"""A preset: one run, what becomes of it, and the one change that makes something else of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from landscapes.table import Table
from optim_core.claims import Lab, Walk
from optim_core.judgement import Kind
from optim_core.schedules.schedule import Schedule

Point = tuple[float, float]


@dataclass(frozen=True)
class Preset:
    """One run on a landscape.

    It `ends` as it says, arriving `by` a step if one is given; with the settings `unless`, from the start `elsewhere`, or with the schedule
    `unless_schedule`, it does not. So the reason is an experiment.
    """

    landscape: str | Table
    """A name of the catalogue, or rows."""
    method: str
    settings: Mapping[str, Any]
    ends: Kind
    why: str
    unless: Mapping[str, Any] = field(default_factory=dict[str, Any])
    elsewhere: Point | None = None
    by: int | None = None
    start: Point | None = None
    steps: int | None = None
    """None: the usual steps of the landscape."""
    noise: float = 0.0
    """On a landscape without examples, in units of its usual noise."""
    batch: int | None = None
    """How many examples a step reads; None: all, or as many as the method itself says."""
    schedule: Schedule | None = None
    """What η does over time. None: it stays as it is."""
    unless_schedule: Schedule | None = None
    """None: the same. `Constant()` where the reason is that η falls."""
    bad: bool = False
    """Whether it is a bad setting although it ends where it should."""

    @property
    def works(self) -> bool:
        """Whether this is a good setting, and not an instructive bad one."""
        good = self.ends == "left the view" if self.landscape == "Saddle" else self.ends in ("at a minimum", "hovering")
        return good and not self.bad

    def holds(self, lab: Lab) -> bool:
        """Run it and its counterpart."""
        other: dict[str, Any] = {**self.settings, **self.unless}
        counterpart = self._run(lab, self.elsewhere or self.start, other, self.unless_schedule or self.schedule)
        return self._so(self.run(lab)) and not self._so(counterpart)

    def run(self, lab: Lab) -> Walk:
        """Run it."""
        return self._run(lab, self.start, self.settings, self.schedule)

    def _run(self, lab: Lab, start: Point | None, settings: Mapping[str, Any], schedule: Schedule | None) -> Walk:
        return lab.on(self.landscape).run(self.method, start, self.steps, self.noise, batch=self.batch, schedule=schedule, **settings)

    def _so(self, run: Walk) -> bool:
        return run.kind == self.ends and (self.by is None or run.arrived <= self.by)
