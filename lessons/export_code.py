"""Writes the current run as a program for another library, which needs that library, NumPy and nothing of this lab.

The formula of the landscape, its data, the start and the order of examples are the lab's own. The library derives the slope and takes the
steps, so both are compared with ours.
"""

import textwrap
from typing import NamedTuple

import numpy as np

from landscapes import Landscape, Noisy
from landscapes.written.python import WIDEST, Module, identifier, printed, wrapped
from optim_core.optimizer import Library
from optim_core.run import Run
from optim_core.spec import knobs


class _Frame(NamedTuple):
    """What a program for a library is made of besides the landscape. `{rows}` is how the slope is told which examples to read."""

    install: str
    module: Module
    imports: str
    data: str
    """Puts `data`, an array of NumPy's, where the library wants it."""
    steps: str
    paced: str
    """A line that gives a step its η, or, for the call, a function of the count from 0."""


LIBRARIES: dict[Library, _Frame] = {
    "PyTorch": _Frame(
        "pip install torch numpy",
        "torch",
        """import numpy as np
import torch

torch.set_default_dtype(torch.float64)
""",
        "data = torch.tensor(data)\n",
        """theta = torch.tensor(start, requires_grad=True)
optimizer = {call}
for t in range({steps}):
{pace}    optimizer.zero_grad()
    loss(theta{rows}).backward()
    optimizer.step()
    path.append(theta.detach().numpy().copy())
path = np.array(path)
print(path[-1], loss(theta).item())
""",
        """    optimizer.param_groups[0]["lr"] = eta(t + 1)
""",
    ),
    "Keras": _Frame(
        "pip install keras jax",
        "jnp",
        """import os

# Keras needs a backend that computes. Here it is JAX, which also derives the gradient.
os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import jax.numpy as jnp
import keras
import numpy as np

# On JAX, Keras computes in 32 bits unless both are told otherwise.
jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")
""",
        "data = jnp.array(data)\n",
        """theta = keras.Variable(start, dtype="float64")
optimizer = {call}
gradient = jax.jit(jax.grad(loss))
for t in range({steps}):
{pace}    g = gradient(keras.ops.convert_to_numpy(theta){rows})
    optimizer.apply([keras.ops.convert_to_tensor(g)], [theta])
    path.append(np.array(keras.ops.convert_to_numpy(theta)))
path = np.array(path)
print(path[-1], loss(path[-1]))
""",
        """    optimizer.learning_rate = eta(t + 1)
""",
    ),
    "Optax": _Frame(
        "pip install optax",
        "jnp",
        """import jax
import jax.numpy as jnp
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)
""",
        "data = jnp.array(data)\n",
        """theta = jnp.array(start)
optimizer = {call}
state = optimizer.init(theta)
gradient = jax.jit(jax.grad(loss))
for t in range({steps}):
    step, state = optimizer.update(gradient(theta{rows}), state, theta)
    theta = optax.apply_updates(theta, step)
    path.append(np.array(theta))
path = np.array(path)
print(path[-1], loss(theta))
""",
        "lambda count: eta(int(count) + 1)",
    ),
}
BATCHES = """# The examples that each step reads: one stream of them, shuffled anew in each epoch.
def batches(examples, size, seed):
    random = np.random.default_rng(seed)
    stream = np.empty(0, int)
    while True:
        while len(stream) < size:
            stream = np.concatenate([stream, random.permutation(examples)])
        yield stream[:size]
        stream = stream[size:]


rows = batches({examples}, {size}, seed={seed})
"""


RUN = """# The run: the start, and a step after each gradient.
start = {start}
path = [np.array(start)]
"""


ETA = """# The learning rate of step t = 1, 2, …: {name}.
def eta(t):
    return float({code})


"""


def program(run: Run, library: Library, landscape: Landscape) -> str | None:
    """The program, or None if the library has no such method, or another one where η changes.

    `landscape` is that of the run. The program computes `path`, an array of shape (steps + 1, 2).
    """
    optimizer, frame = run.optimizer, LIBRARIES[library]
    elsewhere = type(optimizer).elsewhere.get(library)
    schedule = run.schedule
    if elsewhere is None or (schedule and not elsewhere.scheduled):
        return None
    size = run.examples_per_step
    if size is None and isinstance(landscape, Noisy):
        landscape = landscape.landscape  # all examples together: their noise cancels, and not only up to rounding
    place = f"{landscape.landscape.name}, with noise" if isinstance(landscape, Noisy) else landscape.name
    notes = [
        f"A run of the Optimizer Lab for {library}: {optimizer.name} on {place}.",
        f"It runs alone. It needs: {frame.install}",
        elsewhere.note,
    ]
    rows, parts = "", [written(landscape, frame.module, frame.data)]
    if size is not None:
        rows = ", torch.tensor(next(rows))" if frame.module == "torch" else ", next(rows)"
        parts.append(BATCHES.format(examples=landscape.examples, size=size, seed=run.seed))
    values = {name: repr(getattr(optimizer, name)) for name in knobs(type(optimizer))}
    pace, eta = "", ""
    if schedule:
        paced = {name: repr(getattr(schedule, name)) for name in knobs(type(schedule))}
        code = schedule.code.format(learning_rate=values["learning_rate"], **paced)
        eta = ETA.format(name=schedule.name, code=code)
        if library == "Optax":
            values["learning_rate"] = frame.paced
        else:
            pace = frame.paced
    call = elsewhere.call.format(**values)
    parts.append(eta + f"{RUN}{frame.steps}".format(start=list(run.start), call=call, steps=run.steps, rows=rows, pace=pace))
    body = "\n\n".join(parts)
    modules = "".join(f"import {name}\n" for name in ("csv", "math") if f"{name}." in body)
    comments = "".join(f"{line}\n" for note in notes if note for line in textwrap.wrap(f"# {note}", WIDEST, subsequent_indent="# "))
    if modules and not frame.imports.startswith("import os"):
        modules += "\n"
    return f"{comments}\n{modules}{frame.imports}\n{body}"


def written(landscape: Landscape, module: Module, data: str = "") -> str:
    """The landscape as code: its data as `data` and the line that converts them, if it has any, and `loss(theta)`.

    Where there are examples, `loss(theta, rows)` is the mean over those in `rows`.
    """
    survey = landscape.survey
    coordinates = [identifier(letter) for letter in survey.coordinates]
    columns = [identifier(name) for name, numbers in survey.data.items() if np.ndim(numbers)]
    text, letters = printed(landscape.tree(), module, coordinates)
    constants = "".join(f"    {name} = {number!r}\n" for name, number in letters.items() if number is not None)
    slope = "" if module == "np" else " Its gradient is derived automatically."
    if not columns:
        return f"# The loss.{slope}\ndef loss(theta):\n    {', '.join(coordinates)} = theta\n{constants}{wrapped('    return ', text)}"
    return (
        f"# The data: {', '.join(columns)}, one number of each for every example.\n{landscape.data_code()}{data}\n\n"
        f"# The loss: the mean over the examples in `rows`.{slope}\ndef loss(theta, rows=slice(None)):\n"
        f"    {', '.join(coordinates)} = theta\n    {', '.join(columns)} = data[:, rows]\n{constants}"
        f"{wrapped('    losses = ', text)}    return {module}.mean(losses)\n"
    )
