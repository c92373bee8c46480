"""Lion: the sign of a moving average of the gradient, so that every step is as long as every other."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import COHEN, Bound
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Chen et al.", 2023, "Symbolic Discovery of Optimization Algorithms", "https://arxiv.org/abs/2302.06675")
OPTAX = Citation("Optax", 2025, "optax.lion", "https://optax.readthedocs.io/en/latest/api/optimizers.html#lion")
WHAT = Words(
    Claim(
        "Looks only at the sign of the mean gradient: each parameter moves by η, up or down.",
        lambda lab: apart(_run(lab).quantities["step"][1:], _expected(lab)) == 0,
    )
)
WHERE = Words(
    Remark("Large models for images and language, since it keeps one number for each parameter, and Adam two.", "use", PAPER),
    Claim(
        "How steep the slope is does not matter: a loss a thousand times as steep along one axis has the same path.",
        lambda lab: apart(*(lab.on("Ravine", condition=kappa, angle=0).run("Lion").theta for kappa in (1, 1000))) < 1e-9,
    ),
    Claim(
        "Its steps never shrink: with the same η, Adam ends more than a hundred times nearer to the minimum.",
        lambda lab: _run(lab).around(50) > 100 * lab.run("Adam", learning_rate=lab.suited("Lion")).around(50),
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run("Lion")


def _expected(lab: Lab) -> Array:
    """All steps by the definition of a moving average: the newest gradient counts 1-β, each older one β₂ times as much as the next."""
    g = _run(lab).gradient[:-1]
    before = np.array([(0.01 * 0.99 ** np.arange(t)[::-1, np.newaxis] * g[:t]).sum(axis=0) for t in range(len(g))])
    return np.asarray(-lab.suited("Lion") * np.sign(0.9 * before + 0.1 * g))


class LionState(NamedTuple):
    """The state of Lion, in the order of its formula."""

    c: Annotated[Array, TeX(r"c_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("the mean gradient that the step follows")]
    m: Annotated[Array, TeX(r"m_t = \beta_2 m_{t-1} + (1 - \beta_2)\, g_t"), Meaning("the mean gradient that is remembered")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \operatorname{sign}\left(c_t\right)"), Meaning("the step")]


SCENE = Scene(
    "Himmelblau",
    "learning_rate",
    Words(
        Claim(
            "It walks in steps of one length to the very end, and swings about the minimum, nearly η off.",
            lambda lab: 0.7 < _swing(lab, 0.03) / 0.03 < 1 and float(np.ptp(_at(lab, 0.03).lengths)) < 1e-12,
        ),
        Claim(
            "Drag η: three times as much takes it there in half the time, and it swings three times as far.",
            lambda lab: _at(lab, 0.09).arrived < 0.5 * _at(lab, 0.03).arrived < 100 and 2.5 < _swing(lab, 0.09) / _swing(lab, 0.03) < 3.5,
        ),
    ),
)


def _at(lab: Lab, eta: float) -> Walk:
    return lab.on("Himmelblau").run("Lion", learning_rate=eta)


def _swing(lab: Lab, eta: float) -> float:
    """The usual distance from the minimum in the last hundred steps."""
    return _at(lab, eta).around(100)


def _largest(lion: "Lion") -> float:
    a, b = float(lion.beta1), float(lion.beta2)
    return 1 / max((1 + b - 2 * a) / (2 * (1 + b)), (a - b) / (1 - b))


@final
@dataclass(frozen=True)
class Lion(Optimizer[LionState]):
    """Each coordinate moves by η against the sign of its mean gradient; where that is 0 it stays.

    The step weighs its memory by β₁, the memory itself fades by β₂, so it looks further back than the step does. The paper's Algorithm 2
    adds decoupled weight decay, λθ beside the sign; here λ = 0, as in the authors' code and in Keras, while Optax has λ = 0.001 unless told
    otherwise. β₁ = 0.9 and β₂ = 0.99 are the paper's; the default η is that of the authors' code. PyTorch has no Lion.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: the length of every step along each axis", 1e-5, 1.0)] = 1e-4
    beta1: Annotated[Scalar, decay(r"\beta_1", "weight of the memory in a step")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the mean gradient", 0.9999)] = 0.99

    name = "Lion"
    paper = PAPER
    what = WHAT
    where = WHERE
    state = LionState
    marks = Marks("orange", "dashdot", "x")
    driver = "c"
    draws = {"c": "momentum", "m": "momentum"}
    # On a quadratic, m ← β₂m + (1 - β₂)g and x ← x - s(β₁m + (1 - β₁)g) leave the unit circle at z = -1, or, where β₁ > β₂, as a pair of
    # complex roots. The step of a sign is a driver's with s = η/|c|, which has no limit near a minimum: there Lion always swings.
    bound = Bound(
        TeX(r"\frac{1}{\max\left(\frac{1 + \beta_2 - 2 \beta_1}{2 (1 + \beta_2)}, \frac{\beta_1 - \beta_2}{1 - \beta_2}\right)}"),
        _largest,
        COHEN,
    )
    elsewhere = {
        "Keras": Elsewhere("keras.optimizers.Lion({learning_rate}, beta_1={beta1}, beta_2={beta2}, weight_decay=None)"),
        "Optax": Elsewhere(
            "optax.lion({learning_rate}, b1={beta1}, b2={beta2}, weight_decay=0.0)",
            Words(Remark("Optax adds a weight decay of 0.001 unless told otherwise.", "use", OPTAX)),
        ),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.003})
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> LionState:
        zero = np.zeros_like(theta)
        return LionState(c=zero, m=zero, step=zero)

    def update(self, prev: LionState, g: Array) -> LionState:
        c = self.beta1 * prev.m + (1 - self.beta1) * g
        m = self.beta2 * prev.m + (1 - self.beta2) * g
        step = -self.learning_rate * np.sign(c)
        return LionState(c, m, step)
