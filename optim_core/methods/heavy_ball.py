"""The heavy ball: momentum as it was published first, a velocity that gradients push and friction slows."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Polyak", 1964, "Some methods of speeding up the convergence of iteration methods", "https://doi.org/10.1016/0041-5553(64)90137-5"
)
GOH = Citation("Goh", 2017, "Why Momentum Really Works", "https://distill.pub/2017/momentum/")
HE = Citation("He et al.", 2016, "Deep Residual Learning for Image Recognition", "https://arxiv.org/abs/1512.03385")
KERAS = Citation("Keras", 2025, "SGD", "https://keras.io/api/optimizers/sgd/")
IN_KERAS = "keras.optimizers.SGD({learning_rate}, momentum={momentum}, nesterov=False)"
WHAT = Words(
    Claim(
        "Moves like a heavy ball: each step is the last one, slowed to the share μ, and a push of -η times the gradient.",
        lambda lab: _unlike_polyak(lab) < 1e-12,
    )
)
WHERE = Words(
    Remark("Networks for images, most often with μ = 0.9, and long narrow valleys.", "use", HE),
    Claim(
        "Where the slope is steady, the steps grow to 1/(1-μ) times the first, ten times at the usual setting,",
        lambda lab: round(float(_pace(lab)[0]), 3) == 1 and abs(float(_pace(lab)[100]) / 10 - 1) < 0.01,
    ),
    Claim(
        "so with a tenth of η it goes as far as gradient descent.",
        lambda lab: 0.9 < _far(lab, "Heavy ball", 0.0001) / _far(lab, "Gradient descent", 0.001) < 1,
    ),
)


def _unlike_polyak(lab: Lab) -> float:
    """How far the steps are from those of Polyak's formula, which has no velocity: Δθ_t = -η g_t + μ Δθ_{t-1}."""
    run = lab.run("Heavy ball", steps=50, learning_rate=0.001)
    steps = np.diff(run.theta, axis=0)
    return apart(steps[1:], 0.9 * steps[:-1] - 0.001 * run.gradient[1:-1])


def _steady(lab: Lab, method: str, eta: float) -> Walk:
    """A run far out on a slope that is nearly constant."""
    penguins = lab.on("Penguins, two species")
    x, y = penguins.minima[0]
    return penguins.run(method, (-200 * x, -200 * y), steps=200, learning_rate=eta)


def _pace(lab: Lab) -> Array:
    """The steps there in one coordinate over those of gradient descent."""
    run = _steady(lab, "Heavy ball", 0.0001)
    return np.asarray(run.quantities["step"][1:, 0] / run.gradient[:-1, 0] / -0.0001)


def _far(lab: Lab, method: str, eta: float) -> float:
    """How far the run there goes."""
    return _steady(lab, method, eta).moved


class HeavyBallState(NamedTuple):
    """The state of the heavy ball, in the order of its formula."""

    v: Annotated[Array, TeX(r"v_t = \mu v_{t-1} + g_t"), Meaning("velocity: the sum of all gradients so far, fading")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, v_t"), Meaning("the step")]


SCENE = Scene(
    "Ravine",
    "momentum",
    Words(
        Claim(
            "It gathers speed along the floor of the ravine, swings past the bottom and is there at step 23.",
            lambda lab: _arrived(lab, 0.9) == 23,
        ),
        Claim(
            "Drag μ: at 0 it is gradient descent and needs 178 steps, and near 1 it swings for long.",
            lambda lab: _arrived(lab, 0.0) == 178 and _arrived(lab, 0.98) > 3 * _arrived(lab, 0.9),
        ),
    ),
    {"learning_rate": 0.01},
)


def _arrived(lab: Lab, mu: float) -> float:
    """When it arrives."""
    return lab.on("Ravine").run("Heavy ball", learning_rate=0.01, momentum=mu).arrived


def _bound(method: Any) -> float:
    mu: float = method.momentum
    return 2 * (1 + mu)


# On a quadratic z² - (1 + μ - sλ)z + μ leaves the unit circle at z = -1.
BOUND = Bound(TeX(r"2 (1 + \mu)"), _bound, GOH)


@final
@dataclass(frozen=True)
class HeavyBall(Optimizer[HeavyBallState]):
    """A velocity adds up all gradients, each step keeps the share μ of it, and θ follows.

    Polyak writes Δθ_t = -η g_t + μ Δθ_{t-1}, and Sutskever et al. (2013) call that step the velocity, as Keras does: η stands inside it,
    `HeavyBallInside`. Here it stands outside, v = -Δθ/η, as in Goh (2017), PyTorch and Optax. While η stays the same, so do the steps. With
    the share 1 - μ for each gradient, as Adam has it, it is `Momentum`. The default μ = 0.9 is the usual one, in none of the libraries the
    default: theirs is 0.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    momentum: Annotated[Scalar, decay(r"\mu", "memory of the velocity")] = 0.9

    name = "Heavy ball"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = HeavyBallState
    marks = Marks("pink", "dot", "x")
    driver = "v"
    draws = {"v": "momentum"}
    bound = BOUND
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.SGD([theta], lr={learning_rate}, momentum={momentum}, dampening=0, nesterov=False)"),
        "Keras": Elsewhere(
            IN_KERAS,
            Words(Remark("Keras keeps η inside the velocity: the steps are the same while η is.", "use", KERAS)),
            scheduled=False,
        ),
        "Optax": Elsewhere("optax.sgd({learning_rate}, momentum={momentum}, nesterov=False)"),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.0003})
    scene = SCENE
    rate_unit = "slope"
    rate_factor = 0.1  # the velocity is the sum of ten gradients at the default μ

    def init(self, theta: Array) -> HeavyBallState:
        return HeavyBallState(v=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: HeavyBallState, g: Array) -> HeavyBallState:
        v = self.momentum * prev.v + g
        step = -self.learning_rate * v
        return HeavyBallState(v, step)
