"""What became of a run, in words."""

from typing import Any

import numpy as np
import pytest

from landscapes import (
    Expression,
    Himmelblau,
    Landscape,
    Noisy,
    PenguinsRaw,
    Plateau,
    Ravine,
    Rosenbrock,
    Saddle,
    StyblinskiTang,
    ThreeHumpCamel,
)  # fmt: skip
from optim_core import SGD, SHELVED, Adam, MiniBatch, Optimizer, Outcome, RMSprop, Run, descend, outcome, outcomes, record, record_all
from optim_core.outcomes import point_text
from tests.catalogue import EVERY


def ending(optimizer: Optimizer[Any], landscape: Landscape, start: tuple[float, float], steps: int = 500) -> Outcome:
    return outcome(record(descend(optimizer, landscape, start), steps), landscape)


@pytest.mark.parametrize(
    ("optimizer", "landscape", "start", "kind", "sentence"),
    [
        (Adam(learning_rate=0.1), Himmelblau(), (1.0, 1.0), "at a minimum", "at the minimum (3, 2)"),
        (SGD(learning_rate=0.01), StyblinskiTang(), (3.0, 3.0), "at a local minimum", "at a local minimum, (2.75, 2.75)"),
        (SGD(learning_rate=0.1), Saddle(), (1.0, 0.0), "at a saddle", "at a saddle, (0, 0): it curves up one way and down the other"),
        (SGD(learning_rate=1e-4), Plateau(), (3.9, 0.0), "nearly still", "nearly still at (3.9, 0), at loss 1"),
        (
            MiniBatch(0.005, 342),
            PenguinsRaw(),
            (2.4, -2.0),
            "nearly still",
            "nearly still at (2.98, -1.76), at loss",
        ),  # on the floor of a ravine, far from its end
        (SGD(learning_rate=0.0005), Rosenbrock(), (-1.5, 2.0), "still moving", "still moving, at loss"),
        (SGD(learning_rate=0.01), Rosenbrock(), (-1.5, 2.0), "diverged", "passed 10¹²"),
        (SGD(learning_rate=0.01), Saddle(), (1.0, 0.01), "left the view", "left the view at step 268"),
        (SGD(learning_rate=2.0), Ravine(condition=1.0), (1.0, 0.5), "cycling", "cycling with period 2 around the minimum (0, 0)"),
        (RMSprop(learning_rate=0.1), ThreeHumpCamel(), (-1.9, 1.9), "cycling", "cycling with period 2 around (-1.74, 0.87)"),
        (SGD(0.003), Noisy(Himmelblau(), 20.0), (0.4, -0.8), "hovering", "hovering around the minimum (3.58, -1.85)"),
        (SGD(0.05), Noisy(ThreeHumpCamel(), 0.5), (-1.9, 1.9), "hovering", "hovering around a local minimum, (-1.75, 0.874)"),
        (SGD(learning_rate=0.01), StyblinskiTang(), StyblinskiTang().minima[0], "at a minimum", "at the minimum (-2.9, -2.9)"),
    ],
)
def test_each_outcome_has_its_words(optimizer: Any, landscape: Landscape, start: Any, kind: str, sentence: str) -> None:
    found = ending(optimizer, landscape, start)
    assert found.kind == kind
    assert sentence in found.sentence


@pytest.mark.parametrize(
    ("point", "words"), [((0.975, -3.56e-17), "(0.975, 0)"), ((-3e-17, 1e-5), "(0, 1e-05)"), ((-1.25, 0.5), "(-1.25, 0.5)")]
)
def test_what_rounding_leaves_of_a_zero_is_written_zero(point: Any, words: str) -> None:
    assert point_text(point, ((-2.0, 2.0), (-3.0, 3.0))) == words


def test_the_step_of_leaving_and_of_diverging_is_the_first() -> None:
    landscape = Saddle()
    trajectory = record(descend(SGD(learning_rate=0.01), landscape, (1.0, 0.01)), 500)
    assert np.flatnonzero(np.abs(trajectory.theta[:, 1]) > 2)[0] == 268
    diverging = record(descend(SGD(learning_rate=0.01), Rosenbrock(), (-1.5, 2.0)), 50)
    with np.errstate(all="ignore"):
        first = np.flatnonzero(~(np.hypot(*diverging.theta.T) <= 1e12))[0]
    assert f"at step {first}:" in outcome(diverging, Rosenbrock()).sentence


@pytest.mark.parametrize("cls", SHELVED)
def test_a_slope_that_does_not_exist_has_a_sentence_of_its_own(cls: Any) -> None:
    landscape = Expression("4sqrt(x) + y^2")
    found = ending(cls.suited_to(landscape), landscape, (0.0, 0.5), 20)
    assert found.kind == "no slope"
    assert found.sentence == "ended at step 0: the slope is not defined at (0, 0.5)"
    assert ending(SGD(learning_rate=0.5), landscape, (1.0, 0.5), 20).sentence == "ended at step 1: the slope is not defined at (0, 0)"
    assert ending(SGD(learning_rate=1.0), landscape, (1.0, 0.5), 20).kind == "undefined"
    assert ending(SGD(learning_rate=0.5), landscape, (1.0, 0.5), 1).kind != "no slope", "no step needs it any more"


@pytest.mark.parametrize("cls", SHELVED)
@pytest.mark.parametrize(
    "text", ["(x^2)^1.5 + y^2", "sqrt(x^2+y^2)", "abs(x)^1.5 + y^2", "log(1+exp(400x)) + y^2", "x sqrt(abs(x)) + (x-1)^2 + y^2"]
)
def test_where_there_is_a_slope_no_run_ends_for_want_of_it(cls: Any, text: str) -> None:
    landscape = Expression(text)
    for start in ((0.0, 0.5), (0.0, 0.0), (1.9, 0.0)):
        assert ending(cls.suited_to(landscape), landscape, start, 60).kind not in ("diverged", "no slope", "undefined")


def test_a_run_that_grows_beyond_all_floats_has_diverged() -> None:
    """Its slope is infinite, which is another thing than none."""
    found = ending(SGD(learning_rate=1.0), Expression("exp(x^2) + y^2"), (2.0, 0.0), 20)
    assert found.kind == "diverged"
    assert ending(SGD(learning_rate=1.0), Expression("exp(exp(x^2)) + y^2"), (2.7, 0.0), 20).kind == "diverged"


def test_near_rosenbrocks_minimum_a_small_rate_is_not_at_a_local_one() -> None:
    """On the floor of the valley the slope is small in all directions, but it has no zero there."""
    for cls in SHELVED:
        method: Any = cls
        found = ending(method(learning_rate=1e-5), Rosenbrock(), (0.97, 0.97))
        assert found.kind in ("nearly still", "still moving"), (cls, found.sentence)  # a weight decay moves on, whatever η is


def test_numbers_of_the_table() -> None:
    found = ending(Adam(learning_rate=0.1), Himmelblau(), (1.0, 1.0))
    trajectory = record(descend(Adam(learning_rate=0.1), Himmelblau(), (1.0, 1.0)), 500)
    assert found.final_loss == trajectory.loss[-1]
    assert found.distance == pytest.approx(np.hypot(*(trajectory.theta[-1] - (3, 2))))
    assert found.steps_to_tolerance is not None
    assert trajectory.loss[found.steps_to_tolerance] <= 1e-3 * trajectory.loss[0] < trajectory.loss[found.steps_to_tolerance - 1]


def test_without_a_minimum_there_is_no_distance_and_nothing_to_reach() -> None:
    found = ending(SGD(learning_rate=0.01), Saddle(), (1.0, 0.01))
    assert np.isnan(found.distance)
    assert found.steps_to_tolerance is None


def test_runs_that_are_judged_together_end_as_alone() -> None:
    random = np.random.default_rng(3)
    landscapes = [each for each in EVERY for _ in range(20)]
    runs = [
        Run(Adam(learning_rate=10 ** random.uniform(-4, 1.5)), each, each.start, steps)
        for each in EVERY
        for steps in (7, 120)
        for _ in range(10)
    ]
    recorded = record_all(runs)
    together = outcomes(recorded, landscapes)
    alone = [outcome(*pair) for pair in zip(recorded, landscapes, strict=True)]
    assert list(map(repr, together)) == list(map(repr, alone))  # NaN is not equal to itself
    assert len({each.kind for each in together}) > 4
