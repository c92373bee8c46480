"""The learning rate up, long as it is, and down."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.schedules.schedule import USUAL_LENGTH, Schedule, length, share
from optim_core.spec import Array, Citation, Scalar, TeX

PAPER = Citation("Hu et al.", 2024, "MiniCPM: Unveiling the Potential of Small Language Models", "https://arxiv.org/abs/2404.06395")


def _growth(lab: Lab) -> Array:
    """By how much each step of Lion is longer than the one before it, in units of η."""
    lengths = lab.run("Lion", learning_rate=0.001, steps=300, schedule=WarmupStableDecay()).lengths
    return np.asarray(np.diff(lengths) / 0.001)


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
            "Where a run will end need not be known at first: it goes on at full η, and comes to rest when it is wanted to.", "use", PAPER
        ),
        Claim(
            "With T = 300, w = 0.1 and c = 0.2, the steps of Lion, as long as η, grow for 30, are equal for 210, and shrink for 60.",
            lambda lab: (
                [int((np.abs(_growth(lab)) < 1e-9).sum()), int((_growth(lab) > 0.01).sum()), int((_growth(lab) < -0.01).sum())]
                == [211, 29, 59]
            ),
        ),
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
