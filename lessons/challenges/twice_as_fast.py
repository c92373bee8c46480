"""Is an η twice as large twice as fast?"""

from lessons.challenges.answers import Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Words
from optim_core.marks import Marks
from optim_core.spec import Citation

STEPS = 50
MARKS = (
    Marks("sky", "dot", "square"),
    Marks("orange", "dash", "diamond"),
    Marks("green", "longdash", "cross"),
    Marks("pink", "dashdot", "triangle-up"),
    Marks("vermilion", "longdashdot", "star"),
)
ETAS = (0.2, 0.7, 1.0, 1.5, 1.9)


def _name(eta: float) -> str:
    return f"η = {eta}"


def _arrived(lab: Lab, eta: float) -> float:
    """The step at which gradient descent arrives."""
    return lab.run("Gradient descent", steps=STEPS, learning_rate=eta).arrived


TWICE_AS_FAST = Challenge(
    name="twice-as-fast",
    title="Twice as fast",
    group="The loop and η",
    belief=Belief(
        "An η twice as large is twice as fast.",
        Citation(
            "DeepLearning.AI community",
            2023,
            "Does larger (not too large) learning rates always converge faster?",
            "https://community.deeplearning.ai/t/does-larger-not-too-large-learning-rates-always-converge-faster/267030",
        ),
    ),
    scene=TaskScene(
        "Penguins, standardised",
        tuple(Actor("Gradient descent", {"learning_rate": eta}, _name(eta), marks) for eta, marks in zip(ETAS, MARKS, strict=True)),
        steps=STEPS,
    ),
    question=Words(
        Remark(
            "This bowl is round, and with η = 1 the first step ends at the bottom. Put the five runs in order: the one that arrives first "
            "comes first.",
            "instruction",
        )
    ),
    answer=Rank(
        measure=lambda run: run.arrived,
        wrong=(
            Wrong(
                tuple(map(_name, reversed(ETAS))),
                Words(
                    Claim(
                        "With η above 1 each step jumps past the bottom, and the farther it jumps, the later the run arrives.",
                        lambda lab: _arrived(lab, 1.9) > _arrived(lab, 1.5) > _arrived(lab, 1.0),
                    )
                ),
                lambda attempt: attempt.given.index(_name(1.9)) < 4,
            ),
            Wrong(
                tuple(map(_name, ETAS)),
                Words(
                    Claim(
                        "The smallest η creeps: each step goes only a fifth of the way that is left.",
                        lambda lab: _arrived(lab, 0.2) > 3 * max(_arrived(lab, 0.7), _arrived(lab, 1.5)),
                    )
                ),
                lambda attempt: attempt.given.index(_name(0.2)) < 3,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Of the way that is left, a step leaves |1 − η|, so what counts is how far η is from 1.",
            lambda lab: _arrived(lab, 1.0) == 1 and abs(_arrived(lab, 0.5) - _arrived(lab, 1.5)) <= 1,
        ),
        Claim(
            "From 0.2 to 0.4 it becomes twice as fast; from 1 to 2 it never arrives.",
            lambda lab: 2 * _arrived(lab, 0.4) < _arrived(lab, 0.2) < 50 and _arrived(lab, 2.0) > STEPS,
        ),
    ),
)
