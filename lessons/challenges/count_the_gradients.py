"""Does a method that needs fewer steps need less work?"""

from lessons.challenges.answers import Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

ALL, ONE, EIGHT, MANY = "All 219", "One", "Eight", "Thirty-two"


def _all(lab: Lab) -> Walk:
    return lab.run("Gradient descent", learning_rate=3.0)


def _one(lab: Lab) -> Walk:
    return lab.run("SGD", learning_rate=0.2)


def _batch(lab: Lab, size: int, eta: float) -> Walk:
    return lab.run("Mini-batch", learning_rate=eta, batch_size=size)


def _runs(lab: Lab) -> tuple[Walk, Walk, Walk, Walk]:
    """All examples, eight, one, and thirty-two: in the order of their steps."""
    return _all(lab), _batch(lab, 8, 1.0), _one(lab), _batch(lab, 32, 0.2)


def _work(walk: Walk) -> float:
    """How many gradients of one example it takes to arrive."""
    return walk.arrived * walk.evaluations_per_step


COUNT_THE_GRADIENTS = Challenge(
    name="count-the-gradients",
    title="Count the gradients",
    group="Comparing fairly",
    belief=Belief(
        "A method that needs fewer steps needs less work.",
        Citation(
            "Cross Validated",
            2016,
            "How could stochastic gradient descent save time compared to standard gradient descent?",
            "https://stats.stackexchange.com/questions/232056",
        ),
    ),
    scene=TaskScene(
        "Penguins, two species",
        (
            Actor("Mini-batch", {"learning_rate": 1.0, "batch_size": 8}, EIGHT),
            Actor("Gradient descent", {"learning_rate": 3.0}, ALL),
            Actor("SGD", {"learning_rate": 0.2}, ONE),
            Actor("Mini-batch", {"learning_rate": 0.2, "batch_size": 32}, MANY),
        ),
    ),
    question=Words(
        Claim(
            "Four runs differ in how many of the 219 penguins each step reads, and in η. They arrive after 10 steps (all 219), 28 (eight), "
            "132 (one) and 164 (thirty-two).",
            lambda lab: [walk.arrived for walk in _runs(lab)] == [10, 28, 132, 164],
        ),
        Remark("Work is counted in gradients of one penguin. Put the runs in order, the least work first.", "instruction"),
    ),
    answer=Rank(
        measure=_work,
        wrong=(
            Wrong(
                (ALL, EIGHT, ONE, MANY),
                Words(
                    Claim(
                        "That is the order of their steps, but a step that reads 219 penguins is 219 times the work of one that reads one.",
                        lambda lab: (
                            _all(lab).evaluations_per_step == 219 * _one(lab).evaluations_per_step and _work(_one(lab)) < _work(_all(lab))
                        ),
                    )
                ),
                lambda attempt: attempt.given.index(ALL) < 2,
            ),
            Wrong(
                (ONE, EIGHT, MANY, ALL),
                Words(
                    Claim(
                        "That is the order of their batches, but steps count as much: 164 times 32 is more than 10 times 219.",
                        lambda lab: _work(_batch(lab, 32, 0.2)) > 2 * _work(_all(lab)),
                    )
                ),
                lambda attempt: attempt.given.index(MANY) < 3,
            ),
            Wrong(
                (EIGHT, ONE, ALL, MANY),
                Words(
                    Claim(
                        "28 steps of eight penguins are more gradients than 132 steps of one.",
                        lambda lab: _work(_batch(lab, 8, 1.0)) > 1.5 * _work(_one(lab)),
                    )
                ),
                lambda attempt: attempt.given.index(EIGHT) < 1,
            ),
        ),
    ),
    why=Words(
        Claim(
            "Work is steps times batch: 132, 224, 2,190 and 5,248 gradients. The run with the fewest steps takes 16 times the work of SGD.",
            lambda lab: sorted(map(_work, _runs(lab))) == [132, 224, 2190, 5248] and _work(_all(lab)) > 16 * _work(_one(lab)),
        )
    ),
)
