"""Is noise only bad?"""

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

START = (-1.5, 0.0)
STEPS = 300
DOWN = 2.0
"""So far from the ridge a run has left the saddle."""


def _aside(run: Walk) -> float:
    """How far from the ridge the run ends."""
    return float(abs(run.theta[-1, 1]))


def _with(lab: Lab, m: int) -> float:
    """The same with batches of m."""
    return _aside(lab.run("Mini-batch", START, STEPS, noise=1.0, batch_size=m))


OFF_THE_SADDLE = Challenge(
    name="off-the-saddle",
    title="Off the saddle",
    group="Noise and batches",
    belief=Belief(
        "Noise in the gradient is only bad.",
        Citation(
            "Kleinberg, Li & Yuan",
            2018,
            "An Alternative View: When Does SGD Escape Local Minima?",
            "https://proceedings.mlr.press/v80/kleinberg18a.html",
        ),
    ),
    scene=TaskScene("Saddle", (Actor("Mini-batch", {"batch_size": 64}),), start=START, steps=STEPS, noise=1.0),
    question=Words(
        Remark(
            "The start is exactly on the ridge. There are 64 examples, each with its own error. Turn m, the number of examples in a "
            "step, until the run rolls down from the saddle within 300 steps.",
            "instruction",
        )
    ),
    answer=Turn(
        fields=("batch_size",),
        goal=Goal(lambda attempt: round(_aside(attempt.runs[0]), 6), "It ends {} from the ridge; it has to be more than 2.", above=DOWN),
        wrong=(
            Wrong(
                {"batch_size": 64},
                Words(
                    Claim(
                        "The errors of all 64 examples cancel. Without noise nothing pushes the run off the ridge.",
                        lambda lab: _with(lab, 64) < 1e-6 and lab.run("Mini-batch", START, STEPS, noise=1.0, batch_size=64).moved > 1,
                    )
                ),
                lambda attempt: attempt.given["batch_size"] == 64,
            ),
            Wrong(
                {"batch_size": 32},
                Words(
                    Claim(
                        "The mean over so many examples has little noise left: the run does leave the ridge, but too slowly.",
                        lambda lab: 1e-6 < _with(lab, 32) < DOWN,
                    )
                ),
                lambda attempt: True,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Noise pushes the run off the ridge, and beside it the slope carries it down. The exact gradient would keep it at the saddle.",
            lambda lab: _with(lab, 1) > DOWN and _aside(lab.run("Gradient descent", START, STEPS, noise=1.0)) == 0,
        )
    ),
)
