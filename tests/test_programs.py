"""The current run as a program for another library: it reads well, runs alone, and takes the same path."""

import ast
import importlib.util
import itertools
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landscapes import Rosenbrock
from landscapes.network import Network
from lessons.export_code import LIBRARIES, program
from lessons.ladder import LADDERS, added, lengths
from optim_core import EVERY, Adagrad, Adam, Adamax, AdamW, AMSGrad, NAdam, RMSprop, Run, knobs
from optim_core.descent import batches
from optim_core.methods.adamw import AdamWInLibraries
from optim_core.methods.momentum import Momentum
from optim_core.methods.prodigy import Prodigy
from optim_core.methods.radam import RAdam
from optim_core.methods.rmsprop_in_libraries import RMSpropCentred
from optim_core.methods.schedule_free_adamw import ScheduleFreeAdamW
from optim_core.schedules.schedule import at_step
from tests.catalogue import gradient_points
from tests.places import EVERY_PLACE
from tests.programs import PACED, PENGUINS, PLACE, RUNS, WHOLE, digest, executed, paths, programs, run

CALLS = [(cls, library) for cls in EVERY for library in cls.elsewhere]
PACKAGES: dict[Any, set[str]] = {"PyTorch": {"torch"}, "Keras": {"keras", "jax"}, "Optax": {"optax", "jax"}}
GOLDEN = np.load(Path(__file__).parent / "golden/torch.npz")
"""What PyTorch's programs have computed, where it is not installed."""
PLACES = [replace(run(RMSprop, place, place.start), optimizer=RMSprop.suited_to(place)) for place in EVERY_PLACE]


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


def missing(library: Any) -> str:
    """A package that a library needs and that is not installed; or nothing."""
    return next((name for name in sorted(PACKAGES[library]) if not importlib.util.find_spec(name)), "")


@pytest.fixture(scope="module", params=list(LIBRARIES))
def taken(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Run, Any]], Any]:
    """Runs, each with the path that its program for a library takes, or has taken."""
    library = request.param
    if not (package := missing(library)):
        texts = programs([*RUNS, *PLACES, *WHOLE, *PACED], library)
        return list(paths(texts, tmp_path_factory.mktemp(library)).items()), library
    if package != "torch":
        pytest.skip(f"{package} is not installed: make oracle")
    texts = programs([*RUNS, *WHOLE, *PACED], library)
    assert {*map(digest, texts.values())} == set(GOLDEN), "PyTorch's programs have changed: make oracle-torch"
    return [(asked, GOLDEN[digest(text)]) for asked, text in texts.items()], library


Memory = Any
"""m, v and the largest v of a method, or whatever it has in their place: an array of shape (3, 2)."""
Step = Callable[[Any, int, Memory, Any, Any], tuple[Memory, Any]]
"""The new memory and the step: of an optimizer, the step's number, the memory, θ and the gradient."""


def theirs(asked: Run, step: Step) -> Any:
    """The path that another library's rule takes, by its documentation."""
    landscape: Any = asked.landscape
    theta, memory = np.array(asked.start), np.zeros((3, 2))
    path = [theta]
    for t, rows in zip(range(1, asked.steps + 1), batches(landscape.examples, asked.examples_per_step, asked.seed), strict=False):
        memory, change = step(
            at_step(asked.optimizer, asked.schedule, t), t, memory, theta, landscape.gradient(theta[:1], theta[1:], rows)[:, 0]
        )
        theta = theta + change
        path.append(theta)
    return np.array(path)


def keras_adam(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    rate = o.learning_rate * np.sqrt(1 - o.beta2**t) / (1 - o.beta1**t)
    return (m, v), -rate * m / (np.sqrt(v) + o.epsilon)


def keras_adamw(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    memory, change = keras_adam(o, t, memory, theta, g)
    return memory, change - o.weight_decay * theta


def keras_adamw_by_eta(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    memory, change = keras_adam(o, t, memory, theta, g)
    return memory, change - o.learning_rate * o.weight_decay * theta


def pytorch_amsgrad(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    largest = np.maximum(memory[2], v)
    return (m, v, largest), -o.learning_rate * m / (1 - o.beta1**t) / (np.sqrt(largest / (1 - o.beta2**t)) + o.epsilon)


def keras_amsgrad(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    largest, rate = np.maximum(memory[2], v), o.learning_rate * np.sqrt(1 - o.beta2**t) / (1 - o.beta1**t)
    return (m, v, largest), -rate * m / (np.sqrt(largest) + o.epsilon)


def pytorch_nadam(o: Any, t: int, memory: Memory, theta: Any, g: Any, psi: float = 0.004) -> tuple[Memory, Any]:
    mu = o.beta1 * (1 - 0.5 * 0.96 ** (psi * np.arange(1, t + 2)))
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    ahead = mu[t] * m / (1 - np.prod(mu)) + (1 - mu[t - 1]) * g / (1 - np.prod(mu[:t]))
    return (m, v), -o.learning_rate * ahead / (np.sqrt(v / (1 - o.beta2**t)) + o.epsilon)


def keras_nadam(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    return pytorch_nadam(o, t, memory, theta, g, psi=1.0)


def keras_adamax(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, u = o.beta1 * memory[0] + (1 - o.beta1) * g, np.maximum(o.beta2 * memory[1], np.abs(g))
    return (m, u), -o.learning_rate / (1 - o.beta1**t) * m / (u + o.epsilon)


def pytorch_rmsprop(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    v = o.rho * memory[1] + (1 - o.rho) * g**2
    return (memory[0], v), -o.learning_rate * g / (np.sqrt(v) + o.epsilon)


def pytorch_rmsprop_centred(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    mean, v = o.rho * memory[0] + (1 - o.rho) * g, o.rho * memory[1] + (1 - o.rho) * g**2
    return (mean, v), -o.learning_rate * g / (np.sqrt(v - mean**2) + o.epsilon)


def pytorch_adagrad(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    G = memory[1] + g**2
    return (memory[0], G), -o.learning_rate * g / (np.sqrt(G) + o.epsilon)


def pytorch_momentum(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m = g if t == 1 else o.beta1 * memory[0] + (1 - o.beta1) * g
    return (m, memory[1]), -o.learning_rate * m


def pytorch_radam(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, v = o.beta1 * memory[0] + (1 - o.beta1) * g, o.beta2 * memory[1] + (1 - o.beta2) * g**2
    all_, mean = 2 / (1 - o.beta2) - 1, m / (1 - o.beta1**t)
    rho = all_ - 2 * t * o.beta2**t / (1 - o.beta2**t)
    r = np.sqrt((rho - 4) * (rho - 2) * all_ / ((all_ - 4) * (all_ - 2) * rho)) if rho > 5 else 0.0
    return (m, v), -o.learning_rate * mean * (r * np.sqrt(1 - o.beta2**t) / (np.sqrt(v) + o.epsilon) if rho > 5 else 1)


def keras_schedule_free(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    """θ is y, and the memory holds how far z is from it."""
    z, v = theta + memory[0], o.beta2 * memory[1] + (1 - o.beta2) * g**2
    x = (theta * (1 - o.learning_rate * o.weight_decay) - (1 - o.beta1) * z) / o.beta1
    z = z - o.learning_rate * g / (np.sqrt(v / (1 - o.beta2**t)) + o.epsilon)
    y = o.beta1 * (x + (z - x) / t) + (1 - o.beta1) * z
    return (z - y, v), y - theta


def optax_prodigy(o: Any, t: int, memory: Memory, theta: Any, g: Any) -> tuple[Memory, Any]:
    m, v, r, s, d, start = memory if t > 1 else (0.0, 0.0, 0.0, 0.0, o.initial_distance, theta)
    m, v = o.beta1 * m + (1 - o.beta1) * d * g, o.beta2 * v + (1 - o.beta2) * (d * g) ** 2
    r, s = o.beta2**0.5 * r + o.learning_rate * d**2 * g @ (start - theta), o.beta2**0.5 * s + o.learning_rate * d**2 * g
    larger = max(d, r / np.abs(s).sum())
    return (m, v, r, s, larger, start), -o.learning_rate * d * m / (np.sqrt(v) + larger * o.epsilon)


DIFFERENT: dict[tuple[Any, Any], Step] = {
    (Adam, "Keras"): keras_adam,
    (AdamW, "Keras"): keras_adamw,
    (AdamWInLibraries, "Keras"): keras_adamw_by_eta,
    (NAdam, "PyTorch"): pytorch_nadam,
    (NAdam, "Keras"): keras_nadam,
    (AMSGrad, "PyTorch"): pytorch_amsgrad,
    (AMSGrad, "Keras"): keras_amsgrad,
    (Adamax, "Keras"): keras_adamax,
    (RMSprop, "PyTorch"): pytorch_rmsprop,
    (RMSpropCentred, "PyTorch"): pytorch_rmsprop_centred,
    (Adagrad, "PyTorch"): pytorch_adagrad,
    (Momentum, "PyTorch"): pytorch_momentum,
    (RAdam, "PyTorch"): pytorch_radam,
    (ScheduleFreeAdamW, "Keras"): keras_schedule_free,
    (Prodigy, "Optax"): optax_prodigy,
}
"""The rules that differ from ours. The note of each says how, and here it is executed."""


def test_every_library_takes_the_recorded_path_or_differs_as_its_note_says(taken: tuple[list[tuple[Run, Any]], Any]) -> None:
    runs, library = taken
    assert {type(asked.optimizer) for asked, _ in runs} == {cls for cls in EVERY if library in cls.elsewhere}
    for asked, path in runs:
        step = DIFFERENT.get((type(asked.optimizer), library))
        recorded = asked.record().theta
        expected = theirs(asked, step) if step else gradient_points(asked)
        place = f"{type(asked.optimizer).__name__} on {type(asked.landscape).__name__}"
        # On a network RMSprop divides slopes by the roots of slopes that have almost vanished, and a coordinate crosses 0.
        least = 1e-9 if isinstance(asked.landscape, Network) else 1e-12
        np.testing.assert_allclose(path, expected, rtol=1e-9, atol=least, err_msg=place)
        if not np.array_equal(expected, recorded):
            assert type(asked.optimizer).elsewhere[library].note
            assert asked.landscape not in (PLACE, PENGUINS) or not np.allclose(path, recorded, rtol=1e-6), f"{place} does not differ"


@pytest.mark.parametrize("library", list(LIBRARIES))
def test_a_program_needs_nothing_beside_it(library: Any, tmp_path: Path) -> None:
    if package := missing(library):
        pytest.skip(f"{package} is not installed: make oracle{'-torch' if package == 'torch' else ''}")
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
