"""Where η stands matters when it changes: inside a velocity the old steps go on as they were, outside they change with η."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from optim_core import HeavyBall
from optim_core.methods.heavy_ball_inside import HeavyBallInside

G = np.array([2.0, -3.0])


def steps(optimizer: Any, rates: tuple[float, ...]) -> list[Any]:
    """The steps down a slope that stays the same, with these rates one after the other."""
    state, found = optimizer.init(np.zeros(2)), []
    for rate in rates:
        state = replace(optimizer, learning_rate=rate).update(state, G)
        found.append(state.step)
    return found


@pytest.mark.parametrize("mu", [0.0, 0.5, 0.9])
def test_the_two_heavy_balls_part_when_eta_falls_and_not_before(mu: float) -> None:
    inside, outside = (steps(cls(momentum=mu), (0.1, 0.1, 0.01)) for cls in (HeavyBallInside, HeavyBall))
    np.testing.assert_allclose(inside[:2], outside[:2], rtol=1e-15)
    np.testing.assert_allclose(inside[2], mu * inside[1] - 0.01 * G, rtol=1e-15)
    np.testing.assert_allclose(outside[2], 0.1 * mu * outside[1] - 0.01 * G, rtol=1e-14)
