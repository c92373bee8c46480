"""What every optimizer is: a frozen dataclass whose fields are its hyperparameters and whose `update` is the algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from optim_core.bounds import Bound
from optim_core.marks import Marks
from optim_core.spec import Array, Citation, Scalar, Specified, TeX, knobs, lines

Library = Literal["PyTorch", "Keras", "Optax"]
Part = Literal["slope", "momentum", "step", "size"]
"""What can be drawn of a step: the arrows of gradient, driver and step, and the squares of the step sizes."""


class Elsewhere(NamedTuple):
    """How another library has the same method: the call, with the fields of ours in braces, and where its steps differ."""

    call: str
    note: str = ""


class Oracle(NamedTuple):
    """A run that the same call in Optax has made, too: `tests/golden` keeps what came of it, and the tests compare."""

    landscape: str
    """By its name in the catalogue."""
    start: tuple[float, float]
    settings: Mapping[str, float]
    """The hyperparameters that are not at their defaults."""


class State(Protocol):
    """What an optimizer remembers: a NamedTuple whose fields are the lines of the formula, and what else they need. The last line is the
    step Δθ, of shape (2, *batch)."""

    @property
    def step(self) -> Array: ...

    def _asdict(self) -> dict[str, Any]: ...


class Terrain(Protocol):
    """What an optimizer asks of a landscape to suggest a learning rate for it."""

    @property
    def rate(self) -> float: ...

    @property
    def stride(self) -> float: ...


S = TypeVar("S", bound=State)


class Optimizer(Specified, ABC, Generic[S]):
    """An update rule. Subclasses are final, frozen and pure: `update` changes neither its arguments nor itself.

    One step reads one gradient g and adds `state.step` to θ. A state holds whatever the method remembers:

    - Arrays end in the axes of the batch, from `init` on: (2, *batch) for a number of each coordinate, (*batch,) for one number, such as
      a norm, and (2, 2, *batch) for a matrix. A number that is the same in all runs, such as β₁ᵗ, may stay a plain number.
    - A field annotated with `TeX` is a line of the formula: it is recorded, shown and executed. A field without is memory.
    - A method that reads θ keeps it: `init` is given θ₀, and θ_t is `prev.theta + step`, with the same bits as the loop's.
    - A method that takes its gradient beside θ says where: `gradient_point` for the code, `gradient_line` for the reader.

    Class attributes say all else that the lab needs to know of the method, and nothing is guessed from the names of its fields.
    """

    name: ClassVar[str]
    paper: ClassVar[Citation]
    what: ClassVar[str]
    """What it does, in one sentence."""
    where: ClassVar[str]
    """Where it is used."""
    difference: ClassVar[str] = ""
    """For a shorthand: what it does differently from the published method, in one sentence."""
    gradient_line: ClassVar[TeX] = TeX(r"g_t = \nabla J(\theta_{t-1})")
    """How g_t is estimated, and where: J is read at what stands in its brackets, as far as the first semicolon."""
    state: ClassVar[type[Any]]
    marks: ClassVar[Marks]
    """Its colour, dash and marker; a shorthand has those of its method."""
    elsewhere: ClassVar[Mapping[Library, Elsewhere]] = MappingProxyType({})
    """The same method in other libraries, where they have it."""
    oracle: ClassVar[Oracle | None] = None
    """The run that is checked from outside; None where no library has the method."""
    learning_rate: Scalar

    driver: ClassVar[str] = "gradient"
    """What the step multiplies by a size for each axis: the gradient, or a line of the formula."""
    draws: ClassVar[Mapping[str, Part]] = MappingProxyType({})
    """What a line of the formula draws on the landscape. The last line draws the step; a line not named here sets the step sizes."""
    bound: ClassVar[Bound | None] = None
    """Beyond which step size the method lets go of a minimum; None where no bound is known."""

    rate_unit: ClassVar[Literal["slope", "length", "none"]]
    """Whether η multiplies a slope (then it must shrink as the landscape grows steeper), is a length, or has no unit."""
    rate_factor: ClassVar[float] = 1.0

    @property
    def examples_per_step(self) -> int | None:
        """How many examples a step reads; None: whatever the run says."""
        return None

    @abstractmethod
    def init(self, theta: Array) -> S:
        """The state before the first step; `theta` has shape (2, *batch)."""

    @abstractmethod
    def update(self, prev: S, g: Array) -> S:
        """The state after one more gradient `g` of shape (2, *batch), in the order and letters of the formula."""

    def gradient_point(self, theta: Array, state: S) -> Array:
        """(2, *batch): where the next step takes its gradient, at θ unless the method looks elsewhere."""
        return theta

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape of the hyperparameters together: () for one run, (n, m) for a sweep."""
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
        """This optimizer with the learning rate that the landscape suggests, all else at its default."""
        unit = {"slope": landscape.rate, "length": landscape.stride, "none": 1.0}[cls.rate_unit]
        return cls(**{"learning_rate": float(f"{cls.rate_factor * unit:.2g}")})
