"""Whatever makes a run another run makes its key another key; and a key is small, and the same in every process."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, STAGED, Expression, Landscape, Noisy, Ravine, Rosenbrock, Rotated, Scaled
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import EVERY, SGD, Adam, Run, knobs, record_all
from optim_core.identity import cache_key
from optim_core.schedules.cosine import Cosine
from optim_core.spec import Specified

ROWS = tuple(float(i) for i in range(12)), tuple(float(i % 2) for i in range(12))
TABLES = [
    TableLine(*ROWS),
    TableLogistic(*ROWS),
    TableNetwork(*ROWS),
    TableLine(*ROWS, names=("a", "b")),
    TableLine(*ROWS, standardise=False),
]
METHODS = [cls() for cls in EVERY]
PLACES: list[Landscape] = [
    *(cls() for cls in (*LANDSCAPES, *STAGED)),
    *(wrapped for each in (Ravine(), Rosenbrock()) for wrapped in (Scaled(each, 3.0), Rotated(each, 3.0), Noisy(each, 3.0))),
    *TABLES,
    *(Scaled(table, 3.0) for table in TABLES),
    Expression("x^2 + y^2"),
    Expression("y^2 + x^2"),
    Expression("x^2 + y^2", ((-1.0, 1.0), (-1.0, 1.0))),
]
RUN = Run(Adam(), Ravine(), (1.0, 2.0), 5, 4, 3)
OTHERS: dict[str, Any] = {
    "optimizer": Adam(0.5),
    "landscape": Ravine(3.0),
    "start": (1.0, 2.5),
    "steps": 6,
    "batch_size": 5,
    "seed": 4,
    "schedule": Cosine(),
}


def test_no_two_of_the_catalogue_have_one_key() -> None:
    """Equal numbers on two classes too: that is how `st.cache_data` mistakes one for another."""
    every = [each.cache_key() for each in (*METHODS, *PLACES)]
    assert len({*every}) == len(every)
    assert all(len(key) == 64 for key in every)


@pytest.mark.parametrize("each", [*METHODS, *PLACES[: len(LANDSCAPES)]], ids=lambda each: type(each).__name__)
def test_another_number_in_a_field_is_another_key(each: Specified) -> None:
    for name, knob in knobs(type(each)).items():
        value = getattr(each, name)
        other = value + 1 if knob.whole else np.nextafter(value, knob.slider[0] if value > knob.slider[0] else knob.slider[1])
        assert replace(each, **{name: other}).cache_key() != each.cache_key(), "in the last bit of it"


@pytest.mark.parametrize("field", [field.name for field in fields(Run)])
def test_whatever_makes_a_run_another_makes_its_key_another(field: str) -> None:
    assert replace(RUN, **{field: OTHERS[field]}).cache_key() != RUN.cache_key()
    assert replace(RUN, **{field: getattr(RUN, field)}).cache_key() == RUN.cache_key()


def test_all_numbers_of_a_long_array_are_in_the_key() -> None:
    rates = np.full(5000, 0.1)
    other = rates.copy()
    other[2500] = 0.2
    assert repr(SGD(rates)) == repr(SGD(other)), "which is why `repr` is no key"
    assert SGD(rates).cache_key() == SGD(rates.copy()).cache_key() != SGD(other).cache_key()
    assert SGD(rates).cache_key() != SGD(rates.reshape(50, 100)).cache_key()


def test_one_row_of_a_long_table_makes_another_key_of_the_same_size() -> None:
    x = np.linspace(0.0, 1.0, 5000)
    y = x**2
    one = TableLine(x, y)  # type: ignore[arg-type]  # arrays become columns
    y[2500] += 1e-9
    other = TableLine(x, y)  # type: ignore[arg-type]  # as above
    assert one.cache_key() != other.cache_key()
    assert Run(Adam(), Scaled(one, 2.0), (0.0, 0.0), 5).cache_key() != Run(Adam(), Scaled(other, 2.0), (0.0, 0.0), 5).cache_key()
    assert len(one.cache_key()) == 64


def test_a_key_is_the_same_in_every_process() -> None:
    code = "from tests.test_identity import *; print(RUN.cache_key(), TABLES[0].cache_key())"
    said = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() for _ in range(2)]
    assert said == [[RUN.cache_key(), TABLES[0].cache_key()]] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (1, "1"),
        (None, "None"),
        (("a", "b"), ("a, b",)),
        (("a",), ["a"]),
        (Adam, "Adam"),
        ({"a": 1}, {"a": 2}),
        ((), None),
    ],
)
def test_values_that_look_alike_have_different_keys(one: object, other: object) -> None:
    assert cache_key(one) != cache_key(other)


@pytest.mark.parametrize("unknown", [object(), lambda: None, [object()]], ids=["an object", "a function", "one inside"])
def test_what_no_fields_describe_has_no_key(unknown: object) -> None:
    with pytest.raises(TypeError, match="has no cache key"):
        cache_key(unknown)


class Bowl:
    """Somebody else's landscape, which has no key."""

    examples = terms = 1

    def __init__(self, steepness: float) -> None:
        self.steepness = steepness

    def value(self, x: Any, y: Any) -> Any:
        return self.steepness * (x**2 + y**2)

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        return self.steepness * np.array([2 * x, 2 * y])


@pytest.mark.parametrize("made", [Ravine, Bowl])
def test_runs_recorded_together_are_each_on_its_own_landscape(made: Callable[[float], Any]) -> None:
    runs = [Run(cls(0.01), made(steepness), (1.0, 2.0), 5) for steepness in (2.0, 3.0, 2.0) for cls in (SGD, Adam)]
    for run, together in zip(runs, record_all(runs), strict=True):
        np.testing.assert_array_equal(together.theta, run.record().theta)
