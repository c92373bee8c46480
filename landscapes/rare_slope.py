"""The examples on which Adam walks uphill: one in a hundred has a large slope, all others a small one the other way."""

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from landscapes.landscape import Landscape, Survey
from optim_core.claims import Claim, Lab, Words
from optim_core.spec import Array, Citation, Rows, TeX

LARGE, SMALL, EXAMPLES = 1010.0, -10.0, 100
SLOPES = np.array([LARGE, *[SMALL] * (EXAMPLES - 1)])
"""s, (N,): the slope of each example."""
SLOPES.flags.writeable = False
MEAN = float(SLOPES.mean())


@final
@dataclass(frozen=True)
class RareSlope(Landscape):
    """A plane that falls to the left, as the mean of 100 examples of which 99 fall to the right: J(θ; i) = sᵢ x.

    This is the stochastic example of the paper, whose figure has β₁ = 0.9 and β₂ = 0.99. The paper draws one of two slopes, 1010 with a
    chance of 0.01 and else -10; here these are a hundred examples, and each is read once in a hundred steps. The paper keeps x in [-1, 1]
    by a projection, which is left out: nothing is clipped here, so there is no minimum and a run may go as far as it likes.
    """

    name = "A rare slope"
    lesson = Words(
        Claim(
            "One example in a hundred has the slope 1010, and 99 have the slope −10: their mean is 0.2.",
            lambda lab: all(
                sorted(set(slopes)) == [-10, 1010] and np.sum(slopes == 1010) == 1 and len(slopes) == 100 and abs(slope - 0.2) < 1e-12
                for slopes, slope in [_slopes(lab)]
            ),
        ),
        Claim(
            "With one example a step, Adam forgets the large slope before it comes again, and walks uphill.",
            lambda lab: all(_way(lab, "Adam", seed, beta2=0.99) > 0 > _way(lab, "SGD", seed) for seed in (1, 2, 3)),
        ),
    )
    source = Citation("Reddi, Kale & Kumar", 2018, "On the Convergence of Adam and Beyond", "https://arxiv.org/abs/1904.09237")

    @property
    def survey(self) -> Survey:
        return Survey(
            formula=TeX(r"s\, x"),
            window=((-2.0, 2.0), (-2.0, 2.0)),
            start=(0.0, 0.0),
            minima=(),
            rate=0.0005,
            stride=0.005,
            steps=10_000,
            data={"s": SLOPES},
        )

    def value(self, x: Array, y: Array) -> Array:
        return MEAN * x

    def gradient(self, x: Array, y: Array, rows: Rows | None = None) -> Array:
        flat = np.zeros_like(x)
        slope = MEAN if rows is None else np.add.reduce(SLOPES.take(rows), axis=0) / len(rows)
        return np.array([flat + slope, flat])


def _slopes(lab: Lab) -> tuple[Array, float]:
    """The slope of each example, and that of their mean."""
    here = lab.on(RareSlope())
    return here.examples(*here.start)[0], float(here.gradient(*here.start)[0])


def _way(lab: Lab, method: str, seed: int, **settings: Any) -> float:
    """How far a run gets from the moment at which every example has been read once."""
    x = lab.on(RareSlope()).run(method, steps=2000, batch=1, seed=seed, **settings).theta[:, 0]
    return float(x[-1] - x[100])
