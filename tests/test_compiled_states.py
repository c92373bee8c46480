"""States that become code, and those that are left to NumPy."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

import numpy as np
import pytest

from landscapes import Rosenbrock, Saddle
from optim_core import Optimizer, Run
from optim_core.spec import Array, TeX
from optim_core.tracing import NotTraceableError
from tests.test_compiled import assert_same_as_alone, code


class GrowingState(NamedTuple):
    memory: Any
    step: Annotated[Array, TeX(r"\Delta\theta_t = -g_t")]


@dataclass(frozen=True)
class Growing(Optimizer[GrowingState]):
    """A method from outside whose memory begins as one number and becomes two."""

    learning_rate: float = 1.0
    state = GrowingState

    def init(self, theta: Array) -> GrowingState:
        return GrowingState(0.0, np.zeros_like(theta))

    def update(self, prev: GrowingState, g: Array) -> GrowingState:
        return GrowingState(prev.memory + g, -0.1 * g - 0.01 * prev.memory)


def test_a_state_that_changes_its_shape_is_left_to_numpy() -> None:
    with pytest.raises(NotTraceableError):
        code(Growing(), Rosenbrock(), (0.5, 0.25))
    assert_same_as_alone([Run(Growing(), Saddle(), (0.5, 0.25), 5)])


class WaitingState(NamedTuple):
    t: float
    share: Annotated[float, TeX("s_t = 1")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -g_t")]


@dataclass(frozen=True)
class Waiting(Optimizer[WaitingState]):
    """A method from outside whose steps depend on numbers outside of arrays."""

    learning_rate: float = 1.0
    branches: bool = False
    state = WaitingState

    def init(self, theta: Array) -> WaitingState:
        return WaitingState(0.0, 0.0, np.zeros_like(theta))

    def update(self, prev: WaitingState, g: Array) -> WaitingState:
        t = prev.t + 1
        share = np.sqrt(np.maximum(t - 3, 0.0) / t)
        late = t > 3 if self.branches and t > 3 else t >= 4
        return WaitingState(t, share, np.where(late, -0.1 * (share * g), 0.05 * g / t))


@pytest.mark.parametrize("branches", [False, True])
def test_numbers_outside_of_arrays_are_written_down_and_branches_on_them_refused(branches: bool) -> None:
    if branches:
        with pytest.raises(NotTraceableError):
            code(Waiting(branches=True), Rosenbrock(), (0.5, 0.25))
    else:
        assert "sqrt" in code(Waiting(), Rosenbrock(), (0.5, 0.25)).source
    assert_same_as_alone([Run(Waiting(branches=branches), Saddle(), (0.5, 0.25), 9)])
