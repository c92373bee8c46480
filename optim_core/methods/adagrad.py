"""Adagrad: each coordinate's rate shrinks as the sum of its squared gradients grows."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Library, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive

PAPER = Citation(
    "Duchi, Hazan & Singer",
    2011,
    "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
    "https://jmlr.org/papers/v12/duchi11a.html",
)
PYTORCH = Citation("PyTorch", 2025, "torch.optim.Adagrad", "https://pytorch.org/docs/stable/generated/torch.optim.Adagrad.html")
KERAS = Citation("Keras", 2025, "Adagrad", "https://keras.io/api/optimizers/adagrad/")
OPTAX = Citation("Optax", 2025, "optax.adagrad", "https://optax.readthedocs.io/en/latest/api/optimizers.html#adagrad")
NAME = "Adagrad"
WHAT = Words(
    Claim(
        "Gives every parameter its own rate: η divided by the root of the sum of all its squared gradients.",
        lambda lab: apart(_rates(lab), 0.3 / np.sqrt(np.cumsum(_run(lab).gradient[:-1] ** 2, axis=0))) < 1e-6,
    )
)
WHERE = Words(
    Remark("Sparse data such as text and images, where rare parameters need larger steps than frequent ones.", "use", PAPER),
    Claim(
        "In long runs it slows down by itself, because the sum only grows.",
        lambda lab: float(np.diff(_rates(lab), axis=0).max()) < 1e-12 and float((_rates(lab)[-1] / _rates(lab)[0]).max()) < 0.5,
    ),
)


def _valley(lab: Lab, eta: float) -> Walk:
    return lab.on("Rosenbrock").run("Adagrad", learning_rate=eta)


def _run(lab: Lab) -> Walk:
    return lab.run("Adagrad", learning_rate=0.3)


def _rates(lab: Lab) -> Array:
    return _run(lab).rates


class AdagradState(NamedTuple):
    """The state of Adagrad, in the order of its formula."""

    G: Annotated[Array, TeX(r"G_t = G_{t-1} + g_t^2"), Meaning("sum of all squared gradients so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{G_t + \epsilon}}"), Meaning("the step")]


SCENE = Scene(
    "Rosenbrock",
    "learning_rate",
    Words(
        Claim(
            "It jumps into the valley and then crawls: the steep start stays in the sum, and its last step is less than a "
            "hundredth of its first.",
            lambda lab: _valley(lab, 0.4).lengths[-1] < 0.01 * _valley(lab, 0.4).lengths[0],
        ),
        Claim(
            "Drag η: five times as long a start takes it most of the way.",
            lambda lab: _valley(lab, 2.0).loss[-1] < 0.1 < 1.5 < _valley(lab, 0.4).loss[-1],
        ),
    ),
    MappingProxyType({"learning_rate": 0.4}),
)
SETTINGS = {"learning_rate": 0.3}
CALLS: dict[Library, str] = {
    "PyTorch": "torch.optim.Adagrad([theta], lr={learning_rate}, eps={epsilon})",
    "Keras": "keras.optimizers.Adagrad({learning_rate}, initial_accumulator_value=START, epsilon={epsilon})",
    "Optax": "optax.adagrad({learning_rate}, initial_accumulator_value=START, eps={epsilon})",
}


@final
@dataclass(frozen=True)
class Adagrad(Optimizer[AdagradState]):
    """Each coordinate's gradient is divided by the root of the sum of its squares so far, so that the steps shrink by themselves.

    ε stands inside the root, as on the card. PyTorch adds it outside, `AdagradInPyTorch`; Keras and Optax start G at 0.1 unless they are
    told otherwise, `AdagradInKerasAndOptax`. The default η = 0.01 is PyTorch's.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of the first step", 1e-4, 10.0)] = 0.01
    epsilon: Annotated[Scalar, positive(r"\epsilon", "floor under the root", 1e-12, 0.1)] = 1e-8

    name = NAME
    paper = PAPER
    what = WHAT
    where = WHERE
    state = AdagradState
    marks = Marks("orange", "dash", "diamond")
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere(
            CALLS["PyTorch"],
            Words(Remark("PyTorch adds ε outside the root: the steps differ where √G is small against √ε.", "use", PYTORCH)),
        ),
        "Keras": Elsewhere(
            CALLS["Keras"].replace("START", "0.0"),
            Words(Remark("Keras starts G at 0.1 unless told otherwise.", "use", KERAS)),
        ),
        "Optax": Elsewhere(
            CALLS["Optax"].replace("START", "0.0"),
            Words(Remark("Optax starts G at 0.1 unless told otherwise.", "use", OPTAX)),
        ),
    }
    oracle = Oracle("Rosenbrock", (-1.5, 2.0), SETTINGS)
    scene = SCENE
    rate_unit = "length"
    rate_factor = 10.0  # the t-th step is about η/√t long, so the first one must be longer to get as far

    def init(self, theta: Array) -> AdagradState:
        return AdagradState(G=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdagradState, g: Array) -> AdagradState:
        G = prev.G + g**2
        step = -self.learning_rate * (g / np.sqrt(G + self.epsilon))
        return AdagradState(G, step)
