"""Makes schedules.npz with Optax in float64: the outside oracle of test_schedules.py.

    pip install optax==0.2.8 jax numpy && PYTHONPATH=. python tests/golden/make_schedules.py

Of the lab it reads the calls in Optax and the defaults of the knobs. Each schedule's rates over 1,000 steps are kept, for η = 0.1, and
every tenth step of the paths of gradient descent and of Adam in the ravine f(x, y) = (x² + κ y²)/2 turned by 30 degrees, κ = 50.
"""

from dataclasses import fields
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

from landscapes import Ravine
from optim_core import SCHEDULES

jax.config.update("jax_enable_x64", True)
STEPS = 1000


def ravine(theta):
    angle = jnp.deg2rad(Ravine().angle)
    along = jnp.cos(angle) * theta[0] + jnp.sin(angle) * theta[1]
    across = jnp.cos(angle) * theta[1] - jnp.sin(angle) * theta[0]
    return (along**2 + Ravine().condition * across**2) / 2


def path(method):
    theta = jnp.array((-0.8, 0.7))
    state = method.init(theta)
    gradient = jax.jit(jax.grad(ravine))
    kept = [np.array(theta)]
    for _ in range(STEPS):
        step, state = method.update(gradient(theta), state, theta)
        theta = optax.apply_updates(theta, step)
        kept.append(np.array(theta))
    return np.array(kept)[::10]


def schedule(cls, eta):
    values = {field.name: repr(getattr(cls(), field.name)) for field in fields(cls)}
    rate = eval(cls.optax.format(learning_rate=eta, **values), {"optax": optax})
    return lambda count: rate(jnp.asarray(count, jnp.int64))  # of a count in 32 bits, JAX computes with eight digits


found = {}
for cls in SCHEDULES:
    rates = schedule(cls, 0.1)
    found[f"{cls.__name__}.rates"] = np.array([float(rates(count)) for count in range(STEPS)])
    found[f"{cls.__name__}.SGD"] = path(optax.sgd(schedule(cls, 1e-3)))
    found[f"{cls.__name__}.Adam"] = path(optax.adam(rates, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0))
np.savez_compressed(Path(__file__).with_name("schedules.npz"), **found)
