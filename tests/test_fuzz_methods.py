"""Typed methods are taken or refused in words, and nothing hangs. A few hundred cases of each; `make fuzz`: 10,000."""

import pickle
import re
import time
from typing import Any

import numpy as np
from hypothesis import example, given

from landscapes import Himmelblau, Rosenbrock
from lessons.own_method import LONGEST, MOST_KNOBS, MOST_LINES, own_method
from lessons.own_method.reader import read_line
from lessons.own_method.typed_out import typed_out
from optim_core import Run, descend, final, knobs, record_all
from optim_core.outcomes import outcomes
from tests.inputs import MANY
from tests.rule_inputs import CUT, RIGHTS, RULES, WHOLE
from tests.stretches import MOST, within_a_second
from tests.test_compiled import assert_same_as_alone


def assert_runs_or_says_why(text: str) -> None:
    try:
        cls: Any = own_method(text)
    except ValueError as refused:
        said = str(refused)
        assert re.match(r"Line \d+: .|There is nothing|The last line|A method has", said), said
        assert len(said) < 700
        assert "<" not in said
        return
    assert len(cls.text) <= LONGEST
    assert 1 <= len(cls.names) <= MOST_LINES
    assert 1 <= len(knobs(cls)) <= MOST_KNOBS
    assert own_method(cls.text)() == pickle.loads(pickle.dumps(cls())) == cls()
    for field, knob in knobs(cls).items():
        assert knob.ticks(getattr(cls(), field))
    run = Run(cls(), Himmelblau(), (1.0, 2.0), 12)
    assert_same_as_alone([run])
    assert outcomes(record_all([run]), [Himmelblau()])[0].sentence
    many = final(descend(cls(learning_rate=np.array([0.1, 0.2])), Rosenbrock(), (1.0, 2.0)), 12)
    assert many.theta.shape == (2, 2)


@MANY
@given(RULES)
@example("eta = 0.1 in [0.001, 1] log\nstep = -eta " + "(" * 23 + "g" + ")^t" * 23)
@example("eta = 0.1 in [0.001, 1] log\n" + "".join(f"m{i} = {'g^g + ' * 12}g\n" for i in range(11)) + "step = -eta g")
@within_a_second
def test_methods(text: str) -> None:
    assert_runs_or_says_why(text)


@MANY
@given(RIGHTS)
@within_a_second
def test_lines_are_written_as_they_are_read(text: str) -> None:
    names = ["m", "v", "m_hat", "v_hat", "beta1", "beta2", "epsilon", "old", "G", "u1", "w_max", "step", "eta"]
    try:
        tree = read_line(text, 0, names)
    except ValueError:
        return
    assert read_line(typed_out(tree), 0, names) == tree


def test_the_fuzz_finds_methods_as_well_as_refusals() -> None:
    """Else it would say little of either."""
    taken: list[bool] = []

    @MANY
    @given(WHOLE | CUT)
    def tried(text: str) -> None:
        try:
            own_method(text)
        except ValueError:
            taken.append(False)
        else:
            taken.append(True)

    tried()
    assert 0.1 < np.mean(taken) < 0.9


def test_the_longest_methods_are_computed_in_time() -> None:
    """The most that one line can cost, in all lines, for as many runs as a piece of a map has."""
    line = " + ".join(["g^theta"] * 10)
    cls: Any = own_method("eta = 0.1 in [0.001, 1] log\n" + "".join(f"m{i} = {line}\n" for i in range(11)) + "step = -eta m3/m4")
    many = cls(learning_rate=np.full(2500, 0.1))
    begun = time.thread_time()
    final(descend(many, Rosenbrock(), (1.0, 2.0)), 10)
    assert time.thread_time() - begun < 10 * MOST
