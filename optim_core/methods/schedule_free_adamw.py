"""Schedule-Free AdamW: θ is the average of points that RMSprop's steps move, and the gradient is taken beside it."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.methods.schedule_free_sgd import EVALUATED, OPTAX, PAPER
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Knob, Meaning, Scalar, TeX, decay, positive

KERAS = Citation("Keras", 2026, "ScheduleFreeAdamW", "https://keras.io/api/optimizers/schedule_free_adamw/")

NAME = "Schedule-Free AdamW"
IN_KERAS = "Keras, where it is new, calls θ the point where the gradient is taken, and its decay shrinks that point."
WHAT = Words(
    Claim(
        "A point z moves by η times the gradient over its typical size, as in Adam without momentum,",
        lambda lab: all(apart(_moves(lab)[t - 1], _expected(lab, t)) < 1e-9 for t in (1, 2, 50)),
    ),
    Claim(
        "and θ is the average of all z so far, beside which the gradient is taken.",
        lambda lab: (
            _run(lab).moved > 1 and apart(_run(lab).theta[1:], np.cumsum(_z(lab)[1:], axis=0) / np.arange(1, 51)[:, np.newaxis]) < 1e-9
        ),
    ),
)
WHERE = Words(
    Remark("In place of AdamW with a schedule; it won a contest of methods that need no tuning, AlgoPerf 2024.", "use", PAPER),
    Claim(
        "With one example a step it comes ever nearer while η stays the same, and Adam does not.",
        lambda lab: _far(lab, NAME, 4000) < 0.5 * _far(lab, NAME, 1000) < 0.5 * _far(lab, "Adam", 4000),
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run(NAME, steps=50, learning_rate=0.1)


def _z(lab: Lab) -> Array:
    return _run(lab).quantities["z"]


def _moves(lab: Lab) -> Array:
    """The steps of z, which starts where θ does."""
    return np.diff(_z(lab), axis=0)


def _expected(lab: Lab, t: int) -> Array:
    """Step t of z by the definition of a moving average, from the gradients at the points between θ and z."""
    before = zip(_run(lab).theta[:t], _z(lab)[:t], strict=True)
    g = np.array([lab.gradient(*(0.9 * x + 0.1 * z)) for x, z in before])
    square = np.average(g**2, axis=0, weights=0.999 ** np.arange(t)[::-1])
    return np.asarray(-0.1 * g[-1] / np.sqrt(square))


def _far(lab: Lab, method: str, steps: int) -> float:
    """The usual distance from the minimum in the last quarter of a run that reads one example a step."""
    return lab.on("Penguins, standardised").run(method, learning_rate=0.1, batch=1, steps=steps).around(steps // 4)


class ScheduleFreeAdamWState(NamedTuple):
    """The state of Schedule-Free AdamW, in the order of its formula."""

    t: float
    theta: Array  # the average, x in the paper
    beta2_t: Scalar  # β₂ᵗ as a running product, as in Adam
    y: Annotated[Array, TeX(r"y_t = \beta_1 \theta_{t-1} + (1 - \beta_1)\, z_{t-1}"), Meaning("where the gradient is taken")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    z: Annotated[
        Array,
        TeX(r"z_t = z_{t-1} - \eta\, \left(\frac{g_t}{\sqrt{\hat{v}_t} + \epsilon} + \lambda\, y_t\right)"),
        Meaning("the point that gradients move"),
    ]
    step: Annotated[Array, TeX(r"\Delta\theta_t = \frac{z_t - \theta_{t-1}}{t}"), Meaning("the step, to the average of all z so far")]


SCENE = Scene(
    "Plateau",
    "beta1",
    Words(
        Claim(
            "z hurries across the plateau and swings about the hollow; θ, its average, is there at step 38, Adam with the same η at 63.",
            lambda lab: (_at(lab, NAME).arrived, _at(lab, "Adam").arrived) == (38, 63),
        ),
        Claim(
            "Drag β₁: at 0 the gradient is taken at z itself, which swings on, and the average is not there after 300 steps.",
            lambda lab: _at(lab, NAME, beta1=0.0).arrived > 300 and _swing(lab, 0.0) > 100 * _swing(lab, 0.9),
        ),
    ),
    MappingProxyType({"learning_rate": 0.2}),
)


def _at(lab: Lab, method: str, **settings: Any) -> Walk:
    return lab.on("Plateau").run(method, learning_rate=0.2, **settings)


def _swing(lab: Lab, beta1: float) -> float:
    """How far z moves in the last twenty steps, from one end to the other."""
    return float(np.ptp(_at(lab, NAME, beta1=beta1).quantities["z"][-20:], axis=0).max())


@final
@dataclass(frozen=True)
class ScheduleFreeAdamW(Optimizer[ScheduleFreeAdamWState]):
    """z takes Adam's steps without momentum, θ is their average, the paper's x, and the gradient is taken at y, between them.

    This is the paper's Algorithm 1 without its warm-up, which is a schedule; so all z count the same. The decay pulls y and is multiplied
    by η, as in Optax and in the authors' code, whose λ is 0 unless told otherwise; η, β₁ and β₂ are theirs, too. Keras lets the decay
    shrink y itself, so that the average changes, too. A step is no size for each axis times a gradient, so it has no bound of such sizes.
    PyTorch has no Schedule-Free AdamW.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step of z", 1e-4, 1.0)] = 0.0025
    beta1: Annotated[Scalar, decay(r"\beta_1", "weight of the average where the gradient is taken")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8
    weight_decay: Annotated[Scalar, Knob(TeX(r"\lambda"), "weight decay: pull towards 0", (0, np.inf), (True, False), (0, 1), "linear")] = (
        0.0
    )

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    gradient_line = TeX(r"g_t = \nabla J(\beta_1 \theta_{t-1} + (1 - \beta_1)\, z_{t-1})")
    state = ScheduleFreeAdamWState
    marks = Marks("pink", "longdash", "diamond")
    draws = {"y": "slope", "z": "step"}
    elsewhere = {
        "Keras": Elsewhere(
            """keras.optimizers.ScheduleFreeAdamW(
    {learning_rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon}, warmup_steps=0, weight_decay={weight_decay}
)""",
            Words(Remark(IN_KERAS, "use", KERAS)),
        ),
        "Optax": Elsewhere(
            """optax.contrib.schedule_free_adamw(
    {learning_rate}, warmup_steps=None, b1={beta1}, b2={beta2}, eps={epsilon},
    weight_decay={weight_decay}, weight_lr_power=2.0,
)""",
            Words(Remark(EVALUATED, "use", OPTAX)),
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.05, "weight_decay": 0.01})
    scene = SCENE
    rate_unit = "length"
    rate_factor = 3.0  # θ follows the average of z

    def init(self, theta: Array) -> ScheduleFreeAdamWState:
        zero = np.zeros_like(theta)
        return ScheduleFreeAdamWState(t=0.0, theta=theta, beta2_t=1.0, y=theta, v=zero, v_hat=zero, z=theta, step=zero)

    def gradient_point(self, theta: Array, state: ScheduleFreeAdamWState) -> Array:
        return self.beta1 * theta + (1 - self.beta1) * state.z

    def update(self, prev: ScheduleFreeAdamWState, g: Array) -> ScheduleFreeAdamWState:
        t = prev.t + 1
        beta2_t = self.beta2 * prev.beta2_t
        y = self.beta1 * prev.theta + (1 - self.beta1) * prev.z
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        v_hat = v / (1 - beta2_t)
        z = prev.z - self.learning_rate * (g / (np.sqrt(v_hat) + self.epsilon) + self.weight_decay * y)
        step = (z - prev.theta) / t
        return ScheduleFreeAdamWState(t, prev.theta + step, beta2_t, y, v, v_hat, z, step)
