"""The current run as a program for another library: it reads well, and Optax's takes the same path."""

import contextlib
import io
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import LANDSCAPES, Expression, Himmelblau, Landscape, Noisy, PenguinsStandardised, Rosenbrock, Rotated, Scaled
from landscapes.table import TableLine, TableNetwork
from landscapes.tables.columns import columns, numbers
from lessons.export_code import HEADS, program
from lessons.ladder import LADDERS, added, lengths
from optim_core import OPTIMIZERS, SHORTHANDS, Run, knobs
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum

EVERY: list[Any] = [*OPTIMIZERS, *SHORTHANDS.values(), GradientDescent, Momentum]
PLACE = Noisy(Himmelblau(), 3.0)
CALLS = [(cls, library) for cls in EVERY for library in cls.elsewhere]


def run(cls: Any) -> Run:
    unusual = {"rho": 0.8, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-3, "batch_size": 4}
    optimizer = replace(cls(), learning_rate=0.01, **{name: value for name, value in unusual.items() if name in knobs(cls)})
    return Run(optimizer, PLACE, (0.5, -0.5), 60, batch_size=8, seed=5)


@pytest.mark.parametrize(("cls", "library"), CALLS, ids=[f"{cls.__name__}-{library}" for cls, library in CALLS])
def test_every_program_is_python_and_names_every_knob(cls: Any, library: Any) -> None:
    text = program(run(cls), library, PLACE.code())
    assert text
    compile(text, "program", "exec")
    call = cls.elsewhere[library].call
    assert [name for name in knobs(cls) if f"{{{name}}}" not in call and name != "batch_size"] == []
    assert repr(PLACE) in text


def test_every_call_is_of_a_library_that_the_lab_writes_programs_for() -> None:
    assert all(set(cls.elsewhere) <= set(HEADS) for cls in EVERY)


@pytest.mark.parametrize("cls", [cls for cls in EVERY if "Optax" in cls.elsewhere])
def test_optax_takes_the_recorded_path(cls: Any) -> None:
    pytest.importorskip("optax", reason="make oracle installs it")
    for landscape, start in ((PLACE, (0.5, -0.5)), (PenguinsStandardised(), (-0.7, 1.4))):
        asked = replace(run(cls), landscape=landscape, start=start)
        text = program(asked, "Optax", landscape.code())
        assert text
        told: dict[str, Any] = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, "program", "exec"), told)
        np.testing.assert_allclose(told["path"], asked.record().theta, rtol=1e-9, atol=1e-12)


TABLE = columns("Speed(km/h),don't\n1,2\n2,3\n3,5\n4,5\n")
X, Y = TABLE
MADE: list[Landscape] = [
    *(cls() for cls in LANDSCAPES),
    Rotated(Scaled(Rosenbrock(), 3.0), 20.0),
    Expression("max(x, 2y)^2 + y^2", view=((-3.0, 3.0), (-1.0, 2.0))),
    *(
        model(numbers(TABLE, X), numbers(TABLE, Y), standardise, (X, Y))
        for model in (TableLine, TableNetwork)
        for standardise in (True, False)
    ),
]


@pytest.mark.parametrize("landscape", MADE, ids=lambda each: type(each).__name__)
def test_the_code_of_a_landscape_makes_it(landscape: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("your.csv").write_text("Speed(km/h),don't\n1,2\n2,3\n3,5\n4,5\n", encoding="utf-8")
    imports, lines = landscape.code()
    told: dict[str, Any] = {}
    exec(imports + lines, told)
    assert told["landscape"] == landscape
    assert len(imports + lines) < 400


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_each_rung_adds_something(ladder: Any) -> None:
    for before, rung in itertools.pairwise(ladder):
        assert added(rung, before)
    assert added(ladder[0], None) == set()


def test_the_lengths_are_the_first_steps_in_units_of_eta() -> None:
    cls: Any = LADDERS["Gradient descent to Adam"][3].cls
    trajectory = Run(cls(learning_rate=0.25), Rosenbrock(), (-1.5, 2.0), 30).record()
    assert lengths(trajectory, 0.25)[0] == pytest.approx(1, rel=1e-6)
    assert lengths(trajectory, 0.25).shape == (20,)
