"""Do larger batches always end lower?"""

import numpy as np

from lessons.challenges.answers import Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.marks import Marks
from optim_core.spec import Citation

ETA = 0.3
BUDGET = 512
"""The gradients of single penguins that each run may compute."""
MARKS = {1: Marks("sky", "dot", "square"), 16: Marks("orange", "dash", "diamond"), 256: Marks("green", "longdash", "cross")}


def _name(m: int) -> str:
    return f"m = {m}"


def _run(lab: Lab, m: int, seed: int = 1) -> Walk:
    """The run in batches of m."""
    return lab.run("Mini-batch", steps=BUDGET // m, seed=seed, batch_size=m, learning_rate=ETA)


def _ends(lab: Lab, m: int) -> float:
    """How high above the minimum the runs of five seeds end, on average."""
    return float(np.mean([_run(lab, m, seed).loss[-1] for seed in range(1, 6)])) - lab.loss(*lab.minima[0])


A_FIXED_BUDGET = Challenge(
    name="a-fixed-budget",
    title="A fixed budget",
    group="Noise and batches",
    belief=Belief(
        "Larger batches always end lower.",
        Citation(
            "Cross Validated",
            2015,
            "What is the trade-off between batch size and number of iterations to train a neural network?",
            "https://stats.stackexchange.com/questions/164876",
        ),
    ),
    scene=TaskScene(
        "Penguins, standardised",
        tuple(
            Actor("Mini-batch", {"batch_size": m, "learning_rate": ETA}, _name(m), marks, steps=BUDGET // m) for m, marks in MARKS.items()
        ),
    ),
    question=Words(
        Remark(
            "Each run may look at 512 penguins: one at a time in 512 steps, 16 at a time in 32 steps, or 256 at a time in 2 steps. "
            "Put them in order: the one that ends lowest comes first.",
            "instruction",
        )
    ),
    answer=Rank(
        measure=lambda run: float(run.loss[-1]),
        wrong=(
            Wrong(
                (_name(256), _name(16), _name(1)),
                Words(
                    Claim(
                        "Its steps are the most exact, but there are only two of them: it gets halfway.",
                        lambda lab: 0.4 < _run(lab, 256).moved / _run(lab, 16).moved < 0.6,
                    )
                ),
                lambda attempt: attempt.given.index(_name(256)) < 2,
            ),
            Wrong(
                (_name(1), _name(16), _name(256)),
                Words(
                    Claim(
                        "With 512 steps it gets there early, and then the noise of single penguins keeps throwing it about.",
                        lambda lab: _run(lab, 1).arrived < 100 and _run(lab, 1).around(100) > 0.2,
                    )
                ),
                lambda attempt: attempt.given.index(_name(1)) == 0,
            ),
        ),
    ),
    why=Words(
        Claim(
            "When penguins are counted, small batches get more steps and large ones get steadier steps. Here 16 is enough of both.",
            lambda lab: 3 * _ends(lab, 16) < _ends(lab, 1) < _ends(lab, 256) / 3,
        )
    ),
)
