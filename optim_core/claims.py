"""Sentences that pages show, each with what makes it true: an experiment, a source, or nothing that could be checked.

The experiment stands beside the words, so whoever changes the one sees the other. `lessons.lab` is the laboratory. The tests run every
claim there, and in laboratories that are broken on purpose, in one of which it has to fail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike

from optim_core.spec import Array, Citation

USUAL_STEPS = 300
"""The steps of a run where nothing else is said: what pages open with."""


class Walk(Protocol):
    """One recorded run, as an experiment sees it. Lengths are in the units of θ."""

    @property
    def theta(self) -> Array:
        """(steps + 1, 2)"""
        ...

    @property
    def loss(self) -> Array:
        """(steps + 1,)"""
        ...

    @property
    def gradient(self) -> Array:
        """(steps + 1, 2): the gradient that the next step reads."""
        ...

    @property
    def quantities(self) -> Mapping[str, Array]:
        """What each line of the formula computes, by the name of its field."""
        ...

    @property
    def evaluations_per_step(self) -> int:
        """How many gradients of single examples a step computes."""
        ...

    @property
    def lengths(self) -> Array:
        """(steps,): the length of each step."""
        ...

    @property
    def rates(self) -> Array:
        """(steps, 2): the length of each coordinate's step over that of its gradient."""
        ...

    @property
    def recovery(self) -> float:
        """The rate of the last step over that of the first, of the first coordinate."""
        ...

    def around(self, last: int) -> float:
        """The usual distance from the first of the lowest minima in the last steps."""
        ...

    @property
    def moved(self) -> float:
        """The distance from the first position to the last."""
        ...

    @property
    def arrived(self) -> float:
        """The first step at which a thousandth of the first height above the minimum is left; infinite if there is none."""
        ...

    @property
    def minimum(self) -> int | None:
        """Which of the landscape's lowest minima the run ends at, from 0; None if it ends at none."""
        ...

    @property
    def diverged(self) -> bool:
        """Whether |θ| has passed 10¹²."""
        ...

    @property
    def kind(self) -> str:
        """What became of the run (`optim_core.outcomes.Kind`)."""
        ...


class Lab(Protocol):
    """Runs experiments on a landscape. Methods and landscapes go by their names in the catalogue."""

    @property
    def landscape(self) -> Any:
        """The landscape itself."""
        ...

    @property
    def start(self) -> tuple[float, float]:
        """The landscape's default start."""
        ...

    @property
    def minima(self) -> tuple[tuple[float, float], ...]:
        """The landscape's lowest points."""
        ...

    def run(
        self,
        method: str,
        start: tuple[float, float] | None = None,
        steps: int | None = None,
        noise: float = 0.0,
        seed: int = 1,
        batch: int | None = None,
        schedule: Any = None,
        **settings: Any,
    ) -> Walk:
        """A run, from the default start and for the usual steps of the landscape unless others are given.

        `noise` is in units of the usual noise of the landscape; with 1, the run is the one that Compare opens with. `settings` are
        hyperparameters that are not at the defaults which suit the landscape, and `schedule` is what η does over time.
        """
        ...

    def on(self, landscape: object, **values: float) -> Self:
        """The same laboratory on another landscape: one of the catalogue, by name, with these values of its knobs; or any."""
        ...

    def suited(self, method: str) -> float:
        """The learning rate of a method that suits the landscape."""
        ...

    def loss(self, x: float, y: float) -> float:
        """The loss at a point."""
        ...

    def gradient(self, x: float, y: float) -> Array:
        """The gradient at a point, (2,)."""
        ...

    def examples(self, x: float, y: float) -> Array:
        """The gradient of each example at a point, (2, N)."""
        ...

    def slope(self, x: float, y: float) -> float:
        """The length of the gradient at a point."""
        ...

    def curvatures(self, x: float, y: float) -> Array:
        """The eigenvalues of the Hessian at a point, (2,), ascending."""
        ...


@dataclass(frozen=True)
class Claim:
    """A sentence that can be checked, and the experiment that checks it.

    The laboratory stands on the landscape whose lesson the sentence is part of; elsewhere on the first of the catalogue.
    """

    text: str
    holds: Callable[[Lab], bool]


@dataclass(frozen=True)
class Remark:
    """A sentence that no experiment can check: it defines a word, says what to do, or reports how a thing is used or published."""

    text: str
    kind: Literal["definition", "instruction", "use"]
    source: Citation | None = None
    """Where it can be looked up. What is used or published has one."""


def apart(one: ArrayLike, other: ArrayLike) -> float:
    """The largest difference between two arrays of one shape."""
    return float(np.abs(np.asarray(one) - np.asarray(other)).max())


class Words(str):
    """The text of several sentences, with a space between them, which remembers what they are."""

    sentences: tuple[Claim | Remark, ...]

    def __new__(cls, *sentences: Claim | Remark) -> Self:
        """Join the sentences."""
        words = super().__new__(cls, " ".join(each.text for each in sentences))
        words.sentences = sentences
        return words
