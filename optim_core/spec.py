"""What optimizers and landscapes share: knobs, lines of formulas, citations, and the checks of numbers.

A *knob* is all that is known of a hyperparameter: symbol, meaning, valid domain, slider. It stands in the annotation of the field it
describes, so one description checks the value, makes the slider, checks the URL and fills the table of symbols.
"""

import functools
import operator
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from optim_core.identity import Known

Array = NDArray[np.float64]
Scalar = float | Array
Rows = NDArray[np.intp]
Scale = Literal["linear", "log", "log of 1 - value"]
Pause = Callable[[], None]
"""Cancellation hook: long work calls it now and then, and stops if it raises."""
T = TypeVar("T")
MOST_TOLD = 60
"""The largest number of characters of a value that an error quotes."""


def no_pause() -> None:
    """Cancellation hook that never cancels."""


class TeX(str):
    """One line of a formula. The page prints it, and the tests execute it."""


class Meaning(str):
    """What a quantity of the state stands for, in a few words."""


class Citation(NamedTuple):
    """Where a definition was published. `title` may be empty where the venue says more than a title would."""

    authors: str
    year: int
    title: str
    url: str


@dataclass(frozen=True)
class Knob:
    """What is known of a hyperparameter.

    `domain` is what is mathematically allowed, and `closed` says which of its ends belong to it. `slider` is the useful part of the domain.
    A `whole` knob counts something.
    """

    symbol: TeX
    meaning: str
    domain: tuple[float, float]
    closed: tuple[bool, bool]
    slider: tuple[float, float]
    scale: Scale
    whole: bool = False

    def __str__(self) -> str:
        """The domain as an interval, such as "[0, 1)"."""
        low, high = (f"{end:g}".replace("inf", "∞") for end in self.domain)
        return f"{'[' if self.closed[0] else '('}{low}, {high}{']' if self.closed[1] else ')'}"

    def read(self, name: str, value: object) -> Scalar:
        """Check a value and convert it: a count to an int, any other number or numbers to float64.

        Raises a ValueError that names the field, its domain and the value, unless every number in `value` is allowed.
        """
        noun = "be a whole number" if self.whole else "lie"
        complaint = f"{name} must {noun} in {self}, got "
        try:
            count = operator.index(value) if self.whole and not isinstance(value, bool) else None  # type: ignore[arg-type]  # or TypeError
            numbers = real_numbers(value if count is None else count)
        except (TypeError, OverflowError):
            raise ValueError(complaint + quoted(value)) from None
        if numbers.size == 0 or (self.whole and count is None):
            raise ValueError(complaint + quoted(value))
        (low, high), (low_in, high_in) = self.domain, self.closed
        above = numbers >= low if low_in else numbers > low
        below = numbers <= high if high_in else numbers < high
        allowed = above & below & np.isfinite(numbers)
        if not np.all(allowed):
            raise ValueError(complaint + (f"{numbers[~allowed].flat[0]}" if count is None else quoted(count)))
        if count is not None:
            return count
        return numbers if numbers.ndim else float(numbers)

    def check(self, name: str, value: object) -> None:
        """Raise the ValueError of `read`, unless every number in `value` is allowed."""
        self.read(name, value)

    def number(self, name: str, value: object) -> float:
        """Check one number from outside and convert it: to an int if the knob counts, else to a float.

        JavaScript has one kind of number, so a browser says 9.0 and means the whole number 9; 9.5 is refused. Raises a ValueError as `read`
        does, and for anything that is not one number.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            noun = "be a whole number" if self.whole else "lie"
            raise ValueError(f"{name} must {noun} in {self}, got {quoted(value)}")
        number = int(value) if self.whole and isinstance(value, float) and value.is_integer() else value
        self.check(name, number)
        return number if self.whole else float(number)

    def ticks(self, default: float) -> tuple[float, ...]:
        """The positions of the slider in ascending order: round numbers, and the default."""
        return tuple(sorted(_stops(self.slider, self.scale, self.whole) | {float(default)}))


@functools.lru_cache(maxsize=256)
def _stops(slider: tuple[float, float], scale: Scale, whole: bool) -> frozenset[float]:
    """The round numbers on a slider, and its ends."""
    low, high = slider
    if whole:
        stops = _mantissas(low, high, whole=True) if scale == "log" else list(np.arange(low, high + 1))
    elif scale == "log":
        stops = _mantissas(low, high)
    elif scale == "linear":
        stops = [float(f"{stop:.4g}") for stop in np.linspace(low, high, 81)]
    else:
        stops = [float(f"{1 - rest:.10g}") for rest in _mantissas(1 - high, 1 - low)]
    return frozenset({float(stop) for stop in stops if low <= stop <= high} | {low, high})


def _mantissas(low: float, high: float, whole: bool = False) -> list[float]:
    """Round numbers from low to high, about twenty per decade."""
    steps = (1, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3.2, 3.6, 4, 4.5, 5, 5.6, 6.3, 7, 8, 9)
    decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    stops = [float(f"{step}e{decade}") for decade in decades for step in steps]
    return [stop for stop in stops if low <= stop <= high and (not whole or stop == int(stop))]


def positive(symbol: str, meaning: str, low: float, high: float) -> Knob:
    """A knob for a positive number, with a logarithmic slider from `low` to `high`."""
    return Knob(TeX(symbol), meaning, (0, np.inf), (False, False), (low, high), "log")


def decay(symbol: str, meaning: str, high: float = 0.999) -> Knob:
    """A knob for a decay rate in [0, 1).

    About 1/(1 - value) steps are remembered, so the slider is logarithmic in 1 - value.
    """
    return Knob(TeX(symbol), meaning, (0, 1), (True, False), (0, high), "log of 1 - value")


def real(symbol: str, meaning: str, low: float, high: float) -> Knob:
    """A knob for any finite number, with a linear slider from `low` to `high`."""
    return Knob(TeX(symbol), meaning, (-np.inf, np.inf), (False, False), (low, high), "linear")


def count(symbol: str, meaning: str, high: int) -> Knob:
    """A knob for a count, a whole number from 1, with a logarithmic slider up to `high`."""
    return Knob(TeX(symbol), meaning, (1, np.inf), (True, False), (1, high), "log", whole=True)


def real_numbers(value: object) -> Array:
    """Convert to float64, in the same shape; a list becomes an array.

    Raises TypeError if there is anything but real numbers (truth values, text, complex numbers, None, rows of unequal length), and
    OverflowError for an integer beyond the largest float64.
    """
    # NumPy would turn truth values in a list of numbers into numbers; as objects, all elements keep their types.
    try:
        numbers = np.asarray(value, dtype=np.object_ if isinstance(value, list | tuple) else None)
    except ValueError:  # arrays of unequal shape
        raise TypeError("no array of numbers") from None
    if numbers.dtype.kind == "O":
        for each in numbers.flat:
            if isinstance(each, bool) or not isinstance(each, int | float | np.integer | np.floating):
                raise TypeError("no real number")
    elif numbers.dtype.kind not in "iuf":
        raise TypeError("no real numbers")
    with np.errstate(over="ignore"):  # a number of more than 64 bits may become infinite, which no domain allows
        return numbers.astype(np.float64, copy=False)


def real_number(value: object) -> float:
    """Convert one number to a float. Raises as `real_numbers` does, and TypeError for an array or a list."""
    numbers = real_numbers(value)
    if numbers.ndim:
        raise TypeError("not one number")
    return float(numbers)


def quoted(value: object) -> str:
    """A value as an error quotes it: its `repr`, cut to 60 characters."""
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write integers of more than 4,300 digits
        return "a number of thousands of digits"
    return text if len(text) <= MOST_TOLD else f"{text[: MOST_TOLD - 1]}…"


@dataclass(frozen=True)
class Specified(Known):
    """A frozen dataclass whose fields have knobs.

    The knobs check and convert the fields when an instance is made. Lists become arrays.
    """

    def __post_init__(self) -> None:
        settle(self)


def settle(specified: Specified) -> None:
    """Check and convert every field that has a knob. Raises ValueError at the first that is outside its domain."""
    for name, knob in knobs(type(specified)).items():
        keep(specified, name, knob.read(f"{type(specified).__name__}.{name}", getattr(specified, name)))


def keep(frozen: object, name: str, value: object) -> None:
    """Set a field of a frozen dataclass, while an instance is being made."""
    object.__setattr__(frozen, name, value)


def knobs(cls: type) -> Mapping[str, Knob]:
    """The knobs of a class by field name, in the order of its fields."""
    return _annotations(cls, Knob)


def lines(state: type) -> Mapping[str, TeX]:
    """The TeX of each line of an optimizer's formula, in order, by the field of the state that it computes."""
    return _annotations(state, TeX)


def meanings(state: type) -> Mapping[str, Meaning]:
    """The meaning of each line of an optimizer's formula, by the field of the state that it computes."""
    return _annotations(state, Meaning)


@functools.lru_cache(maxsize=1024)  # visitors may make classes
def _annotations(cls: type, kind: type[T]) -> Mapping[str, T]:
    """The extra of type `kind` in each field's annotation, such as the Knob of `Annotated[float, Knob(...)]`."""
    found: dict[str, T] = {}
    for name, hint in typing.get_type_hints(cls, include_extras=True).items():
        extras: tuple[object, ...] = getattr(hint, "__metadata__", ())
        for extra in extras:
            if isinstance(extra, kind):
                found[name] = extra
    return MappingProxyType(found)
