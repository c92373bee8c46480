"""The learning rate up, long as it is, and down."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Remark, Words
from optim_core.schedules.schedule import USUAL_LENGTH, Schedule, length, share
from optim_core.spec import Array, Citation, Scalar, TeX

PAPER = Citation("Hu et al.", 2024, "MiniCPM: Unveiling the Potential of Small Language Models", "https://arxiv.org/abs/2404.06395")


@final
@dataclass(frozen=True)
class WarmupStableDecay(Schedule):
    """η grows for the share w of the T steps, stays, and falls to 0 along a line in the last share c of them."""

    steps: Annotated[Scalar, length()] = USUAL_LENGTH
    warmup: Annotated[Scalar, share("w", "the share of the steps in which η grows", 0.5)] = 0.1
    cooldown: Annotated[Scalar, share("c", "the share of the steps in which η falls to 0", 0.5)] = 0.2

    name = "Warm-up, stable, decay"
    paper = PAPER
    what = Words(
        Remark(
            "Where a run will end need not be known at first: it can go on at full η, and come to rest whenever it is wanted to.",
            "use",
            PAPER,
        )
    )
    line = TeX(r"\eta_t = \eta\, \max\left(0, \min\left(1, \frac{t}{w T}, \frac{T - t + 1}{c T}\right)\right)")
    code = "{learning_rate} * max(0, min(1, t / ({warmup} * {steps}), ({steps} - t + 1) / ({cooldown} * {steps})))"
    optax = (
        "optax.join_schedules([optax.linear_schedule({learning_rate} / ({warmup} * {steps}), {learning_rate}, {warmup} * {steps} - 1), "
        "optax.linear_schedule({learning_rate}, 0, {cooldown} * {steps})], [(1 - {cooldown}) * {steps}])"
    )

    def rate(self, eta: Scalar, t: Array) -> Array:
        up, down = t / (self.warmup * self.steps), (self.steps - t + 1) / (self.cooldown * self.steps)
        return np.asarray(eta * np.maximum(0, np.minimum(1, np.minimum(up, down))))
