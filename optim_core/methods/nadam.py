"""NAdam: Adam whose mean gradient looks a step ahead, with a memory that grows."""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, final

import numpy as np

from optim_core.bounds import Bound
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Dozat", 2016, "Incorporating Nesterov Momentum into Adam", "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ")
PYTORCH = Citation("PyTorch", 2025, "torch.optim.NAdam", "https://pytorch.org/docs/stable/generated/torch.optim.NAdam.html")
KERAS = Citation("Keras", 2025, "Nadam", "https://keras.io/api/optimizers/Nadam/")
NAME = "NAdam"
FADE = 0.96**0.004
"""The share of a step in 0.96^{0.004 t}, which is a running product: it has the same bits in a batch as in a single run."""
WHAT = Words(
    Remark("Adam with Nesterov's look ahead:", "definition"),
    Claim(
        "the newest gradient counts in the mean and once more in the step,",
        lambda lab: apart(_run(lab).quantities["step"][50], _expected(_run(lab), 50)) < 1e-9,
    ),
    Claim(
        "and the memory is short at first: it begins at half of β₁ and takes thousands of steps to grow.",
        lambda lab: (
            abs(float(_run(lab).quantities["mu"][1]) / 0.45 - 1) < 1e-3
            and 0.57 < float(lab.run(NAME, steps=1000).quantities["mu"][-1]) / 0.9 < 0.58
        ),
    ),
)
WHERE = Words(
    Remark("An autoencoder of handwritten digits, in its paper.", "use", PAPER),
    Claim(
        "In a long narrow valley the short memory is no help: on Rosenbrock's it is on its way after 1,000 steps, "
        "and Adam arrives at step 483.",
        lambda lab: (lab.on("Rosenbrock").run("Adam").arrived, lab.on("Rosenbrock").run(NAME).arrived) == (483, np.inf),
    ),
)


def _run(lab: Lab) -> Walk:
    """A run of fifty steps."""
    return lab.run(NAME, learning_rate=0.03, steps=50)


def _expected(run: Walk, t: int) -> Array:
    """Step t in closed form: in the mean, each gradient counts its share 1 - μ times all later memories."""
    mu = 0.9 * (1 - 0.5 * 0.96 ** (np.arange(1, t + 2) / 250))
    kept = np.array([np.prod(mu[i + 1 : t]) for i in range(t)])
    g = run.gradient[:t]
    mean = ((1 - mu[:t]) * kept) @ g
    ahead = mu[t] * mean / (1 - np.prod(mu)) + (1 - mu[t - 1]) * g[-1] / (1 - np.prod(mu[:t]))
    square = 0.999 * np.average(g**2, axis=0, weights=0.999 ** np.arange(t)[::-1])
    return np.asarray(-0.03 * ahead / np.sqrt(square))


class NAdamState(NamedTuple):
    """The state of NAdam, in the order of its formula."""

    beta2_t: Scalar
    fade: Scalar
    mu: Annotated[Scalar, TeX(r"\mu_t = \beta_1\, \left(1 - 0.5 \cdot 0.96^{0.004\, t}\right)"), Meaning("memory of this step")]
    mu_bar: Annotated[
        Scalar, TeX(r"\bar{\mu}_t = \beta_1\, \left(1 - 0.5 \cdot 0.96^{0.004\, (t + 1)}\right)"), Meaning("memory of the next step")
    ]
    P: Annotated[Scalar, TeX(r"P_t = \mu_t P_{t-1}"), Meaning("product of all memories so far: what m still has of its start at 0")]
    m: Annotated[Array, TeX(r"m_t = \mu_t m_{t-1} + (1 - \mu_t)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_bar: Annotated[
        Array,
        TeX(r"\bar{m}_t = \frac{\bar{\mu}_t m_t}{1 - \bar{\mu}_t P_t} + \frac{(1 - \mu_t)\, g_t}{1 - P_t}"),
        Meaning("m, a step ahead, corrected for its start at 0"),
    ]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{\beta_2 v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{\bar{m}_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


SCENE = Scene(
    "Penguins, standardised",
    "beta1",
    Words(
        Claim(
            "It comes to the bottom and stops, where Adam swings a quarter of a unit past it.",
            lambda lab: _beyond(lab, NAME, 0.9) < 0.001 and 0.25 < _beyond(lab, "Adam", 0.9) < 0.3,
        ),
        Claim(
            "Drag β₁: even at 0.99 it is there at step 23, and Adam is not after 300.",
            lambda lab: (_swing(lab, NAME, 0.99).arrived, _swing(lab, "Adam", 0.99).arrived) == (23, np.inf),
        ),
    ),
    {"learning_rate": 0.1},
)
CALLS: dict[Library, str] = {
    "PyTorch": """torch.optim.NAdam(
    [theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay=0, momentum_decay=0.004
)""",
    "Keras": "keras.optimizers.Nadam({learning_rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon})",
}


def _swing(lab: Lab, method: str, beta1: float) -> Walk:
    """A run of the scene, or of another method there."""
    return lab.on("Penguins, standardised").run(method, learning_rate=0.1, beta1=beta1)


def _beyond(lab: Lab, method: str, beta1: float) -> float:
    """How far that run goes beyond the minimum, along the first axis."""
    return float(_swing(lab, method, beta1).theta[:, 0].max() - lab.on("Penguins, standardised").minima[0][0])


def looking_ahead(memory: Any) -> Any:
    """The bound of a mean with this memory that looks a step ahead.

    The pair m ← μm + (1 - μ)g, x ← x - s(μm + (1 - μ)g) leaves the unit circle at z = -1.
    """
    return 2 * (1 + memory) / ((1 - memory) * (1 + 2 * memory))


def _bound(method: "NAdam", mu: Array) -> Array:
    return np.asarray(looking_ahead(mu))


@final
@dataclass(frozen=True)
class NAdam(Optimizer[NAdamState]):
    """Adam whose step takes m a step ahead: most of the next mean is known already, and the newest gradient stands in for the rest.

    This is the paper's Algorithm 2 with its schedule of memories, μ_t = β₁(1 - 0.5·0.96^{t/250}). The factor β₂ on v̂ is the paper's, too;
    PyTorch, Keras and Optax leave it out. PyTorch averages m with β₁ in place of μ_t, `NAdamInPyTorch`; Keras does so as well, and its μ_t
    grows 250 times as fast; Optax has the constant β₁ throughout, `NAdamInOptax`. The default η = 0.002 is PyTorch's, the others are
    Adam's. Its bound changes with μ_t, from step to step.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.002
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient, in the long run")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = NAdamState
    marks = Marks("orange", "dot", "triangle-up")
    driver = "m_bar"
    draws = {"m": "momentum", "m_bar": "momentum"}
    bound = Bound(TeX(r"\frac{2 (1 + \mu_t)}{(1 - \mu_t) (1 + 2 \mu_t)}"), _bound, PAPER, "mu")
    elsewhere = {
        "PyTorch": Elsewhere(CALLS["PyTorch"], Words(Remark("PyTorch averages m with β₁, and has no factor β₂ on v.", "use", PYTORCH))),
        "Keras": Elsewhere(
            CALLS["Keras"],
            Words(Remark("Keras averages m with β₁, has no factor β₂ on v, and lets μ grow 250 times as fast.", "use", KERAS)),
        ),
    }
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> NAdamState:
        zero, one = np.zeros_like(theta), np.ones(theta.shape[1:])[()]  # a number of each run; a plain number if there is one run
        return NAdamState(1.0, one, mu=one, mu_bar=one, P=one, m=zero, v=zero, m_bar=zero, v_hat=zero, step=zero)

    def update(self, prev: NAdamState, g: Array) -> NAdamState:
        beta2_t = self.beta2 * prev.beta2_t
        fade = FADE * prev.fade
        mu = self.beta1 * (1 - 0.5 * fade)
        mu_bar = self.beta1 * (1 - 0.5 * (FADE * fade))
        P = mu * prev.P
        m = mu * prev.m + (1 - mu) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_bar = mu_bar * m / (1 - mu_bar * P) + (1 - mu) * g / (1 - P)
        v_hat = self.beta2 * v / (1 - beta2_t)
        step = -self.learning_rate * (m_bar / (np.sqrt(v_hat) + self.epsilon))
        return NAdamState(beta2_t, fade, mu, mu_bar, P, m, v, m_bar, v_hat, step)
