"""Adagrad with 1 in place of ε: one accumulator, and no knob but η."""

from dataclasses import dataclass
from typing import Annotated, NamedTuple, final

import numpy as np

from optim_core.bounds import GRADIENT
from optim_core.claims import Remark, Words
from optim_core.marks import Marks
from optim_core.optimizer import Optimizer
from optim_core.spec import Array, Citation, Meaning, Scalar, TeX, positive


class AdagradOneState(NamedTuple):
    G: Annotated[Array, TeX(r"G_t = G_{t-1} + g_t^2"), Meaning("sum of all squared gradients so far")]
    step: Annotated[Array, TeX(r"\Delta\theta_t = -\eta\, \frac{g_t}{\sqrt{1 + G_t}}"), Meaning("the step")]


@final
@dataclass(frozen=True)
class AdagradOne(Optimizer[AdagradOneState]):
    """Each coordinate is divided by the root of one more than the sum of its squared gradients."""

    learning_rate: Annotated[Scalar, positive(r"\eta", "length of a long step", 1e-4, 10.0)] = 0.1

    name = "Adagrad, one knob"
    paper = Citation("Streeter & McMahan", 2010, "Less Regret via Online Conditioning", "https://arxiv.org/abs/1002.4862")
    what = Words(Remark("Adagrad with 1 under the root.", "definition"))
    where = Words(Remark("Online learning.", "definition"))
    state = AdagradOneState
    marks = Marks("blue", "dashdot", "cross")
    bound = GRADIENT
    rate_unit = "length"
    rate_factor = 10.0

    def init(self, theta: Array) -> AdagradOneState:
        return AdagradOneState(G=np.zeros_like(theta), step=np.zeros_like(theta))

    def update(self, prev: AdagradOneState, g: Array) -> AdagradOneState:
        G = prev.G + g**2
        step = -self.learning_rate * (g / np.sqrt(1 + G))
        return AdagradOneState(G, step)
