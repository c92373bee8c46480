"""Does it take only patience to leave a plain?"""

from lessons.challenges.answers import Goal, PickCell, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 300
USUAL = 0.3
BETA = 0.9


def _walk(lab: Lab, eta: float, beta1: float, steps: int = STEPS) -> Walk:
    return lab.run("Momentum", steps=steps, learning_rate=eta, beta1=beta1)


INTO_THE_HOLE = Challenge(
    name="into-the-hole",
    title="Into the hole",
    group="Momentum and Adam",
    belief=Belief(
        "On a flat part of the loss it only takes patience.",
        Citation(
            "Ainsworth & Shin",
            2020,
            "Plateau Phenomenon in Gradient Descent Training of ReLU networks",
            "https://arxiv.org/abs/2007.07213",
        ),
    ),
    scene=TaskScene("Plateau", (Actor("Momentum", {"learning_rate": USUAL, "beta1": BETA}),), steps=STEPS),
    question=Words(
        Claim(
            "Far out on the plain Momentum with η = 0.3 and β₁ = 0.9 goes less than a tenth in 300 steps, and the hole is 4 away.",
            lambda lab: 0.05 < _walk(lab, USUAL, BETA).moved < 0.1 and 4 < _walk(lab, USUAL, BETA).around(1) < 4.2,
        ),
        Remark("Pick a cell of the map, an η and a β₁, so that it is in the hole after 300 steps.", "instruction"),
    ),
    answer=PickCell(
        fields=("learning_rate", "beta1"),
        goal=Goal(
            lambda attempt: float(attempt.runs[0].loss[-1]),
            "It ends at a loss of {}; the plain is at 1, and it has to be below 0.1.",
            below=0.1,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 10.0, "beta1": 0.0},
                Words(
                    Claim(
                        "It reaches the hole and jumps out again: there the slope is steep, and a step of η times the slope is too long.",
                        lambda lab: _walk(lab, 10.0, 0.0).loss.min() < 0.9 < _walk(lab, 10.0, 0.0).loss[-1],
                    )
                ),
                lambda attempt: bool(attempt.runs[0].loss.min() < 0.9 and attempt.given["learning_rate"] > 2),
            ),
            Wrong(
                {"learning_rate": USUAL, "beta1": 0.99},
                Words(
                    Claim(
                        "A larger β₁ does not help: this Momentum steps η times the mean slope, and the mean of tiny slopes is tiny.",
                        lambda lab: _walk(lab, USUAL, 0.99).moved < _walk(lab, USUAL, BETA).moved < 0.1,
                    )
                ),
                lambda attempt: attempt.given["beta1"] > BETA,
            ),
            Wrong(
                {"learning_rate": 0.01, "beta1": 0.5},
                Words(
                    Claim(
                        "With this η it stands almost still: each step is η times a slope of less than a thousandth.",
                        lambda lab: _walk(lab, 0.01, 0.5).moved < 0.01 and lab.slope(*lab.start) < 0.001,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 2,
            ),
        ),
    ),
    why=Words(
        Claim(
            "The step is η times the mean slope, and out here the slope is tiny: with η = 0.3 it stays on the plain for a thousand steps.",
            lambda lab: _walk(lab, USUAL, BETA, 1000).loss[-1] > 0.99 and lab.slope(*lab.start) < 0.001,
        ),
        Claim(
            "With ten times the η it is in the hole after 165.",
            lambda lab: _walk(lab, 10 * USUAL, BETA).arrived == 165,
        ),
    ),
)
