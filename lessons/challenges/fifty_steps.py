"""Does Adam need no η?"""

from lessons.challenges.answers import Goal, PickCell, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

QUESTION = Citation(
    "Data Science Stack Exchange",
    2018,
    "Is it necessary to tune the step size, when using Adam?",
    "https://datascience.stackexchange.com/questions/43320/is-it-necessary-to-tune-the-step-size-when-using-adam",
)
STEPS = 50


def _run(lab: Lab, eta: float, beta1: float = 0.9) -> Walk:
    return lab.run("Adam", steps=STEPS, learning_rate=eta, beta1=beta1)


def _beyond(lab: Lab, eta: float, beta1: float) -> float:
    """How far it goes past the bottom, along the first axis."""
    return float(_run(lab, eta, beta1).theta[:, 0].max() - lab.minima[0][0])


FIFTY_STEPS = Challenge(
    name="fifty-steps",
    title="Fifty steps",
    group="Momentum and Adam",
    belief=Belief("Adam adapts its learning rate, so η hardly matters and 0.001 will do.", QUESTION),
    scene=TaskScene("Penguins, standardised", (Actor("Adam"),), steps=STEPS),
    question=Words(
        Remark("Each cell of the map is one run of Adam, with the η and the β₁ of the cell.", "definition"),
        Remark("Pick a cell from which Adam arrives at the bottom in at most 50 steps.", "instruction"),
    ),
    answer=PickCell(
        fields=("learning_rate", "beta1"),
        goal=Goal(
            lambda attempt: attempt.runs[0].arrived,
            "It arrives after {} steps; it has to be at most 50.",
            below=50.5,
            otherwise=f"It does not arrive in {STEPS} steps.",
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.001, "beta1": 0.9},
                Words(
                    Claim(
                        "A step is about η long along each axis: 50 steps of 0.001 go only 0.05.",
                        lambda lab: 0.9 < _run(lab, 0.001).moved / (0.05 * 2**0.5) < 1.1,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.05,
            ),
            Wrong(
                {"learning_rate": 1.0, "beta1": 0.99},
                Words(
                    Claim(
                        "With so long a memory it swings far past the bottom, and 50 steps are not enough to stop it.",
                        lambda lab: _beyond(lab, 1.0, 0.99) > 0.5 and _run(lab, 1.0, 0.99).arrived > STEPS > _run(lab, 1.0, 0.5).arrived,
                    )
                ),
                lambda attempt: attempt.given["beta1"] > 0.85,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Adam adapts to how steep each coordinate is, but not to how far it has to go: ten times the η goes ten times as far.",
            lambda lab: (
                9 < _run(lab, 0.01).moved / _run(lab, 0.001).moved < 11
                and _run(lab, 0.1, 0.5).arrived < STEPS < min(_run(lab, eta, 0.5).arrived for eta in (0.001, 0.01))
            ),
        )
    ),
)
