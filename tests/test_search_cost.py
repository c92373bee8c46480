"""What the search for lowest points costs: no more than it says, and it gives way while it works."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from landscapes import Expression
from landscapes.minima.downhill import AT_ONCE
from landscapes.minima.search import MOST_EVALUATIONS, MOST_MINIMA, search
from landscapes.table import TableLogistic, TableNetwork
from tests.published import square


class Counted:
    """A landscape that counts the points at which it is asked, and the most between two pauses."""

    def __init__(self, value: Callable[[Any, Any], Any], slope: Callable[[Any, Any], Any]) -> None:
        self.written, self.slope, self.points, self.since, self.most = value, slope, 0, 0, 0

    def count(self, x: Any, times: int = 1) -> None:
        self.points += times * x.size
        self.since += times * x.size
        self.most = max(self.most, self.since)

    def value(self, x: Any, y: Any) -> Any:
        self.count(x)
        return self.written(x, y)

    def gradient(self, x: Any, y: Any, rows: Any = None) -> Any:
        self.count(x)
        return np.array(self.slope(x, y))

    def hessian(self, x: Any, y: Any) -> Any:
        self.count(x, 2)
        return np.array([[1 + 0 * x, 0 * x], [0 * x, 1 + 0 * x]])

    def pause(self) -> None:
        self.since = 0


def noise(x: Any, y: Any) -> Any:
    """No two points have anything to do with each other."""
    return np.modf(np.sin(x * 12.9898 + y * 78.233) * 43758.5453)[0]


COSTLY: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "noise": (noise, lambda x, y: [noise(y, x), noise(x, y)]),
    "noise beside nothing": (lambda x, y: np.where(noise(y, x) > 0.9, np.nan, noise(x, y)), lambda x, y: [x, y]),
    "a board": (lambda x, y: np.floor(40 * x) % 2 + np.floor(40 * y) % 2 + 1e-3 * noise(x, y), lambda x, y: [0 * x, 0 * y]),
    "a kink": (lambda x, y: np.abs(y - x**2) + 1e-3 * np.abs(x - 0.3), lambda x, y: [1 + 0 * x, 1 + 0 * x]),
    "a crease": (lambda x, y: np.sqrt(np.abs(y - np.sin(3 * x))) + 1e-3 * noise(x, y), lambda x, y: [1 + 0 * x, 1 + 0 * x]),
    "plain": (lambda x, y: x**2 + y**2, lambda x, y: [2 * x, 2 * y]),
    "level": (lambda x, y: 0 * x, lambda x, y: [0 * x, 0 * y]),
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_search_costs_what_it_says_and_gives_way(kind: str) -> None:
    landscape = Counted(*COSTLY[kind])
    found = search(landscape, square(1.7), landscape.pause)
    assert found.evaluations == landscape.points <= MOST_EVALUATIONS
    assert landscape.most <= 2 * AT_ONCE
    assert len(found.points) <= MOST_MINIMA


def test_a_search_is_given_up_where_it_pauses_and_made_once() -> None:
    text = "(x-0.123)^2 + cosh(y)"
    pauses: list[int] = []

    def giving_up() -> None:
        pauses.append(1)
        if len(pauses) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Expression(text, pause=giving_up)
    landscape = Expression(text, pause=lambda: pauses.append(1))
    asked = len(pauses)
    assert asked > 10
    assert Expression(text, pause=lambda: pauses.append(1)) == landscape
    assert len(pauses) == asked, "an equal landscape is not searched again"


class Reads:
    """How many rows the models of a table read while one is made."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cls: Any) -> None:
        self.points = 0
        for name in ("value", "gradient"):
            written = getattr(cls, name)

            def counted(landscape: Any, x: Any, y: Any, *rows: Any, written: Any = written) -> Any:
                self.points += np.size(x)
                return written(landscape, x, y, *rows)

            monkeypatch.setattr(cls, name, counted)


@pytest.mark.parametrize("cls", [TableLogistic, TableNetwork])
@pytest.mark.parametrize("seed", range(6))
def test_the_search_in_a_table_is_bounded(cls: Any, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(seed)
    x = random.standard_t(1.2, 9)
    y = (random.random(9) < 0.5).astype(float) if cls is TableLogistic else random.standard_t(1.5, 9)
    y[:2] = 0, 1
    reads = Reads(monkeypatch, cls)
    table = cls(tuple(x), tuple(y))
    assert reads.points <= 8_000
    for minimum in table.minima:
        at = np.array(minimum)[:, np.newaxis]
        assert table.rate < 2 / np.linalg.eigvalsh(table.hessian(*at)[:, :, 0])[-1]
