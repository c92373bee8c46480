"""A step of a run is traced once for all starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np
import pytest

from landscapes import Rosenbrock
from optim_core import Optimizer, Run, compiled
from optim_core.compiled import Step, traced
from optim_core.spec import Array, TeX
from tests.test_compiled import assert_same_as_alone


class StepState(NamedTuple):
    step: Annotated[Array, TeX(r"\Delta\theta_t")]


def of_one_name(factor: float) -> Callable[[float], Optimizer[StepState]]:
    """A method from outside; another factor makes another class, of the same name."""

    @dataclass(frozen=True)
    class Method(Optimizer[StepState]):
        learning_rate: float = 1.0
        state = StepState

        def init(self, theta: Array) -> StepState:
            return StepState(np.zeros_like(theta))

        def update(self, prev: StepState, g: Array) -> StepState:
            return StepState(-factor * self.learning_rate * g)

    return Method


def test_a_step_is_traced_once_for_all_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a start that is dragged; and anew for other numbers, and for another class of the same name."""
    one, other = of_one_name(1.0), of_one_name(2.0)
    seen: list[object] = []

    def heard(optimizer: Any, *rest: Any) -> Step:
        seen.append(optimizer)
        return traced(optimizer, *rest)

    monkeypatch.setattr(compiled, "traced", heard)
    methods = [one(0.0123), one(0.0123), one(0.0321), other(0.0123)]
    assert_same_as_alone([Run(method, Rosenbrock(), (0.1 * i, 0.25), 5) for i, method in enumerate(methods)])
    assert seen == [one(0.0123), one(0.0321), other(0.0123)]
