"""Keys that identify a value in caches and addresses, however large it is."""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np


@runtime_checkable
class Keyed(Protocol):
    """A value that has a key of its own."""

    def cache_key(self) -> str:
        """A text that is equal for equal values, in every process."""
        ...


def cache_key(*values: object) -> str:
    """64 hexadecimal digits for these values together: the SHA-256 of all classes and all numbers in them.

    Values that differ in any bit, or in the name of a class, have different keys. A key is the same in every process, so it may stand in
    a link. `repr` is for readers and unsuitable here: NumPy's leaves out the middle of a long array, and a table's has 200 kB.
    TypeError for a value that is not described by fields, such as a function.
    """
    return _digest(", ".join(map(_written, values)).encode())


class Known:
    """A base for frozen dataclasses: its key says its class and the values of its fields."""

    def cache_key(self) -> str:
        """The key that identifies it in caches and addresses: see `optim_core.identity`."""
        return self._cache_key

    @functools.cached_property  # for a table of 5,000 rows it takes some milliseconds, and every picture asks for it
    def _cache_key(self) -> str:
        return cache_key(type(self), *_fields(self))


def _written(value: Any) -> str:
    """A value as text. Different values have different texts."""
    kind: type[Any] = value.__class__
    if issubclass(kind, float):
        return float.__repr__(value)  # also for classes that inherit from float: equal numbers have equal digits
    if value is None or issubclass(kind, bool | int | str):
        return repr(value)
    if issubclass(kind, type):
        return str(value.__qualname__)
    if isinstance(value, Keyed):
        return value.cache_key()
    if issubclass(kind, np.ndarray):
        return f"{value.dtype.str}{value.shape}{_digest(value.tobytes())}"
    if issubclass(kind, tuple | list):
        inside = value
    elif issubclass(kind, Mapping):
        inside = value.items()
    elif is_dataclass(kind):
        inside = _fields(value)
    else:
        raise TypeError(f"{kind.__qualname__} has no cache key: no fields say what it is")
    return f"{kind.__qualname__}({', '.join(map(_written, inside))})"


def _fields(value: Any) -> Iterable[object]:
    return [getattr(value, field.name) for field in fields(value) if field.compare]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
