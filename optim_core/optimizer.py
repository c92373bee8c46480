"""The base class of optimizers: a frozen dataclass whose fields are its hyperparameters and whose `update` is the algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Words
from optim_core.marks import Marks
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Scalar, Specified, TeX, knobs, lines

Library = Literal["PyTorch", "Keras", "Optax"]
Part = Literal["slope", "momentum", "step", "size"]
"""The parts of a step that can be drawn: gradient, driver and step as arrows, and the step sizes as squares."""


class Elsewhere(NamedTuple):
    """The same method in another library: the call, with our fields in braces, and how its steps differ."""

    call: str
    note: Words = Words()
    scheduled: bool = True
    """Whether it is also the same where η changes from step to step: a velocity, or a decay, may contain η."""


class Oracle(NamedTuple):
    """A run that is compared with the same call in Optax, whose results are in `tests/golden`.

    What Optax calls θ is the point at which gradients are taken.
    """

    landscape: str
    """Its name in the catalogue."""
    start: tuple[float, float]
    settings: Mapping[str, float]
    """The hyperparameters that are not at their defaults."""


class State(Protocol):
    """What an optimizer remembers: a NamedTuple with a field for each line of the formula, and for what else they need.

    The last line is the step.
    """

    @property
    def step(self) -> Array:
        """Δθ, of shape (2, *batch)."""
        ...

    def _asdict(self) -> dict[str, Any]: ...


class Terrain(Protocol):
    """What an optimizer needs to know of a landscape to suggest a learning rate for it."""

    @property
    def rate(self) -> float:
        """A suitable η for methods whose step is η times a slope."""
        ...

    @property
    def stride(self) -> float:
        """A suitable η for methods whose steps are about η long."""
        ...


S = TypeVar("S", bound=State)


class Optimizer(Specified, ABC, Generic[S]):
    """An update rule. Subclasses are final, frozen and pure: `update` changes neither its arguments nor itself.

    One step reads one gradient g and adds `state.step` to θ. The state holds whatever the method remembers:

    - The last axes of an array are those of the batch, also in `init`: (2, *batch) for a number of each coordinate, (*batch,) for one
      number, such as a norm, and (2, 2, *batch) for a matrix. A number that is the same in all runs, such as β₁ᵗ, may be a plain number.
    - A field annotated with `TeX` is a line of the formula: it is recorded, shown and executed. Other fields are memory.
    - A method that reads θ keeps it in its state: `init` is given θ₀, and `prev.theta + step` is θ_t, with the same bits as in the loop.
    - A method that takes its gradient at another point than θ says where: `gradient_point` for the code, `gradient_line` for the reader.

    Class attributes say what else the lab needs to know of the method. Nothing is guessed from the names of its fields.
    """

    name: ClassVar[str]
    paper: ClassVar[Citation]
    what: ClassVar[Words]
    """What it does, in one sentence."""
    where: ClassVar[Words]
    """Where it is used."""
    difference: ClassVar[Words] = Words()
    """For a shorthand: what it does differently from the published method, in one sentence."""
    gradient_line: ClassVar[TeX] = TeX(r"g_t = \nabla J(\theta_{t-1})")
    """How g_t is estimated, as TeX. J is evaluated at what stands in its brackets, up to the first semicolon."""
    state: ClassVar[type[Any]]
    marks: ClassVar[Marks]
    """Its colour, dash and marker; a shorthand has those of its method."""
    elsewhere: ClassVar[Mapping[Library, Elsewhere]] = MappingProxyType({})
    """The same method in other libraries, where they have it."""
    oracle: ClassVar[Oracle | None] = None
    """The run that is compared with another library; None if no library has the method."""
    learning_rate: Scalar

    scene: ClassVar[Scene | None] = None
    """Where its page opens; None: on the first landscape, with the rate that suits it."""
    driver: ClassVar[str] = "gradient"
    """What the step multiplies by a size for each axis: "gradient", or the field of a line of the formula."""
    draws: ClassVar[Mapping[str, Part]] = MappingProxyType({})
    """What a line of the formula draws on the landscape. The last line draws the step; a line not named here sets the step sizes."""
    bound: ClassVar[Bound | None] = None
    """The step size above which the method leaves a minimum; None if no bound is known."""

    rate_unit: ClassVar[Literal["slope", "length", "none"]]
    """Whether η multiplies a slope (then it must shrink as the landscape grows steeper), is a length, or has no unit."""
    rate_factor: ClassVar[float] = 1.0
    """The factor of `suited_to` on the learning rate that a landscape suggests."""

    @property
    def examples_per_step(self) -> int | None:
        """How many examples a step reads; None: as many as the run says."""
        return None

    @abstractmethod
    def init(self, theta: Array) -> S:
        """The state before the first step; `theta` has shape (2, *batch)."""

    @abstractmethod
    def update(self, prev: S, g: Array) -> S:
        """The state after one more gradient `g` of shape (2, *batch), in the order and letters of the formula."""

    def gradient_point(self, theta: Array, state: S) -> Array:
        """The point at which the next step takes its gradient, (2, *batch): θ, unless a method overrides this."""
        return theta

    def step_matrix(self, quantities: Mapping[str, Array]) -> Array | None:
        """What each step of a run multiplies its gradient by, but for the sign, (steps, 2, 2); None where it is a size for each axis.

        `quantities` are the lines of the formula, each (steps + 1, *shape).
        """
        return None

    @property
    def batch(self) -> tuple[int, ...]:
        """The common shape of the hyperparameters: () for one run, (n, m) for a sweep."""
        return np.broadcast_shapes(*(np.shape(getattr(self, name)) for name in knobs(type(self))))

    @classmethod
    def lines(cls) -> Mapping[str, TeX]:
        """The formula, line by line, keyed by the quantity that each line computes."""
        return lines(cls.state)

    @classmethod
    def part(cls, line: str) -> Part:
        """What a line of the formula draws on the landscape."""
        return "step" if line == "step" else cls.draws.get(line, "size")

    @classmethod
    def suited_to(cls, landscape: Terrain) -> Self:
        """This optimizer with a learning rate that suits the landscape, and all else at its default."""
        unit = {"slope": landscape.rate, "length": landscape.stride, "none": 1.0}[cls.rate_unit]
        return cls(**{"learning_rate": float(f"{cls.rate_factor * unit:.2g}")})
