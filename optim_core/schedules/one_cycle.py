"""The learning rate up, down, and out: one cycle."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.schedules.schedule import USUAL_LENGTH, Schedule, length, share
from optim_core.spec import Array, Citation, Knob, Scalar, TeX

PAPER = Citation(
    "Smith & Topin",
    2018,
    "Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates",
    "https://arxiv.org/abs/1708.07120",
)
TIMES = Knob(TeX("d"), "how many times smaller η is at both ends of the cycle", (1, np.inf), (False, False), (2, 100), "log")


def _lengths(lab: Lab) -> Array:
    return lab.run("Lion", schedule=OneCycle()).lengths


@final
@dataclass(frozen=True)
class OneCycle(Schedule):
    """η grows from a d-th of itself for the share r of the T steps, falls back to it until 0.85 T, and then to nothing: all along lines.

    The paper changes a momentum the other way round meanwhile; here only η changes. 0.85, and the last η, which is η/(10⁴ d), are those of
    Optax's `linear_onecycle_schedule`.
    """

    steps: Annotated[Scalar, length()] = USUAL_LENGTH
    rise: Annotated[Scalar, share("r", "the share of the steps in which η grows", 0.8)] = 0.3
    times: Annotated[Scalar, TIMES] = 25.0

    name = "One cycle"
    paper = PAPER
    what = Words(
        Remark("One rise to an η that would be too large for long, one fall, and a short end with hardly any.", "use", PAPER),
        Claim(
            "With d = 25, a step of Lion, which is as long as η, is 25 times as long at the top as at first.",
            lambda lab: abs(_lengths(lab)[90] - 25 * _lengths(lab)[0]) < 1e-9 * _lengths(lab)[90],
        ),
    )
    line = TeX(
        r"\eta_t = \begin{cases} \frac{\eta}{d} + \left(\eta - \frac{\eta}{d}\right) \frac{t - 1}{r T} & t - 1 \leq r T \\ "
        r"\eta - \left(\eta - \frac{\eta}{d}\right) \frac{t - 1 - r T}{0.85 T - r T} & t - 1 \leq 0.85 T \\ "
        r"\frac{\eta}{d} - \left(\frac{\eta}{d} - \frac{\eta}{10^4 d}\right) \min\left(1, \frac{t - 1 - 0.85 T}{0.15 T}\right)"
        r" & t - 1 > 0.85 T \end{cases}"
    )
    code = (
        "{learning_rate} * np.interp(t - 1, [0, {rise} * {steps}, 0.85 * {steps}, {steps}], [1 / {times}, 1, 1 / {times}, 1e-4 / {times}])"
    )
    optax = "optax.linear_onecycle_schedule(int({steps}), {learning_rate}, {rise}, 0.85, {times}, 1e4)"

    def rate(self, eta: Scalar, t: Array) -> Array:
        past, up, down = t - 1, self.rise * self.steps, 0.85 * self.steps
        low = eta / self.times
        grows = low + (eta - low) * past / up
        falls = eta - (eta - low) * (past - up) / (down - up)
        ends = low - (low - low / 1e4) * np.minimum(1, (past - down) / (0.15 * self.steps))
        return np.asarray(np.where(past <= up, grows, np.where(past <= down, falls, ends)))
