"""What every optimizer is: a frozen dataclass whose fields are its hyperparameters and whose `update` is the algorithm."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Literal, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from optim_core.spec import Array, Citation, Scalar, Specified, TeX, knobs, lines

Library = Literal["PyTorch", "Keras", "Optax"]


class Elsewhere(NamedTuple):
    """How another library has the same method: the call, with the fields of ours in braces, and where its steps differ."""

    call: str
    note: str = ""


class State(Protocol):
    """What an optimizer remembers: a NamedTuple whose fields are the lines of the formula. The last one is the step Δθ."""

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

    Class attributes say what the page says: `name`, `paper`, `what` it does, `where` it is used, `gradient_line` (the line that
    says how g_t is estimated), and the unit of the learning rate, from which a rate that suits a landscape follows.
    """

    name: ClassVar[str]
    paper: ClassVar[Citation]
    what: ClassVar[str]
    where: ClassVar[str]
    difference: ClassVar[str] = ""
    """For a shorthand: what it does differently from the published method, in one sentence."""
    gradient_line: ClassVar[TeX] = TeX(r"g_t = \nabla J(\theta_{t-1})")
    state: ClassVar[type[Any]]
    elsewhere: ClassVar[Mapping[Library, Elsewhere]] = MappingProxyType({})
    """The same method in other libraries, where they have it."""
    learning_rate: Scalar

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

    @property
    def batch(self) -> tuple[int, ...]:
        """The shape of the hyperparameters together: () for one run, (n, m) for a sweep."""
        return np.broadcast_shapes(*(np.shape(getattr(self, name)) for name in knobs(type(self))))

    @classmethod
    def lines(cls) -> Mapping[str, TeX]:
        """The formula, line by line, keyed by the quantity that each line computes."""
        return lines(cls.state)

    @classmethod
    def suited_to(cls, landscape: Terrain) -> Self:
        """This optimizer with the learning rate that the landscape suggests, all else at its default."""
        unit = {"slope": landscape.rate, "length": landscape.stride, "none": 1.0}[cls.rate_unit]
        return cls(**{"learning_rate": float(f"{cls.rate_factor * unit:.2g}")})
