"""Does a run end at the lowest loss that it has seen?"""

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Citation

STEPS = 150
ETA = 0.01
BACK = 0.02


def _walk(lab: Lab, eta: float) -> Walk:
    return lab.run("RMSprop", steps=STEPS, learning_rate=eta)


def _climbed(walk: Walk) -> float:
    """How much of the height that it has come down the run has climbed again at the end."""
    return float((walk.loss[-1] - walk.loss.min()) / (walk.loss[0] - walk.loss.min()))


LOWEST_ON_THE_WAY = Challenge(
    name="lowest-on-the-way",
    title="Lowest on the way",
    group="Comparing fairly",
    belief=Belief(
        "The lowest loss on the way is where the run ends.",
        Citation(
            "Keras, pull request 5556",
            2017,
            "EarlyStopping should use weights with lowest validation error",
            "https://github.com/keras-team/keras/pull/5556",
        ),
    ),
    scene=TaskScene("Penguins, standardised", (Actor("RMSprop", {"learning_rate": ETA}),), steps=STEPS),
    question=Words(
        Remark("Each run has a lowest point on its way.", "definition"),
        Remark("Turn η until RMSprop, at the end, has climbed up again by a fiftieth of the height it came down, or more.", "instruction"),
    ),
    answer=Turn(
        fields=("learning_rate",),
        goal=Goal(
            lambda attempt: _climbed(attempt.runs[0]),
            f"At the end it has climbed {{}} of the height it came down; it has to be more than {BACK}.",
            above=BACK,
        ),
        wrong=(
            Wrong(
                {"learning_rate": 0.001},
                Words(
                    Claim(
                        "With so small an η it is still on its way down: the last loss is the lowest.",
                        lambda lab: _climbed(_walk(lab, 0.001)) == 0 and 0.1 < _walk(lab, 0.001).moved < 0.3,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] < 0.9 * ETA,
            ),
            Wrong(
                {"learning_rate": 0.1},
                Words(
                    Claim(
                        "It jumps to and fro across the bottom, but its steps are about η long: with this η it climbs too little.",
                        lambda lab: 0.001 < _climbed(_walk(lab, 0.1)) < BACK and 0.5 < _walk(lab, 0.1).lengths[-20:].mean() / 0.1 < 2,
                    )
                ),
                lambda attempt: attempt.given["learning_rate"] > 0.9 * ETA,
            ),
        ),
    ),
    why=Words(
        Claim(
            "RMSprop's steps do not shrink at the bottom: it comes close once, then jumps from one side to the other, about η far.",
            lambda lab: _climbed(_walk(lab, 0.5)) > BACK and 0.5 < _walk(lab, 0.5).lengths[-20:].mean() / 0.5 < 2,
        ),
        Remark("So programs keep the best point that they have seen, beside the last.", "instruction"),
    ),
)
