"""Is the Nesterov momentum of the libraries the published one?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.spec import Citation

STEPS = 150
PUBLISHED, LIBRARY = "Nesterov", "Nesterov, as in the libraries"
ETA = 0.02
SETTINGS: dict[str, Any] = {"learning_rate": ETA}


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, **SETTINGS)


def _paths(lab: Lab) -> float:
    """The largest distance between the two at one step."""
    return apart(_run(lab, PUBLISHED).theta, _run(lab, LIBRARY).theta)


def _gradients(lab: Lab) -> float:
    """The largest difference between the gradients that the two read at one step."""
    return apart(_run(lab, PUBLISHED).gradient, _run(lab, LIBRARY).gradient)


def _ends(lab: Lab) -> float:
    return apart(_run(lab, PUBLISHED).theta[-1], _run(lab, LIBRARY).theta[-1])


def _first(lab: Lab) -> float:
    """How many times as long the first step is in the libraries."""
    return float(_run(lab, LIBRARY).lengths[0] / _run(lab, PUBLISHED).lengths[0])


def _ahead(lab: Lab) -> float:
    """How far the libraries' path is from the points to which the velocity of the published form leads."""
    run = _run(lab, PUBLISHED)
    return apart(run.theta - ETA * 0.9 * run.quantities["v"], _run(lab, LIBRARY).theta)


DIFFERENT = Claim("Their paths differ: after the first step they are almost 1 apart.", lambda lab: 0.95 < _apart_at_once(lab) < 1)
SAME = Claim(
    "Their gradients are the same numbers at every step: both read them at the same points.",
    lambda lab: _gradients(lab) < 1e-9 < float(np.abs(_run(lab, LIBRARY).gradient[:20]).min()),
)


def _apart_at_once(lab: Lab) -> float:
    """How far apart they are after one step."""
    return float(np.hypot(*(_run(lab, PUBLISHED).theta[1] - _run(lab, LIBRARY).theta[1])))


OPTIONS: tuple[Option, ...] = (
    Option(
        "The paths and the gradients: it is one method.",
        lambda lab: _paths(lab) < 1e-6 and _gradients(lab) < 1e-6,
        Words(DIFFERENT),
    ),
    Option(
        "The paths, but not the gradients.",
        lambda lab: _paths(lab) < 1e-6 < _gradients(lab),
        Words(SAME),
    ),
    Option(
        "The gradients and the end, but not the paths.",
        lambda lab: _gradients(lab) < 1e-6 and _ends(lab) < 1e-3 and _paths(lab) > 0.1,
    ),
    Option(
        "The first step, and nothing after it.",
        lambda lab: abs(_first(lab) - 1) < 1e-6 and _gradients(lab) > 1e-6,
        Words(Claim("Even the first step differs: in the libraries it is 1.9 times as long.", lambda lab: abs(_first(lab) - 1.9) < 1e-9)),
    ),
    Option(
        "Only the end: gradients and paths differ.",
        lambda lab: _ends(lab) < 1e-3 and _gradients(lab) > 1e-6 and _paths(lab) > 0.1,
        Words(SAME),
    ),
)

THE_POINT_AHEAD = Challenge(
    name="the-point-ahead",
    title="The point ahead",
    group="Momentum and Adam",
    belief=Belief(
        "The libraries write Nesterov's momentum another way, so it is another method.",
        Citation(
            "Keras, issue 14115",
            2020,
            "Question about Nesterov momentum implementation",
            "https://github.com/keras-team/keras/issues/14115",
        ),
    ),
    scene=TaskScene(
        "Ravine",
        (
            Actor(PUBLISHED, SETTINGS, "Nesterov, as published", Marks("sky", "solid", "pentagon")),
            Actor(LIBRARY, SETTINGS, marks=Marks("ink", "dot", "square")),
        ),
        steps=STEPS,
    ),
    question=Words(
        Remark("Nesterov's momentum reads the gradient at a point ahead, where the velocity leads.", "definition"),
        Remark("The published form steps from where it is. The libraries let the point ahead take the steps.", "definition"),
        Remark("Both have the same η and the same start. What is the same in both runs?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "The libraries' path is that of the points ahead. So the gradients are the same, and the velocity, too.",
            lambda lab: _ahead(lab) < 1e-9 < 0.5 < _paths(lab) and _gradients(lab) < 1e-9,
        ),
        Claim(
            "Where the velocity dies, the point ahead is where you are: both end in one place.",
            lambda lab: _ends(lab) < 1e-3 and float(np.abs(_run(lab, PUBLISHED).quantities["v"][-1]).max()) < 1e-2 and _paths(lab) > 0.5,
        ),
    ),
)
