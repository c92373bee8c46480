"""AMSGrad: Adam that divides by the largest v so far."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import MEAN_GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Reddi, Kale & Kumar", 2018, "On the Convergence of Adam and Beyond", "https://arxiv.org/abs/1904.09237")
PYTORCH = Citation("PyTorch", 2025, "torch.optim.Adam", "https://pytorch.org/docs/stable/generated/torch.optim.Adam.html")
KERAS = Citation("Keras", 2025, "Adam", "https://keras.io/api/optimizers/adam/")
OPTAX = Citation("Optax", 2025, "optax.amsgrad", "https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.amsgrad")
NAME = "AMSGrad"
WHAT = Words(
    Claim(
        "Adam that divides by the root of the largest v so far, so no large gradient is ever forgotten.",
        lambda lab: apart(beale(lab).quantities["v_hat"], np.maximum.accumulate(beale(lab).quantities["v"])) == 0 < fall(beale(lab)),
    ),
)
WHERE = Words(
    Remark("Where gradients that are rare and large carry the news, and Adam forgets them.", "use", PAPER),
    Claim(
        "With noisy gradients and a short memory β₂ it comes to rest nearer to the bottom, at less than half of Adam's distance.",
        lambda lab: 0.2 < _noisy(lab, NAME) / _noisy(lab, "Adam") < 0.5,
    ),
    Claim(
        "Its start is not corrected, so its first step is (1-β₁)/√(1-β₂) times η, 3.2 times at the usual settings.",
        lambda lab: round(first(lab, NAME), 1) == 3.2 == round((1 - 0.9) / (1 - 0.999) ** 0.5, 1),
    ),
)


def beale(lab: Lab, method: str = NAME, beta2: float = 0.9) -> Walk:
    """A run that starts on a cliff."""
    return lab.on("Beale").run(method, beta2=beta2)


def fall(run: Walk, name: str = "v") -> float:
    """How far v, or another line, falls in one step at most."""
    return float(-np.diff(run.quantities[name], axis=0).min().clip(max=0))


def _noisy(lab: Lab, method: str) -> float:
    """How far from the minimum a run with batches of eight ends."""
    return lab.on("Penguins, standardised").run(method, learning_rate=0.1, beta2=0.9, batch=8, steps=1000).around(300)


def first(lab: Lab, method: str) -> float:
    """The first step in one coordinate, in units of η."""
    return float(abs(lab.run(method, steps=1, learning_rate=0.01).quantities["step"][1, 0]) / 0.01)


class AMSGradState(NamedTuple):
    """The state of AMSGrad, in the order of its formula."""

    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \max\left(\hat{v}_{t-1}, v_t\right)"), Meaning("the largest v so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{m_t}{\sqrt{\hat{v}_t} + \epsilon}"), Meaning("the step")]


SCENE = Scene(
    "Beale",
    "beta2",
    Words(
        Claim(
            "It starts on a cliff and never forgets it: the lowest point is out of reach in 300 steps. Adam is there at step 161.",
            lambda lab: (beale(lab).arrived, beale(lab, "Adam").arrived) == (np.inf, 161),
        ),
        Claim(
            "Drag β₂: at 0.999 v takes in little of the cliff, and it arrives at step 174.",
            lambda lab: beale(lab, beta2=0.999).arrived == 174,
        ),
    ),
    {"beta2": 0.9},
)
SETTINGS = {"learning_rate": 0.02}
CALLS: dict[Library, str] = {
    "PyTorch": """torch.optim.Adam(
    [theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay=0, amsgrad=True
)""",
    "Keras": "keras.optimizers.Adam({learning_rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon}, amsgrad=True)",
    "Optax": """optax.amsgrad(
    {learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root=0.0,
    bias_correction_mu=CORRECT, bias_correction_nu=CORRECT,
)""",
}


@final
@dataclass(frozen=True)
class AMSGrad(Optimizer[AMSGradState]):
    """Adam whose divisor is the root of the largest v so far, and whose m and v are not corrected for their start at 0.

    This is the paper's Algorithm 2 with constant η and β₁ and without its projection onto a bounded set: nothing is clipped here. The
    paper has no ε; it stands where Adam has it, as in PyTorch and Optax. PyTorch and Keras correct m and the largest v,
    `AMSGradInPyTorch`; Optax corrects m and v before it looks for the largest, `AMSGradInOptax`, unless it is told not to. The defaults
    are Adam's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AMSGradState
    marks = Marks("olive", "dashdot", "diamond")
    driver = "m"
    draws = {"m": "momentum"}
    bound = MEAN_GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(CALLS["PyTorch"], Words(Remark("PyTorch corrects m and the largest v for their start at 0.", "use", PYTORCH))),
        "Keras": Elsewhere(
            CALLS["Keras"],
            Words(Remark("Keras corrects m and the largest v for their start at 0, and adds ε to the uncorrected root.", "use", KERAS)),
        ),
        "Optax": Elsewhere(
            CALLS["Optax"].replace("CORRECT", "False"),
            Words(Remark("Optax corrects m and v for their start at 0 unless it is told not to, as here.", "use", OPTAX)),
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), SETTINGS)
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> AMSGradState:
        zero = np.zeros_like(theta)
        return AMSGradState(m=zero, v=zero, v_hat=zero, step=zero)

    def update(self, prev: AMSGradState, g: Array) -> AMSGradState:
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        v_hat = np.maximum(prev.v_hat, v)
        step = -self.learning_rate * (m / (np.sqrt(v_hat) + self.epsilon))
        return AMSGradState(m, v, v_hat, step)
