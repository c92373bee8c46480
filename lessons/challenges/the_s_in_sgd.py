"""Does the optimizer draw the examples?"""

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.spec import Citation

ETA = 0.1
STEPS = 100
ALL = 342
"""The penguins."""


def _fed(lab: Lab, examples: int, seed: int = 1) -> Walk:
    """The rule of SGD, θ ← θ − η g, fed with the mean gradient of so many penguins a step."""
    return lab.run("Mini-batch", steps=STEPS, learning_rate=ETA, batch_size=examples, seed=seed)


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, learning_rate=ETA)


def _same(one: Walk, other: Walk) -> bool:
    """Whether two paths are the same, but for rounding."""
    return apart(one.theta, other.theta) < 1e-9


def _begins_as(one: Walk, other: Walk) -> bool:
    return apart(one.theta[1], other.theta[1]) < 1e-9


THE_S_IN_SGD = Challenge(
    name="the-s-in-sgd",
    title="The S in SGD",
    group="Noise and batches",
    belief=Belief(
        "torch.optim.SGD draws the examples.",
        Citation(
            "PyTorch, issue 129190",
            2024,
            "The function name SGD() should be GD() if it's still (classic) GD",
            "https://github.com/pytorch/pytorch/issues/129190",
        ),
    ),
    scene=TaskScene(
        "Penguins, standardised",
        tuple(Actor(method, {"learning_rate": ETA}) for method in ("Gradient descent", "Mini-batch", "SGD")),
        steps=STEPS,
    ),
    question=Words(
        Remark(
            "A program computes the mean loss of all 342 penguins and its gradient, and then calls step() of torch.optim.SGD, again and "
            "again. Which path does it take?",
            "instruction",
        )
    ),
    answer=Choose(
        (
            Option(
                "That of SGD, which trembles: at each step() it draws one penguin.",
                lambda lab: _same(_fed(lab, ALL), _run(lab, "SGD")),
                Words(
                    Claim(
                        "It trembles only if it is fed one penguin at a time: step() takes the gradient that is there, and draws nothing.",
                        lambda lab: _same(_fed(lab, 1), _run(lab, "SGD")) and not _same(_fed(lab, ALL), _run(lab, "SGD")),
                    )
                ),
            ),
            Option(
                "That of mini-batches, which trembles a little: at each step() it draws some penguins.",
                lambda lab: _same(_fed(lab, ALL), _run(lab, "Mini-batch")),
                Words(
                    Claim(
                        "To tremble like mini-batches of 8 it has to be fed 8 penguins at a time, and here it is fed all of them.",
                        lambda lab: _same(_fed(lab, 8), _run(lab, "Mini-batch")) and not _same(_fed(lab, ALL), _run(lab, "Mini-batch")),
                    )
                ),
            ),
            Option(
                "It begins as that of SGD, and becomes calm later.",
                lambda lab: _begins_as(_fed(lab, ALL), _run(lab, "SGD")) and not _same(_fed(lab, ALL), _run(lab, "SGD")),
                Words(
                    Claim(
                        "Nothing has to become calm: its first step already is the one of gradient descent.",
                        lambda lab: (
                            _begins_as(_fed(lab, ALL), _run(lab, "Gradient descent")) and not _begins_as(_fed(lab, ALL), _run(lab, "SGD"))
                        ),
                    )
                ),
            ),
            Option(
                "That of gradient descent, which does not tremble at all.",
                lambda lab: _same(_fed(lab, ALL), _run(lab, "Gradient descent")),
            ),
            Option(
                "One with steps 342 times as long, because all gradients add up.",
                lambda lab: _fed(lab, ALL).lengths[0] > 100 * _run(lab, "Gradient descent").lengths[0],
                Words(
                    Claim(
                        "The loss is a mean, so its gradient is a mean, too: the steps are as long as those of gradient descent.",
                        lambda lab: apart(_fed(lab, ALL).lengths, _run(lab, "Gradient descent").lengths) < 1e-9 < _fed(lab, 8).moved,
                    )
                ),
            ),
        )
    ),
    why=Words(
        Claim(
            "The chance is in the batches, not in the rule: fed with all penguins, SGD is gradient descent, whatever the seed.",
            lambda lab: _same(_fed(lab, ALL), _run(lab, "Gradient descent")) and _same(_fed(lab, ALL), _fed(lab, ALL, seed=2)),
        ),
        Claim(
            "Fed with one penguin at a time, it takes another path with each seed.",
            lambda lab: apart(_fed(lab, 1).theta, _fed(lab, 1, seed=2).theta) > 0.1,
        ),
    ),
)
