"""Prodigy: Adam that finds out by itself how far it has to go, and takes that for η."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation(
    "Mishchenko & Defazio", 2024, "Prodigy: An Expeditiously Adaptive Parameter-Free Learner", "https://arxiv.org/abs/2306.06101"
)
OPTAX = Citation("Optax", 2025, "optax.contrib.prodigy", "https://optax.readthedocs.io/en/latest/api/contrib.html#prodigy")
AUTHORS = Citation("Mishchenko", 2024, "prodigyopt", "https://github.com/konstmish/prodigy")
NAME = "Prodigy"
BOWL = "Penguins, standardised"
SHUFFLES = range(1, 6)
CALL = """optax.contrib.prodigy(
    RATE,
    betas=({beta1}, {beta2}), beta3=None, eps={epsilon}, estim_lr0={initial_distance}, estim_lr_coef=1.0,
    weight_decay=0.0, safeguard_warmup=False,
)"""


IN_OPTAX = "Optax corrects m and v for their start at 0, which this schedule for η undoes, and adds ε times the new d."
WHAT = Words(
    Claim(
        "Adam that needs no η: in its place stands d, an estimate of how far the minimum is from the start.",
        lambda lab: (
            _run(lab).moved > 1 and all(apart(_run(lab).quantities["d"][t] / _estimate(_run(lab), t), 1) < 1e-9 for t in (5, 12, 40))
        ),
    ),
    Claim(
        "d starts far too small; while the slopes stay the same, each step makes it 2.6 times as large.",
        lambda lab: bool(np.all(np.abs(growth(_run(lab))[4:13] - 2.6) < 0.05)),
    ),
    Claim(
        "In a convex bowl it never grows beyond the distance of the minimum.",
        lambda lab: all(0.2 < _largest(lab.on(bowl)) < 1 for bowl in (BOWL, "Ravine", "Penguins, two species")),
    ),
)
WHERE = Words(
    Remark("Where you would rather not search for η, often to fine-tune models of images.", "use", AUTHORS),
    Claim(
        "That costs steps: on the standardised penguins the first ten go a hundredth of the way.",
        lambda lab: 0.009 < _gone(_run(lab), 10, lab) < 0.011,
    ),
    Remark("It costs memory, too: it keeps m, v, s and the start, twice as much as Adam.", "definition"),
    Claim(
        "d never shrinks: with one example a step, the first few decide it, and in five shuffles it ends between 0.1 and 0.8;",
        lambda lab: (
            all(_noisy(lab, seed, 30) == _noisy(lab, seed, 300) for seed in SHUFFLES)
            and 0.1 < min(_noisy(lab, seed, 30) for seed in SHUFFLES) < 0.15
            and 0.7 < max(_noisy(lab, seed, 30) for seed in SHUFFLES) < 0.8
        ),
    ),
    Claim(
        "then θ swings about the bottom as far as with Adam and this η.",
        lambda lab: (
            0.3 < _swing(lab, NAME) < 0.5 and 0.8 < _swing(lab, NAME) / _swing(lab, "Adam", learning_rate=_noisy(lab, 1, 30)) < 1.25
        ),
    ),
    Remark("Its authors advise a schedule that lets η fall from 1 to 0, or none.", "use", AUTHORS),
)


def _run(lab: Lab, **settings: Any) -> Walk:
    return lab.on(BOWL).run(NAME, **settings)


def _estimate(run: Walk, t: int) -> float:
    """d_t by its definition, from where the run was and the slopes there."""
    d, found = run.quantities["d"][:t], [1e-6]
    for last in range(1, t + 1):
        weights = (np.sqrt(0.999) ** np.arange(last)[::-1] * d[:last] ** 2)[:, np.newaxis]
        back, total = weights * run.gradient[:last] * (run.theta[0] - run.theta[:last]), (weights * run.gradient[:last]).sum(axis=0)
        found.append(float(back.sum() / np.abs(total).sum()))
    return max(found)


def growth(run: Walk) -> Array:
    """How many times as large each step makes d."""
    return np.asarray(run.quantities["d"][1:] / run.quantities["d"][:-1])


def _largest(lab: Lab) -> float:
    """The last d as a share of the way from the start to the minimum, along the axis on which it is longest."""
    return float(lab.run(NAME).quantities["d"][-1] / apart(lab.start, lab.minima[0]))


def _gone(run: Walk, t: int, lab: Lab) -> float:
    """How far a run in the bowl is from its start, as a share of the distance of the minimum."""
    return float(np.hypot(*(run.theta[t] - run.theta[0])) / np.hypot(*(run.theta[0] - lab.on(BOWL).minima[0])))


def _noisy(lab: Lab, seed: int, steps: int) -> float:
    """What has become of d in a run that reads one example a step."""
    return float(lab.on(BOWL).run(NAME, batch=1, steps=steps, seed=seed).quantities["d"][-1])


def _swing(lab: Lab, method: str, **settings: Any) -> float:
    """The usual distance from the minimum in the last half of such a run."""
    return lab.on(BOWL).run(method, batch=1, steps=2000, **settings).around(1000)


def ready(run: Walk) -> int:
    """The first step at which d is more than half of what it will be."""
    d = run.quantities["d"]
    return int(np.flatnonzero(d > d[-1] / 2)[0])


SCENE = Scene(
    BOWL,
    "initial_distance",
    Words(
        Claim(
            "For ten steps it goes a hundredth of the way, five steps later it is past the bottom, and it arrives at step 61.",
            lambda lab: _gone(_run(lab), 10, lab) < 0.011 < 1 < _gone(_run(lab), 15, lab) and _run(lab).arrived == 61,
        ),
        Claim(
            "Drag d₀: at 1e-12, a millionth of the usual, d needs fifteen steps more to grow.",
            lambda lab: (ready(_run(lab)), ready(_run(lab, initial_distance=1e-12))) == (15, 30),
        ),
    ),
)


class ProdigyState(NamedTuple):
    """The state of Prodigy, in the order of its formula."""

    theta: Array
    start: Array
    m: Annotated[
        Array,
        TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, d_{t-1} g_t"),
        Meaning("moving average of the gradient, each times the d of its time"),
    ]
    v: Annotated[
        Array,
        TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, (d_{t-1} g_t)^2"),
        Meaning("moving average of the squares of the same"),
    ]
    r: Annotated[
        Scalar,
        TeX(r"r_t = \sqrt{\beta_2}\, r_{t-1} + (1 - \sqrt{\beta_2})\, \eta\, d_{t-1}^2\, g_t^\top\, (\theta_0 - \theta_{t-1})"),
        Meaning("how much the slopes agree with the way back to the start"),
    ]
    s: Annotated[
        Array,
        TeX(r"s_t = \sqrt{\beta_2}\, s_{t-1} + (1 - \sqrt{\beta_2})\, \eta\, d_{t-1}^2\, g_t"),
        Meaning("moving average of the gradient, with the same weights as r"),
    ]
    d_hat: Annotated[Scalar, TeX(r"\hat{d}_t = \frac{r_t}{\lVert s_t \rVert_1}"), Meaning("how far it is at least, to judge by r and s")]
    d: Annotated[Scalar, TeX(r"d_t = \max\left(d_{t-1}, d_0, \hat{d}_t\right)"), Meaning("the largest such distance so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, d_{t-1}\, \frac{m_t}{\sqrt{v_t} + d_{t-1} \epsilon}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class Prodigy(Optimizer[ProdigyState]):
    """Adam whose η is the largest lower estimate so far of the distance between the start and the minimum.

    This is the paper's Algorithm 4, whose γ is η here and stays the same. Where all gradients so far were 0 there is nothing to estimate
    from, and d stays. Optax corrects m and v for their start at 0: `ProdigyInOptax`. The authors' own code for PyTorch, prodigyopt,
    does not, and like Optax it adds ε times the new d where the paper has the one before. d is part of m, so the step is no size times a
    moving average of gradients, and no bound of such sizes is known. The defaults are the paper's. PyTorch and Keras have no Prodigy.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "factor on the step that the method finds itself", 1e-2, 1e2)] = 1.0
    initial_distance: Annotated[Scalar, positive(r"d_0", "distance that is assumed at the start: far too small", 1e-12, 1.0)] = 1e-6
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient; its root is that of r and s", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = ProdigyState
    marks = Marks("ink", "dashdot", "square")
    driver = "m"
    draws = {"m": "momentum", "s": "momentum"}
    elsewhere = {
        "Optax": Elsewhere(
            CALL.replace("RATE", "lambda t: {learning_rate} * (1 - {beta1} ** (t + 1)) / (1 - {beta2} ** (t + 1)) ** 0.5"),
            Words(Remark(IN_OPTAX, "use", OPTAX)),
            scheduled=False,
        )
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"epsilon": 1e-15})  # so small that it does not matter times which d
    scene = SCENE
    rate_unit = "none"

    def init(self, theta: Array) -> ProdigyState:
        zero, none = np.zeros_like(theta), np.zeros(theta.shape[1:])[()]
        return ProdigyState(theta, theta, m=zero, v=zero, r=none, s=zero, d_hat=none, d=none + self.initial_distance, step=zero)

    def update(self, prev: ProdigyState, g: Array) -> ProdigyState:
        root = np.sqrt(self.beta2)
        m = self.beta1 * prev.m + (1 - self.beta1) * prev.d * g
        v = self.beta2 * prev.v + (1 - self.beta2) * (prev.d * g) ** 2
        weight = (1 - root) * self.learning_rate * (prev.d * prev.d)
        back = g * (prev.start - prev.theta)
        r = root * prev.r + weight * (back[:1] + back[1:])
        s = root * prev.s + weight * g
        size = np.abs(s[:1]) + np.abs(s[1:])
        d_hat = np.where(size == 0, 0.0, r / size)
        d = np.maximum(np.maximum(prev.d, self.initial_distance), d_hat)
        step = -self.learning_rate * prev.d * (m / (np.sqrt(v) + prev.d * self.epsilon))
        return ProdigyState(prev.theta + step, prev.start, m, v, r[0], s, d_hat[0], d[0], step)
