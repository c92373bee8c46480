"""The base class of schedules: a frozen dataclass that says which learning rate each step has."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

import numpy as np

from optim_core.claims import Words
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Knob, Scalar, Specified, TeX, keep, knobs

O = TypeVar("O", bound=Optimizer[Any])  # a type variable has one letter
USUAL_LENGTH = 300.0
"""The steps of a schedule that knows its end: what pages open with."""


class Schedule(Specified, ABC):
    """A rule for the learning rate of each step. Subclasses are final, frozen and pure.

    Any method takes any schedule, and knows nothing of it: `at_step` gives the method that takes one step. Steps count from 1, so η_t is
    what libraries that count from 0 call the value at t - 1.
    """

    name: ClassVar[str]
    paper: ClassVar[Citation]
    what: ClassVar[Words]
    """What it does, and what for."""
    line: ClassVar[TeX]
    """η_t = …, in the letters of its knobs, η and t. The page prints it, and the tests execute it."""
    code: ClassVar[str]
    """The same as a Python expression of `t`, with our fields and {learning_rate} in braces: programs for other libraries have it."""
    optax: ClassVar[str]
    """The same in Optax, as a function of the count from 0: a Python expression with our fields and {learning_rate} in braces."""

    @property
    def batch(self) -> tuple[int, ...]:
        """The common shape of the knobs: () for one run."""
        return np.broadcast_shapes(*(np.shape(getattr(self, name)) for name in knobs(type(self))))

    @abstractmethod
    def rate(self, eta: Scalar, t: Array) -> Array:
        """η_t of the steps t = 1, 2, … for the learning rate η of the method; t, η and the knobs broadcast against each other."""


def at_step(optimizer: O, schedule: Schedule | None, t: int) -> O:
    """The method that takes step t: with η_t for η. Without a schedule, the method itself."""
    if schedule is None:
        return optimizer
    # An array of one number: for others, NumPy's power and cosine may differ in the last digit.
    found = schedule.rate(optimizer.learning_rate, np.array([float(t)]))
    return with_rate(optimizer, found if found.shape != (1,) else float(found[0]))


def rates(eta: float, schedule: Schedule, steps: int) -> Array:
    """(steps,): η_t of the first steps of a single run."""
    return np.broadcast_to(schedule.rate(eta, np.arange(1.0, steps + 1)), (steps,))


def shared(schedules: Sequence[Schedule | None]) -> Schedule | None:
    """The schedule that all of them are; None where they differ."""
    first = schedules[0] if schedules else None
    return first if all(each == first for each in schedules) else None


def with_rate(optimizer: O, rate: Any) -> O:
    """The method with another learning rate. Nothing is checked, because it is made anew for each step."""
    made = object.__new__(type(optimizer))
    for field in fields(optimizer):
        keep(made, field.name, getattr(optimizer, field.name))
    keep(made, "learning_rate", rate)
    return made


def length() -> Knob:
    """The knob of T, of the schedules that know their end."""
    return duration("T", "length of the schedule, in steps; afterwards η stays as it is")


def duration(symbol: str, meaning: str) -> Knob:
    """A knob for a number of steps, which need not be whole, in [1, ∞), with a logarithmic slider up to 2,000."""
    return Knob(TeX(symbol), meaning, (1, np.inf), (True, False), (10, 2_000), "log")


def share(symbol: str, meaning: str, high: float, least: float = 0.01) -> Knob:
    """A knob for a share of something, in (0, high], with a linear slider from `least`."""
    return Knob(TeX(symbol), meaning, (0, high), (False, True), (least, high), "linear")
