"""Makes trajectories.npz with Optax in float64: the outside oracle of test_golden.py.

    pip install optax==0.2.8 jax numpy && PYTHONPATH=. python tests/golden/make.py

Of the lab it reads what the methods declare, their calls in Optax and the runs to make: nothing of it computes. The landscapes are written
again here and differentiated by JAX, the stream of examples is drawn again from its definition. Every tenth of 1,000 steps is kept.
A trajectory that another machine has made before stays as it is, while it is the same to the last digits.
RMSprop and Adadelta run on the bowl: between Rosenbrock's walls they bounce, and a difference in the last digit grows without bound.
"""

import csv
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

from optim_core import FORMS, knobs

jax.config.update("jax_enable_x64", True)
STEPS = 1000
DATA = Path(__file__).parents[2] / "landscapes/data/penguins.csv"


def rosenbrock(theta, rows):
    x, y = theta
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def penguins():
    rows = [row for row in csv.DictReader(DATA.open()) if row["flipper_length_mm"] != "NA"]
    X, Y = (np.array([float(row[column]) for row in rows]) for column in ("flipper_length_mm", "body_mass_g"))
    X, Y = jnp.array((X - X.mean()) / X.std()), jnp.array((Y - Y.mean()) / Y.std())
    return lambda theta, rows: jnp.mean((theta[0] * X[rows] + theta[1] - Y[rows]) ** 2) / 2


def stream(examples, seed, length):
    random = np.random.default_rng(seed)
    epochs = [random.permutation(examples) for _ in range(length // examples + 1)]
    return np.concatenate(epochs)[:length]


def run(method, loss, start, rows):
    theta = jnp.array(start)
    state = method.init(theta)
    gradient = jax.jit(jax.grad(loss))
    kept = [np.array(theta)]
    for t in range(STEPS):
        step, state = method.update(gradient(theta, rows[t]), state, theta)
        theta = optax.apply_updates(theta, step)
        kept.append(np.array(theta))
    return np.array(kept)[::10]


PLACE = Path(__file__).with_name("trajectories.npz")
kept = dict(np.load(PLACE)) if PLACE.exists() else {}
losses = {"Rosenbrock": (rosenbrock, 1), "Penguins, standardised": (penguins(), 342)}
trajectories = {}
for cls in (cls for cls in FORMS if cls.oracle):
    landscape, start, settings = cls.oracle
    method = cls(**settings)
    loss, examples = losses[landscape]
    size = 1 if examples == 1 else method.examples_per_step or 8
    call = cls.elsewhere["Optax"].call.format(**{name: repr(getattr(method, name)) for name in knobs(cls)})
    found = run(eval(call, {"optax": optax}), loss, start, stream(examples, 3, size * STEPS).reshape(-1, size))
    before = kept.get(cls.__name__, found)
    trajectories[cls.__name__] = before if np.allclose(before, found, rtol=0, atol=1e-12) else found
np.savez_compressed(PLACE, **trajectories)
