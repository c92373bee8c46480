"""Does the mean of m examples have an m-th of the noise?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 300
ALL = 342
"""The penguins."""


def _noise(lab: Lab, run: Walk) -> float:
    """The usual distance of the gradient that a step reads from the mean over all examples."""
    exact = lab.landscape.gradient(*run.theta.T).T
    return float(np.sqrt(((run.gradient - exact) ** 2).sum(axis=1).mean()))


def _share(lab: Lab, m: int) -> float:
    """The noise with batches of m, as a share of that of SGD."""
    return _noise(lab, lab.run("Mini-batch", steps=STEPS, batch_size=m)) / _noise(lab, lab.run("SGD", steps=STEPS))


A_QUARTER_OF_THE_NOISE = Challenge(
    name="a-quarter-of-the-noise",
    title="A quarter of the noise",
    group="Noise and batches",
    belief=Belief(
        "The mean of m examples has an m-th of the noise.",
        Citation(
            "1Cademy, after Dive into Deep Learning",
            2026,
            "Minibatch Size Selection Trade-off",
            "https://1cademy.com/node/minibatch-size-selection-trade-off/XVU3pLzjbnCeVk8TPqzs",
        ),
    ),
    scene=TaskScene("Penguins, standardised", (Actor("SGD"), Actor("Mini-batch")), steps=STEPS),
    question=Words(
        Remark(
            "SGD reads one penguin a step. Turn m until the gradients of Mini-batch have a quarter of the noise of those of SGD.",
            "instruction",
        )
    ),
    answer=Turn(
        fields=("batch_size",),
        of=(1,),
        goal=Goal(
            lambda attempt: _noise(attempt.lab, attempt.runs[1]) / _noise(attempt.lab, attempt.runs[0]),
            "Its noise is {} of that of SGD; it has to be between 0.23 and 0.28.",
            above=0.23,
            below=0.28,
        ),
        wrong=(
            Wrong(
                {"batch_size": 4},
                Words(
                    Claim(
                        "The errors of a few penguins cancel only in part: the mean of 4 still has half of the noise.",
                        lambda lab: 0.42 < _share(lab, 4) < 0.58,
                    )
                ),
                lambda attempt: attempt.given["batch_size"] < 16,
            ),
            Wrong(
                {"batch_size": 64},
                Words(
                    Claim(
                        "That is more penguins than needed: with 64 about an eighth is left.",
                        lambda lab: 0.08 < _share(lab, 64) < 0.15,
                    )
                ),
                lambda attempt: attempt.given["batch_size"] > 16,
            ),
        ),
    ),
    why=Words(
        Claim(
            "The noise of a mean shrinks like 1/√m: four times as many penguins halve it, and sixteen times as many leave a quarter.",
            lambda lab: all(abs(_share(lab, m) * m**0.5 - 1) < 0.15 for m in (4, 16)),
        ),
        Claim("With all 342 penguins there is none.", lambda lab: _share(lab, ALL) < 1e-9 < 0.05 < _share(lab, 64)),
    ),
)
