"""Is the method that leads early the best?"""

from lessons.challenges.answers import Rank, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

EARLY, STEPS = 10, 300
GD = "Gradient descent"


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS)


def _early(lab: Lab, method: str) -> float:
    return float(_run(lab, method).loss[EARLY])


def _end(lab: Lab, method: str) -> float:
    return float(_run(lab, method).loss[-1])


def _pace(lab: Lab, method: str) -> float:
    """The mean length of the last hundred steps."""
    return float(_run(lab, method).lengths[-100:].mean())


THE_EARLY_LEADER = Challenge(
    name="the-early-leader",
    title="The early leader",
    group="Comparing fairly",
    belief=Belief(
        "The method that is ahead early stays ahead.",
        Citation(
            "Keskar & Socher",
            2017,
            "Improving Generalization Performance by Switching from Adam to SGD",
            "https://arxiv.org/abs/1712.07628",
        ),
    ),
    scene=TaskScene("Rosenbrock", (Actor("RMSprop"), Actor(GD), Actor("Adam"), Actor("Adagrad")), steps=STEPS),
    question=Words(
        Claim(
            "The valley is curved, and its floor is almost flat. After 10 steps gradient descent leads, then come RMSprop, Adam, Adagrad.",
            lambda lab: _early(lab, GD) < _early(lab, "RMSprop") < _early(lab, "Adam") < _early(lab, "Adagrad"),
        ),
        Remark("Put them in order as they are after 300 steps, the lowest first.", "instruction"),
    ),
    answer=Rank(
        measure=lambda run: float(run.loss[-1]),
        wrong=(
            Wrong(
                (GD, "RMSprop", "Adam", "Adagrad"),
                Words(
                    Claim(
                        "Gradient descent leads only as long as it is steep: on the flat floor its steps are the shortest of the four.",
                        lambda lab: 1.3 * _pace(lab, GD) < min(_pace(lab, method) for method in ("RMSprop", "Adam", "Adagrad")),
                    )
                ),
                lambda attempt: attempt.given.index(GD) < 3,
            ),
            Wrong(
                ("Adagrad", "Adam", "RMSprop", GD),
                Words(
                    Claim(
                        "Adagrad divides by all slopes it has seen, and the first were steep: its steps stay shorter than Adam's.",
                        lambda lab: 2 * _pace(lab, "Adagrad") < min(_pace(lab, "Adam"), _pace(lab, "RMSprop")) and _end(lab, "Adagrad") > 4,
                    )
                ),
                lambda attempt: attempt.given.index("Adagrad") < 2,
            ),
            Wrong(
                ("RMSprop", "Adam", "Adagrad", GD),
                Words(
                    Claim(
                        "RMSprop's steps stay long, too, but many of them go to and fro across the valley; Adam's mean cancels these.",
                        lambda lab: (
                            float(_run(lab, "RMSprop").lengths.sum()) > 1.5 * float(_run(lab, "Adam").lengths.sum())
                            and _end(lab, "RMSprop") > _end(lab, "Adam")
                        ),
                    )
                ),
                lambda attempt: attempt.given.index("RMSprop") < 1,
            ),
        ),
    ),
    why=Words(
        Claim(
            "The first steps show who is fast on a steep slope, the later ones who is fast on the flat floor: there Adam is first and "
            "gradient descent last.",
            lambda lab: (
                _end(lab, "Adam") < _end(lab, "RMSprop") < _end(lab, "Adagrad") < _end(lab, GD) and _early(lab, GD) < _early(lab, "Adam")
            ),
        )
    ),
)
