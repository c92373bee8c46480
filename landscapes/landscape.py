"""What every landscape is: a frozen dataclass with `value` and `gradient` side by side, and what is known of it."""

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeVar

import numpy as np

from optim_core.spec import Array, Citation, Rows, Scalar, Specified, TeX, knobs, real_numbers, told

C = TypeVar("C", bound=Callable[..., Any])
FLOAT64: Any = np.dtype(np.float64)
COMPLEX128: Any = np.dtype(np.complex128)
Point = tuple[float, float]
Window = tuple[Point, Point]


class Survey(NamedTuple):
    """What is known of a landscape before anyone walks on it."""

    formula: TeX
    """The value in the letters of `coordinates`, knobs and `data`. Where there is data: one example's share, before the mean."""
    window: Window
    """((x_low, x_high), (y_low, y_high)): the part worth seeing."""
    start: Point
    """Where a run starts unless told otherwise."""
    minima: tuple[Point, ...]
    """The points of least value; empty where there is no least value."""
    rate: float
    """An η that suits methods whose step is η times a slope. Its unit is θ²/J: the steeper the landscape, the smaller."""
    stride: float
    """An η that suits methods whose step has a length of its own, of about η."""
    coordinates: tuple[TeX, TeX] = (TeX("x"), TeX("y"))
    """The letters of θ₁ and θ₂ in the formula."""
    axes: tuple[str, str] = ("θ₁ = x", "θ₂ = y")
    """What θ₁ and θ₂ are, with units where they have any."""
    data: Mapping[str, Scalar] = MappingProxyType({})
    """The numbers behind the formula's remaining letters: one each, or one per example."""


class Landscape(Specified, ABC):
    """A loss over two parameters. Subclasses are final and frozen; their fields are knobs.

    `value` and `gradient` are plain functions of x and y, arrays of any one shape, real or complex: no |.| and no max where the
    function is smooth, so that a complex step through `value` checks `gradient` to the last digits. Numbers of any other type become
    float64 or complex128 before either sees them: whole numbers would overflow in x³⁰, and half precision would lose digits.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name in ("value", "gradient"):
            written = vars(cls).get(name)
            if written is not None and not getattr(written, "__isabstractmethod__", False):
                setattr(cls, name, _of_any_numbers(written))

    name: ClassVar[str]
    lesson: ClassVar[str]
    """What it teaches, in one or two sentences."""
    source: ClassVar[Citation]

    @property
    @abstractmethod
    def survey(self) -> Survey:
        """What is known of it."""

    @abstractmethod
    def value(self, x: Array, y: Array) -> Array:
        """The loss at (x, y)."""

    @abstractmethod
    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        """(2, *shape of x): the mean gradient over the examples in `rows`, (m,); None: over all of them.

        Where every point reads examples of its own, `rows` is (m, *batch) and broadcasts against x from the right.
        """

    @property
    def examples(self) -> int:
        """N, where the landscape is a mean over N examples; 1 for a plain function."""
        return max((np.size(numbers) for numbers in self.survey.data.values()), default=1)

    @property
    def terms(self) -> int:
        """Over how many examples one evaluation sums: over all of them where their mean has no shorter formula."""
        return 1

    @property
    def window(self) -> Window:
        """The part worth seeing."""
        return self.survey.window

    @property
    def start(self) -> Point:
        """Where a run starts unless told otherwise."""
        return self.survey.start

    @property
    def minima(self) -> tuple[Point, ...]:
        """The points of least value; empty where there is no least value."""
        return self.survey.minima

    @property
    def rate(self) -> float:
        """An η that suits methods whose step is η times a slope."""
        return self.survey.rate

    @property
    def stride(self) -> float:
        """An η that suits methods whose step has a length of its own."""
        return self.survey.stride

    @property
    def letters(self) -> dict[str, Scalar]:
        """Every letter of the formula but the coordinates: the knobs, and the data."""
        return {knob.symbol: getattr(self, name) for name, knob in knobs(type(self)).items()} | dict(self.survey.data)

    def code(self) -> tuple[str, str]:
        """Python for a checkout of the lab that makes it: the imports, and the lines that define `landscape`."""
        return f"from landscapes import {', '.join(sorted(set(self._classes())))}\n", f"landscape = {self!r}\n"

    def _classes(self) -> Iterator[str]:
        """Its class, and those of the landscapes that it is made of."""
        yield type(self).__name__
        for field in fields(self):
            part = getattr(self, field.name)
            if isinstance(part, Landscape):
                yield from part._classes()

    def hessian(self, x: Array, y: Array) -> Array:
        """(2, 2, *shape of x): the second derivatives, by a complex step through the gradient, exact to rounding.

        Squire & Trapp, Using Complex Variables to Estimate Derivatives of Real Functions, 1998, doi 10.1137/S003614459631241X.
        """
        h = 1e-100
        place = (type(self).__name__, "hessian")
        x, y = np.broadcast_arrays(np.atleast_1d(_computed(place, "x", x)), np.atleast_1d(_computed(place, "y", y)))
        along_x: Any = (x + 1j * h, y + 0j)  # complex arrays, which `gradient` takes but its type, written for readers, does not say
        along_y: Any = (x + 0j, y + 1j * h)
        with np.errstate(all="ignore"):
            return np.stack([np.imag(self.gradient(*along_x)) / h, np.imag(self.gradient(*along_y)) / h], axis=1)


def _of_any_numbers(written: C) -> C:
    """`value` or `gradient` with x and y converted on their way in."""

    @functools.wraps(written)
    def method(self: Landscape, x: Array, y: Array, *rows: Any, **named: Any) -> Any:
        place = (type(self).__name__, written.__name__)
        return written(self, _computed(place, "x", x), _computed(place, "y", y), *rows, **named)

    return method  # type: ignore[return-value]  # the same signature, which functools.wraps does not tell


def _computed(place: tuple[str, str], letter: str, number: Any) -> Any:
    """A coordinate as float64 or complex128; ValueError for what is no number."""
    # Every step of a run comes through here, and has what is wanted already.
    if type(number) is np.ndarray and (number.dtype is FLOAT64 or number.dtype is COMPLEX128):
        return number
    try:
        return np.asarray(number, np.complex128)[()] if np.iscomplexobj(number) else real_numbers(number)[()]
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{'.'.join(place)}: {letter} must be real or complex numbers, got {told(number)}") from None
