"""AdamW: Adam whose weight decay is kept apart from the gradient; and the form that libraries have."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, decay, positive

PAPER = Citation("Loshchilov & Hutter", 2019, "Decoupled Weight Decay Regularization", "https://arxiv.org/abs/1711.05101")
TOUVRON = Citation("Touvron et al.", 2023, "LLaMA: Open and Efficient Foundation Language Models", "https://arxiv.org/abs/2302.13971")
PYTORCH = Citation("PyTorch", 2025, "torch.optim.AdamW", "https://pytorch.org/docs/stable/generated/torch.optim.AdamW.html")
KERAS = Citation("Keras", 2025, "AdamW", "https://keras.io/api/optimizers/adamw/")
OPTAX = Citation("Optax", 2025, "optax.adamw", "https://optax.readthedocs.io/en/latest/api/optimizers.html#optax.adamw")
NAME = "AdamW"
LIBRARIES = "AdamW, as in the libraries"
WHAT = Words(
    Claim(
        "Adam, and besides every parameter shrinks by the share λ at each step, whatever its gradient.",
        lambda lab: apart(_decay(lab), 0.01 * lab.run(NAME, learning_rate=0.03, weight_decay=0.01, steps=50).theta[:-1]) < 1e-12,
    ),
)
WHERE = Words(
    Remark("Language models and other large networks.", "use", TOUVRON),
    Claim(
        "While λ|θ| is below η the decay has little say: where all examples are read, the run ends near the bottom.",
        lambda lab: apart(_end(lab, NAME, 0.1, 1e-3), lab.on("Himmelblau").minima[0]) < 0.01,
    ),
)
DIFFERENCE = Words(
    Claim(
        "Multiplies the decay by η, too: its λ is the published one over η.",
        lambda lab: apart(_end(lab, LIBRARIES, 0.1, 0.5), _end(lab, NAME, 0.1, 0.05)) < 1e-9 < 1 < _end(lab, NAME, 0.1, 0.05)[0],
    ),
    Claim(
        "So whoever changes η changes the decay with it, and what no coordinate gets beyond is 1/λ, whatever η is.",
        lambda lab: all(apart(_end(lab, LIBRARIES, eta, 1.0), (1, 1)) < 0.01 for eta in (0.05, 0.1)),
    ),
)


def _decay(lab: Lab) -> Array:
    """What a step takes away besides Adam's."""
    run = lab.run(NAME, learning_rate=0.03, weight_decay=0.01, steps=50)
    m_hat, v_hat, step = (run.quantities[name][1:] for name in ("m_hat", "v_hat", "step"))
    return np.asarray(-step - 0.03 * m_hat / (np.sqrt(v_hat) + 1e-8))


def _end(lab: Lab, method: str, eta: float, lam: float) -> Array:
    """Where a run on Himmelblau's function comes to rest."""
    return np.asarray(lab.on("Himmelblau").run(method, learning_rate=eta, weight_decay=lam, steps=1000).theta[-1])


class AdamWState(NamedTuple):
    """The state of AdamW, in the order of its formula."""

    theta: Array  # what the decay reads
    # β₁ᵗ and β₂ᵗ are running products, as in Adam.
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[
        Array,
        TeX(r"\Delta\theta_t = -\eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} - \lambda\, \theta_{t-1}"),
        Meaning("the step: Adam's, and the decay"),
    ]


SCENE = Scene(
    "Himmelblau",
    "weight_decay",
    Words(
        Claim(
            "It stops short of the bottom, where the decay takes what a step gives: no coordinate gets beyond η/λ, here 1.",
            lambda lab: apart(_end(lab, NAME, 0.1, 0.1), (1, 1)) < 0.01,
        ),
        Claim(
            "Drag λ: at 0.001 it comes to the bottom.",
            lambda lab: (
                lab.on("Himmelblau").run(NAME, learning_rate=0.1, weight_decay=1e-3).minimum == 0
                and lab.on("Himmelblau").run(NAME, learning_rate=0.1, weight_decay=0.1).minimum is None
            ),
        ),
    ),
    {"learning_rate": 0.1, "weight_decay": 0.1},
)
CALLS: dict[Library, str] = {
    "PyTorch": """torch.optim.AdamW(
    [theta], lr={learning_rate}, betas=({beta1}, {beta2}), eps={epsilon}, weight_decay=LAMBDA, amsgrad=False
)""",
    "Keras": """keras.optimizers.AdamW(
    {learning_rate}, weight_decay=LAMBDA, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon}, amsgrad=False
)""",
    "Optax": """optax.adamw(
    {learning_rate}, b1={beta1}, b2={beta2}, eps={epsilon}, eps_root=0.0, weight_decay=LAMBDA, nesterov=False
)""",
}
"""LAMBDA stands for the λ of the libraries."""
OVER = Remark("It multiplies the decay by η, so its λ is ours over η.", "use", PYTORCH)
ROOT = Remark("Keras adds ε to the uncorrected root, as in its Adam.", "use", KERAS)


def _calls(lam: str, *notes: Remark) -> dict[Library, Elsewhere]:
    """The calls of the libraries with this λ."""
    found: dict[Library, Elsewhere] = {}
    for library, call in CALLS.items():
        remarks = [*notes, ROOT] if library == "Keras" else notes
        found[library] = Elsewhere(call.replace("LAMBDA", lam), Words(*remarks), scheduled="learning_rate" not in lam)
    return found


@final
@dataclass(frozen=True)
class AdamW(Optimizer[AdamWState]):
    """Adam's step, and besides θ shrinks by the share λ of itself: the decay does not pass through m and v.

    This is the paper's Algorithm 2 with its schedule multiplier at 1: η does not touch the decay. PyTorch, Keras and Optax multiply the
    decay by η, `AdamWInLibraries`. The decay in the gradient, from which the paper decouples it, is `AdamL2`. The paper names no default λ;
    0.001 is felt within some hundred steps. The libraries' λ, 0.01 in PyTorch, 0.004 in Keras and 1e-4 in Optax, is a share of η.
    No bound is given: the decay adds to the step what the meter does not read in the curvature.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8
    weight_decay: Annotated[Scalar, positive(r"\lambda", "weight decay: the share of θ that a step takes away", 1e-6, 0.1)] = 1e-3

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdamWState
    marks = Marks("blue", "dash", "circle")
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    elsewhere = _calls("{weight_decay} / {learning_rate}", OVER)
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02})
    scene = SCENE
    rate_unit = "length"

    def init(self, theta: Array) -> AdamWState:
        zero = np.zeros_like(theta)
        return AdamWState(theta=theta, beta1_t=1.0, beta2_t=1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: AdamWState, g: Array) -> AdamWState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon)) - self.weight_decay * prev.theta
        return AdamWState(prev.theta + step, beta1_t, beta2_t, m, v, m_hat, v_hat, step)


class AdamWInLibrariesState(NamedTuple):
    """The state of the libraries' form, in the order of its formula."""

    theta: Array
    beta1_t: Scalar
    beta2_t: Scalar
    m: Annotated[Array, TeX(r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t"), Meaning("moving average of the gradient: momentum")]
    v: Annotated[Array, TeX(r"v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2"), Meaning("moving average of the squared gradient")]
    m_hat: Annotated[Array, TeX(r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}"), Meaning("m, corrected for its start at 0")]
    v_hat: Annotated[Array, TeX(r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}"), Meaning("v, corrected for its start at 0")]
    step: Annotated[
        Array,
        TeX(r"\Delta\theta_t = -\eta\, \left(\frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \epsilon} + \lambda\, \theta_{t-1}\right)"),
        Meaning("the step: Adam's, and η times the decay"),
    ]


@final
@dataclass(frozen=True)
class AdamWInLibraries(Optimizer[AdamWInLibrariesState]):
    """AdamW as PyTorch, Keras and Optax have it, with η times λ. The default λ = 0.01 is PyTorch's."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: roughly the size of a step", 1e-4, 1.0)] = 0.001
    beta1: Annotated[Scalar, decay(r"\beta_1", "memory of the mean gradient")] = 0.9
    beta2: Annotated[Scalar, decay(r"\beta_2", "memory of the squared gradient", 0.9999)] = 0.999
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor of the divisor", 1e-12, 0.1)] = 1e-8
    weight_decay: Annotated[Scalar, positive(r"\lambda", "weight decay, in units of η", 1e-4, 10.0)] = 0.01

    name = LIBRARIES
    paper = PAPER
    what = Words(Remark("AdamW with the decay multiplied by η.", "definition"))
    where = Words(Remark("In PyTorch, Keras and Optax.", "use", PYTORCH))
    difference = DIFFERENCE
    state = AdamWInLibrariesState
    driver = "m"
    draws = {"m": "momentum", "m_hat": "momentum"}
    elsewhere = _calls("{weight_decay}")
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), {"learning_rate": 0.02, "weight_decay": 0.05})
    rate_unit = "length"

    def init(self, theta: Array) -> AdamWInLibrariesState:
        zero = np.zeros_like(theta)
        return AdamWInLibrariesState(theta=theta, beta1_t=1.0, beta2_t=1.0, m=zero, v=zero, m_hat=zero, v_hat=zero, step=zero)

    def update(self, prev: AdamWInLibrariesState, g: Array) -> AdamWInLibrariesState:
        beta1_t = self.beta1 * prev.beta1_t
        beta2_t = self.beta2 * prev.beta2_t
        m = self.beta1 * prev.m + (1 - self.beta1) * g
        v = self.beta2 * prev.v + (1 - self.beta2) * g**2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        step = -self.learning_rate * (m_hat / (np.sqrt(v_hat) + self.epsilon) + self.weight_decay * prev.theta)
        return AdamWInLibrariesState(prev.theta + step, beta1_t, beta2_t, m, v, m_hat, v_hat, step)
