"""Laws that every optimizer obeys: what it says of itself, what its knobs take, and that a step changes nothing else."""

import itertools
import subprocess
import sys
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, PenguinsLogistic, Rosenbrock
from lessons.ladder import LADDERS
from optim_core import CONVENTIONS, SHELVED, SHORTHANDS, Adadelta, Adam, RMSprop, descend, knobs, meanings, record
from tests.catalogue import FORMS


@pytest.mark.parametrize("cls", FORMS)
def test_update_is_pure(cls: Any) -> None:
    optimizer = cls()
    g = np.array([1.5, -0.2])
    state = optimizer.init(np.zeros(2))
    for _ in range(3):
        g.flags.writeable = False
        for field in state:
            if isinstance(field, np.ndarray):
                field.flags.writeable = False
        again = optimizer.update(state, g)
        state = optimizer.update(state, g)
        for ours, theirs in zip(again, state, strict=True):
            np.testing.assert_array_equal(ours, theirs)
    with pytest.raises(FrozenInstanceError):
        optimizer.learning_rate = 1.0


@pytest.mark.parametrize("cls", FORMS)
def test_the_catalogue_is_complete(cls: Any) -> None:
    assert cls.name
    assert cls.__doc__
    assert cls.what
    assert cls.where
    assert cls.paper.authors
    assert cls.paper.title
    assert 1940 < cls.paper.year < 2030
    assert cls.paper.url.startswith("https://")
    assert list(meanings(cls.state)) == list(cls.lines())
    assert cls.driver in ("gradient", *cls.lines())
    assert set(cls.draws) <= set(cls.lines()) - {"step"}
    assert bool(cls.difference) == (cls not in SHELVED)
    for field, knob in knobs(cls).items():
        assert knob.slider[0] <= getattr(cls(), field) <= knob.slider[1]
        knob.check(field, np.array(knob.slider) if not knob.whole else 1)
        assert knob.meaning


@pytest.mark.parametrize("cls", CONVENTIONS)
def test_another_convention_is_named_after_its_method(cls: Any) -> None:
    """Unless it is a rung of a ladder, and has its name from there."""
    assert cls in SHELVED
    rungs = {rung.cls for ladder in LADDERS.values() for rung in ladder}
    for label, form in CONVENTIONS[cls].items():
        assert form.name == f"{cls.name}, {label}" or form in rungs


@pytest.mark.parametrize("cls", FORMS)
def test_a_state_that_keeps_theta_keeps_the_loops(cls: Any) -> None:
    for iterate in itertools.islice(descend(cls(learning_rate=0.01), PenguinsLogistic(), (0.3, -0.2), 4), 30):
        if "theta" in iterate.state._fields:
            np.testing.assert_array_equal(iterate.state.theta, iterate.theta)


@pytest.mark.parametrize("cls", SHELVED)
def test_what_a_method_names_exists(cls: Any) -> None:
    if cls.oracle:
        assert cls.oracle.landscape in {landscape.name for landscape in LANDSCAPES}
        cls(**cls.oracle.settings)
        assert "Optax" in cls.elsewhere


@pytest.mark.parametrize("cls", FORMS)
def test_ticks_are_ascending_allowed_and_hold_the_default(cls: Any) -> None:
    for field, knob in knobs(cls).items():
        default = getattr(cls(), field)
        ticks = knob.ticks(default)
        assert list(ticks) == sorted(set(ticks))
        assert default in ticks
        assert 5 < len(ticks) < 300
        for tick in ticks:
            knob.check(field, int(tick) if knob.whole else tick)


INVALID = [(cls, field, knob) for cls in FORMS for field, knob in knobs(cls).items()]


@pytest.mark.parametrize(("cls", "field", "knob"), INVALID, ids=[f"{cls.__name__}.{field}" for cls, field, _ in INVALID])
def test_values_outside_the_domain_are_refused_by_name(cls: type[Any], field: str, knob: Any) -> None:
    (low, high), (low_in, high_in) = knob.domain, knob.closed
    outside = [np.nan, np.inf, -np.inf, low - 1, high + 1, "0.1", None, 1j, [], True, [[0.1], [0.1, 0.2]]]
    outside += [] if low_in else [low]
    outside += [] if high_in or high == np.inf else [high]
    outside += [2.5, np.array([1, 2])] if knob.whole else [np.array([0.5, -3.0])]
    for value in outside:
        with pytest.raises(ValueError, match=rf"{cls.__name__}\.{field} must (lie|be a whole number) in [\[(].*[\])], got ") as refusal:
            cls(**{field: value})
        assert str(knob) in str(refusal.value)
    with pytest.raises(ValueError, match="got -3.0" if not knob.whole else "got 0"):
        cls(**{field: np.array([0.5, -3.0]) if not knob.whole else 0})


def test_the_example_of_the_readme() -> None:
    with pytest.raises(ValueError, match=r"^Adam\.beta1 must lie in \[0, 1\), got 1\.2$"):
        Adam(beta1=1.2)


def test_the_cards_adadelta_is_rmsprop() -> None:
    settings = {"learning_rate": 0.003, "rho": 0.9, "epsilon": 1e-6}
    card, rmsprop = (record(descend(cls(**settings), Rosenbrock(), (-1.5, 2.0)), 50).theta for cls in (SHORTHANDS[Adadelta], RMSprop))
    np.testing.assert_allclose(card, rmsprop, rtol=1e-12)


def test_the_core_needs_numpy_only() -> None:
    code = "import sys, optim_core, landscapes; [cls() for cls in landscapes.LANDSCAPES]; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"streamlit", "plotly", "pandas", "sympy", "scipy"} & set(loaded)
