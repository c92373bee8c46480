"""Symbols in place of numbers: what is computed with them is written down as Python code over floats (`optim_core.compiled`).

Code is written only for what has the same bits in Python as in NumPy: + - * / and roots, which both round correctly, x² as x·x, the larger
of two numbers, and comparisons in `where`. Other functions of one number, and other powers, differ in the last digit between NumPy and the
C library, so the code has NumPy compute them, in an array of one number as for a single run. So it does for powers and remainders of two
arrays of one shape; of an array to one exponent NumPy may make a square, with other last digits. Everything else is refused: sums along an
axis, branches on a number that is not known yet, other functions of several numbers.

Symbols in an array have no operators, so NumPy can compute with them only by way of `Symbols`, and nothing is missed.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

OBJECT: Any = np.dtype(np.object_)
MOST_LINES = 400
"""The most lines of a step: Adam's, on a formula of a few terms, has fifty."""


class NotTraceableError(TypeError):
    """The code does more with numbers than can be written down."""


def _refuse(*_: object, **__: object) -> Any:
    raise NotTraceableError


class Tape:
    """The code that is written. All names in it are the tape's own: v for values, c for constants, f for functions."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        """The numbers and functions that the code uses, by their names in it."""
        self._names: dict[object, str] = {}

    def write(self, expression: str) -> "Symbol":
        """The symbol of an expression. The same expression is written once."""
        if expression not in self._names:
            if len(self.lines) == MOST_LINES:
                raise NotTraceableError
            self._names[expression] = f"v{len(self._names)}"
            self.lines.append(f"{self._names[expression]} = {expression}")
        return Symbol(self, self._names[expression])

    def name(self, value: object) -> str:
        """The name of a symbol or a number in the code."""
        if isinstance(value, Symbol):
            return value.name
        if not isinstance(value, float) and type(value) is not int:
            raise NotTraceableError
        number = float(value)
        return self._constant("c", number.hex(), number)

    def function(self, function: Callable[..., Any]) -> str:
        """The name of a function in the code."""
        return self._constant("f", function, function)

    def _constant(self, letter: str, key: object, value: object) -> str:
        if key not in self._names:
            self._names[key] = f"{letter}{len(self._names)}"
            self.constants[self._names[key]] = value
        return self._names[key]


class Symbol:
    """A number that is not known while the code is written."""

    def __init__(self, tape: Tape, name: str) -> None:
        self.tape, self.name = tape, name

    __eq__ = __ne__ = __bool__ = __float__ = __int__ = __complex__ = _refuse


class Truth:
    """Whether something holds, which is not known while the code is written. Only `where` can use it."""

    def __init__(self, symbol: Symbol) -> None:
        self.symbol = symbol

    __eq__ = __ne__ = __bool__ = _refuse


def _tape(*values: object) -> Tape:
    """The tape of the symbols among the values."""
    for value in values:
        if isinstance(value, Symbol):
            return value.tape
    raise NotTraceableError


def _infix(sign: str) -> Callable[[object, object], Symbol]:
    def write(a: object, b: object) -> Symbol:
        tape = _tape(a, b)
        return tape.write(f"{tape.name(a)} {sign} {tape.name(b)}")

    return write


def _call(function: str) -> Callable[..., Symbol]:
    def write(*values: object) -> Symbol:
        tape = _tape(*values)
        return tape.write(f"{function}({', '.join(map(tape.name, values))})")

    return write


def _by_numpy(function: Callable[..., Any], *more: float) -> Any:
    """A function of one number that NumPy computes, with the values of its other arguments."""

    def write(a: Symbol) -> Symbol:
        arguments = (a.tape.function(function), "box", a.name, *map(a.tape.name, more))
        return a.tape.write(f"on_one({', '.join(arguments)})")

    return np.frompyfunc(write, 1, 1)


def _of_two(function: np.ufunc) -> np.ufunc:
    """A function of two numbers that NumPy computes."""

    def write(a: object, b: object) -> Symbol:
        tape = _tape(a, b)
        return tape.write(f"on_two({tape.function(function)}, {tape.name(a)}, {tape.name(b)})")

    return np.frompyfunc(write, 2, 1)


def _power(a: Any, exponent: float) -> Any:
    return a**exponent


def _compare(sign: str) -> np.ufunc:
    def write(a: object, b: object) -> Truth:
        return Truth(_infix(sign)(a, b))

    return np.frompyfunc(write, 2, 1)


def _either(truth: Truth | bool, a: object, b: object) -> Symbol:
    tape = _tape(getattr(truth, "symbol", None), a, b)
    holds = truth.symbol.name if isinstance(truth, Truth) else bool(truth)  # numbers that are known are compared already
    return tape.write(f"{tape.name(a)} if {holds} else {tape.name(b)}")


WRITTEN: Mapping[object, np.ufunc] = MappingProxyType(
    {
        np.add: np.frompyfunc(_infix("+"), 2, 1),
        np.subtract: np.frompyfunc(_infix("-"), 2, 1),
        np.multiply: np.frompyfunc(_infix("*"), 2, 1),
        np.divide: np.frompyfunc(_infix("/"), 2, 1),
        np.negative: np.frompyfunc(_call("-"), 1, 1),
        np.absolute: np.frompyfunc(_call("abs"), 1, 1),
        np.square: np.frompyfunc(lambda a: _infix("*")(a, a), 1, 1),
        np.sqrt: np.frompyfunc(_call("sqrt"), 1, 1),
        np.maximum: np.frompyfunc(_call("larger"), 2, 1),
        np.equal: _compare("=="),
        np.not_equal: _compare("!="),
        np.less: _compare("<"),
        np.less_equal: _compare("<="),
        np.greater: _compare(">"),
        np.greater_equal: _compare(">="),
        np.where: np.frompyfunc(_either, 3, 1),
    }
)
"""For functions of NumPy, what writes them down, number by number."""
OF_TWO: Mapping[object, np.ufunc] = MappingProxyType({each: _of_two(each) for each in (np.power, np.remainder)})
"""What writes down functions of two arrays of one shape."""
FILLED = frozenset({np.zeros_like, np.ones_like, np.full_like})
"""What makes known numbers, in the shape of an array."""


class Symbols(np.ndarray[Any, np.dtype[np.object_]]):
    """An array of symbols. What NumPy computes with it is written down."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """Write down a function of numbers."""
        if method != "__call__" or options:
            raise NotTraceableError
        if ufunc in WRITTEN:
            return _written(WRITTEN[ufunc], *inputs)
        if ufunc in OF_TWO and all(getattr(each, "shape", None) == self.shape for each in inputs):
            return _written(OF_TWO[ufunc], *inputs)
        if ufunc.nin == ufunc.nout == 1 and "d->d" in ufunc.types:
            return _written(_by_numpy(ufunc), *inputs)
        raise NotTraceableError

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        """Write down `where`. NumPy's other functions change the shape only, or call what is written down or refused."""
        if function is np.where:
            return _written(WRITTEN[function], *args)
        if function in FILLED:
            return function(np.empty(args[0].shape), *args[1:], **kwargs)
        return symbolic(super().__array_function__(function, types, args, kwargs))

    def __pow__(self, exponent: Any, modulo: None = None) -> Any:
        """x² as x·x, as NumPy's arrays do; any other power by NumPy."""
        if type(exponent) is not int and type(exponent) is not float:
            raise NotTraceableError
        return np.square(self) if exponent == 2 else _written(_by_numpy(_power, exponent), self)


def _written(function: np.ufunc, *inputs: Any) -> Any:
    """What the function makes of the inputs: an array of symbols, or a single one."""
    found = function(*map(_bare, inputs))
    return found.view(Symbols) if isinstance(found, np.ndarray) else found


def _bare(value: Any) -> Any:
    """A value as NumPy takes it without asking what to do with it."""
    return value.view(np.ndarray) if isinstance(value, Symbols) else Symbol(value.tape, value.name) if isinstance(value, Single) else value


def symbolic(found: Any) -> Any:
    """What was built of symbols, and perhaps of numbers, as an array of symbols. Anything else as it is."""
    if getattr(found, "dtype", None) is not OBJECT:
        return found
    tape = next((each.tape for each in found.flat if isinstance(each, Symbol)), None)
    return _filled(found.shape, (Symbol(tape, tape.name(each)) for each in found.flat)) if tape else found


def symbols(shape: tuple[int, ...], stem: str, tape: Tape) -> Any:
    """An array of symbols, named by the stem and a number."""
    return _filled(shape, (Symbol(tape, f"{stem}{i}") for i in range(math.prod(shape))))


def _filled(shape: tuple[int, ...], numbers: Iterable[Symbol]) -> Symbols:
    made = np.empty(shape, object)
    for i, each in enumerate(numbers):
        made.flat[i] = each
    return made.view(Symbols)


class Single(NDArrayOperatorsMixin, Symbol):  # type: ignore[misc]  # its comparisons come before those that refuse
    """A number outside of arrays: in Python's arithmetic, which has the same bits, and beside arrays of symbols."""

    shape: tuple[int, ...] = ()
    __array__ = _refuse

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **options: Any) -> Any:
        """Write down a function that has the same bits for single numbers."""
        if method != "__call__" or options or ufunc not in WRITTEN:
            raise NotTraceableError
        made = _written(WRITTEN[ufunc], *inputs)
        return Single(made.tape, made.name) if isinstance(made, Symbol) else made
