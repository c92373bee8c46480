"""Is the weight decay of AdamW free of η?"""

import numpy as np

from lessons.challenges.answers import Goal, Turn, Wrong
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.spec import Array, Citation

STEPS = 300
PUBLISHED, LIBRARY = "AdamW", "AdamW, as in the libraries"
ETA, LAMBDA = 0.1, 0.05
NEAR = 0.2
"""How far apart two paths may be, on average over their steps, to be called one."""


def _run(lab: Lab, method: str, lam: float, eta: float = ETA) -> Walk:
    return lab.run(method, steps=STEPS, learning_rate=eta, weight_decay=lam)


def _apart(one: Walk, other: Walk) -> float:
    """The mean distance between two paths, step by step."""
    return float(np.hypot(*(one.theta - other.theta).T).mean())


def _decay(run: Walk, eta: float) -> Array:
    """The share of θ that each step takes away, besides what Adam does."""
    m_hat, v_hat, step = (run.quantities[name][1:] for name in ("m_hat", "v_hat", "step"))
    return np.asarray((-step - eta * m_hat / (np.sqrt(v_hat) + 1e-8)) / run.theta[:-1])


def _takes(lab: Lab, method: str, lam: float, share: float, eta: float = ETA) -> bool:
    """Whether a step takes away this share of θ."""
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(_decay(_run(lab, method, lam, eta), eta) / share - 1) < 1e-6))


WHOSE_LAMBDA = Challenge(
    name="whose-lambda",
    title="Whose λ?",
    group="Momentum and Adam",
    belief=Belief(
        "In AdamW the weight decay does not depend on η.",
        Citation(
            "NVIDIA/apex, issue 1849",
            2024,
            "AdamW implementation does not truly decouple learning rate and weight decay",
            "https://github.com/NVIDIA/apex/issues/1849",
        ),
    ),
    scene=TaskScene(
        "Himmelblau",
        (
            Actor(LIBRARY, {"learning_rate": ETA, "weight_decay": LAMBDA}, "AdamW, as in the libraries"),
            Actor(PUBLISHED, {"learning_rate": ETA, "weight_decay": LAMBDA}, f"AdamW, as published, λ = {LAMBDA}"),
        ),
        steps=STEPS,
    ),
    question=Words(
        Remark("λ is the weight decay: it says how much smaller each step makes the weights, here x and y.", "definition"),
        Remark(
            "Both methods are AdamW with η = 0.1. The published one has λ = 0.05. Turn the λ of the one in the libraries until both take "
            "the same path.",
            "instruction",
        ),
    ),
    answer=Turn(
        fields=("weight_decay",),
        goal=Goal(
            lambda attempt: _apart(attempt.runs[0], attempt.runs[1]),
            f"At the same step the two are {{}} apart on average; it has to be less than {NEAR}.",
            below=NEAR,
        ),
        wrong=(
            Wrong(
                {"weight_decay": ETA * LAMBDA},
                Words(
                    Claim(
                        "That is the wrong direction: the libraries multiply λ by η already, so a smaller λ makes the decay still weaker.",
                        lambda lab: _takes(lab, LIBRARY, ETA * LAMBDA, ETA**2 * LAMBDA),
                    )
                ),
                lambda attempt: attempt.given["weight_decay"] < 0.9 * LAMBDA,
            ),
            Wrong(
                {"weight_decay": LAMBDA},
                Words(
                    Claim(
                        "With the same λ it decays too little: a step takes away 0.005 of x and y, the published one takes 0.05.",
                        lambda lab: _takes(lab, LIBRARY, LAMBDA, 0.005) and _takes(lab, PUBLISHED, LAMBDA, 0.05),
                    )
                ),
                lambda attempt: attempt.given["weight_decay"] < LAMBDA / ETA,
            ),
            Wrong(
                {"weight_decay": 1.0},
                Words(
                    Claim(
                        "Now it decays too much, and stops too far from the lowest point: a step takes away twice as much.",
                        lambda lab: (
                            _takes(lab, LIBRARY, 1.0, 2 * LAMBDA)
                            and np.hypot(*_run(lab, LIBRARY, 1.0).theta[-1]) < np.hypot(*_run(lab, PUBLISHED, LAMBDA).theta[-1]) - 1
                        ),
                    )
                ),
                lambda attempt: attempt.given["weight_decay"] > LAMBDA / ETA,
            ),
        ),
    ),
    why=Words(
        Claim(
            "As published, a step takes away λ of the weights; in the libraries it takes away η times λ, and 0.1 times 0.5 is 0.05.",
            lambda lab: _apart(_run(lab, LIBRARY, 0.5), _run(lab, PUBLISHED, LAMBDA)) < 1e-6 and _takes(lab, PUBLISHED, LAMBDA, 0.05),
        ),
        Claim(
            "So in a library, whoever halves η halves the decay, too. As published, the decay stays.",
            lambda lab: _takes(lab, LIBRARY, 0.5, 0.025, eta=ETA / 2) and _takes(lab, PUBLISHED, LAMBDA, LAMBDA, eta=ETA / 2),
        ),
    ),
)
