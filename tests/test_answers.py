"""The answers of somebody else's landscape: what has another shape, or is no real number, is refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from optim_core import SGD, Adam, MiniBatch, Run, descend, final, record, record_all
from optim_core.batch.clouds import clouds
from optim_core.batch.ends import ends
from optim_core.step import value_at


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
        ends(SGD(0.1), landscape, starts, 3)  # type: ignore[arg-type]  # only runs that are judged need more
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
        ends(SGD(0.1), landscape, (1.0, 2.0), 3)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.int64, np.longdouble])
def test_a_gradient_of_another_type_is_taken_as_float64(kind: Any) -> None:
    landscape = Bowl(lambda g: g.astype(kind), lambda value: value.astype(kind))
    trajectory = record(descend(SGD(0.125), landscape, (4.0, 2.0)), 1)
    assert trajectory.gradient.dtype == trajectory.loss.dtype == np.float64
    np.testing.assert_array_equal(trajectory.theta[1], [3.0, 0.5])
