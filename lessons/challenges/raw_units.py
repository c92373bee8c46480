"""Does it change anything if the features are scaled?"""

import numpy as np

from lessons.challenges.answers import Attempt, Draw, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, Point, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Array, Citation

ISSUE = Citation(
    "scikit-learn, issue 7328",
    2016,
    "LinearRegression, normalize=True does absolutely nothing!",
    "https://github.com/scikit-learn/scikit-learn/issues/7328",
)
START = (5.0, 1.0)
BOTTOM = (4.97, -5.78)
FLOOR = (2.25, -0.37)
"""Where the first step lands, on the floor of the ravine."""


def _run(lab: Lab) -> Walk:
    return lab.run("Gradient descent", START)


def _passes(line: Array, point: Point) -> bool:
    """Whether one of the corners of a line is near a point."""
    return bool(np.hypot(*(line - point).T).min() < 1)


def _ends_at_the_bottom(attempt: Attempt) -> bool:
    return _passes(np.asarray(attempt.given)[-1:], BOTTOM)


def _off_the_straight_line(lab: Lab, walk: Walk) -> float:
    """The largest distance of a run from the straight line to the bottom, as a share of its length."""
    way = np.array(lab.minima[0]) - walk.theta[0]
    x, y = (walk.theta - walk.theta[0]).T
    return float(np.abs(x * way[1] - y * way[0]).max() / (way @ way))


def _strays_when_scaled(lab: Lab) -> float:
    """The same on the scaled columns."""
    scaled = lab.on("Penguins, standardised")
    return _off_the_straight_line(scaled, scaled.run("Gradient descent"))


RAW_UNITS = Challenge(
    name="raw-units",
    title="Raw units",
    group="A rate per coordinate",
    belief=Belief("Scaling the features changes nothing: the best line stays the same.", ISSUE),
    scene=TaskScene("Penguins, raw units", (Actor("Gradient descent"),), start=START, steps=300),
    question=Words(
        Remark("A line is fitted to the penguins: flippers in decimetres, masses in kilograms, nothing scaled.", "definition"),
        Remark("Draw the path of gradient descent over 300 steps.", "instruction"),
    ),
    answer=Draw(
        near=0.06,
        wrong=(
            Wrong(
                (START, FLOOR, BOTTOM),
                Words(
                    Claim(
                        "It does land on the floor of the ravine, but there the slope is so small that it does not get to the bottom.",
                        lambda lab: (
                            float(np.hypot(*(_run(lab).theta[-1] - _run(lab).theta[1]))) < 1.5 < 4 < _run(lab).around(1)
                            and _run(lab).loss[1] < 0.05 * _run(lab).loss[0]
                        ),
                    )
                ),
                lambda attempt: _ends_at_the_bottom(attempt) and _passes(np.asarray(attempt.given), FLOOR),
            ),
            Wrong(
                (START, BOTTOM),
                Words(
                    Claim(
                        "It does not go straight to the bottom: it goes where it is steepest, which is across the ravine.",
                        lambda lab: (
                            _off_the_straight_line(lab, _run(lab)) > 0.3 and lab.curvatures(*START)[1] > 1000 * lab.curvatures(*START)[0]
                        ),
                    )
                ),
                _ends_at_the_bottom,
            ),
        ),
    ),
    why=Words(
        Claim(
            "In these units the bowl is a thin ravine: one step crosses it, and 300 steps do not get along it.",
            lambda lab: _run(lab).lengths[0] > 3 and float(_run(lab).lengths[1:].sum()) < 1.5 and _run(lab).around(1) > 4,
        ),
        Claim(
            "With both columns scaled the bowl is round, and gradient descent goes straight to the bottom.",
            lambda lab: _strays_when_scaled(lab) < 1e-6 and lab.on("Penguins, standardised").run("Gradient descent").around(1) < 0.01,
        ),
    ),
)
