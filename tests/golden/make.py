"""Makes trajectories.npz with Optax in float64: the outside oracle of test_golden.py.

    pip install optax==0.2.8 jax numpy && python tests/golden/make.py

Nothing of the lab is imported: the landscapes are written again here and differentiated by JAX, the stream of examples is drawn
again from its definition. Every tenth of 1,000 steps is kept.
RMSprop and Adadelta run on the bowl: between Rosenbrock's walls they bounce, and a difference in the last digit grows without bound.
"""

import csv
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

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


none = [0] * STEPS
line = penguins()
eights = stream(342, 3, 8 * STEPS).reshape(-1, 8)
trajectories = {
    "SGD": run(optax.sgd(0.02), line, (-0.7, 1.4), stream(342, 3, STEPS).reshape(-1, 1)),
    "MiniBatch": run(optax.sgd(0.05), line, (-0.7, 1.4), eights),
    "Adagrad": run(optax.adagrad(0.3, initial_accumulator_value=0.0, eps=1e-8), rosenbrock, (-1.5, 2.0), none),
    "Adadelta": run(optax.adadelta(5.0, rho=0.95, eps=1e-6), line, (-0.7, 1.4), eights),
    "RMSprop": run(optax.rmsprop(0.002, decay=0.9, eps=1e-8, eps_in_sqrt=True), line, (-0.7, 1.4), eights),
    "Adam": run(optax.adam(0.02, b1=0.9, b2=0.999, eps=1e-8), rosenbrock, (-1.5, 2.0), none),
    "Adamax": run(optax.adamax(0.02, b1=0.9, b2=0.999, eps=1e-8), rosenbrock, (-1.5, 2.0), none),
}
np.savez_compressed(Path(__file__).with_name("trajectories.npz"), **trajectories)
