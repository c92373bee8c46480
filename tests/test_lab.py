"""The laboratory of the claims knows what its runs cost."""

import pytest

from lessons.lab import NAMES, Lab

PENGUINS = Lab(NAMES["Penguins, two species"]())


@pytest.mark.parametrize(
    ("method", "batch", "examples"),
    [("Gradient descent", None, 219), ("SGD", None, 1), ("Mini-batch", None, 8), ("Adam", 32, 32), ("Adam", None, 219)],
)
def test_a_walk_knows_how_many_gradients_a_step_computes(method: str, batch: int | None, examples: int) -> None:
    assert PENGUINS.run(method, steps=1, batch=batch).evaluations_per_step == examples


def test_on_a_plain_function_each_step_computes_one_gradient() -> None:
    assert PENGUINS.on("Himmelblau").run("SGD", steps=1).evaluations_per_step == 1
