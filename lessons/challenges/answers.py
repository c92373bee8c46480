"""The ways to answer a challenge, and how the engine judges each: by runs, never by a stored answer."""

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from lessons.challenges.task_scene import Point, TaskScene
from optim_core.claims import Lab, Walk, Words
from optim_core.spec import Array

T = TypeVar("T")
Values = Mapping[str, float]
DIVERGES = "It diverges, so there is nothing to measure."


class Verdict(NamedTuple):
    """What the engine says of an answer."""

    right: bool
    close: str
    """How close it is, in one sentence."""
    reason: str = ""
    """What is wrong with it, where a reason is known."""


@dataclass(frozen=True)
class Attempt:
    """An answer, and what it leads to."""

    given: Any
    runs: Sequence[Walk]
    """The run of each actor of the scene, with what the answer sets."""
    lab: Lab
    """The laboratory, on the landscape of the scene."""


@dataclass(frozen=True)
class Wrong:
    """An answer that a belief leads to, and why it fails."""

    given: Any
    reason: Words
    like: Callable[[Attempt], bool]
    """Whether an answer that fails does so for this reason. It is true of this one."""


@dataclass(frozen=True)
class Goal:
    """What the runs of an answer have to reach: a number that lies above a bound, or below it."""

    measure: Callable[[Attempt], float]
    says: str
    """How close it is, with {} in the place of the number: "Its longest step is {} times η; it has to be more than 1." """
    above: float = -np.inf
    below: float = np.inf
    otherwise: str = DIVERGES
    """What is said where there is no finite number."""

    def judge(self, attempt: Attempt) -> tuple[bool, str]:
        """Whether an attempt reaches it, and how close it is. A number that is not finite reaches nothing."""
        with np.errstate(all="ignore"):
            found = float(self.measure(attempt))
        if not np.isfinite(found):
            return False, self.otherwise
        return self.above < found < self.below, self.says.format(f"{found + 0.0:.3g}")


class Answer(ABC, Generic[T]):
    """A way to answer. `given` is what the visitor gives: it has the type T."""

    @abstractmethod
    def judge(self, scene: TaskScene, lab: Lab, given: T) -> Verdict:
        """Judge an answer by runs of the engine."""

    @property
    @abstractmethod
    def reasons(self) -> Sequence[Words]:
        """What is said of wrong answers."""


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from."""

    text: str
    holds: Callable[[Lab], bool]
    """Whether it is so, in a laboratory on the landscape of the scene. Of all options of a challenge one holds."""
    reason: Words = field(default_factory=Words)
    """What is wrong with it; nothing for the option that holds."""


@dataclass(frozen=True)
class Choose(Answer[int]):
    """Choose what will happen. The answer is the place of an option."""

    options: tuple[Option, ...]

    @property
    def reasons(self) -> Sequence[Words]:
        """What is said of the options that do not hold."""
        return [option.reason for option in self.options if option.reason]

    def judge(self, scene: TaskScene, lab: Lab, given: int) -> Verdict:
        """Run the experiment of the option."""
        option = self.options[given]
        return Verdict(True, "") if option.holds(scene.lab(lab)) else Verdict(False, "", option.reason)


@dataclass(frozen=True)
class Free(Answer[T]):
    """An answer of which nobody can list all that is wrong: those that beliefs lead to have reasons."""

    wrong: tuple[Wrong, ...]

    @property
    def reasons(self) -> Sequence[Words]:
        """What is said of the answers that beliefs lead to."""
        return [each.reason for each in self.wrong]

    def reason(self, attempt: Attempt) -> str:
        """Why an attempt that fails does so, where that is known."""
        return next((each.reason for each in self.wrong if each.like(attempt)), "")


@dataclass(frozen=True, kw_only=True)
class Turn(Free[Values]):
    """Turn one knob or two so that something happens. The answer is the value of each knob, by its field."""

    fields: tuple[str, ...]
    """The hyperparameters that are turned. They begin at the settings of the scene."""
    goal: Goal
    of: tuple[int, ...] = (0,)
    """The places of the actors whose knobs they are; several turn together."""

    def judge(self, scene: TaskScene, lab: Lab, given: Values) -> Verdict:
        """Run the scene with these values."""
        runs = scene.walks(lab, turned=dict.fromkeys(self.of, given))
        attempt = Attempt(given, runs, scene.lab(lab))
        right, close = self.goal.judge(attempt)
        return Verdict(right, close, "" if right else self.reason(attempt))


@dataclass(frozen=True, kw_only=True)
class PickCell(Turn):
    """Pick the cell of a map over two knobs at which something happens. The map is covered until then."""

    size: int = 50
    """Cells along a side."""


@dataclass(frozen=True, kw_only=True)
class Place(Free[Point]):
    """Place the start so that something happens. The answer is a point."""

    goal: Goal

    def judge(self, scene: TaskScene, lab: Lab, given: Point) -> Verdict:
        """Run the scene from there."""
        attempt = Attempt(given, scene.walks(lab, start=given), scene.lab(lab))
        right, close = self.goal.judge(attempt)
        return Verdict(right, close, "" if right else self.reason(attempt))


@dataclass(frozen=True, kw_only=True)
class Rank(Free[tuple[str, ...]]):
    """Put the actors in order. The answer is their names, the first one first."""

    measure: Callable[[Walk], float]
    """What the order is by; the smallest comes first."""

    def judge(self, scene: TaskScene, lab: Lab, given: tuple[str, ...]) -> Verdict:
        """Run all actors, and compare each two that follow one another."""
        runs = scene.walks(lab)
        places = {actor.name: self.measure(run) for actor, run in zip(scene.actors, runs, strict=True)}
        order = [places[name] for name in given]
        right = all(first <= second for first, second in itertools.pairwise(order))
        kept = sum(a == b for a, b in zip(order, sorted(order), strict=True))
        reason = "" if right else self.reason(Attempt(given, runs, scene.lab(lab)))
        return Verdict(right, f"{kept} of {len(order)} are in their places.", reason)


@dataclass(frozen=True, kw_only=True)
class Draw(Free[tuple[Point, ...]]):
    """Draw the path that the first actor will take. The answer is the points of a line, the start first."""

    near: float
    """How far off it may be, on average, as a share of the diagonal of the window."""

    def judge(self, scene: TaskScene, lab: Lab, given: tuple[Point, ...]) -> Verdict:
        """Run it, and measure how far the two lines are apart."""
        runs = scene.walks(lab)
        here = scene.lab(lab)
        off = apart_on_average(np.asarray(given, np.float64), runs[0].theta) / float(np.hypot(*np.ptp(here.landscape.window, axis=1)))
        right = off < self.near
        close = f"On average the lines are {off:.1%} of the map's diagonal apart; {self.near:.0%} is near enough."
        return Verdict(right, close, "" if right else self.reason(Attempt(given, runs, here)))


def apart_on_average(one: Array, other: Array) -> float:
    """The mean distance from the points of one line, (n, 2), to the other line, or the other way round: the larger of the two.

    Points are taken at equal distances along each line, so a line that goes further than the other, or not as far, is apart from it.
    """
    first, second = _evenly(one), _evenly(other)
    between = np.hypot(*(first[:, np.newaxis] - second).T)
    return float(max(between.min(axis=0).mean(), between.min(axis=1).mean()))


def _evenly(line: Array, points: int = 100) -> Array:
    """Points at equal distances along a line."""
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at: Array = np.linspace(0, float(walked[-1]), points)
    return np.column_stack([np.interp(at, walked, line[:, k]) for k in range(2)])
