"""Numbers of every type: real ones become float64 (counts: int), the rest is refused by name. Copies compute what the original does."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Landscape, Noisy, Ravine, Rosenbrock, Rotated, Scaled
from landscapes.table import TableLine, TableLogistic, TableNetwork
from optim_core import OPTIMIZERS, SGD, SHORTHANDS, Adam, MiniBatch, Optimizer, Run, descend, final, knobs, record, record_all
from optim_core.batch.clouds import clouds
from optim_core.batch.ends import ends
from optim_core.batch.maps import Axis, Map
from optim_core.identity import cache_key
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum
from optim_core.spec import Knob, Specified, quoted
from optim_core.step import value_at

X, Y = (0.5, 1.0, 2.0, 3.0, 5.0), (1.0, 0.5, 2.5, 2.0, 4.0)
METHODS: list[type[Optimizer[Any]]] = [*OPTIMIZERS, *SHORTHANDS.values(), GradientDescent, Momentum]
WRAPPED: list[Landscape] = [Scaled(Rosenbrock(), 3.0), Rotated(Ravine(), 30.0), Noisy(Ravine(), 2.0)]
OWN: list[Landscape] = [
    Expression("x^30 + sin(3x) y^2", ((-1.5, 1.5), (-1.0, 1.0))),
    TableLine(X, Y),
    TableLogistic(X, (0.0, 1.0, 0.0, 1.0, 1.0)),
    TableNetwork(X, Y, standardise=False),
]
EVERY: list[Landscape] = [*(cls() for cls in LANDSCAPES), *WRAPPED, *OWN]
SPECIFIED: list[Specified] = [*(cls() for cls in METHODS), *(cls() for cls in LANDSCAPES), *WRAPPED]
KNOBS = [(each, name, knob) for each in SPECIFIED for name, knob in knobs(type(each)).items()]
WHOLE = (np.uint8, np.int8, np.int16, np.int32, np.int64, np.uint16, np.uint32, np.uint64, int)
BROKEN = (np.float16, np.float32, np.float64, np.longdouble, float)
TYPES: tuple[Any, ...] = (*WHOLE, *BROKEN)
REFUSED: tuple[Any, ...] = (
    np.bool_(True), True, 10**400, -(10**400), 10**5000, np.nan, np.inf, -np.inf, 1j, np.complex64(1), "1", b"1", None, [], {}, object(),
    [True, 0.5], [10**400], ["0.5"], [None], np.array(["1"]), np.array([True]), np.datetime64(1, "s"), [np.ones((2, 2)), np.ones((2, 3))],
)  # fmt: skip


def name(each: Any) -> str:
    return quoted(each)


def inside(knob: Knob) -> int | None:
    """A small whole number in the domain of a knob; None where there is none."""
    low, high = knob.domain
    return next((n for n in (3, 1, 0) if low <= n <= high and (low < n or knob.closed[0]) and (n < high or knob.closed[1])), None)


def same(one: Any, other: Any) -> None:
    """Bit for bit, in whatever it is kept."""
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        assert one.tobytes() == other.tobytes()
    elif isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            same(one[key], other[key])
    else:
        assert one == other


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(("each", "field", "knob"), KNOBS, ids=[f"{type(each).__name__}.{field}" for each, field, _ in KNOBS])
def test_a_number_of_any_type_is_kept_as_float_or_int(each: Specified, field: str, knob: Knob, kind: Any) -> None:
    number = inside(knob)
    assert number is not None
    if knob.whole and kind in BROKEN:
        with pytest.raises(ValueError, match="must be a whole number in"):
            replace(each, **{field: kind(number)})
        return
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


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("cls", METHODS)
def test_a_rate_of_any_type_goes_downhill(cls: Any, kind: Any) -> None:
    """-uint8(1) is 255, and so a step uphill."""
    other = {field: np.float16(0.5) for field in knobs(cls) if field in ("beta1", "beta2", "rho")}
    given = replace(cls(learning_rate=kind(1)), **other)
    usual = replace(cls(learning_rate=1.0), **dict.fromkeys(other, 0.5))
    one, another = (record(descend(optimizer, Ravine(condition=1.5), (1.0, 1.0)), 5) for optimizer in (given, usual))
    same(vars(one), vars(another))
    assert one.loss[1] < one.loss[0]


@pytest.mark.parametrize("kind", [*WHOLE[:-1], *BROKEN[:-1], np.complex64], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("landscape", EVERY, ids=name)
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


@pytest.mark.parametrize("landscape", EVERY, ids=name)
@pytest.mark.parametrize("bad", ["1", None, True, 10**400, [[1], [2, 3]], {}, np.array([True])], ids=name)
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


@pytest.mark.parametrize("value", REFUSED, ids=name)
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


@pytest.mark.parametrize("value", REFUSED, ids=name)
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


class Bowl:
    """Somebody else's landscape, whose answers are spoilt by `spoil`."""

    examples = terms = 1

    def __init__(self, spoil: Callable[[Any], Any], spoil_value: Callable[[Any], Any] = lambda value: value) -> None:
        self.spoil, self.spoil_value = spoil, spoil_value

    def value(self, x: Any, y: Any) -> Any:
        return self.spoil_value(x**2 + 3 * y**2)

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        return self.spoil(np.array([2 * x, 6 * y]))


SPOILT: dict[str, Callable[[Any], Any]] = {
    "transposed": lambda g: g.T,
    "flat": lambda g: g.ravel(),
    "one row": lambda g: g[:1],
    "three rows": lambda g: np.concatenate([g, g[:1]]),
    "one more axis": lambda g: g[..., np.newaxis],
    "one number": lambda g: 1.0,
    "nothing": lambda g: None,
    "text": lambda g: g.astype(str),
    "complex": lambda g: g + 0j,
    "truth values": lambda g: g > 0,
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_gradient_of_another_shape_is_refused_everywhere(kind: str) -> None:
    """Of two points (N, 2) is a (2, N), too, and no shape can tell; of one and of three it is told."""
    landscape = Bowl(SPOILT[kind])
    refused = pytest.raises(ValueError, match=r"^Bowl\.gradient must return (shape \(2, [13](, 1)?\) where|real numbers, got)")
    starts = np.array([[1.0, 2.0, 3.0], [1.0, 0.0, 1.0]])
    rates = MiniBatch(np.array([0.1, 0.2, 0.3]))
    with refused:
        record(descend(SGD(0.1), landscape, (1.0, 2.0)), 3)
    with refused:
        final(descend(SGD(0.1), landscape, starts), 3)
    with refused:
        record_all(
            [Run(SGD(0.1), landscape, (1.0, 2.0), 3), Run(Adam(), landscape, (1.0, 2.0), 3), Run(Adam(0.5), landscape, (1.0, 2.0), 3)]
        )
    with refused:
        ends(SGD(0.1), landscape, starts, 3)
    with pytest.raises(ValueError, match=r"^Bowl\.gradient must return "):
        clouds(rates, landscape, (1.0, 2.0), 3, 1)


@pytest.mark.parametrize("kind", [kind for kind in SPOILT if kind not in ("transposed", "flat", "one row")])
def test_a_value_of_another_shape_is_refused(kind: str) -> None:
    landscape = Bowl(lambda g: g, SPOILT[kind] if kind != "three rows" else lambda value: np.concatenate([value, value, value]))
    with pytest.raises(ValueError, match=r"^Bowl\.value must return "):
        value_at(landscape, np.ones(1), np.ones(1))
    with pytest.raises(ValueError, match=r"^Bowl\.value must return "):
        record(descend(SGD(0.1), landscape, (1.0, 2.0)), 3)
    with pytest.raises(ValueError, match=r"^Bowl\.value must return "):
        ends(SGD(0.1), landscape, (1.0, 2.0), 3)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.int64, np.longdouble])
def test_a_gradient_of_another_type_is_taken_as_float64(kind: Any) -> None:
    landscape = Bowl(lambda g: g.astype(kind), lambda value: value.astype(kind))
    trajectory = record(descend(SGD(0.125), landscape, (4.0, 2.0)), 1)
    assert trajectory.gradient.dtype == trajectory.loss.dtype == np.float64
    np.testing.assert_array_equal(trajectory.theta[1], [3.0, 0.5])


COPIES: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    *(lambda each, protocol=protocol: pickle.loads(pickle.dumps(each, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),
]


@pytest.mark.parametrize("landscape", EVERY, ids=name)
def test_a_copy_of_a_landscape_is_equal_and_computes_the_same(landscape: Landscape) -> None:
    x, y = np.random.default_rng(2).uniform(-2, 2, (2, 30))
    rows = None if landscape.examples == 1 else np.array([1, 0, 2])
    for made in (copied(landscape) for copied in COPIES):
        assert made == landscape
        assert hash(made) == hash(landscape)
        assert repr(made) == repr(landscape)
        assert made.cache_key() == landscape.cache_key()
        same(made.value(x, y), landscape.value(x, y))
        same(made.gradient(x, y, rows), landscape.gradient(x, y, rows))
        same(made.hessian(x, y), landscape.hessian(x, y))
        assert made.survey[:6] == landscape.survey[:6]
        assert list(made.survey.data) == list(landscape.survey.data)
        for field in fields(made):
            assert type(getattr(made, field.name)) is type(getattr(landscape, field.name))


@pytest.mark.parametrize("cls", METHODS)
def test_a_copy_of_a_method_is_equal_and_computes_the_same(cls: Any) -> None:
    landscape = Noisy(Rosenbrock(), 2.0)
    run = Run(cls.suited_to(landscape), landscape, landscape.start, 20, 4, 3)
    whole, many = run.record(), replace(cls(), learning_rate=np.geomspace(1e-3, 1e-1, 3))
    for copied in COPIES:
        assert copied(run.optimizer) == run.optimizer
        assert copied(run) == run
        assert hash(copied(run)) == hash(run)
        assert repr(copied(run)) == repr(run)
        assert copied(run).cache_key() == run.cache_key()
        same(vars(copied(run).record()), vars(whole))
        for field in knobs(cls):
            same(getattr(copied(many), field), getattr(many, field))
        one, another = (final(descend(optimizer, landscape, landscape.start), 20) for optimizer in (many, copied(many)))
        same(one.theta, another.theta)


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
