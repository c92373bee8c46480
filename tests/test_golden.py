"""The outside oracle: trajectories made once by Optax, by golden/make.py."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES
from optim_core import FORMS, SHELVED, Run
from tests.catalogue import gradient_points

GOLDEN = np.load(Path(__file__).parent / "golden/trajectories.npz")
LANDSCAPE = {cls.name: cls for cls in LANDSCAPES}


@pytest.mark.parametrize("cls", [cls for cls in FORMS if cls.oracle])
def test_a_thousand_steps_agree_with_optax(cls: Any) -> None:
    landscape, start, settings = cls.oracle
    run = Run(cls(**settings), LANDSCAPE[landscape](), start, 1000, batch_size=8, seed=3)
    np.testing.assert_allclose(gradient_points(run)[::10], GOLDEN[cls.__name__], rtol=0, atol=1e-9)


def test_every_method_that_optax_has_is_checked_by_it() -> None:
    assert [cls.name for cls in SHELVED if "Optax" in cls.elsewhere and not cls.oracle] == []
    assert set(GOLDEN) == {cls.__name__ for cls in FORMS if cls.oracle}
