"""Lion: the sign of a moving average of the gradient, so that every step is as long as every other; and Lion with weight decay."""

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
DECAYS = "Lion, with weight decay"
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
DIFFERENCE = Words(
    Claim(
        "Besides, every parameter shrinks by the share ηλ at each step, whatever its gradient.",
        lambda lab: apart(_decay(lab), 0.01 * 0.5 * lab.run(DECAYS, learning_rate=0.01, weight_decay=0.5).theta[:-1]) < 1e-12,
    ),
    Claim(
        "The sign gives η at most, and the decay takes ηλ|θ|, so no coordinate stays beyond 1/λ, whatever η is.",
        lambda lab: all(apart(_end(lab, eta, lam), 1 / lam) < 0.01 for eta in (0.05, 0.1) for lam in (0.8, 1.0)),
    ),
)


def _run(lab: Lab) -> Walk:
    return lab.run("Lion")


def _expected(lab: Lab) -> Array:
    """All steps by the definition of a moving average: the newest gradient counts 1-β, each older one β₂ times as much as the next."""
    g = _run(lab).gradient[:-1]
    before = np.array([(0.01 * 0.99 ** np.arange(t)[::-1, np.newaxis] * g[:t]).sum(axis=0) for t in range(len(g))])
    return np.asarray(-lab.suited("Lion") * np.sign(0.9 * before + 0.1 * g))


def _decay(lab: Lab) -> Array:
    """What a step takes away besides Lion's."""
    run = lab.run(DECAYS, learning_rate=0.01, weight_decay=0.5)
    return np.asarray(-run.quantities["step"][1:] - 0.01 * np.sign(run.quantities["c"][1:]))


def _end(lab: Lab, eta: float, lam: float) -> Array:
    """Where a run with weight decay on Himmelblau's function comes to rest."""
    return np.asarray(lab.on("Himmelblau").run(DECAYS, learning_rate=eta, weight_decay=lam, steps=1000).theta[-1])


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

    The step weighs its memory by β₁, the memory itself fades by β₂, so it looks further back than the step does. Here the λ of the
    paper's Algorithm 2 is 0, as it is by default in the authors' code and in Keras; `LionWithDecay` has it. β₁ = 0.9 and β₂ = 0.99 are the
    paper's; the default η is that of the authors' code. PyTorch has no Lion.
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


class LionWithDecayState(NamedTuple):
    """The state of Lion with weight decay, in the order of its formula."""

    theta: Array  # what the decay reads
    c: Annotated[Array, TeX(r"c_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("the mean gradient that the step follows")]
    m: Annotated[Array, TeX(r"m_t = \beta_2 m_{t-1} + (1 - \beta_2)\, g_t"), Meaning("the mean gradient that is remembered")]
    step: Annotated[
        Array,
        TeX(r"\Delta\theta_t = -\eta\, \left(\operatorname{sign}\left(c_t\right) + \lambda\, \theta_{t-1}\right)"),
        Meaning("the step: Lion's, and η times the decay"),
    ]


@final
@dataclass(frozen=True)
class LionWithDecay(Optimizer[LionWithDecayState]):
    """Lion as the paper's Algorithm 2 has it, with decoupled weight decay: λθ beside the sign, and η times both.

    The default λ is Optax's; Keras has none unless it is given. No bound is given, as for AdamW.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: the length of Lion's step along each axis", 1e-5, 1.0)] = 1e-4
    beta1: Annotated[Scalar, decay(r"\beta_1", "weight of the memory in a step")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the mean gradient", 0.9999)] = 0.99
    weight_decay: Annotated[Scalar, positive(r"\lambda", "weight decay, in units of η", 1e-4, 10.0)] = 1e-3

    name = DECAYS
    paper = PAPER
    what = Words(Remark("Lion with decoupled weight decay, as in AdamW.", "definition"))
    where = Words(Remark("In its paper, and in Optax unless it is told otherwise.", "use", OPTAX))
    difference = DIFFERENCE
    state = LionWithDecayState
    driver = "c"
    draws = {"c": "momentum", "m": "momentum"}
    elsewhere = {
        "Keras": Elsewhere("keras.optimizers.Lion({learning_rate}, beta_1={beta1}, beta_2={beta2}, weight_decay={weight_decay})"),
        "Optax": Elsewhere("optax.lion({learning_rate}, b1={beta1}, b2={beta2}, weight_decay={weight_decay})"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.003, "weight_decay": 0.5})
    rate_unit = "length"

    def init(self, theta: Array) -> LionWithDecayState:
        zero = np.zeros_like(theta)
        return LionWithDecayState(theta=theta, c=zero, m=zero, step=zero)

    def update(self, prev: LionWithDecayState, g: Array) -> LionWithDecayState:
        c = self.beta1 * prev.m + (1 - self.beta1) * g
        m = self.beta2 * prev.m + (1 - self.beta2) * g
        step = -self.learning_rate * (np.sign(c) + self.weight_decay * prev.theta)
        return LionWithDecayState(prev.theta + step, c, m, step)
