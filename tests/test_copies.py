"""Copies, shallow, deep and pickled, are equal to the original and compute what it does."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from landscapes import Landscape, Noisy, Rosenbrock
from optim_core import Run, descend, final, knobs
from optim_core.spec import quoted
from tests.catalogue import EVERY, METHODS, same

COPIES: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    *(lambda each, protocol=protocol: pickle.loads(pickle.dumps(each, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)),
]


@pytest.mark.parametrize("landscape", EVERY, ids=quoted)
def test_a_copy_of_a_landscape_is_equal_and_computes_the_same(landscape: Landscape) -> None:
    x, y = np.random.default_rng(2).uniform(-2, 2, (2, 30))
    rows = None if landscape.examples == 1 else np.array([1, 0, 2])
    for made in (copied(landscape) for copied in COPIES):
        assert made == landscape
        assert hash(made) == hash(landscape)
        assert repr(made) == repr(landscape)
        assert made.cache_key() == landscape.cache_key()
        same(made.value(x, y), landscape.value(x, y))
        same(made.gradient(x, y, rows), landscape.gradient(x, y, rows))
        same(made.hessian(x, y), landscape.hessian(x, y))
        assert made.survey[:6] == landscape.survey[:6]
        assert list(made.survey.data) == list(landscape.survey.data)
        for field in fields(made):
            assert type(getattr(made, field.name)) is type(getattr(landscape, field.name))


@pytest.mark.parametrize("cls", METHODS)
def test_a_copy_of_a_method_is_equal_and_computes_the_same(cls: Any) -> None:
    landscape = Noisy(Rosenbrock(), 2.0)
    run = Run(cls.suited_to(landscape), landscape, landscape.start, 20, 4, 3)
    whole, many = run.record(), replace(cls(), learning_rate=np.geomspace(1e-3, 1e-1, 3))
    for copied in COPIES:
        assert copied(run.optimizer) == run.optimizer
        assert copied(run) == run
        assert hash(copied(run)) == hash(run)
        assert repr(copied(run)) == repr(run)
        assert copied(run).cache_key() == run.cache_key()
        same(vars(copied(run).record()), vars(whole))
        for field in knobs(cls):
            same(getattr(copied(many), field), getattr(many, field))
        one, another = (final(descend(optimizer, landscape, landscape.start), 20) for optimizer in (many, copied(many)))
        same(one.theta, another.theta)
