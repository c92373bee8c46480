"""The current run as a program for another library: it reads well, runs alone, and takes the same path."""

import ast
import importlib.util
import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import Himmelblau, Noisy, PenguinsStandardised, Rosenbrock
from landscapes.network import Network
from lessons.export_code import LIBRARIES, program
from lessons.ladder import LADDERS, added, lengths
from optim_core import OPTIMIZERS, SHORTHANDS, Adagrad, Adam, Adamax, RMSprop, Run, knobs
from optim_core.descent import batches
from optim_core.methods.gradient_descent import GradientDescent
from optim_core.methods.momentum import Momentum
from tests.places import EVERY_PLACE, FILE

EVERY: list[Any] = [*OPTIMIZERS, *SHORTHANDS.values(), GradientDescent, Momentum]
PLACE, PENGUINS = Noisy(Himmelblau(), 3.0), PenguinsStandardised()
CALLS = [(cls, library) for cls in EVERY for library in cls.elsewhere]
PACKAGES: dict[Any, set[str]] = {"PyTorch": {"torch"}, "Keras": {"keras", "jax"}, "Optax": {"optax", "jax"}}
KEPT = "import numpy\nnumpy.save({!r}, path)\nimport sys\nassert not {{'landscapes', 'lessons', 'optim_core'}} & set(sys.modules)\n"
DRIVER = "import runpy, sys\nfor name in sys.argv[1:]: runpy.run_path(name, run_name='__main__')"


def run(cls: Any, landscape: Any = PLACE, start: tuple[float, float] = (0.5, -0.5)) -> Run:
    unusual = {"rho": 0.8, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-3, "batch_size": 4}
    optimizer = replace(cls(), learning_rate=0.01, **{name: value for name, value in unusual.items() if name in knobs(cls)})
    return Run(optimizer, landscape, start, 60, batch_size=None if landscape.examples == 1 else 3, seed=5)


RUNS = [run(cls, landscape, start) for cls in EVERY for landscape, start in ((PLACE, (0.5, -0.5)), (PENGUINS, (-0.7, 1.4)))]
PLACES = [replace(run(RMSprop, place, place.start), optimizer=RMSprop.suited_to(place)) for place in EVERY_PLACE]
WHOLE = [replace(each, batch_size=None) for each in (run(RMSprop), run(RMSprop, PENGUINS, (-0.7, 1.4)))]


@pytest.mark.parametrize(("cls", "library"), CALLS, ids=[f"{cls.__name__}-{library}" for cls, library in CALLS])
def test_every_program_is_python_and_names_every_knob(cls: Any, library: Any) -> None:
    text = program(run(cls), library, PLACE)
    assert text
    assert "pip install" in text.splitlines()[1]
    assert max(map(len, text.splitlines())) <= 100
    imported = {name.name.split(".")[0] for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names}
    assert "import numpy as np\n" in text
    assert PACKAGES[library] <= imported <= {*PACKAGES[library], "math", "os", "numpy"}
    call = cls.elsewhere[library].call
    assert [name for name in knobs(cls) if f"{{{name}}}" not in call and name != "batch_size"] == []


def test_every_call_is_of_a_library_that_the_lab_writes_programs_for() -> None:
    assert all(set(cls.elsewhere) <= set(LIBRARIES) for cls in EVERY)
    assert set(PACKAGES) == set(LIBRARIES)


def needed(library: Any) -> None:
    """Skip the test where a package is missing."""
    for name in sorted(PACKAGES[library]):
        if not importlib.util.find_spec(name):
            pytest.skip(f"{name} is not installed: make oracle{'-torch' if name == 'torch' else ''}")


def executed(folder: Path, *arguments: str) -> str:
    """What Python prints in a folder, on the installed packages alone."""
    given = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "KERAS_BACKEND")}
    ran = subprocess.run([sys.executable, "-I", *arguments], cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


@pytest.fixture(scope="module", params=list(LIBRARIES))
def taken(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Run, Any]], Any]:
    """Runs, each with the path that its program for a library takes, in a folder where there is nothing else but the visitor's file."""
    library = request.param
    needed(library)
    folder = tmp_path_factory.mktemp(library)
    (folder / "your.csv").write_text(FILE, encoding="utf-8", newline="")
    programs: dict[Run, str] = {}
    for asked in [*RUNS, *PLACES, *WHOLE]:
        landscape: Any = asked.landscape
        if text := program(asked, library, landscape):
            programs[asked] = f"{len(programs)}.npy"
            (folder / f"{programs[asked]}.py").write_text(text + KEPT.format(programs[asked]), encoding="utf-8")
    executed(folder, "-c", DRIVER, *(f"{name}.py" for name in programs.values()))
    return [(asked, np.load(folder / name)) for asked, name in programs.items()], library


Memory = Any
"""m and v of a method, or whatever it has in their place: an array of shape (2, 2)."""


def theirs(asked: Run, step: Callable[[Any, int, Memory, Any], tuple[Memory, Any]]) -> Any:
    """The path that another library's rule takes, by its documentation."""
    landscape: Any = asked.landscape
    theta, memory = np.array(asked.start), np.zeros((2, 2))
    path = [theta]
    for t, rows in zip(range(1, asked.steps + 1), batches(landscape.examples, asked.examples_per_step, asked.seed), strict=False):
        memory, change = step(asked.optimizer, t, memory, landscape.gradient(theta[:1], theta[1:], rows)[:, 0])
        theta = theta + change
        path.append(theta)
    return np.array(path)


def keras_adam(o: Any, t: int, memory: Memory, g: Any) -> tuple[Memory, Any]:
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    rate = o.learning_rate * np.sqrt(1 - o.beta2**t) / (1 - o.beta1**t)
    return (m, v), -rate * m / (np.sqrt(v) + o.epsilon)


def keras_adamax(o: Any, t: int, memory: Memory, g: Any) -> tuple[Memory, Any]:
    m, u = o.beta1 * memory[0] + (1 - o.beta1) * g, np.maximum(o.beta2 * memory[1], np.abs(g))
    return (m, u), -o.learning_rate / (1 - o.beta1**t) * m / (u + o.epsilon)


def pytorch_rmsprop(o: Any, t: int, memory: Memory, g: Any) -> tuple[Memory, Any]:
    v = o.rho * memory[1] + (1 - o.rho) * g**2
    return (memory[0], v), -o.learning_rate * g / (np.sqrt(v) + o.epsilon)


def pytorch_adagrad(o: Any, t: int, memory: Memory, g: Any) -> tuple[Memory, Any]:
    G = memory[1] + g**2
    return (memory[0], G), -o.learning_rate * g / (np.sqrt(G) + o.epsilon)


def pytorch_momentum(o: Any, t: int, memory: Memory, g: Any) -> tuple[Memory, Any]:
    m = g if t == 1 else o.beta1 * memory[0] + (1 - o.beta1) * g
    return (m, memory[1]), -o.learning_rate * m


DIFFERENT: dict[tuple[Any, Any], Callable[[Any, int, Memory, Any], tuple[Memory, Any]]] = {
    (Adam, "Keras"): keras_adam,
    (Adamax, "Keras"): keras_adamax,
    (RMSprop, "PyTorch"): pytorch_rmsprop,
    (Adagrad, "PyTorch"): pytorch_adagrad,
    (Momentum, "PyTorch"): pytorch_momentum,
}
"""The rules that differ from ours. The note of each says how, and here it is executed."""


def test_every_library_takes_the_recorded_path_or_differs_as_its_note_says(taken: tuple[list[tuple[Run, Any]], Any]) -> None:
    runs, library = taken
    assert {type(asked.optimizer) for asked, _ in runs} == {cls for cls in EVERY if library in cls.elsewhere}
    for asked, path in runs:
        step = DIFFERENT.get((type(asked.optimizer), library))
        recorded = asked.record().theta
        expected = theirs(asked, step) if step else recorded
        place = f"{type(asked.optimizer).__name__} on {type(asked.landscape).__name__}"
        # On a network RMSprop divides slopes by the roots of slopes that have almost vanished, and a coordinate crosses 0.
        least = 1e-9 if isinstance(asked.landscape, Network) else 1e-12
        np.testing.assert_allclose(path, expected, rtol=1e-9, atol=least, err_msg=place)
        if step:
            assert type(asked.optimizer).elsewhere[library].note
            assert asked.landscape not in (PLACE, PENGUINS) or not np.allclose(path, recorded, rtol=1e-6), f"{place} does not differ"


@pytest.mark.parametrize("library", list(LIBRARIES))
def test_a_program_needs_nothing_beside_it(library: Any, tmp_path: Path) -> None:
    needed(library)
    text = program(run(RMSprop), library, PLACE)
    assert text
    (tmp_path / "run.py").write_text(text, encoding="utf-8")
    end = executed(tmp_path, "run.py")
    assert end.startswith("[")
    assert len(end.splitlines()) == 1
    assert os.listdir(tmp_path) == ["run.py"]


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=LADDERS)
def test_each_rung_adds_something(ladder: Any) -> None:
    for before, rung in itertools.pairwise(ladder):
        assert added(rung, before)
    assert added(ladder[0], None) == set()


def test_the_lengths_are_the_first_steps_in_units_of_eta() -> None:
    trajectory = Run(Adam(learning_rate=0.25), Rosenbrock(), (-1.5, 2.0), 30).record()
    assert lengths(trajectory, 0.25)[0] == pytest.approx(1, rel=1e-6)
    assert lengths(trajectory, 0.25).shape == (20,)
