"""Mini-batch gradient descent: the mean gradient of m examples a step."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.optimizer import Elsewhere, Optimizer, Oracle
from optim_core.scenes import Scene
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, count, positive

PAPER = Citation(
    "Bottou, Curtis & Nocedal", 2018, "Optimization Methods for Large-Scale Machine Learning", "https://arxiv.org/abs/1606.04838"
)
WHAT = Words(
    Claim(
        "Follows the mean slope of a small batch of examples, instead of a single one.",
        lambda lab: (
            apart(_run(lab, 1).theta, lab.on("Penguins, standardised").run("SGD").theta) == 0
            and apart(_run(lab, 300).theta, lab.on("Penguins, standardised").run("Gradient descent").theta) > 0
        ),
    )
)
WHERE = Words(
    Remark("The usual choice in practice: a batch keeps the hardware busy, one example does not,", "use", PAPER),
    Claim(
        "and its mean gradient is steadier than a single one.",
        lambda lab: _noise(lab, 8) < _noise(lab, 1) / 2,
    ),
)


def _run(lab: Lab, m: int) -> Walk:
    """A run on penguins with batches of m."""
    return lab.on("Penguins, standardised").run("Mini-batch", batch_size=m)


def _noise(lab: Lab, m: int) -> float:
    """The usual distance of the gradient that a step reads from the mean over all examples."""
    run = _run(lab, m)
    means = np.array([lab.on("Penguins, standardised").gradient(*theta) for theta in run.theta])
    return float(np.sqrt(((run.gradient - means) ** 2).sum(axis=1).mean()))


class MiniBatchState(NamedTuple):
    """The state of mini-batch gradient descent, in the order of its formula."""

    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, g_t"), Meaning("the step")]


SCENE = Scene(
    "Penguins, standardised",
    "batch_size",
    Words(
        Claim(
            "Drag m: it is the volume of the noise. With 64 penguins a step, the cloud is a tenth of what one penguin a step makes of it.",
            lambda lab: 9 < _cloud(lab, 1) / _cloud(lab, 64) < 14 and _cloud(lab, 1) > 0.3,
        ),
    ),
    {"learning_rate": 0.5},
)


def _cloud(lab: Lab, m: int) -> float:
    """The usual distance from the minimum in the last 150 of 300 steps."""
    return lab.on("Penguins, standardised").run("Mini-batch", learning_rate=0.5, batch_size=m).around(150)


@final
@dataclass(frozen=True)
class MiniBatch(Optimizer[MiniBatchState]):
    """Each step follows the mean gradient of m examples: the noise of SGD, smaller by √m, for m times the work.

    The default η = 0.01 is Keras's; m = 8 is the lab's, small enough for the noise to be seen.
    """

    learning_rate: Annotated[Scalar, positive(r"\eta", "learning rate: how far to go for a given slope", 1e-5, 10.0)] = 0.01
    batch_size: Annotated[int, count("m", "examples a step", 64)] = 8

    name = "Mini-batch"
    paper = PAPER
    what = WHAT
    where = WHERE
    gradient_line = TeX(r"g_t = \frac{1}{m} \sum_{i \in B_t} \nabla J(\theta_{t-1};\, x^{(i)}, y^{(i)})")
    state = MiniBatchState
    marks = Marks("sky", "dot", "square")
    bound = GRADIENT
    elsewhere = {
        "PyTorch": Elsewhere("torch.optim.SGD([theta], lr={learning_rate})"),
        "Keras": Elsewhere("keras.optimizers.SGD({learning_rate})"),
        "Optax": Elsewhere("optax.sgd({learning_rate})"),
    }
    oracle = Oracle("Penguins, standardised", (-0.7, 1.4), {"learning_rate": 0.05})
    scene = SCENE
    rate_unit = "slope"

    @property
    def examples_per_step(self) -> int:
        return self.batch_size

    def init(self, theta: Array) -> MiniBatchState:
        return MiniBatchState(step=np.zeros_like(theta))

    def update(self, prev: MiniBatchState, g: Array) -> MiniBatchState:
        step = -self.learning_rate * g
        return MiniBatchState(step)
