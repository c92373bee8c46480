"""A preset: one run, what becomes of it, and the one change that makes something else of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from optim_core.claims import Lab, Walk
from optim_core.judgement import Kind

Point = tuple[float, float]


@dataclass(frozen=True)
class Preset:
    """One run on a landscape, without noise on it unless it has examples.

    It `ends` as it says, arriving `by` a step if one is given; with the settings `unless`, or from the start `elsewhere`, it does not. So
    the reason is an experiment.
    """

    landscape: str
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
    bad: bool = False
    """Whether it is a bad setting although it ends where it should."""

    @property
    def works(self) -> bool:
        """Whether this is a good setting, and not an instructive bad one."""
        good = self.ends == "left the view" if self.landscape == "Saddle" else self.ends in ("at a minimum", "hovering")
        return good and not self.bad

    def holds(self, lab: Lab) -> bool:
        """Run it and its counterpart."""
        here = lab.on(self.landscape)
        run = here.run(self.method, self.start, self.steps, **self.settings)
        other: dict[str, Any] = {**self.settings, **self.unless}
        return self._so(run) and not self._so(here.run(self.method, self.elsewhere or self.start, self.steps, **other))

    def _so(self, run: Walk) -> bool:
        return run.kind == self.ends and (self.by is None or run.arrived <= self.by)
