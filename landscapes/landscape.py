"""The base class of landscapes: a frozen dataclass with `value`, `gradient` and a survey of what is known of it."""

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeVar

import numpy as np

from landscapes.fit import Fit
from landscapes.typed.tree import Node
from landscapes.written import tex
from landscapes.written.python import identifier, table
from optim_core.claims import USUAL_STEPS, Words
from optim_core.spec import Array, Citation, Rows, Scalar, Specified, TeX, knobs, quoted, real_numbers
from optim_core.tracing import Symbols, symbolic

C = TypeVar("C", bound=Callable[..., Any])
FLOAT64: Any = np.dtype(np.float64)
COMPLEX128: Any = np.dtype(np.complex128)
Point = tuple[float, float]
Window = tuple[Point, Point]


class Survey(NamedTuple):
    """What is known of a landscape: its formula, window, start, minima and suitable learning rates."""

    formula: TeX
    """The value, in the letters of `coordinates`, knobs and `data`. With data: the loss of one example, before the mean."""
    window: Window
    """((x_low, x_high), (y_low, y_high)): the part worth seeing."""
    start: Point
    """The default start of a run."""
    minima: tuple[Point, ...]
    """The points with the lowest value; empty if there is no lowest value."""
    rate: float
    """A suitable η for methods whose step is η times a slope, in units of θ²/J: steeper landscapes need a smaller one."""
    stride: float
    """A suitable η for methods whose steps are about η long, in units of θ."""
    steps: int = USUAL_STEPS
    """How many steps a run takes unless told otherwise: enough to show what the landscape teaches."""
    coordinates: tuple[TeX, TeX] = (TeX("x"), TeX("y"))
    """The letters of θ₁ and θ₂ in the formula."""
    axes: tuple[str, str] = ("θ₁ = x", "θ₂ = y")
    """Names of θ₁ and θ₂, with units if they have any."""
    data: Mapping[str, Scalar] = MappingProxyType({})
    """The values of the formula's other letters: one number each, or one per example."""


class Landscape(Specified, ABC):
    """A loss over two parameters. Subclasses are final and frozen; their fields are knobs.

    `value` and `gradient` take arrays x and y of one shape, real or complex. Where the function is smooth they use neither |.| nor max, so
    that tests can check `gradient` with a complex step through `value`, exact to rounding. Numbers of other types are converted to float64
    or complex128 first: integers would overflow in x³⁰, and half precision would lose digits.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name in ("value", "gradient"):
            written = vars(cls).get(name)
            if written is not None and not getattr(written, "__isabstractmethod__", False):
                setattr(cls, name, _of_any_numbers(written))

    name: ClassVar[str]
    lesson: ClassVar[Words]
    """What the landscape teaches, in one or two sentences."""
    source: ClassVar[Citation]

    @property
    @abstractmethod
    def survey(self) -> Survey:
        """What is known of this landscape."""

    @abstractmethod
    def value(self, x: Array, y: Array) -> Array:
        """The loss at (x, y), in the shape of x; NaN where it is not defined."""

    @abstractmethod
    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        """The mean gradient over the examples in `rows`, of shape (2, *shape of x); None: over all examples.

        `rows` holds indices of examples. Of shape (m,), every point uses the same examples; of shape (m, *batch), each point has its own,
        and `rows` broadcasts against x from the right.
        """

    @property
    def examples(self) -> int:
        """The number N of examples that the landscape is a mean over; 1 for a plain function."""
        return max((np.size(numbers) for numbers in self.survey.data.values()), default=1)

    @property
    def terms(self) -> int:
        """How many examples one evaluation sums over: 1 if their mean has a closed form, else N."""
        return 1

    @property
    def fit(self) -> Fit | None:
        """The rows and the model that θ belongs to; None for a landscape without data."""
        return None

    @property
    def window(self) -> Window:
        """The part worth seeing."""
        return self.survey.window

    @property
    def start(self) -> Point:
        """The default start of a run."""
        return self.survey.start

    @property
    def minima(self) -> tuple[Point, ...]:
        """The points with the lowest value; empty if there is no lowest value."""
        return self.survey.minima

    @property
    def rate(self) -> float:
        """A suitable η for methods whose step is η times a slope."""
        return self.survey.rate

    @property
    def stride(self) -> float:
        """A suitable η for methods whose steps are about η long."""
        return self.survey.stride

    @property
    def steps(self) -> int:
        """How many steps a run takes unless told otherwise."""
        return self.survey.steps

    @property
    def letters(self) -> dict[str, Scalar]:
        """The values of all letters of the formula except the coordinates: knobs and data."""
        return {knob.symbol: getattr(self, name) for name, knob in knobs(type(self)).items()} | dict(self.survey.data)

    def tree(self, x: Node = tex.X, y: Node = tex.Y) -> Node:
        """The formula with these coordinates, as a tree that programs are written from. With data: the loss of one example."""
        survey = self.survey
        letters = {name: tex.letter(name, float(number) if np.ndim(number) == 0 else None) for name, number in self.letters.items()}
        return tex.read(survey.formula, {**letters, survey.coordinates[0]: x, survey.coordinates[1]: y})

    def data_code(self) -> str:
        """Python code that makes `data` with NumPy: a row of numbers for each letter in `data` that has one per example."""
        rows = {name: np.asarray(numbers) for name, numbers in self.survey.data.items() if np.ndim(numbers)}
        return table([identifier(name) for name in rows], list(rows.values()))

    def hessian(self, x: Array, y: Array) -> Array:
        """The second derivatives, of shape (2, 2, *shape of x), by a complex step through `gradient`: exact to rounding.

        Squire & Trapp, Using Complex Variables to Estimate Derivatives of Real Functions, 1998, doi 10.1137/S003614459631241X.
        """
        h = 1e-100
        place = (type(self).__name__, "hessian")
        x, y = np.broadcast_arrays(np.atleast_1d(_computed(place, "x", x)), np.atleast_1d(_computed(place, "y", y)))
        along_x: Any = (x + 1j * h, y + 0j)  # `gradient` also takes complex arrays, but its annotation says float
        along_y: Any = (x + 0j, y + 1j * h)
        with np.errstate(all="ignore"):
            return np.stack([np.imag(self.gradient(*along_x)) / h, np.imag(self.gradient(*along_y)) / h], axis=1)


def _of_any_numbers(written: C) -> C:
    """Wrap `value` or `gradient` so that it converts x and y first."""

    @functools.wraps(written)
    def method(self: Landscape, x: Array, y: Array, *rows: Any, **named: Any) -> Any:
        place = (type(self).__name__, written.__name__)
        # What is built of symbols (`optim_core.tracing`) holds objects, and is symbols, too.
        return symbolic(written(self, _computed(place, "x", x), _computed(place, "y", y), *rows, **named))

    return method  # type: ignore[return-value]  # mypy does not know that functools.wraps keeps the signature


def _computed(place: tuple[str, str], letter: str, number: Any) -> Any:
    """A coordinate as float64, complex128 or symbols. Raises ValueError if it is not a number."""
    # A fast path: every step of a run calls this, with arrays that have the right type already.
    if type(number) is np.ndarray and (number.dtype is FLOAT64 or number.dtype is COMPLEX128):
        return number
    if isinstance(number, Symbols):
        return number
    try:
        return np.asarray(number, np.complex128)[()] if np.iscomplexobj(number) else real_numbers(number)[()]
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{'.'.join(place)}: {letter} must be real or complex numbers, got {quoted(number)}") from None
