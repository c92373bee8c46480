"""A run as code over floats has the bits of NumPy's run; what cannot have them stays with NumPy."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from landscapes import Expression, Landscape, OneWeight, Rosenbrock, Saddle
from optim_core import Adam, MiniBatch, Optimizer, Run, descend, knobs, record_all
from optim_core.compiled import STEPS_A_PAUSE, Step, traced
from optim_core.methods.adamax import AdamaxShorthand
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.spec import Array
from tests.catalogue import EVERY, METHODS, pairs

FAR = ((0.0, 0.0), (0.3, -0.0), (40.0, -30.0), (1e154, -1e200))
"""Starts where gradients vanish, explode, and overflow at once."""
WRITTEN = [each for each in EVERY if each.terms == 1 and not isinstance(each, Expression)]
NUMBERS = (0.0, -0.0, 0.1, -0.7, 3.0, 1e-310, 1e200, -1e200, np.inf, -np.inf, np.nan)


@dataclass(frozen=True)
class Sloped:
    """A landscape from outside, with any slope."""

    slope: Callable[[Any, Any], Any]
    examples: int = 1
    terms: int = 1

    def value(self, x: Array, y: Array) -> Array:
        return x + y

    def gradient(self, x: Array, y: Array, rows: Any = None) -> Any:
        return self.slope(x, y)


def code(optimizer: Optimizer[Any], landscape: Any, start: tuple[float, float]) -> Step:
    first = next(descend(optimizer, landscape, start))
    return traced(optimizer, landscape, first.theta, first.state)


def bits(numbers: Array) -> bytes:
    """All bits but those of NaN, which say nothing."""
    return bytes(np.where(np.isnan(numbers), np.nan, numbers).tobytes())


def assert_same_as_alone(runs: list[Run]) -> None:
    for run, found in zip(runs, record_all(runs), strict=True):
        alone = run.record()
        assert list(found.quantities) == list(alone.quantities)
        pairs = [(found.theta, alone.theta), (found.loss, alone.loss), (found.gradient, alone.gradient)]
        for ours, theirs in [*pairs, *((found.quantities[name], alone.quantities[name]) for name in alone.quantities)]:
            assert (ours.shape, ours.dtype) == (theirs.shape, theirs.dtype)
            assert ours.flags.c_contiguous
            assert bits(ours) == bits(theirs), run


def varied(cls: type[Optimizer[Any]], random: np.random.Generator, rate: float) -> Optimizer[Any]:
    """The optimizer with any values of its knobs, and this learning rate."""
    values: dict[str, float] = {
        name: 2 if knob.whole else float(random.choice([knob.slider[0], random.uniform(*knob.slider), knob.slider[1]]))
        for name, knob in knobs(cls).items()
    }
    return cls(**{**values, "learning_rate": rate})


@pytest.mark.parametrize("landscape", EVERY, ids=lambda landscape: type(landscape).__name__)
def test_every_run_has_the_bits_of_numpy(landscape: Landscape) -> None:
    """Also where it diverges, and with any knobs."""
    random = np.random.default_rng(5)
    starts = [landscape.start, *FAR, *(tuple(random.uniform(*np.transpose(landscape.window))) for _ in range(3))]
    methods = [cls for cls, _ in pairs(METHODS, [landscape])]
    runs = [Run(varied(cls, random, 10 ** random.uniform(-5, 3)), landscape, start, 30) for cls in methods for start in starts]
    runs += [Run(varied(cls, random, 1e200), landscape, landscape.start, 30) for cls in methods]
    assert_same_as_alone([run for run in runs if not isinstance(run.optimizer, MiniBatch)] + runs[-1:])


@pytest.mark.parametrize(("cls", "landscape"), pairs(METHODS, WRITTEN), ids=lambda each: getattr(each, "__name__", type(each).__name__))
def test_every_method_becomes_code_on_every_landscape_without_a_sum(cls: Any, landscape: Landscape) -> None:
    optimizer = replace(cls.suited_to(landscape), **({"batch_size": 2} if cls is MiniBatch else {}))
    step = code(optimizer, landscape, landscape.start)
    allowed = r"def|walk|rates|eta|box|rows|keep|extend|for|in|return|if|else|True|False|abs|sqrt|larger|on_one|on_two|[cfv]\d+|s\d+_\d*"
    assert all(re.fullmatch(allowed, name) for name in re.findall(r"[^\W\d]\w*", step.source)), step.source
    assert "." not in step.source.replace("rows.extend", "")


def test_a_knob_that_is_dragged_is_an_argument() -> None:
    optimizer, other = Adam(learning_rate=0.0312, beta1=0.871), Adam(learning_rate=0.0517, beta1=0.914)
    assert code(optimizer, Rosenbrock(b=71.0), (0.3, 0.4)).source == code(other, Rosenbrock(b=83.0), (0.7, 0.1)).source


def slopes(*functions: Callable[[Any, Any], Any]) -> pytest.MarkDecorator:
    """Parameters that are named by their place."""
    return pytest.mark.parametrize("slope", [pytest.param(each, id=str(i)) for i, each in enumerate(functions)])


@slopes(
    lambda x, y: np.array([x + y, 1 - x]),
    lambda x, y: np.array([x * y, x / y]),
    lambda x, y: np.array([x**2, y**2.0]),
    lambda x, y: np.array([x**3, y**-1]),
    lambda x, y: np.array([x**0.5, y**1.7]),
    lambda x, y: np.array([np.square(x), np.sqrt(y)]),
    lambda x, y: np.array([-x, np.abs(y)]),
    lambda x, y: np.array([np.exp(x), np.sin(y)]),
    lambda x, y: np.array([np.log(x), np.tanh(y)]),
    lambda x, y: np.array([np.cbrt(x), np.sign(y)]),
    lambda x, y: np.array([np.maximum(x, y), np.maximum(0.0, y)]),
    lambda x, y: np.array([np.where(x < y, x, y), np.where(x >= 0.3, 1.0, x)]),
    lambda x, y: np.array([np.where(x <= y, x, y), np.where(y > x, 2, y)]),
    lambda x, y: np.array([np.where(x == y, x, 7), np.where(x != 0, y, x)]),
    lambda x, y: np.array([np.power(np.abs(x), y), np.mod(x, y)]),
    lambda x, y: np.array([np.zeros_like(x), -np.ones_like(y) * x]),
    lambda x, y: np.array([-np.zeros_like(x), np.full_like(y, 3)]),
    lambda x, y: np.stack([x, y]) * 2,
    lambda x, y: np.concatenate([[x], [y]]),
    lambda x, y: np.float64(3.0) * np.stack([x, 1e-3 / y]),
    lambda x, y: np.array([np.arange(3)[2] * x, np.float32(0.1) * y]),
)
def test_what_is_written_has_the_bits_of_numpy(slope: Callable[[Any, Any], Any]) -> None:
    landscape, tried = Sloped(slope), 0
    step = code(GradientDescent(), landscape, (0.5, 0.25))
    for x in NUMBERS:
        for y in NUMBERS:
            with np.errstate(all="ignore"):
                try:
                    row = step.run([1.0], [x, y, 0.0, 0.0])[0][0]
                except (ZeroDivisionError, ValueError):
                    continue
                expected = slope(np.array([x]), np.array([y]))[:, 0]
            assert bits(row[2:4]) == bits(np.asarray(expected, float)), (x, y)
            tried += 1
    assert tried > len(NUMBERS)


@slopes(
    lambda x, y: np.array([x, y]) * 2,
    lambda x, y: np.array([x, y]) ** 2,
    lambda x, y: np.array([[0.6, -0.8], [0.8, 0.6]]) @ np.array([x, y]),
    lambda x, y: np.array([np.array([x, y, x * y]).sum(axis=0), y]),
    lambda x, y: np.array([np.sum(np.stack([x, y, x * y]), axis=0), y]),
    lambda x, y: np.array([np.dot(x, y)[np.newaxis] if np.ndim(np.dot(x, y)) == 0 else x, y]),
    lambda x, y: np.array([np.hypot(x, y), y]),
    lambda x, y: np.array([np.minimum(x, y), y]),
    lambda x, y: np.array([np.power(x, 2), y]),
    lambda x, y: np.array([2.0**x, y]),
    lambda x, y: np.array([np.abs(x) ** y, y]),
    lambda x, y: np.array([x // 1, y % 2]),
    lambda x, y: np.array([np.where(np.isfinite(x), x, 0.0), y]),
    lambda x, y: np.array([np.clip(x, -1, 1), y]),
    lambda x, y: np.array([np.interp(x, [-1, 0, 1], [0.0, 1.0, 0.0]), y]),
    lambda x, y: np.array([x if x[0] > 0 else -x, y]),
    lambda x, y: np.array([x if x[0] == 0.5 else -x, y]),
    lambda x, y: np.array([x if (x > y)[0] else -x, y]),
    lambda x, y: np.array([np.full_like(x, float(x[0])), y]),
    lambda x, y: np.array([np.add(x, y, out=np.empty_like(x)), y]),
    lambda x, y: np.array([sum([x] * 500), y]),
    lambda x, y: np.array([np.real(x * (1 + 2j)), y]),
    lambda x, y: np.array([x > y, y], dtype=float),
    lambda x, y: np.array([x * np.longdouble("0.1"), y]),
    lambda x, y: np.array([x ** np.array([2.0]), y]),
    lambda x, y: np.array([{"f": x}[x.dtype.kind], y]),
)
def test_what_cannot_have_the_bits_of_numpy_is_left_to_it(slope: Callable[[Any, Any], Any]) -> None:
    landscape = Sloped(slope)
    with pytest.raises((TypeError, ValueError, KeyError)):
        code(GradientDescent(), landscape, (0.5, 0.25))
    assert_same_as_alone([Run(Adam(), landscape, (0.5, 0.25), 5)])


def test_a_mistake_of_a_landscape_is_told_as_ever() -> None:
    with pytest.raises(ValueError, match=r"Sloped\.gradient must return shape \(2, 1\)"):
        record_all([Run(Adam(), Sloped(lambda x, y: np.array([x, y, y])), (0.5, 0.25), 5)])


def test_a_division_by_zero_is_left_to_numpy() -> None:
    """The first gradient is 0 along y, and stays so."""
    assert_same_as_alone([Run(AdamaxShorthand(), Saddle(), (1.0, 0.0), 20), Run(Adam(), Saddle(), (1.0, 0.0), 20)])
    assert_same_as_alone([Run(AdamaxShorthand(), each, each.start, 20) for each in EVERY if isinstance(each, OneWeight)])


def test_long_runs_pause_and_can_be_given_up() -> None:
    class GivenUpError(ValueError):
        pass

    pauses: list[int] = []

    def pause() -> None:
        pauses.append(1)
        if len(pauses) == 3:
            raise GivenUpError

    runs = [Run(Adam(), Rosenbrock(), (0.5, 0.25), 4 * STEPS_A_PAUSE)]
    with pytest.raises(GivenUpError):
        record_all(runs, pause)
    assert len(pauses) == 3
    assert_same_as_alone(runs)
