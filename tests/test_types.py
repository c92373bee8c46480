"""Numbers of every type: real ones become float64 (counts: int), and the rest is refused by name."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Landscape, Ravine, Rosenbrock
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import SGD, Adam, Optimizer, Run, descend, final, knobs, record
from optim_core.batch.maps import Axis, Map
from optim_core.identity import cache_key
from optim_core.spec import Knob, Specified, quoted
from tests.catalogue import EVERY, METHODS, WRAPPED, same

SPECIFIED: list[Specified] = [*(cls() for cls in METHODS), *(cls() for cls in LANDSCAPES), *WRAPPED]
KNOBS = [(each, name, knob) for each in SPECIFIED for name, knob in knobs(type(each)).items()]
WHOLE = (np.uint8, np.int8, np.int16, np.int32, np.int64, np.uint16, np.uint32, np.uint64, int)
BROKEN = (np.float16, np.float32, np.float64, np.longdouble, float)
TYPES: tuple[Any, ...] = (*WHOLE, *BROKEN)
REFUSED: tuple[Any, ...] = (
    np.bool_(True), True, 10**400, -(10**400), 10**5000, np.nan, np.inf, -np.inf, 1j, np.complex64(1), "1", b"1", None, [], {}, ...,
    [True, 0.5], [10**400], ["0.5"], [None], np.array(["1"]), np.array([True]), np.datetime64(1, "s"), [np.ones((2, 2)), np.ones((2, 3))],
)  # fmt: skip


def inside(knob: Knob) -> int | None:
    """A small whole number in the domain of a knob; None where there is none."""
    low, high = knob.domain
    return next((n for n in (3, 1, 0) if low <= n <= high and (low < n or knob.closed[0]) and (n < high or knob.closed[1])), None)


@pytest.mark.parametrize(("each", "field", "knob"), KNOBS, ids=[f"{type(each).__name__}.{field}" for each, field, _ in KNOBS])
def test_a_number_of_any_type_is_kept_as_float_or_int(each: Specified, field: str, knob: Knob) -> None:
    number = inside(knob)
    assert number is not None
    for kind in TYPES:
        if not knob.whole or kind in WHOLE:
            kept_alike(each, field, knob, number, kind)
            continue
        with pytest.raises(ValueError, match="must be a whole number in"):
            replace(each, **{field: kind(number)})


def kept_alike(each: Specified, field: str, knob: Knob, number: int, kind: Any) -> None:
    """Assert that a number of one type makes what the same number makes as it is usually written."""
    for given in (kind(number), *([] if kind in (int, float) else [np.array(number, dtype=kind)])):
        made = replace(each, **{field: given})
        kept = getattr(made, field)
        assert type(kept) is (int if knob.whole else float)
        usual = replace(each, **{field: number if knob.whole else float(number)})
        assert made == usual
        assert hash(made) == hash(usual)
        assert repr(made) == repr(usual)
        assert made.cache_key() == usual.cache_key()
    if not knob.whole and kind not in (int, float) and isinstance(each, Optimizer):
        many: Any = replace(each, **{field: np.full(3, number, dtype=kind)})
        assert getattr(many, field).dtype == np.float64


@pytest.mark.parametrize(("each", "field", "knob"), KNOBS, ids=[f"{type(each).__name__}.{field}" for each, field, _ in KNOBS])
def test_what_is_no_real_number_is_refused_by_name(each: Specified, field: str, knob: Knob) -> None:
    for value in REFUSED:
        with pytest.raises(ValueError, match=rf"^{type(each).__name__}\.{field} must (lie|be a whole number) in ") as refused:
            replace(each, **{field: value})
        assert str(knob) in str(refused.value)
        assert len(str(refused.value)) < 200


@pytest.mark.parametrize("cls", METHODS)
def test_a_rate_of_any_type_goes_downhill(cls: Any) -> None:
    """-uint8(1) is 255, and so a step uphill."""
    other = {field: np.float16(0.5) for field, knob in knobs(cls).items() if knob.scale == "log of 1 - value"}
    usual = replace(cls(learning_rate=1.0), **dict.fromkeys(other, 0.5))
    for kind in TYPES:
        given = replace(cls(learning_rate=kind(1)), **other)
        one, another = (record(descend(optimizer, Ravine(condition=1.0), (1.0, 1.0)), 5) for optimizer in (given, usual))
        same(vars(one), vars(another))
        assert one.loss[1] < one.loss[0], kind


@pytest.mark.parametrize("kind", [*WHOLE[:-1], *BROKEN[:-1], np.complex64], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("landscape", EVERY, ids=quoted)
def test_a_landscape_computes_in_float64_whatever_comes_in(landscape: Landscape, kind: Any) -> None:
    x, y = np.array([[0, 1, 2, 100], [1, 3, 0, 7]], dtype=kind)
    exact = np.complex128 if kind is np.complex64 else np.float64
    with np.errstate(all="ignore"):
        same(np.asarray(landscape.value(x, y)), np.asarray(landscape.value(x.astype(exact), y.astype(exact))))
        same(landscape.gradient(x, y), landscape.gradient(x.astype(exact), y.astype(exact)))
        assert landscape.value(x, y).dtype == exact
        assert np.shape(landscape.value(x[1], y[1])) == ()
        if exact is np.float64:
            same(landscape.hessian(x, y), landscape.hessian(x.astype(exact), y.astype(exact)))
    if exact is np.float64:
        same(np.asarray(landscape.value(x[2], y[2])), np.asarray(landscape.value(int(x[2]), int(y[2]))))  # type: ignore[arg-type]  # meant


@pytest.mark.parametrize("landscape", EVERY, ids=quoted)
@pytest.mark.parametrize("bad", ["1", None, True, 10**400, [[1], [2, 3]], {}, np.array([True])], ids=quoted)
def test_a_coordinate_that_is_no_number_is_refused_by_name(landscape: Landscape, bad: Any) -> None:
    for asked in ("value", "gradient", "hessian"):
        for letter, point in (("x", (bad, 1.0)), ("y", (1.0, bad))):
            with pytest.raises(ValueError, match=rf"^\w+\.{asked}: {letter} must be real or complex numbers, got "):
                getattr(landscape, asked)(*point)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_run_of_other_number_types_is_the_same_run(kind: Any) -> None:
    usual = Run(Adam(learning_rate=1.0), Rosenbrock(a=1.0, b=3.0), (1.0, 2.0), 5, 4, 3)
    count = kind if kind in WHOLE else int
    given = Run(Adam(learning_rate=kind(1)), Rosenbrock(a=kind(1), b=kind(3)), (kind(1), kind(2)), count(5), count(4), count(3))
    assert given == usual
    assert hash(given) == hash(usual)
    assert repr(given) == repr(usual)
    assert given.cache_key() == usual.cache_key(), "pages cache by it"
    assert {given: 1}[usual] == 1
    for value in (given.start[0], given.start[1]):
        assert type(value) is float
    for whole in (given.steps, given.batch_size, given.seed):
        assert type(whole) is int
    same(vars(given.record()), vars(usual.record()))
    as_list: Any = [kind(1), kind(2)]
    as_array: Any = np.array(as_list)
    assert replace(given, start=as_list) == replace(given, start=as_array) == usual
    final_theta = final(descend(Adam(), Rosenbrock(), np.array([kind(1), kind(2)])), 3).theta
    same(final_theta, final(descend(Adam(), Rosenbrock(), (1.0, 2.0)), 3).theta)


@pytest.mark.parametrize("field", ["start", "steps", "batch_size", "seed"])
def test_a_run_refuses_what_is_no_number_by_name(field: str) -> None:
    bad: Any
    for value in REFUSED:
        if field == "batch_size" and value is None:
            continue
        for bad in (value, (value, 1.0)) if field == "start" else (value,):
            with pytest.raises(ValueError, match=rf"^(descend|record)\.{field} must be "):
                replace(Run(Adam(), Rosenbrock(), (1.0, 2.0), 5, 4, 3), **{field: bad})
            if field == "start":
                with pytest.raises(ValueError, match=r"^descend\.start must "):
                    descend(Adam(), Rosenbrock(), bad)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_map_of_other_number_types_is_the_same_map(kind: Any) -> None:
    count = kind if kind in WHOLE else int
    x, y = (Axis(letter, kind(0), kind(3)) for letter in "xy")
    given = Map(SGD(learning_rate=kind(1)), Ravine(), (kind(1), kind(2)), count(9), x, y, size=count(25), seed=count(2))
    usual = Map(SGD(1.0), Ravine(), (1.0, 2.0), 9, Axis("x", 0.0, 3.0), Axis("y", 0.0, 3.0), size=25, seed=2)
    assert given == usual
    assert hash(given) == hash(usual)
    assert repr(given) == repr(usual)
    assert cache_key(given) == cache_key(usual), "atlases have addresses by it"


@pytest.mark.parametrize("value", REFUSED, ids=quoted)
def test_an_axis_refuses_what_is_no_number_by_name(value: Any) -> None:
    with pytest.raises(ValueError, match=r"^Axis x must run from a lower to a higher number"):
        Axis("x", value, 1.0)
    with pytest.raises(ValueError, match=r"^Axis x must run from a lower to a higher number"):
        Axis("x", 0.0, value)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_own_landscapes_of_other_number_types_are_the_same(kind: Any) -> None:
    typed = Expression("x^30 + y", ((kind(1), kind(2)), (kind(0), kind(3))))
    assert (typed, repr(typed)) == (own := Expression("x^30 + y", ((1.0, 2.0), (0.0, 3.0))), repr(own))
    x, y = np.array([1, 2, 3, 5], dtype=kind), np.array([1, 0, 0, 1], dtype=kind)
    for cls in (TableLine, TableLogistic, TableNetwork):
        given: Any = cls(x, y)  # type: ignore[arg-type]  # meant
        usual = cls((1.0, 2.0, 3.0, 5.0), (1.0, 0.0, 0.0, 1.0))
        assert given == usual
        assert hash(given) == hash(usual)
        assert repr(given) == repr(usual)
        assert given.cache_key() == usual.cache_key()
        assert given.survey.minima == usual.survey.minima


@pytest.mark.parametrize("value", REFUSED, ids=quoted)
def test_own_landscapes_refuse_what_is_no_number_by_name(value: Any) -> None:
    for view in (value, ((value, 1), (0, 1)), ((0, 1), (0, value))):
        if view is not None:
            with pytest.raises(ValueError, match=r"^Expression\.view must "):
                Expression("x", view)
    for cls in (TableLine, TableLogistic, TableNetwork):
        for bad in (value, (value, 1, 2, 3)):
            with pytest.raises(ValueError, match=rf"^{cls.__name__}\.x must be finite real numbers|^Table\.x and Table\.y must have 3 to"):
                cls(bad, (0, 1, 0, 1))
    with pytest.raises(ValueError, match=r"^Expression\.text must be text, got "):
        Expression(value if not isinstance(value, str) else 1)  # type: ignore[arg-type]  # meant


def test_a_whole_number_of_more_than_64_bits_is_a_number_like_others() -> None:
    assert Adam(learning_rate=10**30).learning_rate == 1e30
    np.testing.assert_array_equal(Rosenbrock(b=[10**30, 1]).b, [1e30, 1.0])  # type: ignore[arg-type]  # lists become arrays
    assert Run(Adam(), Rosenbrock(), (10**30, -(10**30)), 5).start == (1e30, -1e30)


def test_errors_quote_a_value_in_a_few_letters() -> None:
    assert quoted(0.5) == "0.5"
    assert quoted(10**5000) == "a number of thousands of digits"
    assert quoted("x" * 1000) == "'" + "x" * 58 + "…"
    assert len(quoted(np.zeros(1000))) <= 60
    assert quoted([10**5000]) == "a number of thousands of digits"
