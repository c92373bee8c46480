"""Which paths change when the loss is scaled, and which when the axes are turned."""

from dataclasses import replace
from typing import Any

import pytest

from landscapes import Ravine, Rosenbrock
from lessons.invariance import twins
from optim_core import OPTIMIZERS, SGD, SHELVED, Adadelta, Adagrad, Adam, Adamax, MiniBatch, RMSprop, knobs
from optim_core.methods.full_matrix_adagrad import FullMatrixAdagrad

BY_SLOPE: list[Any] = [SGD, MiniBatch]
BY_LENGTH: list[Any] = [Adagrad, RMSprop, Adam, Adamax]


def apart(cls: Any, **more: Any) -> tuple[float, float]:
    small = {"epsilon": 1e-14} if "epsilon" in knobs(cls) else {}
    optimizer = replace(cls.suited_to(Ravine()), **small)
    return twins([optimizer], Ravine(condition=10.0), (1.1, 0.7), 60, **{"factor": 4.0, "degrees": 30.0, **more})[0].differences


@pytest.mark.parametrize("cls", BY_SLOPE)
def test_a_method_that_follows_the_slope_feels_the_scale_and_not_the_turn(cls: Any) -> None:
    scaled, turned = apart(cls)
    assert scaled > 0.1
    assert turned < 1e-12


@pytest.mark.parametrize("cls", BY_LENGTH)
def test_a_method_with_a_rate_for_each_axis_feels_the_turn_and_not_the_scale(cls: Any) -> None:
    scaled, turned = apart(cls)
    assert scaled < 1e-6
    assert turned > 0.05


def test_one_method_adapts_and_turns_with_the_axes() -> None:
    """It feels neither the scale, for it adapts, nor the turn, for a matrix knows no axes."""
    assert [cls for cls in SHELVED if max(apart(cls)) < 1e-6] == [FullMatrixAdagrad]


def test_nothing_changes_where_nothing_is_done() -> None:
    for cls in OPTIMIZERS:
        assert apart(cls, factor=1.0, degrees=0.0) == (0.0, 0.0)


def test_adadelta_feels_both_for_its_epsilon_has_a_unit() -> None:
    scaled, turned = twins([Adadelta()], Rosenbrock(), (-1.5, 2.0), 100, 100.0, 30.0)[0].differences
    assert scaled > 0
    assert turned > 0
