"""Is AMSGrad always better than Adam?"""

from typing import Any

import numpy as np

from landscapes.rare_slope import EXAMPLES
from lessons.challenges.answers import Choose, Option
from lessons.challenges.challenge import Belief, Challenge
from lessons.challenges.task_scene import Actor, TaskScene
from optim_core.claims import Claim, Lab, Remark, Walk, Words
from optim_core.methods.amsgrad import PAPER

STEPS = 300
SETTINGS: dict[str, Any] = {"learning_rate": 0.02, "beta2": 0.9}
ADAM, AMSGRAD = "Adam", "AMSGrad"


def _run(lab: Lab, method: str) -> Walk:
    return lab.run(method, steps=STEPS, **SETTINGS)


def _arrived(lab: Lab, method: str) -> float:
    return _run(lab, method).arrived


def _pace(lab: Lab, method: str) -> float:
    """The mean length of the steps from 50 to 150."""
    return float(_run(lab, method).lengths[50:150].mean())


def _divisor(lab: Lab, method: str) -> float:
    """v̂ of x at step 150 over the largest that it has been before."""
    v_hat = _run(lab, method).quantities["v_hat"][:151, 0]
    return float(v_hat[-1] / v_hat.max())


def _way(lab: Lab, method: str, eta: float) -> float:
    """How far to the right a run gets on the rare slope once every example has been read."""
    x = lab.on("A rare slope").run(method, steps=5000, batch=1, learning_rate=eta, beta2=0.99).theta[:, 0]
    return float(x[-1] - x[EXAMPLES])


OPTIONS: tuple[Option, ...] = (
    Option(
        "Adam arrives. AMSGrad does not in 300 steps.",
        lambda lab: _arrived(lab, ADAM) <= STEPS < _arrived(lab, AMSGRAD),
    ),
    Option(
        "AMSGrad arrives. Adam does not in 300 steps.",
        lambda lab: _arrived(lab, AMSGRAD) <= STEPS < _arrived(lab, ADAM),
        Words(
            Claim(
                "Here it is good to forget: Adam's v̂ falls to less than a hundredth once the cliff is behind it, and its steps stay long.",
                lambda lab: _divisor(lab, ADAM) < 0.01 and _arrived(lab, ADAM) < STEPS,
            )
        ),
    ),
    Option(
        "Both arrive, AMSGrad first.",
        lambda lab: _arrived(lab, AMSGRAD) < _arrived(lab, ADAM) <= STEPS,
        Words(
            Claim(
                "AMSGrad still divides by the slope of the cliff at step 150, so its steps are less than half as long as Adam's.",
                lambda lab: _divisor(lab, AMSGRAD) == 1 and 0 < _pace(lab, AMSGRAD) < _pace(lab, ADAM) / 2,
            )
        ),
    ),
    Option(
        "Both arrive together: the two differ only where Adam fails.",
        lambda lab: _arrived(lab, AMSGRAD) == _arrived(lab, ADAM) <= STEPS,
        Words(
            Claim(
                "They differ wherever the slopes become smaller: Adam's divisor shrinks with them, AMSGrad's stays.",
                lambda lab: _divisor(lab, ADAM) < 0.01 and _divisor(lab, AMSGRAD) == 1,
            )
        ),
    ),
    Option(
        "Neither arrives: the cliff throws both out.",
        lambda lab: min(_arrived(lab, AMSGRAD), _arrived(lab, ADAM)) > STEPS,
        Words(
            Claim(
                "Dividing by √v̂ keeps the steps short on the cliff: the longest of both is twice η at most.",
                lambda lab: all(0 < float(np.abs(_run(lab, each).quantities["step"]).max()) < 0.04 for each in (ADAM, AMSGRAD)),
            )
        ),
    ),
)

IT_NEVER_FORGETS = Challenge(
    name="it-never-forgets",
    title="It never forgets",
    group="Momentum and Adam",
    belief=Belief("AMSGrad repairs Adam, so it is never worse.", PAPER),
    scene=TaskScene("Beale", (Actor(ADAM, SETTINGS), Actor(AMSGRAD, SETTINGS)), steps=STEPS),
    question=Words(
        Remark("Adam divides by √v̂, where v̂ is an average of the squared slopes that forgets old ones.", "definition"),
        Remark("AMSGrad is Adam with one change: its v̂ can grow but never shrinks.", "definition"),
        Remark("Both start on a cliff, with η = 0.02 and β₂ = 0.9. Which of them arrives at the lowest point?", "instruction"),
    ),
    answer=Choose(OPTIONS),
    why=Words(
        Claim(
            "Adam is there at step 161. AMSGrad never forgets the cliff, and is still on its way after 300 steps.",
            lambda lab: _arrived(lab, ADAM) == 161 and _arrived(lab, AMSGRAD) > STEPS and _run(lab, AMSGRAD).kind == "still moving",
        ),
        Claim(
            "The task “Uphill” shows where it helps: where a large slope comes again and again, Adam climbs and AMSGrad goes down.",
            lambda lab: _way(lab, ADAM, 0.005) > 0 > _way(lab, AMSGRAD, 0.08),
        ),
    ),
)
