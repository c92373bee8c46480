"""Writes the current run as a short program for another library.

The landscape, the start and the order of examples are the lab's own, so only the optimizer can make a difference.
"""

from optim_core.optimizer import Library
from optim_core.run import Run
from optim_core.spec import knobs

HEADS: dict[Library, str] = {
    "PyTorch": """import numpy as np
import torch
""",
    "Keras": """import keras
import numpy as np
""",
    "Optax": """import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
import optax
""",
}
BODIES: dict[Library, str] = {
    "PyTorch": """theta = torch.tensor({start}, dtype=torch.float64, requires_grad=True)
optimizer = {call}
for t in range({steps}):
    theta.grad = torch.tensor(gradient(theta.detach().numpy()))
    optimizer.step()
    path.append(theta.detach().numpy().copy())
""",
    "Keras": """keras.config.set_floatx("float64")
theta = keras.Variable({start}, dtype="float64")
optimizer = {call}
for t in range({steps}):
    optimizer.apply([keras.ops.convert_to_tensor(gradient(keras.ops.convert_to_numpy(theta)))], [theta])
    path.append(keras.ops.convert_to_numpy(theta))
""",
    "Optax": """theta = jnp.array({start})
optimizer = {call}
state = optimizer.init(theta)
for t in range({steps}):
    step, state = optimizer.update(jnp.array(gradient(np.array(theta))), state, theta)
    theta = optax.apply_updates(theta, step)
    path.append(np.array(theta))
""",
}


def program(run: Run, library: Library, landscape: tuple[str, str]) -> str | None:
    """The program, or None if the library has no such method.

    It runs in a checkout of the lab in which the library is installed. `landscape` is Python code that makes the run's landscape: the
    imports, and the lines that define `landscape`. The program computes `path`, an array of shape (steps + 1, 2).
    """
    optimizer = run.optimizer
    elsewhere = type(optimizer).elsewhere.get(library)
    if elsewhere is None:
        return None
    call = elsewhere.call.format(**{name: repr(getattr(optimizer, name)) for name in knobs(type(optimizer))})
    imports, made = landscape
    notes = [f"{optimizer.name}, from the Optimizer Lab. Run it in a checkout of the lab.", elsewhere.note]
    return "\n".join(
        [
            *(f"# {note}" for note in notes if note),
            HEADS[library],
            f"{imports}from optim_core.descent import batches",
            "",
            made.rstrip(),
            f"rows = batches(landscape.examples, {run.examples_per_step!r}, seed={run.seed!r})",
            f"path = [np.array({list(run.start)!r})]",
            "",
            "",
            "def gradient(theta):",
            "    return landscape.gradient(theta[:1], theta[1:], next(rows))[:, 0]",
            "",
            "",
            BODIES[library].format(start=list(run.start), call=call, steps=run.steps).rstrip(),
            "path = np.array(path)",
            "print(path[-1], landscape.value(*path[-1]))",
            "",
        ]
    )
