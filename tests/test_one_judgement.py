"""Map, list and Compare say the same of a run: the judgement of a cell is the outcome of its run, with and without noise."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Himmelblau, Landscape, Noisy
from landscapes.noisy import usual_noise
from optim_core import OPTIMIZERS, SGD, Outcome, Run, knobs, outcome
from optim_core.batch.ends import Ends
from optim_core.batch.maps import START, Axis, Map
from optim_core.judgement import KINDS
from optim_core.outcomes import point_text

CELLS = 25
STEPS = (1, 20, 100, 300)


def drawn(seed: int, landscape: Landscape) -> Map:
    """A map of random sides over a random method."""
    random = Random(seed)
    cls: Any = random.choice(OPTIMIZERS)
    rate = float(cls.suited_to(landscape).learning_rate)
    rates = Axis("learning_rate", rate / 100, rate * 50, "log")
    starts = [Axis(name, *side) for name, side in zip(START, landscape.window, strict=True)]
    second = [name for name, knob in knobs(cls).items() if knob.scale == "log of 1 - value"]
    memory = Axis(random.choice(second), 0.1, 0.99, "log of 1 - value") if second else starts[1]
    x, y = random.choice([(rates, memory), (starts[0], starts[1]), (starts[0], rates)])
    batch = random.choice([None, 1, 8]) if landscape.examples > 8 else None
    return Map(cls(learning_rate=rate), landscape, landscape.start, random.choice(STEPS), x, y, False, batch, seed, size=25)


def alone(one: Map, place: int) -> Outcome:
    """The outcome of one cell's run, recorded for itself."""
    values: dict[str, float] = {axis.name: float(axis.cells(25)[at]) for axis, at in ((one.x, place % 25), (one.y, place // 25))}
    start = [values.pop(name, at) for name, at in zip(START, one.start, strict=True)]
    run = Run(replace(one.optimizer, **values), one.landscape, (start[0], start[1]), one.steps, one.batch_size, one.seed)
    return outcome(run.record(), one.landscape)


def agree(one: Map, found: Ends, i: int, said: Outcome) -> None:
    assert KINDS[found.kind[i]] == said.kind
    assert (int(found.passed[i]) if found.reached[i] else None) == said.steps_to_tolerance
    minima = [point_text(minimum, one.landscape.window) for minimum in one.landscape.minima]
    lowest = " the minimum " in said.sentence
    assert bool(found.minimum[i]) == lowest
    assert not lowest or minima[found.minimum[i] - 1] in said.sentence
    if found.kind[i] > KINDS.index("no slope"):
        assert found.loss[i] == said.final_loss


@pytest.mark.parametrize("cls", LANDSCAPES, ids=lambda cls: cls.name)
def test_a_cell_is_judged_as_its_run(cls: Any) -> None:
    bare: Any = cls()
    kinds = set()
    for seed in range(4):
        landscape = Noisy(bare, usual_noise(bare)) if bare.examples == 1 and seed % 2 else bare
        one = drawn(seed + 100, landscape)
        places = np.array(Random(seed).sample(range(625), CELLS))
        found = one.run(places)
        stopped = replace(one, stop=True).run(places)
        np.testing.assert_array_equal(stopped.passed, found.passed)
        np.testing.assert_array_equal(stopped.kind[~found.reached], found.kind[~found.reached])
        for i, place in enumerate(places):
            said = alone(one, int(place))
            kinds.add(said.kind)
            agree(one, found, i, said)
    assert len(kinds) > 1, "these cells are all of one kind"


def test_a_run_that_passes_a_minimum_and_diverges_has_diverged() -> None:
    """SGD at η = 0.03 on Himmelblau, with noise: one run in eleven comes within a thousandth of the height, and goes on to diverge."""
    starts = [Axis(name, *side) for name, side in zip(START, Himmelblau().window, strict=True)]
    noisy = Noisy(Himmelblau(), usual_noise(Himmelblau()))
    one = Map(SGD(learning_rate=0.03), noisy, (0.0, 0.0), 300, starts[0], starts[1], stop=False, size=25)
    found = one.run(np.arange(625))
    passing = found.reached
    assert passing.sum() > 40
    assert found.became("diverged")[passing].mean() > 0.9
    assert (found.minimum[found.became("diverged")] == 0).all()
    stopped = replace(one, stop=True).run(np.arange(625))
    assert (stopped.t[passing] == found.passed[passing]).all()
