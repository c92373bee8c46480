"""The learning rate along half a wave, from η down to a share of it; and the same after a warm-up."""

from dataclasses import dataclass
from typing import Annotated, final

import numpy as np

from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.schedules.schedule import USUAL_LENGTH, Schedule, length, share
from optim_core.spec import Array, Citation, Knob, Scalar, TeX

PAPER = Citation("Loshchilov & Hutter", 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts", "https://arxiv.org/abs/1608.03983")
WARMED = Citation("Goyal et al.", 2017, "Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", "https://arxiv.org/abs/1706.02677")
REST = Knob(TeX(r"\alpha"), "the share of η that is left at the end", (0, 1), (True, True), (0, 0.5), "linear")


def _last(lab: Lab, schedule: Schedule | None) -> float:
    """The mean length of the last of SGD's steps with noise."""
    return float(lab.run("SGD", noise=1, steps=300, schedule=schedule).lengths[-10:].mean())


@final
@dataclass(frozen=True)
class Cosine(Schedule):
    """η falls along half a cosine wave to the share α of itself in T steps: slowly at first, fast in the middle, slowly at the end.

    It is one period of the paper's, without its restarts.
    """

    steps: Annotated[Scalar, length()] = USUAL_LENGTH
    floor: Annotated[Scalar, REST] = 0.0

    name = "Cosine"
    paper = PAPER
    what = Words(
        Claim(
            "Where slopes are noisy, T steps bring a run to rest: with α = 0 SGD's last are less than a fiftieth as long as usual.",
            lambda lab: _last(lab, Cosine()) < _last(lab, None) / 50,
        )
    )
    line = TeX(
        r"\eta_t = \eta\, \left(\alpha + \frac{1 - \alpha}{2} "
        r"\left(1 + \cos\left(\pi\, \min\left(1, \frac{t - 1}{T}\right)\right)\right)\right)"
    )
    code = "{learning_rate} * ({floor} + (1 - {floor}) / 2 * (1 + np.cos(np.pi * min(1, (t - 1) / {steps}))))"
    optax = "optax.cosine_decay_schedule({learning_rate}, {steps}, {floor})"

    def rate(self, eta: Scalar, t: Array) -> Array:
        return np.asarray(eta * wave(self.floor, np.minimum(1, (t - 1) / self.steps)))


def _near(one: float, other: float) -> bool:
    return bool(abs(one - other) <= 1e-9 * other and other > 0)


@final
@dataclass(frozen=True)
class WarmupCosine(Schedule):
    """η grows in equal steps for the share w of the T steps, and then falls along half a cosine wave to the share α of itself."""

    steps: Annotated[Scalar, length()] = USUAL_LENGTH
    warmup: Annotated[Scalar, share("w", "the share of the steps in which η grows", 0.5)] = 0.1
    floor: Annotated[Scalar, REST] = 0.0

    name = "Warm-up, then cosine"
    paper = WARMED
    what = Words(
        Claim(
            "Adam's first step is η long, however little it knows of the slopes: with wT = 30 it is a thirtieth of that.",
            lambda lab: _near(30 * lab.run("Adam", schedule=WarmupCosine()).lengths[0], lab.run("Adam").lengths[0]),
        ),
        Remark("Large steps come then, and small ones to come to rest.", "definition"),
    )
    line = TeX(
        r"\eta_t = \eta\, \min\left(\frac{t}{w T}, \alpha + \frac{1 - \alpha}{2} \left(1 + "
        r"\cos\left(\pi\, \min\left(1, \max\left(0, \frac{t - w T}{T - w T}\right)\right)\right)\right)\right)"
    )
    code = (
        "{learning_rate} * min(t / ({warmup} * {steps}), {floor} + (1 - {floor}) / 2 * (1 + np.cos(np.pi * "
        "min(1, max(0, (t - {warmup} * {steps}) / ({steps} - {warmup} * {steps}))))))"
    )
    optax = (
        "optax.warmup_cosine_decay_schedule({learning_rate} / ({warmup} * {steps}), {learning_rate}, "
        "{warmup} * {steps} - 1, {steps} - 1, {floor} * {learning_rate})"
    )

    def rate(self, eta: Scalar, t: Array) -> Array:
        warm = self.warmup * self.steps
        return np.asarray(eta * np.minimum(t / warm, wave(self.floor, np.minimum(1, np.maximum(0, (t - warm) / (self.steps - warm))))))


def wave(floor: Scalar, share: Array) -> Array:
    """Half a cosine wave from 1 to `floor`, at these shares of its length."""
    return np.asarray(floor + (1 - floor) / 2 * (1 + np.cos(np.pi * share)))
