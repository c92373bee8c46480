"""Is AMSGrad the same in the paper, in PyTorch and in Optax?"""

from typing import Any

import numpy as np

from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words, apart
from optim_core.marks import Marks
from optim_core.spec import Citation

STEPS = 150
PUBLISHED, PYTORCH, OPTAX = "AMSGrad", "AMSGrad, as in PyTorch", "AMSGrad, as in Optax"
SETTINGS: dict[str, Any] = {"learning_rate": 0.03}


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, **SETTINGS)


def _same(lab: Lab, one: str, other: str) -> bool:
    """Whether two take one path."""
    return apart(_run(lab, one).theta, _run(lab, other).theta) < 0.01


def _first(lab: Lab, method: str) -> float:
    """The first step along x, in units of η."""
    return float(abs(_run(lab, method).quantities["step"][1, 0]) / 0.03)


def _starts_alike(lab: Lab) -> bool:
    """Whether PyTorch and Optax begin with the same step."""
    return apart(_run(lab, PYTORCH).theta[1], _run(lab, OPTAX).theta[1]) < 1e-9


def _falls(lab: Lab, method: str, line: str) -> bool:
    """Whether what is divided by shrinks at some step."""
    return bool(np.any(np.diff(_run(lab, method).quantities[line][1:], axis=0) < 0))


PAPER_FIRST = Claim(
    "The paper's first step is 3.2 times η, and that of the two libraries is η.",
    lambda lab: round(_first(lab, PUBLISHED), 1) == 3.2 and all(abs(_first(lab, each) - 1) < 1e-6 for each in (PYTORCH, OPTAX)),
)

OPTIONS: tuple[Option, ...] = (
    Option(
        "One: it is the same method everywhere.",
        lambda lab: _same(lab, PUBLISHED, PYTORCH) and _same(lab, PYTORCH, OPTAX),
        Words(PAPER_FIRST),
    ),
    Option(
        "Two: PyTorch and Optax take the same, the paper another.",
        lambda lab: _same(lab, PYTORCH, OPTAX) and not _same(lab, PUBLISHED, PYTORCH),
        Words(
            Claim(
                "The two libraries take the same first step only. Later what PyTorch divides by can shrink, what Optax divides by cannot.",
                lambda lab: _starts_alike(lab) and _falls(lab, PYTORCH, "v_hat") and not _falls(lab, OPTAX, "v_max"),
            )
        ),
    ),
    Option(
        "Two: the paper and PyTorch take the same, Optax another.",
        lambda lab: _same(lab, PUBLISHED, PYTORCH) and not _same(lab, PYTORCH, OPTAX),
        Words(PAPER_FIRST),
    ),
    Option(
        "Two: the paper and Optax take the same, PyTorch another.",
        lambda lab: _same(lab, PUBLISHED, OPTAX) and not _same(lab, PYTORCH, OPTAX),
        Words(PAPER_FIRST),
    ),
    Option(
        "Three: each takes its own.",
        lambda lab: not any(_same(lab, one, other) for one, other in ((PUBLISHED, PYTORCH), (PYTORCH, OPTAX), (PUBLISHED, OPTAX))),
    ),
)

ONE_NAME = Challenge(
    name="one-name",
    title="One name",
    group="Comparing fairly",
    belief=Belief(
        "A method with one name is one method.",
        Citation(
            "Optax, issue 1389",
            2025,
            "AMSGrad implementation differs from PyTorch/TensorFlow",
            "https://github.com/google-deepmind/optax/issues/1389",
        ),
    ),
    scene=TaskScene(
        "Himmelblau",
        (
            Actor(PUBLISHED, SETTINGS, label="AMSGrad, as published"),
            Actor(PYTORCH, SETTINGS),
            Actor(OPTAX, SETTINGS, marks=Marks("orange", "solid", "cross")),
        ),
        steps=STEPS,
    ),
    question=Words(
        Remark("AMSGrad was published in a paper, and the libraries PyTorch and Optax both offer it.", "definition"),
        Remark(
            "All three run with the same start, the same η and the same β₁ and β₂. How many different paths do you expect?", "instruction"
        ),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Remark("All divide by an average of the squared slopes, v, which starts at 0 and is too small at first.", "definition"),
        Claim(
            "The paper takes the largest v. PyTorch takes the largest v, too, and corrects it. Optax takes the largest corrected v.",
            lambda lab: _corrected(lab),
        ),
        Claim(
            "So there are three paths, and they end in two valleys: when you compare results, ask which form was run.",
            lambda lab: (
                OPTIONS[-1].holds(lab)
                and _run(lab, PUBLISHED).minimum == _run(lab, PYTORCH).minimum != _run(lab, OPTAX).minimum is not None
            ),
        ),
    ),
)


def _corrected(lab: Lab) -> bool:
    """Whether the three divide by the largest v, by it over 1 - β₂ᵗ, and by the largest v over 1 - β₂ᵗ."""
    share = (1 - 0.999 ** np.arange(1, STEPS + 1))[:, np.newaxis]
    published, pytorch, optax = (_run(lab, each).quantities for each in (PUBLISHED, PYTORCH, OPTAX))
    return (
        apart(published["v_hat"][1:], np.maximum.accumulate(published["v"][1:])) < 1e-9
        and apart(pytorch["v_hat"][1:] * share / np.maximum.accumulate(pytorch["v"][1:]), 1) < 1e-6
        and apart(optax["v_max"][1:] / np.maximum.accumulate(optax["v"][1:] / share), 1) < 1e-6
    )
